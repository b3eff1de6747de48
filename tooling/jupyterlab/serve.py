"""JupyterLab on the notebooks, with our export, and with nothing asked or sent."""

import os
import secrets
import sys
from pathlib import Path

from jupyterlab.labapp import LabApp

from tooling.jupyterlab import settings
from tooling.running import working_copy
from tooling.setup.environment import USER_STATE, WORK, is_root, say
from tooling.errors import LabError

SERVER_CONFIG = Path(__file__).resolve().parent / "server_config.py"


def has_display():
    """Whether a browser could show itself here."""
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return "SSH_CONNECTION" not in os.environ


def serve(folder, port, browser):
    """Serve a folder, or the working copy, until interrupted.

    The address is printed when no browser opens.
    """
    root = Path(folder).resolve() if folder else WORK
    if not folder:
        working_copy.lay_out()
    if not root.is_dir():
        raise LabError(f"There is no folder {root}.", status=2)
    settings.write(USER_STATE / "config")
    os.environ.setdefault("JUPYTER_TOKEN", secrets.token_hex(24))
    index = "/tree/README.md" if (root / "README.md").exists() else ""
    arguments = [
        f"--config={SERVER_CONFIG}",
        # here and not in the file: a hub's server uses the file too, and listens elsewhere
        "--ServerApp.ip=127.0.0.1",
        "--Application.log_level=WARN",
        f"--ServerApp.root_dir={root}",
        f"--ServerApp.port={port}",
        f"--LabApp.default_url=/lab{index}",
    ]
    browser = browser and has_display()
    if not browser:
        arguments.append("--no-browser")
    if is_root():
        arguments.append("--allow-root")
    server = LabApp.initialize_server(argv=arguments)
    address = f"http://127.0.0.1:{server.port}/lab{index}"
    say(f"\nJupyterLab: {address}?token={os.environ['JUPYTER_TOKEN']}")
    say("It is opening in the browser." if browser else "Open this address in a browser.")
    say("Stop it with Ctrl-C.\n")
    server.start()
