"""The plots: ratios of the comparisons, curves of scale, parts of a start, heaps."""

import os

from bench import kernels
from tooling.setup.environment import STATE

os.environ.setdefault("MPLCONFIGDIR", str(STATE / "matplotlib"))

import matplotlib  # noqa: E402
from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402

# Okabe and Ito's colours, told apart by colour-blind readers too
BLUE, ORANGE, GREEN, RED, GREY = "#0072b2", "#e69f00", "#009e73", "#d55e00", "#666666"
STYLES = {
    "library": ("library", BLUE, "o"),
    "torch": ("PyTorch", RED, "s"),
    "numpy": ("NumPy", ORANGE, "D"),
    "loop": ("Java loop", GREEN, "^"),
    "tidy": ("NumPy, tidy", "#56b4e9", "v"),
    "circulating": ("NumPy, circulating", "#000000", "X"),
}
SECTIONS = {
    "forward": "outputs",
    "gradient": "gradients",
    "step": "step of Adam",
    "training": "training",
    "histograms": "histograms",
    "optimisers": "20 000 steps",
}


def draw(sections, folder):
    """A PNG of each kind for which there are results."""
    plain = {"font.size": 9, "axes.spines.top": False, "axes.spines.right": False}
    with matplotlib.rc_context(plain):
        for name, picture in _PICTURES.items():
            figure = picture(sections)
            if figure is not None:
                FigureCanvasAgg(figure).print_png(str(folder / f"{name}.png"))


def _figure(width, height):
    return Figure(figsize=(width, height), dpi=110, layout="constrained")


def _ratios(sections):
    rows = [
        (short if len(sections[name]) == 1 else f"{short}, {row['what'].partition(':')[0]}", row)
        for name, short in SECTIONS.items()
        for row in sections.get(name, [])
    ]
    if not rows:
        return None
    figure = _figure(8, 1.3 + 0.27 * len(rows))
    axes = figure.subplots()
    named = set()
    for y, (_, row) in enumerate(rows):
        axes.axhline(y, color="#eeeeee", zorder=0)
        for stack, told in row["stacks"].items():
            if stack == "library":
                continue
            name, colour, marker = STYLES[stack]
            low, middle, high = told["ratio"]
            axes.plot([low, high], [y, y], color=colour)
            axes.plot(middle, y, marker, color=colour, label=None if name in named else name)
            named.add(name)
    axes.axvline(1, color=GREY, linewidth=1)
    axes.set(xscale="log", xlabel="time of the other / time of the library")
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.set_yticks(range(len(rows)), [label for label, _ in rows])
    axes.set_title("Right of 1 the library is faster; median and quartiles of the rounds", fontsize=9)
    figure.legend(loc="outside lower center", ncols=5, frameon=False)
    return figure


def _scale(sections):
    rows = sections.get("scale")
    if not rows:
        return None
    figure = _figure(9.6, 7.2)
    panels = figure.subplots(2, 2).flat
    for axes, growing in zip(panels, ("width", "batch", "depth", "steps"), strict=True):
        for row in rows:
            task, _, what = row["what"].partition(", ")
            if what == growing:
                _curves(axes, row, "-" if task != "gradient" else "--")
        axes.set(xscale="log", yscale="log", xlabel=_AXES[growing], ylabel="seconds")
    lines = {line.get_label(): line for line in figure.axes[0].lines}
    figure.legend(lines.values(), lines.keys(), loc="outside lower center", ncols=5, frameon=False)
    return figure


_AXES = {
    "width": "neurons of each layer",
    "batch": "samples",
    "depth": "layers",
    "steps": "steps of RMSProp, trajectory kept",
}


def _curves(axes, row, line):
    kind = "gradients" if line == "--" else "outputs"
    for stack, points in row["points"].items():
        name, colour, marker = STYLES[stack]
        xs, ys = zip(*points)
        axes.plot(xs, ys, line, color=colour, marker=marker, markersize=4, label=f"{name}, {kind}")
    xs, ys = zip(*(p for p in row["points"]["library"] if row["from"] <= p[0]))
    law = [ys[-1] * 1.6 * (x / xs[-1]) ** row["theory"] for x in xs]
    axes.plot(xs, law, color=GREY, linewidth=1, label="slope of the theory")


def _start(sections):
    rows = {row["what"]: row["stacks"] for row in sections.get("kernels", [])}
    if not rows:
        return None
    figure = _figure(8, 2.6)
    axes = figure.subplots()
    colours = (BLUE, "#56b4e9", GREEN, "#f0e442", ORANGE, RED)
    for y, stack in enumerate(("library", "python")):
        left = 0.0
        for what, colour in zip(kernels.PARTS, colours, strict=True):
            part = rows[what].get(stack)
            if part is not None:
                wide = part["seconds"][1]
                label = what if y == 0 else None
                axes.barh(y, wide, left=left, color=colour, edgecolor="white", label=label)
                left += wide
        whole = rows[kernels.TOTAL][stack]["seconds"][1]
        axes.text(left, y, f" {whole:.2f} s", va="center")
    axes.set(xlabel="seconds from the start", ylim=(1.6, -0.6))
    axes.set_yticks((0, 1), ("Java kernel", "Python kernel"))
    axes.margins(x=0.08)
    figure.legend(loc="outside lower center", ncols=3, frameon=False)
    return figure


def _heap(sections):
    rows = sections.get("memory")
    if not rows:
        return None
    figure = _figure(7, 3.6)
    axes = figure.subplots()
    for row, colour, marker in zip(rows, (BLUE, GREEN, RED), "o^s", strict=True):
        xs = [p["size"] for p in row["points"]]
        ys = [p["alive"] / 1e6 for p in row["points"]]
        axes.plot(xs, ys, color=colour, marker=marker, label=row["what"])
    axes.set(xscale="log", xlabel="samples, steps", ylabel="alive at most, MB", ylim=(0, None))
    figure.legend(loc="outside lower center", ncols=1, frameon=False)
    return figure


_PICTURES = {"ratios": _ratios, "scale": _scale, "start": _start, "heap": _heap}
