"""Writes the reference figures of the library's tests: `python3 reference.py`.

PyTorch in double precision computes values and, by automatic differentiation, derivatives; mpmath
computes, with 350 digits, the tails in which double precision cancels inside PyTorch itself. A line
of a file is `key<TAB>numbers`, each number with all its digits; lines with # are remarks.
"""

import math
import platform
from pathlib import Path

import mpmath
import numpy
import torch
import torch.nn.functional as F

FOLDER = Path(__file__).parent.parent / "resources" / "reference"
ROOT2 = math.sqrt(2)

ACTIVATIONS = {
    "identity": lambda x: x * 1,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": F.relu,
    "leaky 0.1": lambda x: F.leaky_relu(x, 0.1),
    "elu 1.5": lambda x: F.elu(x, 1.5),
    "softplus": lambda x: -F.logsigmoid(-x),  # F.softplus is linear from 20
    "swish 1": F.silu,
    "swish 2.5": lambda x: x * torch.sigmoid(2.5 * x),
    "gelu": lambda x: x * torch.special.erfc(-x / ROOT2) / 2,
    "gelu tanh": lambda x: F.gelu(x, approximate="tanh"),
    "gelu sigmoid": lambda x: x * torch.sigmoid(1.702 * x),
}

SMOOTH = {
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "tanh": mpmath.tanh,
    "elu 1.5": lambda x: x if x > 0 else 1.5 * mpmath.expm1(x),
    "softplus": lambda x: mpmath.log1p(mpmath.exp(x)),
    "swish 1": lambda x: x / (1 + mpmath.exp(-x)),
    "swish 2.5": lambda x: x / (1 + mpmath.exp(-mpmath.mpf(5) / 2 * x)),
    "gelu": lambda x: x * mpmath.erfc(-x / mpmath.sqrt(2)) / 2,
    "gelu tanh": lambda x: x
    * (1 + mpmath.tanh(mpmath.sqrt(2 / mpmath.pi) * (x + mpmath.mpf(44715) / 10**6 * x**3)))
    / 2,
    "gelu sigmoid": lambda x: x / (1 + mpmath.exp(-mpmath.mpf(1702) / 1000 * x)),
}


def write(name, lines):
    head = [
        "# written by src/test/python/reference.py",
        f"# Python {platform.python_version()}, torch {torch.__version__.split('+')[0]}, "
        f"numpy {numpy.__version__}, mpmath {mpmath.__version__}",
    ]
    body = [f"{key}\t{' '.join(map(repr, flat(numbers)))}" for key, numbers in lines]
    (FOLDER / f"{name}.txt").write_text("\n".join(head + body) + "\n", encoding="utf-8")


def flat(numbers):
    return torch.as_tensor(numbers, dtype=torch.float64).detach().flatten().tolist()


def random(*shape, seed):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed)).double()


def activations():
    far = [20.0, 40.0, 100.0, 700.0, 710.0, 745.0, 800.0, 1000.0]
    x = torch.tensor(sorted([-a for a in far] + far + [i / 8 for i in range(-80, 81)]))
    x = x.double().requires_grad_()
    yield "x", x
    for name, f in ACTIVATIONS.items():
        y = f(x)
        (first,) = torch.autograd.grad(y.sum(), x, create_graph=True)
        if first.requires_grad:
            (second,) = torch.autograd.grad(first.sum(), x, allow_unused=True)
        else:
            second = None
        yield f"{name} value", y
        yield f"{name} first", first
        yield f"{name} second", torch.zeros_like(x) if second is None else second
    beta = torch.full_like(x, 2.5).requires_grad_()
    (by_beta,) = torch.autograd.grad((x * torch.sigmoid(beta * x)).sum(), beta)
    yield "swish 2.5 by beta", by_beta


def tails():
    # far out a difference of values drowns even in 50 digits
    mpmath.mp.dps = 350
    x = [-300.0, -100.0, -36.5, -20.25, -8.5, -3.0, 3.0, 8.5, 20.25, 36.5, 100.0, 300.0]
    yield "x", x
    for name, f in SMOOTH.items():
        for order, label in enumerate(["value", "first", "second"]):
            yield f"{name} {label}", [float(mpmath.diff(f, mpmath.mpf(a), order)) for a in x]

    def by_beta(a):
        return mpmath.diff(lambda beta: a / (1 + mpmath.exp(-beta * a)), mpmath.mpf(5) / 2)

    yield "swish 2.5 by beta", [float(by_beta(mpmath.mpf(a))) for a in x]


