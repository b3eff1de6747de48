"""lab.py from the outside, on a small notebook: results, messages and exit statuses."""

import subprocess
import sys

import nbformat
import pytest

from conftest import ROOT


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


def test_a_command_starts_without_reading_a_grammar():
    code = "import sys, nblab.export, nblab.notebooks; print('lark' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
