"""`lab.py export --pdf`: the page on A4 paper, or a line that says why not."""

import re

import pytest

import sample
from tooling.page import export, pdf
from tooling.setup import doctor, toolchain
from tooling.errors import LabError

needs_chromium = pytest.mark.skipif(not doctor.chromium(), reason="no Chromium on this machine")


@needs_chromium
def test_sample_is_printed_on_a4(tmp_path, lab):
    notebook = sample.write(tmp_path / "sample.ipynb", toolchain.JAR)
    done = lab("export", notebook, "--pdf", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    printed = (tmp_path / "sample.pdf").read_bytes()
    assert printed.startswith(b"%PDF-")
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert boxes and all(abs(float(w) - 595) < 1 and abs(float(h) - 842) < 1 for w, h in boxes)


def test_no_chromium_is_told_before_the_run(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "chromium", lambda: None)
    notebook = sample.write(tmp_path / "sample.ipynb", toolchain.JAR)
    with pytest.raises(LabError, match="any browser prints it") as told:
        export.export([str(notebook)], [], "", tmp_path, as_pdf=True)
    assert told.value.status == 2
    assert not (tmp_path / "sample.html").exists()


def test_failed_print_leaves_the_old_file(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "browser", lambda: "false")
    old = tmp_path / "page.pdf"
    old.write_bytes(b"of yesterday")
    with pytest.raises(LabError, match="was not printed"):
        pdf.write(tmp_path / "page.html", old)
    assert old.read_bytes() == b"of yesterday"