def losses():
    n, k = 6, 3
    z = random(n, k, seed=1) * 4
    z[0] = torch.tensor([800.0, -800.0, 0.0])
    z[1] = torch.tensor([-800.0, 800.0, 800.0])
    t = random(n, k, seed=2)
    yes = torch.tensor([[1, 0, 0.5], [1, 0, 1], [0, 0, 1], [1, 1, 0], [0.25, 1, 0], [0, 1, 1]]).double()
    classes = torch.tensor([0, 0, 1, 2, 1, 0])
    soft = torch.softmax(random(n, k, seed=3), 1)
    yield "logits", z
    yield "real targets", t
    yield "binary targets", yes
    yield "class targets", F.one_hot(classes, k).double()
    yield "soft targets", soft
    z.requires_grad_()
    for name, loss in {
        "squared": F.mse_loss(z, t, reduction="sum") / 2,
        "binary": F.binary_cross_entropy_with_logits(z, yes, reduction="sum"),
        "softmax class": F.cross_entropy(z, classes, reduction="sum"),
        "softmax soft": F.cross_entropy(z, soft, reduction="sum"),
        # as PyTorch reduces by default, for the factors told in the Javadoc
        "squared, mean of elements": F.mse_loss(z, t),
        "binary, mean of elements": F.binary_cross_entropy_with_logits(z, yes),
        "softmax class, mean": F.cross_entropy(z, classes),
    }.items():
        yield f"{name} value", loss
        yield f"{name} gradient", torch.autograd.grad(loss, z)[0]


def networks():
    X, T = random(5, 3, seed=10), random(5, 2, seed=11)
    shapes = [(3, 4), (1, 4), (4, 4), (1, 4), (4, 2), (1, 2)]
    theta = [random(*shape, seed=20 + i) for i, shape in enumerate(shapes)]
    yield "X", X
    yield "T", T
    yield "theta", torch.cat([p.flatten() for p in theta])
    for p in [X, *theta]:
        p.requires_grad_()
    for name, f in ACTIVATIONS.items():
        W1, b1, W2, b2, W3, b3 = theta
        Y = f(f(X @ W1 + b1) @ W2 + b2) @ W3 + b3
        loss = F.mse_loss(Y, T, reduction="sum") / 2 / len(X)
        dX, *dtheta = torch.autograd.grad(loss, [X, *theta])
        yield f"{name} output", Y
        yield f"{name} loss", loss
        yield f"{name} input gradient", dX
        yield f"{name} gradient", torch.cat([g.flatten() for g in dtheta])


def diagnosis():
    """Of the tanh network above: Jacobians up to each layer; of a smaller one: the Hessian."""
    X, T = random(5, 3, seed=10), random(5, 2, seed=11)
    shapes = [(3, 4), (1, 4), (4, 4), (1, 4), (4, 2), (1, 2)]
    W1, b1, W2, b2, W3, b3 = (random(*shape, seed=20 + i) for i, shape in enumerate(shapes))
    layers = [
        lambda h: h @ W1 + b1[0],
        torch.tanh,
        lambda h: h @ W2 + b2[0],
        torch.tanh,
        lambda h: h @ W3 + b3[0],
    ]

    def upto(count):
        def run(h):
            for layer in layers[:count]:
                h = layer(h)
            return h

        return run

    for count in range(1, 6):
        J = torch.autograd.functional.jacobian(upto(count), X[0])
        yield f"singular values {count - 1}", torch.linalg.svdvals(J)
    small = [(3, 2), (1, 2), (2, 2), (1, 2)]
    theta = torch.cat([random(*shape, seed=40 + i).flatten() for i, shape in enumerate(small)])

    def loss(theta):
        V1, c1, V2, c2 = (
            part.reshape(shape)
            for part, shape in zip(theta.split([a * b for a, b in small]), small)
        )
        return F.mse_loss(torch.tanh(X @ V1 + c1) @ V2 + c2, T, reduction="sum") / 2 / len(X)

    H = torch.autograd.functional.hessian(loss, theta)
    yield "small theta", theta
    yield "small hessian", H
    yield "small eigenvalues", torch.linalg.eigvalsh(H)


