"""Outputs, gradients, steps and trainings of networks in three stacks."""

import functools

import numpy as np

from bench import problems, rounds, workers
from bench.problems import Problem

PROBLEMS = (
    Problem("small", (2, 8, 1), 4, "tanh", "binary"),
    Problem("classifier", (64, 128, 128, 10), 128, "relu", "softmax"),
    Problem("deep", (100,) * 6, 1000, "sigmoid", "squared"),
    Problem("wide", (784, 1000, 1000, 10), 256, "relu", "softmax"),
)
WAVES = Problem("waves", (1, 32, 32, 1), 256, "tanh", "squared", 2e-3)
LEVEL, EPOCHS = 1e-3, 20_000
QUICK_LEVEL = 5e-2


def measure(name, run):
    """Quartiles of seconds and ratios, problem by problem."""
    others = [functools.partial(workers.python, stack) for stack in ("numpy", "torch")]
    with workers.opened(workers.library, *others) as stacks:
        if name == "training":
            return [_training(run, stacks)]
        chosen = PROBLEMS[:-1] if run.quick else PROBLEMS
        return [_problem(name, problem, run, stacks) for problem in chosen]


def _problem(name, problem, run, stacks):
    settings = problem.settings(run.fresh_folder())
    for stack in stacks.values():
        stack.prepare("it", task=name, **settings)
        stack.seconds("it", 5)
    results = {n: stack.result("it") for n, stack in stacks.items()}
    workers.agree(f"{name} of '{problem.name}'", results, 1e-10)
    return {"what": problem.text(), **_times(run, stacks)}


def _training(run, stacks):
    folder = run.fresh_folder()
    settings = WAVES.settings(folder)
    x = np.linspace(-1, 1, WAVES.samples)
    problems.write(settings["folder"] / "X", x)
    # Not an odd function: the biases' gradients would be 0 but for rounding, Adam would make steps
    # of full size out of that, and no two stacks would train the same network.
    problems.write(settings["folder"] / "Y", np.sin(3 * np.pi * x + 1))
    level = QUICK_LEVEL if run.quick else LEVEL
    for stack in stacks.values():
        stack.prepare("it", task="training", level=level, epochs=EPOCHS, **settings)
        stack.seconds("it", 1)
    results = {n: stack.result("it") for n, stack in stacks.items()}
    workers.agree("steps of the training", {n: r[:1] for n, r in results.items()}, 0.005)
    workers.agree("last loss of the training", {n: r[1:] for n, r in results.items()}, 0.01 * level)
    steps = {n: int(r[0]) for n, r in results.items()}
    what = f"{WAVES.text()}, to a loss of {level:g}"
    return {"what": what, "steps": steps, **_times(run, stacks)}


def _times(run, stacks):
    timed = {n: functools.partial(stack.seconds, "it") for n, stack in stacks.items()}
    seconds = rounds.interleaved(timed, run.rounds, **run.turns)
    for stack in stacks.values():
        stack.forget()
    return {"stacks": rounds.compared(seconds)}
