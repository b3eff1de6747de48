"""lab.py from the outside, on a small notebook: results, messages and exit statuses."""

import errno
import json
import re
import subprocess
import sys

import nbformat
import pytest

import sample
from conftest import ROOT
from tooling import __main__ as lab_main
from tooling import files
from tooling.kernel import managers
from tooling.page import export, pdf
from tooling.running import commands, notebook_files, runs
from tooling.setup import toolchain
from tooling.errors import LabError


def outputs(file):
    return [o for c in nbformat.read(file, 4).cells if c.cell_type == "code" for o in c.outputs]


def litter(folder):
    return sorted(p.name for p in folder.iterdir() if p.name.endswith(".part"))


def test_run_writes_a_copy_with_the_parameters(lab, sample_notebook):
    before = sample_notebook.read_bytes()
    copy = sample_notebook.parent / "not" / "there" / "copy.ipynb"
    settings = ["seeds=7", 'label=中 "文\\u0041\n$x', "start=5000000000", "rate=nan", "grid=1,2.5,inf"]
    options = [word for setting in settings for word in ("-p", setting)]
    done = lab("run", sample_notebook, *options, "--out", copy)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    texts = [o.text for o in outputs(copy) if o.output_type == "stream"]
    assert texts[0] == '7 NaN 中 "文\\u0041\n$x 5000000000 3\n小 true\n'
    assert sample_notebook.read_bytes() == before


REFUSED = {
    "seeds=0": ["seeds must be in [1, 1000], was 0", "int seeds = 3", "number of bars"],
    "seeds=1e5": ["whole number", "100000"],
    "seeds=3.5": ["seeds is an int", "'3.5'"],
    "seeds=": ["seeds is an int", "nothing"],
    "seeds=99999999999": ["2147483647"],
    "rate=fast": ["rate is a double", "'fast'"],
    "loud=maybe": ["true or false"],
    "步数=3": ["no parameter '步数'", "double rate = 0.5"],
    "seeds": ["name=value"],
}


@pytest.mark.parametrize("setting", REFUSED)
def test_refused_values_are_told_with_what_there_is(lab, sample_notebook, setting):
    done = lab("run", sample_notebook, "-p", setting)
    assert done.returncode == 2
    for part in [*REFUSED[setting], "double[] grid = {1, 2}"]:
        assert part in done.stderr
    assert "Traceback" not in done.stderr
    assert "\tat " not in done.stderr


def test_failing_check_is_told_in_one_line(lab, sample_notebook):
    out = sample_notebook.parent / "out"
    done = lab("export", sample_notebook, "-p", "rate=9", "--out", out)
    assert done.returncode == 1
    line = "sample: code cell 4 failed: check failed: the loss is 2.0, bound 1.0"
    assert done.stderr.splitlines() == [line]
    assert list(out.iterdir()) == []


def test_code_that_does_not_compile_is_told_in_one_line(lab, sample_notebook):
    nb = nbformat.read(sample_notebook, 4)
    nb.cells[-1].source = 'int x = "a";'
    nbformat.write(nb, sample_notebook)
    done = lab("refresh", sample_notebook)
    assert done.returncode == 1
    assert "code cell 6 failed" in done.stderr
    assert "String cannot be converted to int" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_unknown_notebook_lists_the_notebooks(lab):
    for command in ("run", "export", "refresh"):
        done = lab(command, "no-such-notebook")
        assert done.returncode == 2
        assert "There is no notebook 'no-such-notebook'" in done.stderr
        for path in (ROOT / "notebooks").glob("*.ipynb"):
            assert path.stem in done.stderr


def test_original_is_never_overwritten(lab, sample_notebook):
    before = sample_notebook.read_bytes()
    again = sample_notebook.parent / "link.ipynb"
    again.symlink_to(sample_notebook)
    for out in (sample_notebook, again):
        done = lab("run", sample_notebook, "--out", out)
        assert done.returncode == 2
        assert "the notebook itself" in done.stderr
    assert sample_notebook.read_bytes() == before


def test_export_escapes_what_it_is_given(lab, sample_notebook):
    out = sample_notebook.parent / "pages"
    attack = "<script>alert(1)</script>"
    done = lab(
        "export", sample_notebook, "-p", f"label={attack}", "--author", attack, "--out", out
    )
    assert done.returncode == 0, done.stderr
    assert "12 of 12 checks passed" in done.stdout
    html = (out / "sample.html").read_text(encoding="utf-8")
    assert attack not in html
    assert html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3


