"""How a notebook differs from the one that is published."""

import functools
import re
from dataclasses import dataclass

from tooling.running import notebook_files, parameters, runs

CHANGED = "changed-cell"  # tag, and so a class of the cell in a page

_AUTHOR = re.compile(r"\s*(?:authors?|作者)\s*[:：]\s*(?P<name>\S.*?)\s*\\?\s*", re.IGNORECASE)


def author(line):
    """The name in a line `Author: ...` or `作者：...`, its first word bold or not; empty in others."""
    match = _AUTHOR.fullmatch(line.replace("**", ""))
    return match["name"] if match else ""


def published(nb, name=""):
    """The notebook of the project that this one is, by its name or by its cells; or None."""
    own = {cell.get("id") for cell in nb.cells}
    for path in sorted(notebook_files.everything(), key=lambda path: path.stem != name):
        original = _read(path, path.stat().st_mtime_ns)
        ids = {cell.get("id") for cell in original.cells}
        if ids and 2 * len(ids & own) >= len(ids):
            return original
    return None


@functools.lru_cache(maxsize=32)  # all of them, when it is looked for by its cells
def _read(path, _written):
    return runs.read(path)


@dataclass(frozen=True)
class Difference:
    """A cell that is not as published: its id in the page, and what to call it."""

    cell: str
    name: str


def marked(nb, original):
    """Cells that were changed, added or taken out; changed and added ones are tagged for the page.

    Values of parameters are told by themselves.
    """
    before = {cell.get("id"): cell for cell in original.cells}
    found, number = [], {"code": 0, "markdown": 0, "raw": 0}
    for cell in nb.cells:
        number[cell.cell_type] += 1
        if "injected-parameters" in cell.metadata.get("tags", []):
            number[cell.cell_type] -= 1
            continue
        kind = "code cell" if cell.cell_type == "code" else "text cell"
        old = before.pop(cell.get("id"), None)
        if old is None and not cell.source.strip():
            continue
        if old is None or _text(old) != _text(cell):
            cell.metadata.setdefault("tags", []).append(CHANGED)
            what = "added" if old is None else "changed"
            found.append(Difference(cell.get("id"), f"{kind} {number[cell.cell_type]} {what}"))
    gone = [cell for cell in before.values() if cell.source.strip()]
    if gone:
        found.append(Difference("", f"{len(gone)} cell{'s' if len(gone) > 1 else ''} taken out"))
    return found


def _text(cell):
    source = cell.source
    if cell.cell_type == "markdown":
        source = "\n".join(line for line in source.split("\n") if not author(line))
    elif "parameters" in cell.metadata.get("tags", []):
        source = re.sub(r"=\s*[^;]*;", "=;", source)
    return source.strip(), cell.get("attachments", {})


def changed_values(nb, original):
    """Published defaults, by name, of the parameters that were given other values."""
    before = {p.name: p.default for p in parameters.of(original)}
    return {
        name: before[name]
        for name, value in parameters.used(nb)
        if name in before and before[name].strip() != value.strip()
    }