def layers():
    """Dense 3→4, PReLU, residual (dense 4→4, tanh, dense 4→4), dense 4→2, with penalties."""
    X, T = random(5, 3, seed=30), random(5, 2, seed=31)
    shapes = [(3, 4), (1, 4), (1, 4), (4, 4), (1, 4), (4, 4), (1, 4), (4, 2), (1, 2)]
    theta = [random(*shape, seed=40 + i) for i, shape in enumerate(shapes)]
    yield "X", X
    yield "T", T
    yield "theta", torch.cat([p.flatten() for p in theta])
    for p in [X, *theta]:
        p.requires_grad_()
    for slopes in "per unit", "shared":
        W1, b1, a, W2, b2, W3, b3, W4, b4 = theta
        if slopes == "shared":
            a = a[:, :1]

        def model(X):
            A = F.prelu(X @ W1 + b1, a.flatten())
            return (A + torch.tanh(A @ W2 + b2) @ W3 + b3) @ W4 + b4

        Y = model(X)
        loss = F.mse_loss(Y, T, reduction="sum") / 2 / len(X)
        weights = sum((p**2).sum() for p in (W1, W2, W3, W4))
        biases = sum((p**2).sum() for p in (b1, b2, b3, b4, a))
        yield f"{slopes} output", Y
        for penalty, total in {
            "free": loss,
            "weights": loss + 0.3 / 2 * weights,
            "all": loss + 0.3 / 2 * (weights + biases),
        }.items():
            dX, *dtheta = torch.autograd.grad(total, [X, *theta], retain_graph=True)
            if slopes == "shared":
                dtheta[2] = dtheta[2][:, :1]
            yield f"{slopes} {penalty} loss", total
            yield f"{slopes} {penalty} input gradient", dX
            yield f"{slopes} {penalty} gradient", torch.cat([g.flatten() for g in dtheta])
        yield f"{slopes} jacobian", torch.autograd.functional.jacobian(model, X[:1]).squeeze()


def scales():
    """Standard deviations or limits: what a rule draws over what a rule of scale 1 draws."""
    I = torch.nn.init
    for fan_in, fan_out in (200, 300), (50, 7):

        def scale(rule, unit, **options):
            numbers = []
            for draw in lambda W, g: rule(W, generator=g, **options), unit:
                W = torch.empty(fan_out, fan_in, dtype=torch.float64)  # PyTorch's Linear is out×in
                numbers.append(draw(W, torch.Generator().manual_seed(1)).flatten()[0])
            return numbers[0] / numbers[1]

        normal = lambda W, g: I.normal_(W, generator=g)
        uniform = lambda W, g: I.uniform_(W, -1, 1, generator=g)
        for name, value in {
            "Xavier normal": scale(I.xavier_normal_, normal),
            "Xavier uniform": scale(I.xavier_uniform_, uniform),
            "He normal": scale(I.kaiming_normal_, normal, nonlinearity="relu"),
            "He uniform": scale(I.kaiming_uniform_, uniform, nonlinearity="relu"),
            "LeCun normal": scale(I.kaiming_normal_, normal, nonlinearity="linear"),
            "LeCun uniform": scale(I.kaiming_uniform_, uniform, nonlinearity="linear"),
        }.items():
            yield f"{name} {fan_in} {fan_out}", value


def beale(p):
    x, y = p
    return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2


RULES = {
    "descent 0.01": lambda p: torch.optim.SGD(p, lr=0.01),
    "descent 0.002": lambda p: torch.optim.SGD(p, lr=0.002),
    "momentum 0.002 0.9": lambda p: torch.optim.SGD(p, lr=0.002, momentum=0.9),
    "momentum 0.01 0.5": lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.5),
    "nesterov 0.002 0.9": lambda p: torch.optim.SGD(p, lr=0.002, momentum=0.9, nesterov=True),
    "nesterov 0.01 0.5": lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.5, nesterov=True),
    "adagrad 0.5 1e-10": lambda p: torch.optim.Adagrad(p, lr=0.5, eps=1e-10),
    "adagrad 0.1 0.1": lambda p: torch.optim.Adagrad(p, lr=0.1, eps=0.1),
    "rmsprop 0.01 0.9 1e-8": lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=1e-8),
    "rmsprop 0.05 0.5 0.01": lambda p: torch.optim.RMSprop(p, lr=0.05, alpha=0.5, eps=0.01),
    "adam 0.1 0.9 0.999 1e-8": lambda p: torch.optim.Adam(p, lr=0.1),
    "adam 0.05 0.5 0.9 0.01": lambda p: torch.optim.Adam(p, lr=0.05, betas=(0.5, 0.9), eps=0.01),
    "amsgrad 0.1 0.9 0.999 1e-8": lambda p: torch.optim.Adam(p, lr=0.1, amsgrad=True),
    "amsgrad 0.05 0.5 0.9 0.01": lambda p: torch.optim.Adam(
        p, lr=0.05, betas=(0.5, 0.9), eps=0.01, amsgrad=True
    ),
    "coupled 0.3 descent 0.01": lambda p: torch.optim.SGD(p, lr=0.01, weight_decay=0.3),
    "coupled 0.3 momentum 0.01 0.5": lambda p: torch.optim.SGD(
        p, lr=0.01, momentum=0.5, weight_decay=0.3
    ),
    "nesterov 0.01 0.5 0.3": lambda p: torch.optim.SGD(
        p, lr=0.01, momentum=0.5, nesterov=True, weight_decay=0.3
    ),
    "coupled 0.3 adagrad 0.5": lambda p: torch.optim.Adagrad(p, lr=0.5, eps=1e-10, weight_decay=0.3),
    "coupled 0.3 rmsprop 0.01 0.9": lambda p: torch.optim.RMSprop(
        p, lr=0.01, alpha=0.9, eps=1e-8, weight_decay=0.3
    ),
    "coupled 0.3 adam 0.1": lambda p: torch.optim.Adam(p, lr=0.1, weight_decay=0.3),
    "decoupled 0.3 adam 0.1": lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.3),
    "decoupled 0.3 amsgrad 0.05 0.5 0.9 0.01": lambda p: torch.optim.AdamW(
        p, lr=0.05, betas=(0.5, 0.9), eps=0.01, amsgrad=True, weight_decay=0.3
    ),
    "value 0.7 descent 0.05": lambda p: torch.optim.SGD(p, lr=0.05),
    "value 0.7 adam 0.1": lambda p: torch.optim.Adam(p, lr=0.1),
    "norm 0.7 descent 0.05": lambda p: torch.optim.SGD(p, lr=0.05),
    "norm 0.7 coupled 0.3 momentum 0.01 0.5": lambda p: torch.optim.SGD(
        p, lr=0.01, momentum=0.5, weight_decay=0.3
    ),
}


