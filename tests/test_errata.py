"""The ledger of wrong answers: each line is a check of the notebook it names, and none is left out."""

import re

import pytest

import rules
from tooling.running import runs

LEDGER = runs.NOTEBOOKS / "ERRATA.md"
_TEXT = r"((?:[^|\\]|\\.)+)"  # a bar within a cell of Markdown is written \|
ROW = re.compile(rf"\| {_TEXT} \| \[[^\]]+\]\(([^)]+\.ipynb)\) \| {_TEXT} \|")


def ledger():
    """Triples of answer, file and figure."""
    lines = LEDGER.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("|")][2:]
    matches = [(line, ROW.fullmatch(line)) for line in rows]
    strange = [line for line, match in matches if not match]
    assert not strange, "not '| answer | [number](file) | figure |':\n" + "\n".join(strange)
    return [tuple(cell.replace("\\|", "|") for cell in match.groups()) for _, match in matches]


@pytest.mark.parametrize(("answer", "file", "figure"), ledger())
def test_line_is_a_check_of_its_notebook(answer, file, figure):
    answers = rules.refuted(runs.read(runs.NOTEBOOKS / file))
    assert answer in answers, f"{file} does not refute this; it refutes:\n" + "\n".join(answers)
    assert figure in answers[answer], "its figures are:\n" + "\n".join(answers[answer])


def test_every_refuted_answer_is_in_the_ledger(path):
    listed = {answer for answer, file, _ in ledger() if file == path.name}
    missing = [answer for answer in rules.refuted(runs.read(path)) if answer not in listed]
    assert not missing, f"{path.stem}, not in {LEDGER.name}:\n" + "\n".join(missing)