def test_refresh_is_stable_and_clean(lab, sample_notebook):
    before = nbformat.read(sample_notebook, 4)
    assert lab("refresh", sample_notebook).returncode == 0
    once = sample_notebook.read_bytes()
    nb = nbformat.read(sample_notebook, 4)
    assert [c.id for c in nb.cells] == [c.id for c in before.cells]
    assert [c.source for c in nb.cells] == [c.source for c in before.cells]
    code = [c for c in nb.cells if c.cell_type == "code"]
    assert [c.execution_count for c in code] == list(range(1, len(code) + 1))
    assert [set(c.metadata) - {"tags"} for c in nb.cells] == [set()] * len(nb.cells)
    assert set(nb.metadata) == {"kernelspec", "language_info", "custom"}
    assert "version" not in nb.metadata.language_info
    assert len(code[3].outputs) == 1, "two prints make one output"
    assert lab("refresh", sample_notebook).returncode == 0
    now = nbformat.reads(sample_notebook.read_text(encoding="utf-8"), 4)
    for cell in (*nb.cells, *now.cells):
        cell.get("outputs", []).clear()
    assert nb == now
    assert once.endswith(b"}\n")
    assert litter(sample_notebook.parent) == []


@pytest.fixture
def quick(monkeypatch):
    """Runs that take no time, and a browser that prints everything but page number two."""
    monkeypatch.setattr(runs, "execute", lambda path, *_, **__: runs.read(path))

    def write(page, target):
        if "two" in target.name:
            raise LabError(f"{target.name} was not printed")
        target.write_bytes(b"%PDF-")

    monkeypatch.setattr(pdf, "browser", lambda: "chromium")
    monkeypatch.setattr(pdf, "write", write)


def test_a_result_of_ours_is_replaced_and_nobody_elses(lab, quick, sample_notebook):
    out = sample_notebook.parent / "results"
    copy = out / "sample.ipynb"
    # what another process has noted counts here too
    assert lab("run", sample_notebook, "-p", "seeds=4", "--out", out).returncode == 0
    assert "seeds = 4;" in copy.read_text(encoding="utf-8")
    commands.run(str(sample_notebook), [], str(out))
    assert "seeds = 4;" not in copy.read_text(encoding="utf-8")
    mine = {}
    for name in ("sample.ipynb", "sample.html", "sample.pdf"):
        (out / name).write_text("mine")
        mine[out / name] = "mine"
    for command in (["run"], ["export"], ["export", "--pdf"]):
        done = lab(*command, sample_notebook, "--out", out)
        assert (done.returncode, done.stdout) == (2, ""), "it ran"
        suffix = "ipynb" if command == ["run"] else "html"
        assert str(out / f"sample.{suffix}") in done.stderr
        assert ("sample.pdf" in done.stderr) == ("--pdf" in command)
        assert "--out" in done.stderr and "--overwrite" in done.stderr
        assert {path: path.read_text() for path in mine} == mine
    commands.run(str(sample_notebook), [], str(out), overwrite=True)
    assert copy.read_text(encoding="utf-8") != "mine"
    with pytest.raises(LabError, match="the notebook itself"):
        commands.run(str(sample_notebook), [], str(sample_notebook.parent), overwrite=True)


def test_what_appears_during_a_run_is_not_overwritten(sample_notebook, tmp_path, monkeypatch):
    target = tmp_path / "out" / "sample.ipynb"

    def execute(path, *_):
        target.write_text("mine")
        return runs.read(path)

    monkeypatch.setattr(runs, "execute", execute)
    with pytest.raises(LabError, match="--overwrite"):
        commands.run(str(sample_notebook), [], str(tmp_path / "out"))
    assert target.read_text() == "mine"


def test_out_is_a_folder_and_what_is_wrong_with_one_is_told(lab, sample_notebook, tmp_path):
    (tmp_path / "file").write_text("mine")
    told = {"file": "is a file", "file/x": "Not a directory", "page.html": "the name of a file"}
    for out, reason in told.items():
        done = lab("export", sample_notebook, "--out", tmp_path / out)
        assert (done.returncode, done.stdout) != (0, "") and reason in done.stderr
    for command, name in (("run", "sample.ipynb"), ("export", "sample.html")):
        (tmp_path / "taken" / name).mkdir(parents=True)
        done = lab(command, sample_notebook, "--out", tmp_path / "taken", "--overwrite")
        assert done.returncode == 2 and f"{name} is a folder" in done.stderr