def clip_value(p):
    torch.nn.utils.clip_grad_value_(p, 0.7)


def clip_norm(p):
    # clip_grad_norm_ divides by the norm + 1e-6; this is the formula of the paper
    p.grad.mul_((0.7 / torch.linalg.vector_norm(p.grad)).clamp(max=1))


def unclipped(p):
    pass


def trajectories():
    for name, rule in RULES.items():
        p = torch.tensor([1.0, 1.25], dtype=torch.float64, requires_grad=True)
        clip = {"value": clip_value, "norm": clip_norm}.get(name.split()[0], unclipped)
        optimizer = rule([p])
        points, buffers = [flat(p)], [[0.0, 0.0]]
        for _ in range(50):
            optimizer.zero_grad()
            beale(p).backward()
            clip(p)
            optimizer.step()
            points.append(flat(p))
            buffer = optimizer.state[p].get("momentum_buffer")
            buffers.append([0.0, 0.0] if buffer is None else flat(buffer))
        yield f"{name} points", points
        if name.startswith("nesterov"):
            yield f"{name} buffers", buffers
    yield "blocks adam 0.1 momentum 0.002 0.9 points", blocks()
    g = torch.tensor([3.0, -4.0], dtype=torch.float64, requires_grad=True)
    g.grad = g.detach().clone()
    torch.nn.utils.clip_grad_norm_(g, 0.7)
    yield "clip_grad_norm_ 0.7 of 3 -4", g.grad


def blocks():
    """x follows Adam, y momentum."""
    x, y = (torch.tensor(a, dtype=torch.float64, requires_grad=True) for a in (1.0, 1.25))
    optimizers = [torch.optim.Adam([x], lr=0.1), torch.optim.SGD([y], lr=0.002, momentum=0.9)]
    points = [[1.0, 1.25]]
    for _ in range(50):
        for optimizer in optimizers:
            optimizer.zero_grad()
        beale((x, y)).backward()
        for optimizer in optimizers:
            optimizer.step()
        points.append([x.item(), y.item()])
    return points


def schedules():
    S = torch.optim.lr_scheduler
    for name, schedule in {
        "step 0.5 0.3 7": lambda o: S.StepLR(o, step_size=7, gamma=0.3),
        "exponential 0.5 0.9": lambda o: S.ExponentialLR(o, gamma=0.9),
        "cosine 0.5 0.01 40": lambda o: S.CosineAnnealingLR(o, T_max=40, eta_min=0.01),
    }.items():
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.5)
        scheduler = schedule(optimizer)
        rates = []
        for _ in range(41):
            rates.append(scheduler.get_last_lr()[0])
            optimizer.step()
            scheduler.step()
        yield name, rates


if __name__ == "__main__":
    torch.set_num_threads(1)
    FOLDER.mkdir(parents=True, exist_ok=True)
    parts = activations, tails, losses, networks, layers, scales, diagnosis, trajectories, schedules
    for part in parts:
        write(part.__name__, part())
