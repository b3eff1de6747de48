"""The kernel and the settings of lab.py for every Jupyter of an environment: `setup --image`.

An image for Binder or JupyterHub starts its own server, and a hub lays a volume over the home, so
neither the environment variables of lab.py nor the folder of a notebook can be counted on.
"""

import json
from pathlib import Path

from tooling import files
from tooling.jupyterlab import settings
from tooling.kernel import kernelspec
from tooling.setup import environment
from tooling.errors import LabError

_CONFIG = '''\
"""Settings of every Jupyter server of this environment; written by 'lab.py setup --image'."""

import sys

sys.path.insert(0, {root!r})
load_subconfig("server_config.py", path={folder!r})  # noqa: F821
'''


def check():
    """Stop when set-up would make a .venv, where the image's own Jupyter finds nothing."""
    if environment.active_prefix():
        return
    pins = environment.REQUIREMENTS
    pythons = [environment.executable(prefix) for prefix in environment.active()]
    lacks = "; ".join(line for python in pythons for line in environment.unmet(python, pins))
    raise LabError(
        "'setup --image' is for the active conda or virtual environment, and "
        + (f"it lacks (name, wanted, found): {lacks}" if pythons else "there is none.")
    )


def install(prefix):
    """Give the environment at `prefix` the kernel that lab.py starts, and its server's settings."""
    ours = environment.JUPYTER_PATH / "kernels" / "java" / "kernel.json"
    spec = json.loads(ours.read_text(encoding="utf-8"))
    files.replace(kernelspec.installed(prefix) / "kernel.json", json.dumps(spec, indent=1))
    config = Path(prefix) / "etc" / "jupyter"
    config.mkdir(parents=True, exist_ok=True)
    root = environment.ROOT
    text = _CONFIG.format(root=str(root), folder=str(root / "tooling" / "jupyterlab"))
    files.replace(config / "jupyter_server_config.py", text)
    settings.write(config)