@pytest.mark.parametrize(
    ("name", "stem"),
    {
        "4-2": "4-2-xor", "a-1": "qa-1-forward-and-cross-entropy", "B-3": "hw-3-six-optimizers",
        "hw-2": "hw-2-input-gradient", "4-2-XOR.ipynb": "4-2-xor",
    }.items(),
)  # fmt: skip
def test_notebooks_are_found_by_the_names_of_the_index(name, stem):
    assert notebook_files.find(name) == ROOT / "notebooks" / f"{stem}.ipynb"


def test_what_is_no_notebook_is_told(lab, tmp_path):
    (tmp_path / "a.txt").touch()
    done = lab("run", "hw")
    assert done.returncode == 2
    assert "'hw' may be any of these" in done.stderr and "B-3   hw-3-six-optimizers" in done.stderr
    assert "4-2-xor" not in done.stderr
    done = lab("run", "4-2", "-p", "nothing=1")
    assert "4-2-xor has no parameter 'nothing'" in done.stderr
    told = {tmp_path: "is a folder", tmp_path / "a.txt": "not a notebook", tmp_path / "b.ipynb": "no file"}
    for path, reason in told.items():
        done = lab("export", path)
        assert done.returncode == 2 and reason in done.stderr


def test_two_notebooks_of_one_name_do_not_share_a_page(lab, sample_notebook, tmp_path):
    (tmp_path / "other").mkdir()
    other = sample.write(tmp_path / "other" / "sample.ipynb", toolchain.JAR)
    done = lab("export", sample_notebook, other, "--out", tmp_path / "pages")
    assert done.returncode == 2
    assert str(other) in done.stderr and "would both be written to" in done.stderr
    assert list((tmp_path / "pages").iterdir()) == []


def broken(folder):
    """Notebooks that cannot be run, each with what is told of it."""
    texts = {
        "empty": (b"", "not appear to be JSON"),
        "half": (b'{"cells": [', "not appear to be JSON"),
        "list": (b"[1]", "JSON without its cells"),
        "latin": (b'{"cells": "\xe9"}', "not UTF-8"),
        "newer": (b'{"nbformat": 9, "nbformat_minor": 0, "metadata": {}, "cells": []}', "version 9"),
        "cells": (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"a": 1}]}', "key"),
    }
    for name, (text, _) in texts.items():
        (folder / f"{name}.ipynb").write_bytes(text)
    nb = sample.notebook(toolchain.JAR)
    nb.metadata.kernelspec = {"name": "python3", "language": "python", "display_name": "Python"}
    nbformat.write(nb, folder / "python.ipynb")
    nb = sample.notebook(toolchain.JAR)
    nb.cells[5].source = "System.exit(3);"
    nbformat.write(nb, folder / "ends.ipynb")
    more = {"python": "for python; only Java", "ends": "its Java process ended by itself"}
    return {**{name: told for name, (_, told) in texts.items()}, **more}


def test_what_cannot_be_made_does_not_keep_back_the_rest(lab, tmp_path):
    told = broken(tmp_path)
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": []}]}
    (tmp_path / "old.ipynb").write_text(json.dumps(old))
    nbformat.write(nbformat.v4.new_notebook(), tmp_path / "nothing.ipynb")
    nb = sample.notebook(toolchain.JAR)
    nb.cells[1].source += "\n\n**作者：** 王小明 20230001\n\nmore"
    good = sample.save(nb, tmp_path / "名 字 100%.ipynb")
    good.write_bytes(b"\xef\xbb\xbf" + good.read_bytes())  # as an editor of Windows writes it
    names = [*told, "old", "nothing", good.stem]
    paths = [tmp_path / f"{name}.ipynb" for name in names]
    done = lab("export", *paths, "--out", tmp_path / "pages")
    assert done.returncode != 0
    for name, reason in told.items():
        assert [line for line in done.stdout.splitlines() if name in line and reason in line], name
    last = f"{len(told)} of {len(names)} notebooks were not exported: {', '.join(told)}."
    assert done.stderr.splitlines() == [last]
    written = {p.stem for p in (tmp_path / "pages").iterdir()}
    assert written == {"old", "nothing", good.stem}
    html = (tmp_path / "pages" / f"{good.stem}.html").read_text(encoding="utf-8")
    assert '<p class="page-author">王小明 20230001</p>' in html
    assert "作者" not in html and ">more<" in html

    before = {path: path.read_bytes() for path in paths}
    done = lab("refresh", paths[0], tmp_path / "nothing.ipynb", tmp_path / "list.ipynb")
    assert done.returncode == 1
    assert done.stderr == "2 of 3 notebooks were not refreshed: empty, list.\n"
    assert paths[0].read_bytes() == before[paths[0]]


