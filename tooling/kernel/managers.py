"""Kernels whose launcher's own log goes to a file, so that it does not run through ours."""

import contextlib
import functools
import os
from pathlib import Path

from jupyter_client.manager import AsyncKernelManager
from jupyter_server.services.kernels.kernelmanager import ServerKernelManager
from traitlets import Float

from tooling.kernel import plain
from tooling.setup.environment import USER_STATE

LOG = USER_STATE / "kernel.log"
_LARGE = 1_000_000  # bytes


@functools.cache
def _log_file():
    """One for all kernels of a process, and open as long: a restart goes to the first start's.

    Other processes may write to it too, so it is never emptied: a large one gets another name.
    """
    try:
        LOG.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(OSError):  # there is none; or, on Windows, it is in use
            if LOG.stat().st_size > _LARGE:
                os.replace(LOG, LOG.with_suffix(".log.old"))
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
        # The server still takes a kernel that ended in a cell for busy. A page that connects to a
        # busy kernel does not wait for its first message, and may miss that it is idle.
        if not plain():
            self.execution_state = "starting"
        await super().restart_kernel(*args, **kwargs)
