"""The tasks as they are written with NumPy."""

from pathlib import Path

import numpy as np


def make(settings):
    """The task of that name."""
    return _TASKS[settings["task"]](settings)


def numbers(settings, name, *shape):
    """The numbers of a file in the task's folder."""
    return np.fromfile(Path(settings["folder"], name), dtype="<f8").reshape(*shape or (-1,))


def layers_of(settings):
    """Weights (in×out) and biases (1×out) of each layer, cut out of θ."""
    widths = [int(w) for w in settings["widths"].split(",")]
    theta, at, layers = numbers(settings, "theta"), 0, []
    for rows, columns in zip(widths, widths[1:]):
        W = theta[at : at + rows * columns].reshape(rows, columns).copy()
        at += rows * columns
        layers.append((W, theta[at : at + columns].reshape(1, columns).copy()))
        at += columns
    return layers


def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))


# Each with its derivative, from input and output.
ACTIVATIONS = {
    "tanh": (np.tanh, lambda Z, A: 1 - A * A),
    "sigmoid": (sigmoid, lambda Z, A: A * (1 - A)),
    "relu": (lambda Z: np.maximum(Z, 0), lambda Z, A: Z > 0),
}


def squared(Z, T):
    D = Z - T
    return 0.5 * np.vdot(D, D) / len(Z), D / len(Z)


def softmax(Z, T):
    S = Z - Z.max(axis=1, keepdims=True)
    E = np.exp(S)
    mass = E.sum(axis=1, keepdims=True)
    value = -(T * (S - np.log(mass))).sum() / len(Z)
    return value, (E / mass - T) / len(Z)


def binary(Z, T):
    value = (np.maximum(Z, 0) - Z * T + np.log1p(np.exp(-np.abs(Z)))).sum() / len(Z)
    return value, (sigmoid(Z) - T) / len(Z)


LOSSES = {"squared": squared, "softmax": softmax, "binary": binary}


class Network:
    """Layers, activation, loss and samples; its subclasses do something with them."""

    def __init__(self, settings):
        self.settings = settings
        self.start = layers_of(settings)
        n = int(settings["samples"])
        self.X, self.Y = numbers(settings, "X", n, -1), numbers(settings, "Y", n, -1)
        self.f, self.df = ACTIVATIONS[settings["activation"]]
        self.loss = LOSSES[settings["loss"]]
        self.restart()

    def restart(self):
        self.layers = [(W.copy(), b.copy()) for W, b in self.start]

    def output(self):
        A = self.X
        for W, b in self.layers[:-1]:
            A = self.f(A @ W + b)
        W, b = self.layers[-1]
        return A @ W + b

    def gradients(self):
        """The loss and its gradients by W and b of each layer."""
        inputs, sums = [], []
        A = self.X
        for W, b in self.layers[:-1]:
            inputs.append(A)
            sums.append(A @ W + b)
            A = self.f(sums[-1])
        inputs.append(A)
        W, b = self.layers[-1]
        value, dZ = self.loss(A @ W + b, self.Y)
        gradients = [None] * len(self.layers)
        for k in range(len(self.layers) - 1, -1, -1):
            gradients[k] = (inputs[k].T @ dZ, dZ.sum(axis=0, keepdims=True))
            if k > 0:
                dZ = (dZ @ self.layers[k][0].T) * self.df(sums[k - 1], inputs[k])
        return value, gradients


class Forward(Network):
    def run(self, times):
        for _ in range(times):
            self.last = self.output()

    def result(self):
        return self.last.ravel()


class Gradient(Network):
    def run(self, times):
        for _ in range(times):
            self.last = self.gradients()

    def result(self):
        value, gradients = self.last
        return np.concatenate([g.ravel() for pair in gradients for g in pair] + [[value]])


class TakesSteps:
    """The task of a given number of steps, by `adam` of whatever stack."""

    def run(self, times):
        self.losses = self.adam(times)

    def result(self):
        return self.losses


class ReachesLevel:
    """The task of training to a level of the loss, by `adam` of whatever stack."""

    def run(self, times):
        level, epochs = float(self.settings["level"]), int(self.settings["epochs"])
        for _ in range(times):
            self.losses = self.adam(epochs, level)

    def result(self):
        if not self.losses[-1] < float(self.settings["level"]):
            raise ValueError(f"the loss stayed at {self.losses[-1]}")
        return len(self.losses), self.losses[-1]


