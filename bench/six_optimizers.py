"""Six optimisers × 20 000 steps with full history: the circulating NumPy way against the library.

The NumPy way takes the gradient by differences, one coordinate at a time in Python, and grows the
history with np.vstack in every step. Both run on x²/20 + y² from (80, −60) in this one run.

usage: python3 bench/six_optimizers.py     (needs numpy, and the library built)
"""
import pathlib
import statistics
import subprocess
import sys
import time

try:
    import numpy as np
except ImportError:
    sys.exit("numpy is missing: python3 -m pip install numpy")

ROOT = pathlib.Path(__file__).resolve().parent.parent
JAR = ROOT / "lib" / "target" / "nndl.jar"
STEPS = 20_000
REPETITIONS = 30


def f(p):
    return p[0] ** 2 / 20 + p[1] ** 2


def numerical_gradient(p, h=1e-5):
    gradient = np.zeros_like(p)
    for i in range(p.size):
        e = np.zeros_like(p)
        e[i] = h
        gradient[i] = (f(p + e) - f(p - e)) / (2 * h)
    return gradient


def walk(step):
    p = np.array([80.0, -60.0])
    history = p.copy()
    memory = {"a": np.zeros(2), "b": np.zeros(2)}
    for t in range(1, STEPS + 1):
        p = step(p, memory, t)
        history = np.vstack([history, p])
    return f(history[-1])


def gradient_descent(p, memory, t):
    return p - 1e-3 * numerical_gradient(p)


def momentum(p, memory, t):
    memory["a"] = 0.1 * memory["a"] - 1e-3 * numerical_gradient(p)
    return p + memory["a"]


def nesterov(p, memory, t):
    memory["a"] = 0.1 * memory["a"] - 1e-3 * numerical_gradient(p + 0.1 * memory["a"])
    return p + memory["a"]


def adagrad(p, memory, t):
    g = numerical_gradient(p)
    memory["a"] = memory["a"] + g * g
    return p - 0.1 * g / (np.sqrt(memory["a"]) + 1e-10)


def rmsprop(p, memory, t):
    g = numerical_gradient(p)
    memory["a"] = 0.9 * memory["a"] + 0.1 * g * g
    return p - 0.01 * g / (np.sqrt(memory["a"]) + 1e-8)


def adam(p, memory, t):
    g = numerical_gradient(p)
    memory["a"] = 0.9 * memory["a"] + 0.1 * g
    memory["b"] = 0.999 * memory["b"] + 0.001 * g * g
    m, v = memory["a"] / (1 - 0.9**t), memory["b"] / (1 - 0.999**t)
    return p - 0.1 * m / (np.sqrt(v) + 1e-8)


def numpy_seconds():
    begun = time.perf_counter()
    total = sum(walk(step) for step in (gradient_descent, momentum, nesterov, adagrad, rmsprop, adam))
    seconds = time.perf_counter() - begun
    if abs(total - 1345.01) > 0.05:
        sys.exit(f"the six values of f sum to {total}")
    return seconds


def library_seconds():
    source = ROOT / "bench" / "SixOptimizers.java"
    command = ["java", "-cp", str(JAR), str(source), str(REPETITIONS)]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [tuple(map(float, line.split())) for line in printed.splitlines()]


def main():
    if not JAR.exists():
        sys.exit("the library is not built: python3 lab.py")
    python = numpy_seconds()
    java = library_seconds()
    print(f"NumPy {np.__version__}, numerical gradient, history by vstack: {python:9.3f} s")
    rows = [
        ("library, analytic gradient, first run in a new JVM", java[0][0]),
        ("library, analytic gradient, median of later runs", statistics.median(a for a, _ in java[10:])),
        ("library, numerical gradient, median of later runs", statistics.median(b for _, b in java[10:])),
    ]
    for name, seconds in rows:
        print(f"{name}: {seconds:9.5f} s, 1/{python / seconds:.0f}")


main()
