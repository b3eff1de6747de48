"""Rounds in which every contestant has its turn, and what is told of them."""

import math
import statistics
import time
from dataclasses import dataclass

# What another stack's idle threads still do after its turn is over by then.
_PAUSE = 0.02


def calibrated(timed, least, warm):
    """How often a piece of work is done in a turn of at least `least` seconds, warmed up.

    `timed(times)` gives seconds. It is called until it has worked `warm` seconds in all.
    """
    times, spent = 1, 0.0
    while True:
        seconds = timed(times)
        spent += seconds
        if seconds < least:
            growth = least / max(seconds, least / 100)
            times = max(times + 1, math.ceil(times * growth))
        elif spent >= warm:
            return max(1, round(times * least / seconds))


def interleaved(contestants, rounds, least=0.1, warm=1.0):
    """Seconds of one piece of work: for each contestant a list with a number for each round."""
    times = {name: calibrated(timed, least, warm) for name, timed in contestants.items()}
    seconds = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, timed in contestants.items():
            time.sleep(_PAUSE)
            seconds[name].append(timed(times[name]) / times[name])
    return seconds


def quartiles(values):
    """Lower quartile, median and upper quartile."""
    return statistics.quantiles(values, n=4, method="inclusive")


def compared(seconds, reference="library"):
    """For each contestant the quartiles of its seconds and, round by round, of its ratio.

    A ratio is the other's time over the reference's: above 1 the reference is faster.
    """
    base = seconds[reference]
    return {
        name: {
            "seconds": quartiles(values),
            "ratio": quartiles([value / b for value, b in zip(values, base, strict=True)]),
        }
        for name, values in seconds.items()
    }


@dataclass(frozen=True)
class Slope:
    """The exponent p of a fitted y = c xᵖ with its standard error."""

    exponent: float
    error: float


def slope(xs, ys):
    """A straight line through the logarithms, by least squares; at least three points."""
    u, v = [math.log(x) for x in xs], [math.log(y) for y in ys]
    line = statistics.linear_regression(u, v)
    middle = statistics.fmean(u)
    rest = sum((b - line.slope * a - line.intercept) ** 2 for a, b in zip(u, v, strict=True))
    spread = sum((a - middle) ** 2 for a in u)
    return Slope(line.slope, math.sqrt(rest / (len(u) - 2) / spread))


def flag(what, exponent, theory, allowed=0.1):
    """A line when a slope is further from the theory's than allowed, else None."""
    if abs(exponent - theory) <= allowed:
        return None
    return f"{what}: slope {exponent:.2f}, the theory's is {theory:g}"
