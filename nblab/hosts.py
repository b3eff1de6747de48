"""Many notebooks, few Java processes: kernels one after another in one JVM.

A notebook in a JVM of its own spends more than half of its processor time on what every notebook
spends it on: a JVM that starts, and JShell's compiler, which is Java and begins interpreted. A
host keeps the JVM and gives each notebook a kernel of its own, with a JShell and a class loader
of its own, so that nothing a notebook declares is known to the next.
"""

import asyncio
import contextlib
import os
import subprocess
import threading

from jupyter_client.launcher import launch_kernel
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Float

from nblab import launcher
from nblab.kernel import QuietKernelManager
from nblab.toolchain import JAR

_ENDED = b"ended"


@contextlib.contextmanager
def managers(notebooks):
    """The class of kernel managers for so many runs, one after another: for one it needs no host."""
    if notebooks < 2:
        yield QuietKernelManager
    else:
        with Hosts() as manager:
            yield manager


class Hosts:
    """The hosts of one command, as many as it has kernels at once; all end with the `with`.

    `with Hosts() as manager` gives the class of kernel managers for runs.execute.
    """

    def __init__(self):
        self._all = []
        self._idle = []
        self._lock = threading.Lock()

    def __enter__(self):
        return type("HostedKernelManager", (_HostedKernelManager,), {"hosts": self})

    def __exit__(self, *failure):
        for host in self._all:
            host.end()

    def take(self, command, folder, streams):
        """An idle host in that folder, or a new one."""
        with self._lock:
            for host in self._idle:
                if host.folder == folder and host.process.poll() is None:
                    self._idle.remove(host)
                    return host
            self._all.append(_Host(command, folder, streams))
            return self._all[-1]

    def give_back(self, host):
        """For the next kernel."""
        with self._lock:
            self._idle.append(host)


class _HostedKernelManager(QuietKernelManager):
    hosts = None
    # A kernel that is told by a signal, as others are that linger, would take its host with it.
    shutdown_wait_time = Float(20)

    async def start_kernel(self, **kwargs):
        self.provisioner = _HostProvisioner(kernel_spec=self.kernel_spec, parent=self)
        self.provisioner.hosts = self.hosts
        await super().start_kernel(**kwargs)


class _Host:
    def __init__(self, command, folder, streams):
        self.folder = folder
        self.serves = False
        command = launcher.command(command, launcher.HOST, JAR)
        own = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = launch_kernel(command, **{**streams, **own})
        threading.Thread(target=self._listen, daemon=True).start()

    def start(self, connection_file):
        self.serves = True
        with contextlib.suppress(OSError):  # it has ended, as poll() will say
            self.process.stdin.write(f"{connection_file}\n".encode())
            self.process.stdin.flush()

    def _listen(self):
        # A JVM and the libraries in it say other things too, on which nothing depends.
        for line in self.process.stdout:
            if line.strip() == _ENDED:
                self.serves = False

    def end(self):
        """With its input the process ends."""
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        self.process.wait()


class _HostProvisioner(LocalProvisioner):
    """One kernel in a host, as Jupyter sees it: a process that ends when the kernel does."""

    hosts = None
    host = None

    async def launch_kernel(self, cmd, **kwargs):
        folder = kwargs.get("cwd") or os.getcwd()
        self.host = self.hosts.take(cmd, folder, self._scrub_kwargs(kwargs))
        self.process = self.host.process
        self.pid = self.process.pid
        self.host.start(cmd[-1])
        return self.connection_info

    async def poll(self):
        """None as long as the kernel is served."""
        if self.process is None:
            return 0
        ended = self.process.poll()
        return 0 if ended is None and not self.host.serves else ended

    async def wait(self):
        """Until the kernel has ended; then its host is free."""
        while (ended := await self.poll()) is None:
            await asyncio.sleep(0.01)
        if self.process is not None and self.process.poll() is None:
            self.hosts.give_back(self.host)
        self.process = None
        return ended
