"""Every notebook: the rules it keeps as a file, and what a clean run gives."""

import pytest

import rules
from conftest import NOTEBOOKS
from nblab import runs


def test_there_are_notebooks():
    assert NOTEBOOKS, f"no notebook in {runs.NOTEBOOKS}"


@pytest.mark.parametrize("rule", rules.ALL, ids=lambda rule: rule.__name__)
def test_rule(path, rule):
    broken = rule(runs.read(path))
    assert not broken, f"{path.stem}:\n" + "\n".join(broken)


def test_is_small(path):
    assert path.stat().st_size < rules.BYTES, f"{path.stem} has {path.stat().st_size} bytes"


def test_stored_outputs_are_those_of_a_clean_run(path, run_of):
    run = run_of(path)
    broken = rules.differences(run.stored.cells, run.fresh)
    assert not broken, f"{path.stem}, " + "\n".join(broken)


def test_nothing_goes_to_stderr(path, run_of):
    broken = rules.clean_outputs(run_of(path).notebook)
    assert not broken, f"{path.stem}:\n" + "\n".join(broken)


def test_a_second_run_from_the_parameters_down_gives_the_same(path, run_of):
    run = run_of(path)
    before = [c for c in run.fresh[: run.restart] if c.cell_type == "code"]
    broken = rules.differences(run.fresh[run.restart :], run.again, first=len(before) + 1)
    assert not broken, f"{path.stem}, " + "\n".join(broken)
