"""Every notebook: the rules it keeps as a file, and what a clean run gives."""

import pytest

import rules
from conftest import NOTEBOOKS
from tooling.running import runs


def test_there_are_notebooks():
    assert NOTEBOOKS, f"no notebook in {runs.NOTEBOOKS}"


@pytest.mark.parametrize("rule", rules.ALL, ids=lambda rule: rule.__name__)
def test_rule(path, rule):
    broken = rule(runs.read(path))
    assert not broken, f"{path.stem}:\n" + "\n".join(broken)


def test_is_small(path):
    assert path.stat().st_size < rules.BYTES, f"{path.stem} has {path.stat().st_size} bytes"


def test_stored_outputs_are_those_of_a_clean_run(path, fresh_run_of):
    broken = rules.differences(runs.read(path).cells, fresh_run_of(path).cells)
    assert not broken, f"{path.stem}, " + "\n".join(broken)


def test_nothing_goes_to_stderr(path, fresh_run_of):
    broken = rules.clean_outputs(fresh_run_of(path))
    assert not broken, f"{path.stem}:\n" + "\n".join(broken)
