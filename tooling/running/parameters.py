"""Parameters of a notebook: read from its cells, and values given for them.

The cell tagged `parameters` declares them, with a comment on each; the cell behind it states what is
allowed, once: `Parameter.in("rate", rate, 0.001, 10)`.
"""

import math
import re
from dataclasses import dataclass, replace

from tooling.errors import LabError

TYPES = ("int", "long", "double", "boolean", "String")
LIMITS = {"int": 2**31, "long": 2**63}

_DECLARATION = re.compile(
    r"^\s*(?P<type>(?:%s)(?:\[\])?)\s+(?P<name>[A-Za-z_$][\w$]*)\s*=\s*"
    r'(?P<default>(?:"(?:\\.|[^"\\])*"|[^";])+?)\s*;\s*(?://\s*(?P<note>.*?)\s*)?$' % "|".join(TYPES)
)
_ASSIGNMENT = re.compile(
    r'^\s*(?P<name>[A-Za-z_$][\w$]*)\s*=\s*(?P<value>(?:"(?:\\.|[^"\\])*"|[^";])*?)\s*;\s*$'
)
_ALLOWED = re.compile(
    r'\bParameter\s*\.\s*(?P<kind>in|oneOf|any)\(\s*"(?P<name>\w+)"\s*,\s*(?P=name)\s*'
    r'(?:,(?P<limits>(?:"(?:\\.|[^"\\])*"|[^"()])*))?\)'
)
_WORD = re.compile(r'"((?:\\.|[^"\\])*)"')
_WHOLE = re.compile(r"[+-]?[0-9]+")
_DECIMAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_SPECIAL = {"nan": math.nan, "inf": math.inf, "infinity": math.inf, "-inf": -math.inf}


class JavaArray(list):
    """A list that knows the Java type of its elements, so that an empty one can be written."""

    def __init__(self, element, values):
        super().__init__(values)
        self.element = element


@dataclass(frozen=True)
class Parameter:
    """One typed declaration: `note` is the comment behind it, `allowed` what the notebook accepts.

    `allowed` is empty where it is not stated, a pair of numbers as Java writes them, a list of
    words, or None for any value.
    """

    type: str
    name: str
    default: str
    note: str
    allowed: tuple | list | None = ()

    def range(self):
        """What is allowed, in words."""
        if self.allowed is None:
            return {"String": "any text", "double": "any number"}.get(self.type, "any whole number")
        if isinstance(self.allowed, list):
            return ", ".join(self.allowed[:-1]) + " or " + self.allowed[-1]
        return f"[{', '.join(self.allowed)}]" if self.allowed else ""

    def __str__(self):
        text = f"{self.type} {self.name} = {self.default}"
        notes = "; ".join(part for part in (self.range(), self.note) if part)
        return f"{text}  {notes}" if notes else text


def tagged(nb, tag):
    """The first code cell with the tag, or None."""
    for cell in nb.cells:
        if cell.cell_type == "code" and tag in cell.metadata.get("tags", []):
            return cell
    return None


def declared(source):
    """The parameters declared in the text of a parameter cell, in order."""
    matches = (_DECLARATION.match(line) for line in source.splitlines())
    return [Parameter(m["type"], m["name"], m["default"], m["note"] or "") for m in matches if m]


def of(nb):
    """The parameters of a notebook, with what is allowed."""
    cell = tagged(nb, "parameters")
    if not cell:
        return []
    allowed = {}
    for other in nb.cells:
        if other.cell_type == "code":
            allowed |= {m["name"]: _limits(m) for m in _ALLOWED.finditer(other.source)}
    return [replace(p, allowed=allowed.get(p.name, ())) for p in declared(cell.source)]


def _limits(match):
    if match["kind"] == "any":
        return None
    if match["kind"] == "oneOf":
        return _WORD.findall(match["limits"] or "")
    return tuple(part.strip().replace("_", "") for part in (match["limits"] or "").split(","))


def used(nb):
    """Pairs of name and Java value a notebook was run with: defaults, then what was injected."""
    values = {p.name: p.default for p in of(nb)}
    injected = tagged(nb, "injected-parameters")
    for line in injected.source.splitlines() if injected else []:
        match = _ASSIGNMENT.match(line)
        if match and match["name"] in values:
            values[match["name"]] = match["value"]
    return list(values.items())


def listing(parameters):
    """What there is to set, as indented lines."""
    if not parameters:
        return "  it has no parameters"
    return "\n".join(f"  {p}" for p in parameters)


def chosen(nb, notebook, settings):
    """Values by name for `name=value` strings; an error (status 2) names what there is."""
    available = {p.name: p for p in of(nb)}
    values = {}
    for setting in settings:
        name, equals, text = setting.partition("=")
        name = name.strip()
        if not equals:
            problem = f"-p wants name=value, got '{setting}'"
        elif name not in available:
            problem = f"{notebook} has no parameter '{name}'"
        else:
            try:
                values[name] = parse(available[name].type, name, text)
                continue
            except ValueError as error:
                problem = str(error)
        raise LabError(f"{problem}. Its parameters:\n{listing(available.values())}", status=2)
    return values


def parse(java_type, name, text):
    """The Python value of `text` for a Java type; ValueError says what is wanted."""
    if java_type == "String":
        return text
    if java_type.endswith("[]"):
        element = java_type[:-2]
        inner = text.strip().strip("{}[]").strip()
        parts = [part.strip() for part in inner.split(",")] if inner else []
        return JavaArray(element, [parse(element, name, part) for part in parts])
    text = text.strip()
    if not text:
        raise ValueError(f"{name} is {_article(java_type)} and needs a value, got nothing")
    if java_type == "boolean":
        if text.lower() not in ("true", "false"):
            raise ValueError(f"{name} is a boolean: true or false, got '{text}'")
        return text.lower() == "true"
    if java_type == "double":
        return _double(name, text)
    return _whole(java_type, name, text)


def _article(java_type):
    return f"an {java_type}" if java_type == "int" else f"a {java_type}"


def _double(name, text):
    special = _SPECIAL.get(text.lower().lstrip("+"))
    if special is not None:
        return special
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"{name} is a double, such as 0.1 or 1e-3, got '{text}'")
    value = float(text)
    if math.isinf(value):
        raise ValueError(f"{name} is a double, {text} is beyond its largest value 1.8e308")
    return value


def _whole(java_type, name, text):
    limit = LIMITS[java_type]
    if not _WHOLE.fullmatch(text):
        hint = ""
        if _DECIMAL.fullmatch(text) and float(text).is_integer() and abs(float(text)) < limit:
            hint = f" (write {int(float(text))})"
        raise ValueError(
            f"{name} is {_article(java_type)}, a whole number in digits, got '{text}'{hint}"
        )
    # Python refuses to convert thousands of digits; Java would have refused twenty.
    if len(text.lstrip("+-0")) > 19 or not -limit <= int(text) < limit:
        raise ValueError(f"{name} is {_article(java_type)}, from {-limit} to {limit - 1}, got {text}")
    return int(text)
