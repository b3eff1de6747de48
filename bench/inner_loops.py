"""The inner loops by JMH, each in a JVM of its own."""

import json
import os
import subprocess

from bench.workers import COMPILED, HEAP, JAR, JVM, java_command
from tooling.setup.environment import ROOT
from tooling.errors import LabError

TARGET = ROOT / "bench" / "target"
# one JVM each; three warm-ups and five measurements of 0.3 seconds
SETTINGS = ("-f", "1", "-wi", "3", "-w", "300ms", "-i", "5", "-r", "300ms")
QUICK = ("-f", "1", "-wi", "1", "-w", "200ms", "-i", "3", "-r", "100ms")
ALL, FEW = r"nndl\.bench\.jmh", r"DenseLayer\.forward|SigmoidMap"
# the products of each pass of a dense layer
PASSES = {"forward": 1, "parameters": 1, "gradients": 2}
ORDER = (*PASSES, "apply", "step")


def measure(name, run):
    """Seconds of one call with JMH's error, the half-width of the 99.9 % confidence interval."""
    file = run.fresh_folder() / "jmh.json"
    path = os.pathsep.join(map(str, (TARGET / "classes", TARGET / "jars" / "*", JAR, COMPILED)))
    java = java_command("none")[0]
    command = [java, *JVM, *HEAP, "-cp", path, "org.openjdk.jmh.Main"]
    command += QUICK if run.quick else SETTINGS
    command += ["-foe", "true", "-rf", "json", "-rff", str(file), FEW if run.quick else ALL]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise LabError("JMH ended with an error:\n" + done.stdout[-800:] + done.stderr[-400:])
    measured = json.loads(file.read_text(encoding="utf-8"))
    return sorted((_row(m) for m in measured), key=lambda row: row.pop("order"))


def _row(measured):
    method = measured["benchmark"].rpartition(".")[2]
    parameters = measured["params"]
    seconds = measured["primaryMetric"]["score"] * 1e-9
    size = int(parameters.get("n") or parameters["elements"])
    if method in PASSES:
        what = f"dense layer, {method}, {size}×{size}"
        note = f"{2 * PASSES[method] * size**3 / seconds / 1e9:.2f} GFlop/s"
    else:
        what = f"{parameters.get('rule', 'sigmoid')}, {size:,} elements"
        note = f"{seconds / size * 1e9:.2f} ns an element"
    return {
        "what": what,
        "seconds": seconds,
        "error": measured["primaryMetric"]["scoreError"] * 1e-9,
        "note": note,
        "order": (ORDER.index(method), parameters.get("rule", ""), size),
    }
