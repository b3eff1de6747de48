"""The folder of a sweep: the copies, a CSV with a line for each run, and what they add up to."""

import csv
import hashlib
import json
import re
import statistics
from html import unescape

from tooling import files
from tooling.page import verdict
from tooling.errors import LabError

COLUMNS = ("value", "status", "passed", "checks", "seconds", "figure", "message")
_TAG = re.compile(r"<[^>]*>")


class Node(dict):
    """Part of a notebook, read without nbformat: keys are attributes too."""

    __getattr__ = dict.__getitem__


def notebook(text):
    """A notebook from its text, the lines of a cell put together."""
    nb = json.loads(text, object_hook=Node)
    for cell in nb.cells:
        cell["source"] = "".join(cell.source)
    return nb


def printed(nb):
    """Everything a notebook printed, cell after cell, as text."""
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                yield "".join(output.text)
                continue
            data = output.get("data", {})
            plain = "".join(data.get("text/plain", ""))
            yield plain or unescape(_TAG.sub("", "".join(data.get("text/html", ""))))


def counted(nb):
    """(passed, all) of a notebook's checks, as the head of its page counts them; or None."""
    found = verdict.of(nb)
    return (found.passed, found.total) if found.total else None


def figure(nb, pattern):
    """The number in the pattern's group where it matches last, or None."""
    found = [m[1] for text in printed(nb) for m in pattern.finditer(text)] if pattern else []
    try:
        return float(found[-1].replace("−", "-").replace(" ", "")) if found else None
    except (ValueError, AttributeError):
        return None


class Folder:
    """Where one sweep is kept; a sweep that was stopped goes on in it."""

    def __init__(self, path, about, pattern):
        self.path, self.pattern, self.about = path, pattern, about
        self.csv = path / "sweep.csv"
        self._check(path / "sweep.json")
        self._check_lines()
        self.done = {row["value"]: row for row in self._kept()}
        files.replace(self.csv, "")
        self._write(COLUMNS)
        for row in self.done.values():
            self._write([row[column] for column in COLUMNS])

    def _check(self, file):
        if not file.exists():
            names = ("sweep.csv", "sweep.png", f"{self.about['notebook']}-*.ipynb")
            foreign = sorted(str(found) for name in names for found in self.path.glob(name))
            if foreign:
                raise LabError(
                    f"{', '.join(foreign)}: there already, and not from a sweep. "
                    "Name another folder with --out.",
                    status=2,
                )
        elif json.loads(file.read_text(encoding="utf-8")) != self.about:
            raise LabError(
                f"{self.path} holds a sweep with other settings, or of the notebook before it was "
                "changed. Name another folder with --out.",
                status=2,
            )
        files.replace(file, json.dumps(self.about, indent=1, ensure_ascii=False))

    def _check_lines(self):
        """Stop when somebody has made another table of the lines: they would be written over."""
        if self.csv.exists():
            with self.csv.open(encoding="utf-8-sig", errors="replace", newline="") as file:
                if next(csv.reader(file), list(COLUMNS)) != list(COLUMNS):
                    raise LabError(
                        f"{self.csv} has other columns than a sweep writes. Move it, or name another "
                        "folder with --out.",
                        status=2,
                    )

    def _kept(self):
        """The rows of runs that succeeded; figures are read again from their copies."""
        if not self.csv.exists():
            return
        with self.csv.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                whole = set(row) == set(COLUMNS) and row["status"] == "ok"
                if whole and self.copy(row["value"]).exists():
                    text = self.copy(row["value"]).read_text(encoding="utf-8")
                    yield self._row(row["value"], row["seconds"], text)

    def copy(self, value):
        """The file of the notebook that was run with a value."""
        return self.path / f"{self.about['notebook']}-{file_part(value)}.ipynb"

    def _row(self, value, seconds, text):
        nb = notebook(text)
        passed, checks = counted(nb) or ("", "")
        found = figure(nb, self.pattern) if self.pattern else passed
        found = "" if found is None else found
        cells = (value, "ok", passed, checks, seconds, found, "")
        return dict(zip(COLUMNS, cells, strict=True))

    def keep(self, value, result):
        """Keep the result of a run: its copy first, then its line."""
        if result["copy"] is None:
            cells = (value, "failed", "", "", result["seconds"], "", result["message"])
            row = dict(zip(COLUMNS, cells, strict=True))
        else:
            files.replace(self.copy(value), result["copy"])
            row = self._row(value, result["seconds"], result["copy"])
        self.done[value] = row
        self._write([row[column] for column in COLUMNS])
        return row

    def _write(self, cells):
        try:
            with self.csv.open("a", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerow(cells)
        except OSError as problem:
            # a spreadsheet that has it open keeps others from writing, on Windows
            raise LabError(
                f"{self.csv} cannot be written ({problem.strerror}). Close what has it open; "
                "the same command goes on."
            ) from None


def file_part(value):
    """A value as part of a file's name."""
    return re.sub(r"[^\w.+-]", "_", value)


def sources(nb):
    """A fingerprint of the cells of a notebook, whatever its outputs."""
    return hashlib.sha256("\0".join(cell.source for cell in nb.cells).encode()).hexdigest()


def quartiles(numbers):
    """Lower quartile, median and upper quartile."""
    if len(numbers) == 1:
        return numbers * 3
    return statistics.quantiles(numbers, n=4, method="inclusive")


def figures(rows):
    """The figures of the runs that gave one."""
    return [float(row["figure"]) for row in rows if row["figure"] != ""]


def summary(rows, over, label):
    """The closing lines: runs, checks, the figure, and the failures one by one."""
    good = [row for row in rows if row["status"] == "ok"]
    failed = [row for row in rows if row["status"] != "ok"]
    lines = [f"{len(good)} of {len(rows)} runs succeeded."]
    unmet = [row for row in good if row["passed"] != row["checks"]]
    if good:
        lines.append(f"All checks passed in {len(good) - len(unmet)} of {len(good)}.")
    lines += [
        f"  {over} = {row['value']}: {row['passed']} of {row['checks']} checks passed" for row in unmet
    ]
    numbers = figures(good)
    timed = [float(row["seconds"]) for row in good]
    if good:
        lines += ["", f"{'':30}{'runs':>6}" + "".join(f"{name:>11}" for name in _HEADS)]
        measured = ((label, numbers), ("seconds", timed))
        lines += [_line(name, values) for name, values in measured if values]
    if len(numbers) < len(good):
        lines.append(f"{len(good) - len(numbers)} runs printed nothing that gives the figure.")
    lines += ["", *(f"failed, {over} = {row['value']}: {row['message']}" for row in failed)]
    return "\n".join(lines).rstrip()


_HEADS = ("least", "quarter", "median", "quarter", "most")


def _line(name, values):
    numbers = (min(values), *quartiles(values), max(values))
    name = name if len(name) <= 29 else name[:28] + "…"
    return f"{name:30}{len(values):6}" + "".join(f"{number:11.5g}" for number in numbers)
