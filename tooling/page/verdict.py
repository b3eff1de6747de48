"""What a notebook's state says of its checks: how many hold, whether its run was clean, what changed.

Nothing printed counts: the checks are read from the data that the library puts beside their table.
"""

import functools
import re
from dataclasses import dataclass, field

from tooling.running import parameters, shelf

CHECKS = "application/vnd.nndl.checks+json"
CHANGED = "changed-cell"  # tag, and so a class of the cell in a page

_STRINGS_AND_COMMENTS = re.compile(
    r'"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|//[^\n]*|/\*.*?\*/', re.DOTALL
)
_AUTHOR = re.compile(r"^\W*(?:authors?|作者)\W*[:：].*$", re.IGNORECASE | re.MULTILINE)
_NUMBER = re.compile(r"[+-]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?[dDfFlL]?")


@dataclass
class Verdict:
    """Checks counted again, and each reason why a reader should not rely on them."""

    passed: int = 0
    total: int = 0
    refusal: str = ""
    reasons: list = field(default_factory=list)

    @property
    def holds(self):
        """Whether all checks passed in a clean run."""
        return 0 < self.total == self.passed and not self.reasons

    def __str__(self):
        return f"{self.passed} of {self.total} checks passed" if self.total else "no checks made"


def of(nb):
    """The verdict on a notebook as it stands."""
    data = _data(nb)
    verdict = Verdict(reasons=[*_unclean(nb), *_changed_parameters(nb, data)])
    if data:
        made = data.get("checks", [])
        verdict.refusal = data.get("refusal", "")
        good = [c for c in made if c.get("passed") is True and c.get("current") is True]
        verdict.passed = 0 if verdict.refusal else len(good)
        verdict.total = max(int(data.get("expected", 0)), len(made))
        if verdict.refusal:
            verdict.reasons.append(f"a parameter was refused: {verdict.refusal}")
    return verdict


def numbered(nb):
    """Pairs of number, from 1, and code cell; one that was put in has the number before it."""
    number, found = 0, []
    for cell in nb.cells:
        if cell.cell_type == "code":
            number += "injected-parameters" not in cell.metadata.get("tags", [])
            found.append((number, cell))
    return found


def _code(nb):
    return [(number, cell) for number, cell in numbered(nb) if cell.source.strip()]


def _data(nb):
    """The data of the last verdict that was shown, or None."""
    for _, cell in reversed(_code(nb)):
        for output in reversed(cell.get("outputs", [])):
            data = output.get("data", {}).get(CHECKS)
            if isinstance(data, dict):
                return data
    return None


def _unclean(nb):
    """What a clean run, from top to bottom in a new kernel, would not have left behind."""
    code = _code(nb)
    counts = [cell.get("execution_count") for _, cell in code]
    missing = [number for (number, _), count in zip(code, counts, strict=True) if count is None]
    if missing:
        yield f"{_cells(missing)} did not run"
    elif counts != list(range(1, len(counts) + 1)):
        yield "the cells did not run once each, from top to bottom, in a new kernel"
    failed = [
        number
        for number, cell in code
        if any(o.output_type == "error" for o in cell.get("outputs", []))
        and "raises-exception" not in cell.metadata.get("tags", [])
    ]
    if failed:
        yield f"{_cells(failed)} ended with an error"


def _cells(numbers):
    word = "code cell" if len(numbers) == 1 else "code cells"
    return f"{word} {', '.join(map(str, numbers))}"


def _changed_parameters(nb, data):
    """Parameters whose value in the cell is not the one that the checks were made with."""
    known = {p.name for p in parameters.of(nb)}
    cells = [parameters.tagged(nb, tag) for tag in ("parameters", "injected-parameters")]
    for number, cell in _code(nb):
        if not any(cell is each for each in cells):
            for name in sorted(known & _assigned(cell.source)):
                yield f"code cell {number} assigns {name} again"
    recorded = (data or {}).get("parameters", {})
    for name, literal in parameters.used(nb):
        if name in recorded and not _same(literal, recorded[name]):
            yield (
                f"the cell says {name} = {literal}, "
                f"the checks were made with {name} = {recorded[name]}"
            )


_ASSIGNMENT = re.compile(
    r"(?P<bracket>[{}()])|(?:\+\+|--)\s*(?P<before>\w+)|"
    r"(?P<type>\b(?!return\b|else\b|case\b)\w+(?:<[^;={}()]*>)?(?:\[\])*\s+)?(?<![.\w])(?P<name>\w+)\s*"
    r"(?:[-+*/%&|^]?=(?!=)|\+\+|--)"
)


def _assigned(source):
    """Names of the notebook's own variables that a cell gives a value to."""
    depth, found, local = 0, set(), set()
    for match in _ASSIGNMENT.finditer(_STRINGS_AND_COMMENTS.sub('""', source)):
        if match["bracket"]:
            depth += 1 if match["bracket"] in "{(" else -1
        elif match["type"] and depth > 0:
            local.add(match["name"])
        else:
            found.add(match["before"] or match["name"])
    return found - local


def _same(literal, recorded):
    """Whether a Java literal is the recorded value; an expression is not judged."""
    literal = literal.strip()
    if _NUMBER.fullmatch(literal):
        try:
            return float(literal.rstrip("dDfFlL").replace("_", "")) == float(recorded)
        except ValueError:
            return False
    if literal in ("true", "false"):
        return literal == recorded
    if re.fullmatch(r'"[^"\\]*"', literal):
        return literal[1:-1] == recorded
    return True


def published(nb, name=""):
    """The notebook of the project that this one is, by its name or by its cells; or None."""
    own = {cell.get("id") for cell in nb.cells}
    for path in sorted(shelf.everything(), key=lambda path: path.stem != name):
        original = _read(path, path.stat().st_mtime_ns)
        ids = {cell.get("id") for cell in original.cells}
        if ids and 2 * len(ids & own) >= len(ids):
            return original
    return None


@functools.lru_cache(maxsize=4)
def _read(path, _written):
    from tooling.running import runs

    return runs.read(path)


@dataclass(frozen=True)
class Difference:
    """A cell that is not as published: its id in the page, and what to call it."""

    cell: str
    name: str


def differences(nb, original):
    """Cells that were changed, added or taken out; values of parameters are told by themselves.

    Changed and added cells are tagged, so that a page can mark them.
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
        source = _AUTHOR.sub("", source)
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
