"""The sections of a run, in their order; run.py names them, measure.py calls them."""

import importlib

SECTIONS = {
    "forward": ("networks", "outputs of a network"),
    "gradient": ("networks", "loss and gradients, forward and backward"),
    "step": ("networks", "a whole training step with Adam"),
    "training": ("networks", "training to a given loss"),
    "optimisers": ("optimisers", "six optimisers, 20 000 steps with history"),
    "histograms": ("histograms", "the study of activations"),
    "scale": ("scale", "widths, batches and depths, with fitted slopes"),
    "memory": ("memory", "heaps of long work"),
    "jmh": ("inner_loops", "inner loops by JMH"),
    "kernels": ("kernels", "from the start of a kernel to its first plot"),
    "notebooks": ("notebooks", "all notebooks, two at a time"),
}


def measure(name, run):
    """The results of a section, as they are put into results.json."""
    module = importlib.import_module(f"bench.{SECTIONS[name][0]}")
    return module.measure(name, run)
