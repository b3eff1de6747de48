"""Kernels whose launcher's own log goes to a file, so that it does not run through ours."""

import functools
import os
from pathlib import Path

from jupyter_client.manager import AsyncKernelManager
from jupyter_server.services.kernels.kernelmanager import ServerKernelManager
from traitlets import Float

from nblab.environment import STATE

LOG = STATE / "kernel.log"


@functools.cache
def _log_file():
    """One for all kernels of a process, and open as long: a restart goes to the first start's."""
    try:
        STATE.mkdir(exist_ok=True)
        LOG.write_bytes(b"")
        return LOG.open("ab")
    except OSError:
        return Path(os.devnull).open("wb")


# Asked to stop, the Java kernel answers and then lingers: its idle threads keep the process for a
# minute. Half of this time after the answer it is told again, by a signal.
_SHUTDOWN = 0.6


class QuietKernelManager(AsyncKernelManager):
    """For runs without a browser."""

    shutdown_wait_time = Float(_SHUTDOWN)

    async def start_kernel(self, **kwargs):
        log = _log_file()
        await super().start_kernel(**{"stdout": log, "stderr": log, **kwargs})


class QuietServerKernelManager(ServerKernelManager):
    """For JupyterLab."""

    shutdown_wait_time = Float(_SHUTDOWN)

    async def start_kernel(self, **kwargs):
        log = _log_file()
        await super().start_kernel(**{"stdout": log, "stderr": log, **kwargs})

    async def restart_kernel(self, *args, **kwargs):
        # Of a kernel that ended in a cell the server's last news is "busy". A page that connects
        # to a busy kernel does not wait until it hears it, and may miss for good that it is idle.
        self.execution_state = "starting"
        await super().restart_kernel(*args, **kwargs)
