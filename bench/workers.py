"""Processes that stay, one for each stack, and are asked for one timed run at a time."""

import array
import contextlib
import os
import subprocess
import sys
import tempfile
from operator import sub
from pathlib import Path

from tooling.kernel import kernelspec
from tooling.setup.environment import ROOT, STATE
from tooling.errors import LabError

LOG = STATE / "bench.log"
JAR = ROOT / "lib" / "target" / "nndl.jar"
COMPILED = ROOT / "compiled" / "target" / "nndl-compiled.jar"
CLASSES = STATE / "bench-classes"
# the vectors of compiled networks, and as many threads as the others have
JVM = ("--add-modules=jdk.incubator.vector", "-XX:ActiveProcessorCount=2")
# and the heap a reader's kernel has: one of many GB would meet its memory for the first time
# while it is timed, which can take longer than the work
HEAP = (*kernelspec.HEAP, kernelspec.COLLECTOR)


def java_command(main, *arguments, options=(), classes=CLASSES):
    """A JVM with the library, compiled networks and the measurements on its class path."""
    path = os.pathsep.join(map(str, (classes, JAR, COMPILED)))
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home, "bin", "java")) if home else "java"
    command = [java, "-Djava.awt.headless=true", *JVM, *options, "-cp", path]
    return [*command, f"nndl.bench.{main}", *arguments]


def library():
    """The worker of the library."""
    return Worker("library", java_command("Worker", options=HEAP))


def python(stack):
    """The worker of NumPy or of PyTorch."""
    return Worker(stack, [sys.executable, "-m", "bench.python_worker", stack])


class Worker:
    """One process; what it cannot do is a LabError with its name."""

    def __init__(self, name, command):
        self.name = name
        STATE.mkdir(exist_ok=True)
        with LOG.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
                encoding="utf-8",
            )  # fmt: skip

    def _ask(self, *words):
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write("\t".join(map(str, words)) + "\n")
            self._process.stdin.flush()
        answer = self._process.stdout.readline().strip()
        if not answer:
            raise LabError(f"The worker of {self.name} has ended; its last words: {_shown(LOG)}.")
        word, _, rest = answer.partition(" ")
        if word != "ok":
            raise LabError(f"{self.name} could not {' '.join(map(str, words[:2]))}: {rest}")
        return rest

    def prepare(self, key, **settings):
        """Read a task's numbers."""
        self._ask("prepare", key, *(f"{name}={value}" for name, value in settings.items()))

    def seconds(self, key, times):
        """Seconds of doing a task so many times, measured by the worker itself."""
        return float(self._ask("run", key, times))

    def result(self, key):
        """What the last run of a task came to."""
        handle, name = tempfile.mkstemp(prefix="nndl-bench-")
        os.close(handle)
        try:
            self._ask("result", key, name)
            numbers = array.array("d", Path(name).read_bytes())
        finally:
            os.unlink(name)
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers

    def forget(self):
        """Make room."""
        self._ask("forget")

    def close(self):
        """End the process, which has nothing left to say."""
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


@contextlib.contextmanager
def opened(*makers):
    """Workers by their names, all of them ended afterwards."""
    workers = {}
    try:
        for make in makers:
            worker = make()
            workers[worker.name] = worker
        yield workers
    finally:
        for worker in workers.values():
            worker.close()


def agree(what, results, tolerance):
    """Stop unless all stacks came to the same numbers.

    The difference allowed is `tolerance` times the largest number, or times 1 if that is more.
    """
    (first, expected), *others = results.items()
    for other, found in others:
        if len(found) != len(expected):
            raise unequal(what, f"{first} has {len(expected)} numbers, {other} has {len(found)}")
        allowed = tolerance * max(1.0, max(map(abs, expected), default=0.0))
        # asked this way round, NaN is no agreement
        apart = [abs(d) for d in map(sub, found, expected) if not abs(d) <= allowed]
        if apart:
            how = f"{first} and {other} differ by {apart[0]:.3g}, allowed {allowed:.3g}"
            raise unequal(what, how)


def unequal(what, how):
    """The error of stacks that did not do the same."""
    return LabError(f"Unequal work, so no times. {what}: {how}.")


def _shown(path):
    return path.relative_to(ROOT).as_posix()
