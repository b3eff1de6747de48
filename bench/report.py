"""results.json, the tables of README.md between their marks, and the same tables as plain text."""

import json
import re
from pathlib import Path

from bench.sections import SECTIONS
from tooling import files
from tooling.errors import LabError

SOURCE = Path(__file__).with_name("README.md")


class Results:
    """What has been measured on this machine, section by section."""

    def __init__(self, folder, machine):
        self.folder, self.machine = Path(folder), machine
        self._file = self.folder / "results.json"
        before = json.loads(self._file.read_text(encoding="utf-8")) if self._file.exists() else {}
        # figures of different machines do not stand side by side
        same = before.get("machine") == machine
        self._sections = before["sections"] if same else {}

    def put(self, name, run, rows):
        """Keep a section, and write results and tables anew."""
        self._sections[name] = {"rounds": run.rounds, "quick": run.quick, "rows": rows}
        kept = {name: self._sections[name] for name in SECTIONS if name in self._sections}
        told = {"machine": self.machine, "sections": kept}
        text = json.dumps(_short(told), indent=1, ensure_ascii=False)
        files.replace(self._file, text + "\n")
        tables = {name: markdown(name, rows) for name, rows in self.all().items()}
        tables["machine"] = _machine(told)
        tables["flags"] = "\n".join(f"- {line}" for line in self.flags()) or "None."
        missing = {name: "Not measured on this machine." for name in SECTIONS}
        page = rewritten(SOURCE.read_text(encoding="utf-8"), missing | tables)
        files.replace(self.folder / "README.md", page)

    def of(self, name):
        """The rows of a section."""
        return self._sections[name]["rows"]

    def all(self):
        """The rows of every section that has been measured."""
        return {name: section["rows"] for name, section in self._sections.items()}

    def flags(self):
        """What is not as theory has it."""
        return [row["flag"] for rows in self.all().values() for row in rows if row.get("flag")]

    def draw(self):
        """The plots of what has been measured."""
        from bench import pictures

        pictures.draw(self.all(), self.folder)


def rewritten(page, tables):
    """The page with each table between `<!-- name -->` and `<!-- end of name -->`."""
    for name, table in tables.items():
        pattern = rf"(<!-- {name} -->\n).*?(<!-- end of {name} -->)"
        found = re.findall(pattern, page, re.DOTALL)
        if len(found) != 1:
            raise LabError(f"README.md must have the marks of the table '{name}' once.")
        page = re.sub(pattern, lambda m, t=table: f"{m[1]}{t}\n{m[2]}", page, flags=re.DOTALL)
    return page


def _short(value):
    """Numbers with five digits: no measurement has more."""
    if isinstance(value, float):
        return float(f"{value:.5g}")
    if isinstance(value, dict):
        return {key: _short(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_short(item) for item in value]
    return value


def _machine(told):
    m = told["machine"]
    rounds = sorted({section["rounds"] for section in told["sections"].values()})
    quick = any(section["quick"] for section in told["sections"].values())
    return (
        f"{m['processor']}, {m['cores']} cores; {m['system']}; Java {m['Java']}, "
        f"Python {m['Python']}, NumPy {m['NumPy']}, PyTorch {m['PyTorch']}; "
        f"{' or '.join(map(str, rounds))} rounds"
        + ("; made with --quick: smaller work" if quick else "")
        + "."
    )


def seconds(value):
    """A time with three digits in the unit that suits it."""
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if value >= size:
            return f"{_three(value / size)} {unit}"
    return f"{_three(value / 1e-9)} ns"


def _three(value):
    digits = f"{value:.3g}"
    return f"{value:.0f}" if "e" in digits else digits


def ratio(three):
    """Median and quartiles of a ratio."""
    low, middle, high = (_three(v) for v in three)
    return f"{middle} ({low}–{high})"


_STACKS = {
    "numpy": "NumPy",
    "torch": "PyTorch",
    "loop": "Java loop",
    "tidy": "NumPy, tidy",
    "circulating": "NumPy, circulating",
}


def _compared(rows):
    """Library's time, and every other's ratio to it."""
    others = [name for name in rows[0]["stacks"] if name != "library"]
    head = ["", "library", *(f"{_STACKS[name]} / library" for name in others)]
    lines = []
    for row in rows:
        stacks = row["stacks"]
        own = seconds(stacks["library"]["seconds"][1])
        lines.append([row["what"], own, *(ratio(stacks[name]["ratio"]) for name in others)])
    return head, lines


def _scale(rows):
    head = ["", "from … to", "theory", *(f"{s}" for s in ("library", "PyTorch"))]
    lines = []
    for row in rows:
        slopes = [row["slopes"].get(s) for s in ("library", "torch")]
        told = [f"{s['exponent']:.2f} ± {s['error']:.2f}" if s else "–" for s in slopes]
        if row.get("flag"):
            told[0] += " ⚠"
        lines.append([row["what"], f"{row['from']:,} … {row['to']:,}", f"{row['theory']:g}", *told])
    return head, lines


def _memory(rows):
    head = ["", "size", "alive at most", "in use at most", "time"]
    lines = []
    for row in rows:
        for at in row["points"]:
            mega = [f"{at[key] / 1e6:.1f} MB" for key in ("alive", "inUse")]
            lines.append([row["what"], f"{at['size']:,}", *mega, seconds(at["seconds"])])
        lines[-1][0] += " ⚠" if row.get("flag") else ""
    return head, lines


def _jmh(rows):
    return ["", "one call", ""], [
        [row["what"], f"{seconds(row['seconds'])} ± {seconds(row['error'])}", row["note"]]
        for row in rows
    ]


def _parts(rows):
    """Where a start goes: quartiles of seconds, part by part, and the ratio of the whole."""
    lines = []
    for row in rows:
        java, python = (row["stacks"].get(s) for s in ("library", "python"))
        lines.append([
            row["what"],
            seconds(java["seconds"][1]) if java else "",
            seconds(python["seconds"][1]) if python else "",
            ratio(python["ratio"]) if java and python else "",
        ])  # fmt: skip
    return ["", "Java kernel", "Python kernel", "Python / Java"], lines


def _notebooks(rows):
    head = ["", "wall", "processor", "the larger JVM"]
    return head, [
        [r["what"], seconds(r["wall"]), seconds(r["processor"]), f"{r['megabytes']:.0f} MB"]
        for r in rows
    ]


_TABLES = {
    "scale": _scale,
    "memory": _memory,
    "jmh": _jmh,
    "kernels": _parts,
    "notebooks": _notebooks,
}


def markdown(name, rows):
    """A section as a table of README.md."""
    head, lines = _TABLES.get(name, _compared)(rows)
    ruler = ["---", *("---:" for _ in head[1:])]
    return "\n".join("| " + " | ".join(line) + " |" for line in (head, ruler, *lines))


def plain(name, rows):
    """A section as it is printed."""
    head, lines = _TABLES.get(name, _compared)(rows)
    first, *others = (max(map(len, column)) for column in zip(head, *lines, strict=True))
    padded = ((what.ljust(first), *map(str.rjust, cells, others)) for what, *cells in (head, *lines))
    return "\n".join(map("  ".join, padded))
