"""From the start of a kernel to its first plot, and what the time goes into."""

import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager

from bench import rounds, workers
from tooling.kernel import launcher_jar
from tooling.setup.environment import NOTEBOOKS
from tooling.errors import LabError

FIRST = "1 + 1"
JAVA_SETUP = """%classpath ../lib/target/nndl.jar
Class.forName("nndl.notebook.Notebook");
import java.util.stream.*;
import nndl.nn.*;
import nndl.notebook.*;
import nndl.optim.*;
import nndl.plot.*;
import nndl.random.*;
import nndl.train.*;
import org.ejml.simple.SimpleMatrix;
import static nndl.notebook.Notebook.show;"""
# the first word of text wakes AWT and its fonts, whoever draws it; Notebook has begun to
JAVA_PLOT = """long begun = System.nanoTime();
new java.awt.image.BufferedImage(9, 9, 1).createGraphics().drawString("a", 0, 9);
long awake = System.nanoTime();
Plot plot = Plot.of("Four curves", "step", "value");
for (int k = 1; k <= 4; k++) {
  double rate = k;
  plot.line("rate " + k,
      IntStream.range(0, 200).mapToDouble(i -> Math.exp(-rate * i / 100)).toArray());
}
show(plot);
System.out.println((awake - begun) / 1e9 + " " + (System.nanoTime() - awake) / 1e9);"""
PYTHON_SETUP = """%matplotlib inline
import numpy as np
import matplotlib.pyplot as plt"""
PYTHON_PLOT = """import time
begun = time.perf_counter()
figure, axes = plt.subplots()
for k in range(1, 5):
    axes.plot(np.exp(-k * np.arange(200) / 100), label=f"rate {k}")
axes.set(title="Four curves", xlabel="step", ylabel="value")
axes.legend()
plt.show()
print(0, time.perf_counter() - begun)"""

TOTAL = "start to first plot"
AGAIN = "the plot cell a second time"
PROCESS = "the process alone: JVM, interpreter"
JSHELL = "a JShell alone, made"
SNIPPET = "its first snippet, compiled"
READY = "start until the kernel answers"
CELL = "first cell, 1 + 1"
SETUP = "set-up cell: library and imports"
COMPILED = "plot cell, without what follows"
AWAKE = "AWT and its fonts woken"
PAINTED = "plot painted, encoded, sent"
PARTS = (READY, CELL, SETUP, COMPILED, AWAKE, PAINTED)  # of TOTAL
ORDER = (TOTAL, *PARTS, AGAIN, PROCESS, JSHELL, SNIPPET)


def measure(name, run):
    """Quartiles of seconds of every part, and of the ratio of those that both kernels have."""
    starts = {
        "library": lambda: _kernel("java", JAVA_SETUP, JAVA_PLOT) | _jvm(),
        "python": lambda: _kernel("python3", PYTHON_SETUP, PYTHON_PLOT) | _interpreter(),
    }
    for start in starts.values():
        start()  # files are read from the disk once
    told = {stack: [] for stack in starts}
    for _ in range(min(run.rounds, 7)):
        for stack, start in starts.items():
            told[stack].append(start())
    return [_row(what, told) for what in ORDER]


def _row(what, told):
    seconds = {s: [one[what] for one in many] for s, many in told.items() if what in many[0]}
    return {"what": what, "stacks": rounds.compared(seconds)}


def _kernel(name, setup, plot):
    """Seconds of the parts of one start."""
    with workers.LOG.open("ab") as log:
        begun = time.perf_counter()
        manager = KernelManager(kernel_name=name)
        manager.start_kernel(cwd=str(NOTEBOOKS), stdout=log, stderr=log)
        client = manager.client()
        try:
            client.start_channels()
            client.wait_for_ready(timeout=120)
            ready = time.perf_counter()
            parts = {READY: ready - begun, CELL: _cell(client, FIRST)[0]}
            parts[SETUP] = _cell(client, setup)[0]
            seconds, shown, printed = _cell(client, plot)
            parts[AGAIN] = _cell(client, plot)[0]
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    if shown is None:
        raise LabError(f"The {name} kernel has shown no picture.")
    awake, painted = map(float, printed.split())
    parts |= {COMPILED: seconds - awake - painted, PAINTED: painted}
    if name == "java":
        parts[AWAKE] = awake
    return parts | {TOTAL: shown - begun}


def _cell(client, code):
    """Seconds of a cell, when its picture came, and what it printed."""
    seen = {"shown": None, "printed": ""}
    begun = time.perf_counter()
    reply = client.execute_interactive(code, timeout=120, output_hook=partial(_output, seen))
    if reply["content"]["status"] != "ok":
        raise LabError(f"A cell failed: {reply['content']}")
    return time.perf_counter() - begun, seen["shown"], seen["printed"]


def _output(seen, message):
    content = message["content"]
    if message["msg_type"] == "stream":
        seen["printed"] += content["text"]
    data = content.get("data", {})
    if "image/png" in data or "<img" in data.get("text/html", ""):
        seen["shown"] = seen["shown"] or time.perf_counter()


def _jvm():
    """The JVM and a JShell with the kernel's own options, but without the kernel."""
    argv = KernelSpecManager().get_kernel_spec("java").argv
    command = launcher_jar.command(argv, "nndl.bench.StartStudy", workers.CLASSES)
    process = _process([*command, "jvm"])[0]
    made, compiled = map(float, _process([*command, "jshell"])[1].splitlines()[-1].split())
    return {PROCESS: process, JSHELL: made / 1e3, SNIPPET: compiled / 1e3}


def _interpreter():
    return {PROCESS: _process([sys.executable, "-c", "pass"])[0]}


def _process(command):
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise LabError(f"{Path(command[0]).name} ended with an error: {done.stderr[-400:]}")
    return time.perf_counter() - begun, done.stdout
