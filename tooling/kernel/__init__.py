"""How the Java kernel is started, and what is worked around in it: README.md lists that."""

import os
import sys

from tooling.errors import LabError


def plain():
    """Whether the kernel is wanted as it is installed, without the workarounds of this folder."""
    wanted = os.environ.get("NNDL_KERNEL", "")
    if wanted not in ("", "plain"):
        raise LabError(f"NNDL_KERNEL may be 'plain' or not be set, it is '{wanted}'.", status=2)
    return wanted == "plain"


# jsonschema imports a grammar of international addresses, which takes two seconds at each start.
# Without it only such addresses go unchecked, and a notebook has none.
if os.environ.get("NNDL_KERNEL") != "plain":
    sys.modules.setdefault("rfc3987_syntax", None)
