"""The study of activations: five layers, three activations, four initialisations."""

import functools
import itertools

import numpy as np

from bench import problems, rounds, workers

WIDTH, SAMPLES, LAYERS, BINS = 100, 1000, 5, 40
ACTIVATIONS = ("sigmoid", "tanh", "relu")
# standard deviations of N(0, 1), N(0, 0.01), Xavier's and He's initialisation
SPREADS = (1.0, 0.1, WIDTH**-0.5, (2 / WIDTH) ** 0.5)


def measure(name, run):
    """Quartiles of seconds and ratios of the whole study."""
    settings = _settings(run)
    makers = (workers.library, functools.partial(workers.python, "numpy"))
    with workers.opened(*makers) as stacks:
        for stack in stacks.values():
            stack.prepare("it", task="histograms", width=WIDTH, samples=SAMPLES, **settings)
            stack.seconds("it", 1)
        _agree({n: stack.result("it") for n, stack in stacks.items()})
        timed = {n: functools.partial(stack.seconds, "it") for n, stack in stacks.items()}
        seconds = rounds.interleaved(timed, run.rounds, **run.turns)
    what = f"{SAMPLES}×{WIDTH}, {LAYERS} layers, 3 activations × 4 initialisations"
    return [{"what": what, "stacks": rounds.compared(seconds)}]


def _settings(run):
    folder = run.fresh_folder()
    random = np.random.default_rng(3)
    problems.write(folder / "X", random.standard_normal((SAMPLES, WIDTH)))
    drawn = random.standard_normal((len(SPREADS), LAYERS, WIDTH, WIDTH))
    problems.write(folder / "weights", drawn * np.reshape(SPREADS, (-1, 1, 1, 1)))
    each = itertools.product(ACTIVATIONS, SPREADS, range(LAYERS))
    problems.write(folder / "ranges", [_ends(*one) for one in each])
    return {"folder": folder}


def _ends(activation, spread, layer):
    if activation != "relu":
        return (0.0, 1.0) if activation == "sigmoid" else (-1.0, 1.0)
    # five times the root mean square before the rectifier, by the recursion for wide layers
    return 0.0, 5 * (2 * (WIDTH * spread**2 / 2) ** (layer + 1)) ** 0.5


def _agree(results):
    panels = {n: np.reshape(r, (-1, 2 + BINS)) for n, r in results.items()}
    moments = {n: p[:, :2].ravel() for n, p in panels.items()}
    scale = np.abs(moments["library"]).clip(1e-12)
    workers.agree("means and spreads", {n: list(m / scale) for n, m in moments.items()}, 1e-9)
    apart = np.abs(panels["library"][:, 2:] - panels["numpy"][:, 2:]).sum()
    # a value on the edge of a bar may fall to either side of it
    if apart > 20:
        raise workers.unequal("histograms", f"counts differ by {apart:.0f} in all")
