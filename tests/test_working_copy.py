"""The working copy: what a reader changed stays, what is missing comes back, nothing is lost."""

import json
import subprocess

import pytest
from nbformat.v4 import new_output

import sample
from tooling.page import export
from tooling.running import notebook_files, runs, working_copy


@pytest.fixture
def published(tmp_path, monkeypatch):
    """A project with one notebook, and its working copy."""
    notebooks, work = tmp_path / "notebooks", tmp_path / "work"
    notebooks.mkdir()
    monkeypatch.setattr(working_copy, "ROOT", tmp_path)
    monkeypatch.setattr(working_copy, "NOTEBOOKS", notebooks)
    monkeypatch.setattr(notebook_files, "NOTEBOOKS", notebooks)
    monkeypatch.setattr(working_copy, "WORK", work)
    monkeypatch.setattr(working_copy, "_RECORD", work / ".copied.json")
    return sample.write(notebooks / "a.ipynb", "nndl.jar")


@pytest.fixture
def copy(published, capsys):
    """The working copy of the notebook."""
    working_copy.lay_out()
    assert capsys.readouterr().out == ""
    return working_copy.WORK / published.name


def change(path, text):
    """A word at the end of the second cell."""
    nb = runs.read(path)
    nb.cells[1].source += text
    return sample.save(nb, path).read_bytes()


def run_cells(path):
    """What a kernel and JupyterLab leave behind."""
    nb = runs.read(path)
    for count, cell in enumerate((c for c in nb.cells if c.cell_type == "code"), start=1):
        cell.execution_count = count
        cell.metadata["execution"] = {"iopub.execute_input": "2026-01-01"}
        cell.outputs = [new_output("stream", name="stdout", text="of the reader")]
    nb.metadata["language_info"] = {"name": "Java", "version": "17.0.1+9"}
    return sample.save(nb, path).read_bytes()


def test_a_run_is_no_change_and_new_text_is(published, copy, capsys):
    own = run_cells(copy)
    working_copy.lay_out()
    assert copy.read_bytes() == own, "replaced although nothing new is published"
    change(published, " two")
    working_copy.lay_out()
    assert capsys.readouterr().out == "work/a.ipynb is brought up to date.\n"
    assert copy.read_bytes() == published.read_bytes()

    own = change(copy, " mine")
    working_copy.lay_out()
    assert capsys.readouterr().out == ""
    change(published, " three")
    for _ in range(2):
        working_copy.lay_out()
        assert "work/a.ipynb is as you changed it" in capsys.readouterr().out
        assert copy.read_bytes() == own


@pytest.mark.parametrize("part", ["attachments", "authors", "tags", "cell"])
def test_whatever_a_reader_adds_is_a_change(published, copy, part):
    nb = runs.read(copy)
    if part == "attachments":
        nb.cells[1]["attachments"] = {"手算.png": {"image/png": "AAAA"}}
    elif part == "authors":
        nb.metadata["authors"] = [{"name": "王小明"}]
    elif part == "tags":
        nb.cells[-1].metadata["tags"] = ["mine"]
    else:
        nb.cells.append(sample.new_markdown_cell("mine"))
    own = sample.save(nb, copy).read_bytes()
    change(published, " two")
    working_copy.lay_out()
    assert copy.read_bytes() == own


@pytest.mark.parametrize("record", [None, "not JSON", "[]"])
def test_without_a_record_nothing_is_replaced(published, copy, record):
    own = change(copy, " mine")
    working_copy._RECORD.unlink()
    if record:
        working_copy._RECORD.write_text(record)
    for text in (" two", " three"):
        change(published, text)
        working_copy.lay_out()
        assert copy.read_bytes() == own
    assert isinstance(json.loads(working_copy._RECORD.read_text(encoding="utf-8")), dict)


def test_a_broken_copy_is_the_readers(published, copy):
    copy.write_text("<<<<<<< a merge that was left unfinished")
    change(published, " two")
    working_copy.lay_out()
    assert copy.read_text().startswith("<<<")


def test_restore_keeps_what_was_there(published, copy, capsys):
    mine = []
    for text in (" mine", " mine again"):
        mine.append(change(copy, text))
        working_copy.restore(["A"])
    assert copy.read_bytes() == published.read_bytes()
    kept = list(copy.parent.glob("a (yours *).ipynb"))
    assert sorted(path.read_bytes() for path in kept) == sorted(mine)
    told = capsys.readouterr().out
    assert all(f"What was there is kept: {path}" in told for path in kept)
    working_copy.restore(["a"])
    assert len(list(copy.parent.glob("*.ipynb"))) == 3, "what is as published is kept once more"
    change(published, " two")
    working_copy.lay_out()
    assert copy.read_bytes() == published.read_bytes(), "it counts as changed after restore"


def test_what_was_changed_in_place_is_kept_when_that_is_undone(published, capsys):
    """Notebooks that were edited where they are published: git undoes that, and the copy stays."""
    git = ["git", "-C", str(published.parent), "-c", "user.name=a", "-c", "user.email=a@b"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *command], check=True)
    (published.parent / "photo.jpg").write_bytes(b"of the reader")
    own = change(published, " mine")
    working_copy.lay_out()
    assert "notebooks/a.ipynb has been changed in place" in capsys.readouterr().out
    copy = working_copy.WORK / published.name
    assert copy.read_bytes() == own
    assert (working_copy.WORK / "photo.jpg").read_bytes() == b"of the reader"
    working_copy.lay_out()
    subprocess.run([*git, "checkout", "-q", "--", "a.ipynb"], check=True)
    working_copy.lay_out()
    assert copy.read_bytes() == own
    change(published, " two")
    working_copy.lay_out()
    assert copy.read_bytes() == own


def test_export_says_that_it_takes_the_published_one(published, copy, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(runs, "execute", lambda path, *_, **__: runs.read(path))
    monkeypatch.setattr(export, "page", lambda *_, **__: "<p>")
    run_cells(copy)
    export.export(["a"], [], "", tmp_path / "pages")
    assert "published notebook is taken" not in capsys.readouterr().out
    change(copy, " mine")
    export.export(["a"], [], "", tmp_path / "pages")
    told = "a: the published notebook is taken. Your changed copy: python3 lab.py export work/a.ipynb"
    assert told in capsys.readouterr().out.splitlines()
    export.export([str(copy)], [], "", tmp_path / "mine")
    assert "published notebook is taken" not in capsys.readouterr().out
