"""What a notebook's state says of its checks: how many hold, and whether its run was clean.

Nothing printed counts: the checks are read from the data that the library puts beside their table.
"""

import re
from dataclasses import dataclass, field

from tooling.running import parameters

CHECKS = "application/vnd.nndl.checks+json"

_STRINGS_AND_COMMENTS = re.compile(
    r'"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|//[^\n]*|/\*.*?\*/', re.DOTALL
)
_NUMBER = re.compile(r"[+-]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?[dDfFlL]?")


@dataclass
class Verdict:
    """Checks counted again, and each reason why a reader should not rely on them."""

    passed: int = 0
    total: int = 0
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
        refusal = data.get("refusal", "")
        good = [c for c in made if c.get("passed") is True and c.get("current") is True]
        verdict.passed = 0 if refusal else len(good)
        verdict.total = max(int(data.get("expected", 0)), len(made))
        if refusal:
            verdict.reasons.append(f"a parameter was refused: {refusal}")
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