def test_a_page_or_a_pdf_that_cannot_be_written_is_the_only_one(quick, tmp_path, monkeypatch, capsys):
    paths = [sample.write(tmp_path / f"{n}.ipynb", toolchain.JAR) for n in ("one", "two", "three", "four")]
    replace = files.replace

    def full(path, content):
        if path.name == "three.html":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        replace(path, content)

    def page(nb, name, *_, **__):
        return {}[name] if name == "four" else "<p>"

    monkeypatch.setattr(files, "replace", full)
    monkeypatch.setattr(export, "page", page)
    names = [str(path) for path in paths]
    with pytest.raises(LabError, match="3 of 4 .* not exported: two, three, four"):
        export.export(names, [], "", tmp_path / "pages", as_pdf=True)
    told = capsys.readouterr().out
    assert f"printed to {tmp_path / 'pages' / 'one.pdf'}" in told
    assert "two.pdf was not printed" in told and "three.html cannot be written: No space" in told
    written = {p.name for p in (tmp_path / "pages").iterdir()}
    assert written == {"one.html", "one.pdf", "two.html"}


def test_output_that_nobody_reads_ends_a_command_quietly(sample_notebook):
    command = [sys.executable, str(ROOT / "lab.py"), "export", str(sample_notebook), "--out"]
    process = subprocess.Popen(
        [*command, str(sample_notebook.parent / "pages")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    process.stdout.close()
    told = process.stderr.read()
    assert process.wait(timeout=120) == 1
    assert told == ""


def test_code_is_left_out_when_asked(quick, sample_notebook, monkeypatch):
    monkeypatch.setattr(lab_main, "terminate_like_interrupt", lambda: None)
    for options in ([], ["--no-code"]):
        out = ["--out", str(sample_notebook.parent / "pages")]
        assert lab_main.main(["export", str(sample_notebook), *out, *options]) == 0
        html = (sample_notebook.parent / "pages" / "sample.html").read_text(encoding="utf-8")
        switch = re.search(r'<input[^>]*id="code-shown"[^>]*>', html)[0]
        assert ("checked" in switch) == (options == [])


def test_a_setting_that_one_notebook_lacks_is_told_before_any_run(lab, sample_notebook, tmp_path):
    nbformat.write(nbformat.v4.new_notebook(), tmp_path / "nothing.ipynb")
    paths = (sample_notebook, tmp_path / "nothing.ipynb")
    done = lab("export", *paths, "-p", "seeds=4", "--out", tmp_path / "pages")
    assert done.returncode == 2 and done.stdout == ""
    assert "nothing has no parameter 'seeds'" in done.stderr
    assert not (tmp_path / "pages").exists()


def test_a_notebook_that_is_changed_while_it_runs_is_not_refreshed(sample_notebook, monkeypatch):
    def execute(path, **_):
        nb = runs.read(path)
        sample_notebook.write_text("of the author", encoding="utf-8")
        return nb

    monkeypatch.setattr(runs, "execute", execute)
    with pytest.raises(LabError, match="sample was changed while it ran"):
        commands.refresh([str(sample_notebook)])
    assert sample_notebook.read_text(encoding="utf-8") == "of the author"


def test_the_log_of_kernels_is_never_emptied(tmp_path, monkeypatch):
    monkeypatch.setattr(managers, "LOG", tmp_path / "state" / "kernel.log")
    managers.LOG.parent.mkdir()
    for text in ("of the JupyterLab that is open", "x" * 1_000_001):
        managers.LOG.write_text(text)
        with managers.LOG.open("ab") as open_one, managers._log_file.__wrapped__() as log:
            log.write(b"of a run")
            open_one.write(b" and more")
        kept = "".join(path.read_text() for path in managers.LOG.parent.iterdir())
        assert all(part in kept for part in (text, "of a run", " and more"))
    assert managers.LOG.read_text() == "of a run", "a large one gets another name"


def test_a_command_starts_without_reading_a_grammar():
    code = "import sys, tooling.cli, tooling.page.export, tooling.running.commands; print('lark' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
