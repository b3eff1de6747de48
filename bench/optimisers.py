"""Six rules × 20 000 steps with full history, by the library and in three other ways."""

import functools

from bench import rounds, workers
from bench.workers import python

RULES = ("descent", "momentum", "nesterov", "adagrad", "rmsprop", "adam")
STEPS, QUICK_STEPS = 20_000, 4_000


def measure(name, run):
    """Quartiles of seconds and ratios, rule by rule and of all one after another."""
    with workers.opened(workers.library, functools.partial(python, "numpy")) as w:
        each = {rule: _seconds(rule, run, w["library"], w["numpy"]) for rule in RULES}
    each["all six"] = {
        way: [sum(round) for round in zip(*(each[rule][way] for rule in RULES), strict=True)]
        for way in each[RULES[0]]
    }
    return [{"what": what, "stacks": rounds.compared(seconds)} for what, seconds in each.items()]


def _seconds(rule, run, java, numpy):
    ways = {
        "library": (java, "optimiser"),
        "loop": (java, "optimiser-loop"),
        "tidy": (numpy, "optimiser-tidy"),
        "circulating": (numpy, "optimiser-circulating"),
    }
    results, points, timed = {}, {}, {}
    for way, (worker, task) in ways.items():
        worker.prepare(way, task=task, rule=rule, steps=QUICK_STEPS if run.quick else STEPS)
        worker.seconds(way, 1)
        *results[way], points[way] = worker.result(way)
        timed[way] = functools.partial(worker.seconds, way)
    workers.agree(f"points of {rule}", {way: [n] for way, n in points.items()}, 0)
    exact = {way: results[way] for way in ("library", "loop", "tidy")}
    workers.agree(rule, exact, 1e-6)
    # RMSProp swings by its rate of 0.01 at the end, and rounding may put it on the other side
    workers.agree(f"{rule}, circulating", results, 0.02 if rule == "rmsprop" else 1e-6)
    seconds = rounds.interleaved(timed, run.rounds, **run.turns)
    java.forget()
    numpy.forget()
    return seconds
