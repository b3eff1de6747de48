"""The rules themselves: each one finds what it is there to find."""

import base64
import copy
import struct

import pytest
from nbformat.v4 import new_code_cell, new_output

import rules
import sample


def good():
    nb = sample.notebook("../lib/target/nndl.jar")
    for number, cell in rules.code(nb):
        cell.execution_count = number
    return nb


def set_source(nb, source):
    rules.code(nb)[4][1].source = source


def add_output(nb, text, name="stdout"):
    rules.code(nb)[5][1].outputs = [new_output("stream", name=name, text=text)]


BREAKS = {
    "count": (rules.execution_counts, lambda nb: nb.cells[-1].update(execution_count=99)),
    "two parameter cells": (
        rules.one_parameter_cell,
        lambda nb: nb.cells[-1].metadata.update(tags=["parameters"]),
    ),
    "no comment": (rules.one_parameter_cell, lambda nb: nb.cells[3].update(source="int seeds = 3;")),
    "no range": (
        rules.one_parameter_cell,
        lambda nb: nb.cells[3].update(source="int other = 3; // of bars"),
    ),
    "untyped": (rules.one_parameter_cell, lambda nb: nb.cells[3].update(source="seeds = 3; // [1]")),
    "var": (rules.no_top_level_var, lambda nb: set_source(nb, "int a = 1;\nvar x = 5;")),
    "identity": (rules.no_traces_of_a_machine, lambda nb: add_output(nb, "[D@4f3f5b24")),
    "path": (rules.no_traces_of_a_machine, lambda nb: add_output(nb, "in /home/somebody/x")),
    "path in code": (rules.no_traces_of_a_machine, lambda nb: set_source(nb, "%classpath /tmp/x.jar")),
    "maven": (rules.nothing_from_elsewhere, lambda nb: set_source(nb, "%maven a:b:1.0")),
    "other jar": (rules.nothing_from_elsewhere, lambda nb: set_source(nb, "  %jars a.jar")),
    "address": (
        rules.nothing_from_elsewhere,
        lambda nb: set_source(nb, 'new URL("http://x/y").openStream();'),
    ),
    "program": (
        rules.nothing_from_elsewhere,
        lambda nb: set_source(nb, 'Runtime.getRuntime().exec("curl x");'),
    ),
    "stderr": (rules.clean_outputs, lambda nb: add_output(nb, "warning", name="stderr")),
    "long cell": (rules.short_cells, lambda nb: set_source(nb, "int a;\n" * 26)),
    "no Chinese": (rules.chinese_statement, lambda nb: nb.cells[1].update(source="No.")),
    "version": (
        rules.committed_metadata,
        lambda nb: nb.metadata.update(language_info={"version": "17.0.1"}),
    ),
    "timing": (rules.committed_metadata, lambda nb: nb.cells[-1].metadata.update(execution={})),
}


@pytest.mark.parametrize("name", BREAKS)
def test_rule_sees_the_break(name):
    rule, break_it = BREAKS[name]
    nb = good()
    assert rule(nb) == []
    break_it(nb)
    assert rule(nb) != []


def test_long_median_is_seen():
    nb = good()
    for _, cell in rules.code(nb):
        cell.source = "int a;\n" * 7
    assert rules.short_cells(nb)


def test_var_inside_a_block_is_allowed():
    nb = good()
    set_source(nb, "for (int i = 0; i < 2; i++) {\n  var x = i;\n}")
    assert rules.no_top_level_var(nb) == []


def png(width, height, tail=b""):
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height)
    return base64.b64encode(head + b"\0" * 40 + tail).decode()


def picture(encoded):
    html = f"<img alt='a' src='data:image/png;base64,{encoded}'>"
    return new_code_cell("x", outputs=[new_output("display_data", {"text/html": html})])


def test_pictures_are_compared_by_size():
    assert rules.differences([picture(png(4, 5))], [picture(png(4, 5, b"other"))]) == []
    assert "4x5" in rules.differences([picture(png(4, 5))], [picture(png(4, 6))])[0]
    assert rules.differences([picture(png(4, 5))], [new_code_cell("x")])


def test_text_is_compared_but_not_in_volatile_cells():
    old = new_code_cell("x", outputs=[new_output("stream", name="stdout", text="1\n")])
    new = new_code_cell("x", outputs=[new_output("stream", name="stdout", text="2\n")])
    assert rules.differences([old], [copy.deepcopy(old)]) == []
    assert "-stdout: 1" in rules.differences([old], [new])[0]
    old.metadata["tags"] = ["volatile"]
    assert rules.differences([old], [new]) == []


def test_data_is_compared_whatever_the_order_of_its_keys():
    def data(**values):
        return new_code_cell("x", outputs=[new_output("display_data", {"application/x+json": values})])

    assert rules.differences([data(a=1, b=2)], [data(b=2, a=1)]) == []
    assert rules.differences([data(a=1, b=2)], [data(b=3, a=1)])
