"""Reading declarations and values, and writing values as Java."""

import math

import pytest

from tooling.running import parameters
from tooling.running.java_translator import JavaTranslator, register
from tooling.running.parameters import JavaArray


def test_declarations_are_read():
    source = (
        'int seeds = 200; // [1, 1000] number of starts\n'
        'String text = "a; // \\"b\\""; // any\n'
        "double[] rates = {0.1, 1e-3};\n"
        "// a comment\n"
        "var x = 1;\n"
    )
    read = [(p.type, p.name, p.default, p.note) for p in parameters.declared(source)]
    assert read == [
        ("int", "seeds", "200", "[1, 1000] number of starts"),
        ("String", "text", '"a; // \\"b\\""', "any"),
        ("double[]", "rates", "{0.1, 1e-3}", ""),
    ]


@pytest.mark.parametrize(
    ("java_type", "text", "value"),
    [
        ("int", " 42 ", 42),
        ("int", "-2147483648", -(2**31)),
        ("long", "9223372036854775807", 2**63 - 1),
        ("double", "1e-3", 1e-3),
        ("double", "3", 3.0),
        ("double", "-inf", -math.inf),
        ("boolean", "True", True),
        ("String", " a b ", " a b "),
        ("String", "", ""),
        ("double[]", "{1, 2.5}", [1.0, 2.5]),
        ("int[]", "", []),
        ("String[]", "a, 王", ["a", "王"]),
    ],
)
def test_values_are_parsed(java_type, text, value):
    parsed = parameters.parse(java_type, "p", text)
    assert parsed == value
    assert isinstance(parsed, type(value))


@pytest.mark.parametrize(
    ("java_type", "text"),
    [
        ("int", ""),
        ("int", "1e5"),
        ("int", "2147483648"),
        ("int", "１２"),
        ("int", "9" * 5000),
        ("long", "9223372036854775808"),
        ("double", "1e999"),
        ("double", "0x1p3"),
        ("double", "1_0"),
        ("boolean", "1"),
        ("int[]", "1,,2"),
        ("int[]", "1,2.5"),
    ],
)
def test_wrong_values_are_refused(java_type, text):
    with pytest.raises(ValueError, match="p is a"):
        parameters.parse(java_type, "p", text)


@pytest.mark.parametrize(
    ("value", "java"),
    [
        (3, "3"),
        (2**31, "2147483648L"),
        (-(2**31), "-2147483648"),
        (0.1, "0.1"),
        (math.nan, "Double.NaN"),
        (-math.inf, "Double.NEGATIVE_INFINITY"),
        (True, "true"),
        (None, "null"),
        ('a"\\u\n\x01王😀', '"a\\"\\\\u\\n\\001王😀"'),
        (JavaArray("double", [1.0, math.inf]), "new double[] {1.0, Double.POSITIVE_INFINITY}"),
        (JavaArray("long", [1]), "new long[] {1}"),
        (JavaArray("String", []), "new String[] {}"),
        ([1, 2], "new int[] {1, 2}"),
        ([1, 2**40], "new long[] {1, 1099511627776L}"),
        ([True], "new boolean[] {true}"),
        (["a", "b"], 'new String[] {"a", "b"}'),
    ],
)
def test_values_are_written_as_java(value, java):
    assert JavaTranslator.translate(value) == java


def test_assignments_carry_no_type():
    assert JavaTranslator.codify({"seeds": 3, "rate": 0.5}) == "// Parameters\nseeds = 3;\nrate = 0.5;\n"


def test_papermill_finds_the_translator():
    from papermill.translators import papermill_translators

    register()
    assert papermill_translators.find_translator("java", "java") is JavaTranslator
