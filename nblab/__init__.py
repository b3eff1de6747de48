"""What lab.py is made of.

The modules that cli imports use the standard library alone: they run on the system's Python and
make what is missing. The others run on the environment they made.
"""

import sys

# At each start jsonschema would have a grammar of international addresses read, which takes two
# seconds and four fifths of a command's processor time; without it only such addresses go
# unchecked, and a notebook has none.
sys.modules.setdefault("rfc3987_syntax", None)
