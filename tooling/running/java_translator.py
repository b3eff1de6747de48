"""Parameter values as Java, for papermill, which knows no Java of its own."""

import math

from papermill.models import Parameter as PapermillParameter
from papermill.translators import Translator, papermill_translators

from tooling.running import parameters

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class JavaTranslator(Translator):
    """Assignments `name = value;`: the parameter cell before them has declared the types."""

    @classmethod
    def translate_none(cls, val):
        return "null"

    @classmethod
    def translate_str(cls, val):
        return '"' + "".join(_character(c) for c in val) + '"'

    translate_escaped_str = translate_str

    @classmethod
    def translate_int(cls, val):
        return str(int(val)) if -(2**31) <= val < 2**31 else f"{int(val)}L"

    @classmethod
    def translate_float(cls, val):
        if math.isnan(val):
            return "Double.NaN"
        if math.isinf(val):
            return "Double.POSITIVE_INFINITY" if val > 0 else "Double.NEGATIVE_INFINITY"
        return repr(float(val))

    @classmethod
    def translate_list(cls, val):
        return f"new {_element(val)}[] {{" + ", ".join(cls.translate(v) for v in val) + "}"

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}"

    @classmethod
    def assign(cls, name, str_val):
        return f"{name} = {str_val};"

    @classmethod
    def inspect(cls, parameters_cell):
        return [
            PapermillParameter(p.name, p.type, p.default, p.note)
            for p in parameters.declared(parameters_cell["source"])
        ]


def _character(char):
    if char in _ESCAPES:
        return _ESCAPES[char]
    # Octal, because Java reads a Unicode escape before it looks for the end of the string.
    if ord(char) < 32 or ord(char) == 127:
        return f"\\{ord(char):03o}"
    return char


def _element(values):
    if isinstance(values, parameters.JavaArray):
        return values.element
    if any(isinstance(v, str) for v in values):
        return "String"
    if values and all(isinstance(v, bool) for v in values):
        return "boolean"
    if values and all(isinstance(v, int) for v in values):
        return "int" if all(-(2**31) <= v < 2**31 for v in values) else "long"
    return "double"


def register():
    """Make papermill use it for the kernel and the language called java."""
    papermill_translators.register("java", JavaTranslator)
