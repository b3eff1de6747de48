"""The figure of a sweep as a histogram and as the share of runs up to each value."""

import logging
import os

from tooling.setup.environment import STATE
from tooling.errors import LabError
from sweep_results import quartiles

_INK, _FILL, _MARK = "#1f4e79", "#9dbfdd", "#b03a2e"
_FONTS = ["DejaVu Sans", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC"]


def draw(file, numbers, title, label):
    """Write a PNG; the median is a line, the quartiles are a band."""
    os.environ.setdefault("MPLCONFIGDIR", str(STATE / "matplotlib"))
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        raise LabError("No plot: matplotlib is not installed in this environment.") from None
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib

    with matplotlib.rc_context({"font.family": _FONTS, "font.size": 10}):
        canvas = Figure(figsize=(9.6, 4.2), dpi=110, layout="constrained")
        left, right = canvas.subplots(1, 2)
        canvas.suptitle(title)
        bins = _bins(numbers)
        left.hist(numbers, bins=bins, color=_FILL, edgecolor=_INK)
        left.set_ylabel("runs")
        left.yaxis.get_major_locator().set_params(integer=True)
        right.ecdf(numbers, color=_INK)
        right.set_ylabel("share of runs up to it")
        low, middle, high = quartiles(numbers)
        for axes in (left, right):
            axes.axvspan(low, high, color=_MARK, alpha=0.12, label=f"quartiles {low:.4g} to {high:.4g}")
            axes.axvline(middle, color=_MARK, label=f"median {middle:.4g}")
            axes.set_xlabel(label)
            if bins != "auto":
                axes.xaxis.get_major_locator().set_params(integer=True)
            axes.spines[["top", "right"]].set_visible(False)
        right.legend(loc="lower right", frameon=False)
        FigureCanvasAgg(canvas).print_png(file)


def _bins(numbers):
    """Bars over whole numbers when that is what there is, else as many as numpy advises."""
    low, high = min(numbers), max(numbers)
    if all(number == int(number) for number in numbers) and high - low <= 40:
        return [low - 0.5 + k for k in range(int(high - low) + 2)]
    return "auto"