class Steps(TakesSteps, Network):
    """Adam with all samples in one batch; the losses before each step are kept."""

    def adam(self, steps, level=-np.inf):
        rate = float(self.settings["rate"])
        self.restart()
        arrays = [array for pair in self.layers for array in pair]
        first, second = [np.zeros_like(a) for a in arrays], [np.zeros_like(a) for a in arrays]
        losses = []
        for t in range(1, steps + 1):
            value, gradients = self.gradients()
            losses.append(value)
            if value < level:
                break
            flat = [g for pair in gradients for g in pair]
            for x, g, m, v in zip(arrays, flat, first, second):
                m *= 0.9
                m += 0.1 * g
                v *= 0.999
                v += 0.001 * g * g
                x -= rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        return losses


class Training(ReachesLevel, Steps):
    pass


def f(p):
    return p[0] ** 2 / 20 + p[1] ** 2


def gradient(p):
    return np.array([p[0] / 10, 2 * p[1]])


def numerical_gradient(p, h=1e-5):
    """By differences, one coordinate after the other, as it circulates."""
    slopes = np.zeros_like(p)
    for i in range(p.size):
        e = np.zeros_like(p)
        e[i] = h
        slopes[i] = (f(p + e) - f(p - e)) / (2 * h)
    return slopes


def descent(p, s, t, grad):
    return p - 1e-3 * grad(p)


def momentum(p, s, t, grad):
    s["a"] = 0.1 * s["a"] - 1e-3 * grad(p)
    return p + s["a"]


def nesterov(p, s, t, grad):
    s["a"] = 0.1 * s["a"] - 1e-3 * grad(p + 0.1 * s["a"])
    return p + s["a"]


def adagrad(p, s, t, grad):
    g = grad(p)
    s["a"] = s["a"] + g * g
    return p - 0.1 * g / (np.sqrt(s["a"]) + 1e-10)


def rmsprop(p, s, t, grad):
    g = grad(p)
    s["a"] = 0.9 * s["a"] + 0.1 * g * g
    return p - 0.01 * g / (np.sqrt(s["a"]) + 1e-8)


def adam(p, s, t, grad):
    g = grad(p)
    s["a"] = 0.9 * s["a"] + 0.1 * g
    s["b"] = 0.999 * s["b"] + 0.001 * g * g
    m, v = s["a"] / (1 - 0.9**t), s["b"] / (1 - 0.999**t)
    return p - 0.1 * m / (np.sqrt(v) + 1e-8)


RULES = {rule.__name__: rule for rule in (descent, momentum, nesterov, adagrad, rmsprop, adam)}


class Walk:
    """A rule on x²/20 + y² from (80, −60), every point kept."""

    def __init__(self, settings):
        self.rule, self.steps = RULES[settings["rule"]], int(settings["steps"])

    def run(self, times):
        for _ in range(times):
            self.history = self.walk(np.array([80.0, -60.0]), {"a": np.zeros(2), "b": np.zeros(2)})
            self.values = [f(p) for p in self.history]

    def result(self):
        return *self.history[-1], self.values[-1], len(self.values)


class CirculatingWalk(Walk):
    """Gradient by differences, history grown by vstack in every step."""

    def walk(self, p, state):
        history = p.copy()
        for t in range(1, self.steps + 1):
            p = self.rule(p, state, t, numerical_gradient)
            history = np.vstack([history, p])
        return history


class TidyWalk(Walk):
    """The gradient by its formula, history in an array of the right length from the start."""

    def walk(self, p, state):
        history = np.empty((self.steps + 1, 2))
        history[0] = p
        for t in range(1, self.steps + 1):
            p = self.rule(p, state, t, gradient)
            history[t] = p
        return history


class Histograms:
    """The study of activations, as HistogramStudy.java tells it."""

    LAYERS, BINS = 5, 40

    def __init__(self, settings):
        width = int(settings["width"])
        self.X = numbers(settings, "X", -1, width)
        self.weights = numbers(settings, "weights", -1, self.LAYERS, width, width)
        self.ranges = numbers(settings, "ranges", 3, len(self.weights), self.LAYERS, 2)

    def run(self, times):
        for _ in range(times):
            self.last = []
            for number, name in enumerate(("sigmoid", "tanh", "relu")):
                f = ACTIVATIONS[name][0]
                for k, five in enumerate(self.weights):
                    A = self.X
                    for W, ends in zip(five, self.ranges[number, k]):
                        A = f(A @ W)
                        counts, _ = np.histogram(A, bins=self.BINS, range=tuple(ends))
                        self.last.append((A.mean(), A.std(ddof=1), counts))

    def result(self):
        return np.concatenate([[mean, sd, *counts] for mean, sd, counts in self.last])


_TASKS = {
    "forward": Forward,
    "gradient": Gradient,
    "step": Steps,
    "training": Training,
    "optimiser-circulating": CirculatingWalk,
    "optimiser-tidy": TidyWalk,
    "histograms": Histograms,
}
