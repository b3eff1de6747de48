"""Networks with their samples and start weights, written to files that all stacks read."""

import math
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Problem:
    """A multilayer perceptron with a linear output, and samples for it."""

    name: str
    widths: tuple
    samples: int
    activation: str
    loss: str
    rate: float = 1e-3

    def text(self):
        """As a table's row names it."""
        return f"{self.name}: {'–'.join(map(str, self.widths))}, n = {self.samples}"

    def settings(self, folder, seed=1):
        """Write X, Y and theta into a new folder; what a worker must be told of the problem."""
        into = folder / self.name.replace(" ", "-")
        into.mkdir()
        random = np.random.default_rng(seed)
        write(into / "X", random.standard_normal((self.samples, self.widths[0])))
        write(into / "Y", self._targets(random))
        write(into / "theta", self._start(random))
        return {
            "folder": into,
            "widths": ",".join(map(str, self.widths)),
            "samples": self.samples,
            "activation": self.activation,
            "loss": self.loss,
            "rate": self.rate,
        }

    def _targets(self, random):
        shape = (self.samples, self.widths[-1])
        if self.loss == "softmax":
            return np.eye(shape[1])[random.integers(shape[1], size=shape[0])]
        if self.loss == "binary":
            return random.integers(2, size=shape).astype(float)
        return random.standard_normal(shape)

    def _start(self, random):
        gain = 2.0 if self.activation == "relu" else 1.0
        parts = []
        for rows, columns in zip(self.widths, self.widths[1:]):
            parts.append(random.standard_normal(rows * columns) * math.sqrt(gain / rows))
            parts.append(np.zeros(columns))
        return np.concatenate(parts)


def write(path, array):
    """Doubles, little-endian, row after row."""
    np.ascontiguousarray(array, dtype="<f8").tofile(path)
