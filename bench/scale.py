"""How times grow with width, batch and depth, and the slopes that theory has for them."""

import functools
import random

from bench import rounds, workers
from bench.problems import Problem

# A layer of w neurons costs n samples 2nw² operations in its product, and nw in its activation.
# The law is fitted where the products have most of the time: from `least` on.
WIDTHS = (10, 20, 50, 100, 200, 500, 1000, 2000)
BATCHES = (10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000)
DEPTHS = (2, 5, 10, 20, 50, 100)
STEPS = (1000, 10_000, 100_000, 1_000_000)
MOST_ROUNDS = 7
ENOUGH = 6.0  # seconds of turns after which a size is not measured again
QUICK = {"width": 500, "batch": 10_000, "depth": 50, "steps": 100_000}


def _widths(w):
    return Problem(f"width {w}", (w,) * 4, 100, "relu", "squared")


def _batches(n):
    return Problem(f"batch {n}", (100,) * 4, n, "relu", "squared")


def _depths(layers):
    return Problem(f"depth {layers}", (100,) * (layers + 1), 100, "relu", "squared")


# what grows, its values, the problem of a value, theory's slope, and from where on it is fitted
GROWING = {
    "width": (WIDTHS, _widths, 2, 200),
    "batch": (BATCHES, _batches, 1, 1000),
    "depth": (DEPTHS, _depths, 1, 5),
}


def measure(name, run):
    """The least seconds at each value, and their slopes, for outputs and gradients."""
    rows = []
    with workers.opened(workers.library, functools.partial(workers.python, "torch")) as stacks:
        for growing, (values, problem, theory, least) in GROWING.items():
            values = _within(values, growing, run)
            points = {v: problem(v).settings(run.fresh_folder()) for v in values}
            for task in ("forward", "gradient"):
                seconds = _seconds(task, points, stacks, run)
                rows.append(_row(f"{task}, {growing}", values, seconds, theory, least))
        rows.append(_steps(stacks["library"], run))
    return rows


def _within(values, growing, run):
    return [v for v in values if not run.quick or v <= QUICK[growing]]


def _seconds(task, points, stacks, run):
    timed = {}
    for value, settings in points.items():
        for stack in stacks.values():
            stack.prepare(value, task=task, **settings)
            stack.seconds(value, 1)
            timed[stack.name, value] = functools.partial(stack.seconds, value)
        results = {n: stack.result(value) for n, stack in stacks.items()}
        workers.agree(f"{task} at {value}", results, 1e-9)
    seconds = _interleaved(timed, run)
    for stack in stacks.values():
        stack.forget()
    return seconds


def _interleaved(timed, run):
    """The least seconds of each: whatever else the machine does only adds to them."""
    times = {n: rounds.calibrated(t, least=0.03, warm=0.3) for n, t in timed.items()}
    names, seconds = list(timed), {n: [] for n in timed}
    order = random.Random(1)
    for _ in range(min(run.rounds, MOST_ROUNDS)):
        order.shuffle(names)  # so that no size always follows the same other
        for name in names:
            if sum(seconds[name]) * times[name] < ENOUGH:
                seconds[name].append(timed[name](times[name]) / times[name])
    return {n: min(seconds[n]) for n in timed}


def _row(what, values, seconds, theory, least):
    curves = {}
    for (stack, value), time in seconds.items():
        curves.setdefault(stack, {})[value] = time
    slopes = {}
    for stack, curve in curves.items():
        fitted = [v for v in values if v >= least]
        if len(fitted) >= 3:
            found = rounds.slope(fitted, [curve[v] for v in fitted])
            slopes[stack] = {"exponent": found.exponent, "error": found.error}
    own = slopes.get("library")
    return {
        "what": what,
        "from": least,
        "to": values[-1],
        "theory": theory,
        "slopes": slopes,
        "points": {stack: list(curve.items()) for stack, curve in curves.items()},
        "flag": rounds.flag(what, own["exponent"], theory) if own else None,
    }


def _steps(library, run):
    # it swings about the minimum: none of its numbers becomes subnormal, which takes far longer
    values = _within(STEPS, "steps", run)
    timed = {}
    for steps in values:
        library.prepare(steps, task="optimiser", rule="rmsprop", steps=steps)
        timed["library", steps] = functools.partial(library.seconds, steps)
    return _row("RMSProp, steps", values, _interleaved(timed, run), 1, STEPS[0])
