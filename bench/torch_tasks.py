"""The tasks as they are written with PyTorch, in doubles on the processor."""

import os

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from bench.numpy_tasks import ReachesLevel, TakesSteps, layers_of, numbers

torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))

_binary = functional.binary_cross_entropy_with_logits
_ACTIVATIONS = {"tanh": nn.Tanh, "sigmoid": nn.Sigmoid, "relu": nn.ReLU}
_LOSSES = {
    "squared": lambda Z, T: 0.5 * functional.mse_loss(Z, T, reduction="sum") / len(Z),
    "softmax": functional.cross_entropy,
    "binary": lambda Z, T: _binary(Z, T, reduction="sum") / len(Z),
}


def make(settings):
    """The task of that name."""
    return _TASKS[settings["task"]](settings)


class Network:
    """Layers, loss and samples; its subclasses do something with them."""

    def __init__(self, settings):
        self.settings = settings
        self.start = layers_of(settings)
        n = int(settings["samples"])
        self.X = torch.from_numpy(numbers(settings, "X", n, -1))
        self.Y = torch.from_numpy(numbers(settings, "Y", n, -1))
        self.loss = _LOSSES[settings["loss"]]
        modules = []
        for W, _ in self.start:
            modules.append(nn.Linear(*W.shape, dtype=torch.float64))
            modules.append(_ACTIVATIONS[settings["activation"]]())
        self.model = nn.Sequential(*modules[:-1])
        self.dense = self.model[::2]
        self.restart()

    def restart(self):
        with torch.no_grad():
            for layer, (W, b) in zip(self.dense, self.start):
                layer.weight.copy_(torch.from_numpy(W.T))
                layer.bias.copy_(torch.from_numpy(b[0]))


class Forward(Network):
    def run(self, times):
        with torch.inference_mode():
            for _ in range(times):
                self.last = self.model(self.X)

    def result(self):
        return self.last.numpy().ravel()


class Gradient(Network):
    def run(self, times):
        for _ in range(times):
            self.model.zero_grad(set_to_none=True)
            self.value = self.loss(self.model(self.X), self.Y)
            self.value.backward()

    def result(self):
        parts = []
        for layer in self.dense:
            parts += [layer.weight.grad.numpy().T.ravel(), layer.bias.grad.numpy()]
        return np.concatenate([*parts, [self.value.item()]])


class Steps(TakesSteps, Network):
    """Adam with all samples in one batch; the losses before each step are kept."""

    def adam(self, steps, level=-np.inf):
        self.restart()
        # fused: the fastest of its three ways to take a step
        rate = float(self.settings["rate"])
        rule = torch.optim.Adam(self.model.parameters(), lr=rate, fused=True)
        losses = []
        for _ in range(steps):
            rule.zero_grad(set_to_none=True)
            value = self.loss(self.model(self.X), self.Y)
            losses.append(value.item())
            if losses[-1] < level:
                break
            value.backward()
            rule.step()
        return losses


class Training(ReachesLevel, Steps):
    pass


_TASKS = {"forward": Forward, "gradient": Gradient, "step": Steps, "training": Training}
