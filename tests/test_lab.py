"""lab.py from the outside, on a small notebook: results, messages and exit statuses."""

import os
import shutil
import signal
import subprocess
import sys
import time

import nbformat
import pytest

import sample
from conftest import ROOT
from nblab import toolchain

posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


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


def start_slow(folder, command):
    """lab.py in the middle of a run: the process, the notebook and the kernel's process id."""
    notebook = sample.write(folder / "slow.ipynb", toolchain.JAR, slow=True)
    arguments = [command, str(notebook)]
    if command == "export":
        arguments += ["--out", str(folder)]
        (folder / "slow.html").write_text("the page of yesterday", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "lab.py"), *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    started = folder / "started"
    deadline = time.monotonic() + 60
    while not (started.exists() and started.read_text()):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline, "the slow cell was not reached"
        time.sleep(0.1)
    return process, notebook, int(started.read_text())


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = f"/proc/{pid}/stat"
    # a zombie waits for its parent and runs no more
    return not os.path.exists(stat) or open(stat).read().rsplit(")", 1)[1].split()[0] != "Z"


@posix
@pytest.mark.parametrize(
    ("command", "number"),
    [
        ("refresh", signal.SIGINT),
        ("refresh", signal.SIGTERM),
        ("refresh", signal.SIGKILL),
        ("export", signal.SIGINT),
        ("export", signal.SIGKILL),
    ],
)
def test_interrupted_run_leaves_files_whole(tmp_path, command, number):
    process, notebook, kernel = start_slow(tmp_path, command)
    before = notebook.read_bytes()
    try:
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
        assert process.returncode != 0
        assert notebook.read_bytes() == before
        assert litter(tmp_path) == []
        if command == "export":
            page = (tmp_path / "slow.html").read_text(encoding="utf-8")
            assert page == "the page of yesterday"
        if number != signal.SIGKILL:
            assert process.returncode == 130
            assert "Traceback" not in errors
            deadline = time.monotonic() + 10
            while is_running(kernel) and time.monotonic() < deadline:
                time.sleep(0.1)
            assert not is_running(kernel), "the kernel goes on after the interrupt"
    finally:
        # nobody can clean up after SIGKILL but us
        if is_running(kernel):
            os.kill(kernel, signal.SIGKILL)


def test_missing_toolchain_is_one_clear_message(lab, tmp_path):
    env = {k: v for k, v in os.environ.items() if k != "JAVA_HOME"}
    done = lab("run", "x", env={**env, "PATH": str(tmp_path)})
    assert done.returncode == 1
    assert "A JDK 17 or newer is needed (no java was found)" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    done = lab("run", "x", env={**env, "PATH": str(tmp_path), "JAVA_HOME": str(tmp_path)})
    assert "there is no bin/java in it" in done.stderr


@posix
@pytest.mark.parametrize(
    ("version", "modules", "javac", "told"),
    [
        ("11.0.2", "jdk.jshell", True, "it is Java 11.0.2, 17 or newer is needed"),
        ("1.8.0_292", "", True, "it is Java 1.8.0_292"),
        ("17.0.9", "java.base", True, "no module jdk.jshell"),
        ("17.0.9", "jdk.jshell", False, "no javac"),
    ],
)
def test_wrong_java_is_named(lab, tmp_path, version, modules, javac, told):
    home = tmp_path / "java"
    (home / "bin").mkdir(parents=True)
    script = f"""#!/bin/sh
case "$1" in
  --list-modules) echo {modules}@{version} ;;
  *) echo "    java.home = {home}"; echo "    java.version = {version}" ;;
esac
"""
    for name in ["java"] + ["javac"] * javac:
        (home / "bin" / name).write_text(script)
        (home / "bin" / name).chmod(0o755)
    env = {k: v for k, v in os.environ.items() if k != "JAVA_HOME"}
    done = lab("doctor", env={**env, "PATH": f"{home}/bin", "JAVA_HOME": ""})
    assert done.returncode == 1
    assert told in done.stdout
    assert "sudo apt install openjdk-17-jdk" in done.stdout


def test_doctor_finds_what_the_tests_run_on(lab):
    done = lab("doctor")
    assert "found    JDK 17+" in done.stdout
    assert "found    library" in done.stdout
    assert done.returncode == 0, done.stdout


def project(folder):
    """A copy of the project without what set-up has made."""
    for name in ("lab.py", "requirements.txt", "pom.xml"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "nblab", folder / "nblab", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "lib", folder / "lib", ignore=shutil.ignore_patterns("target"))
    return folder


def test_setup_without_a_network_says_what_to_do_and_can_be_repeated(tmp_path):
    folder = project(tmp_path)
    (folder / "requirements.txt").write_text("jupyterlab==4.6.6\nno-such-package==9.9\n")
    # an unfinished environment, as an interrupt leaves it
    (folder / ".venv" / "bin").mkdir(parents=True)
    base = os.path.realpath(sys.executable)
    env = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "CONDA_PREFIX")}
    env |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PYTHONPATH": ""}
    for _ in range(2):
        done = subprocess.run(
            [base, str(folder / "lab.py"), "setup"],
            capture_output=True, text=True, env=env, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        assert "Removing an unfinished" in done.stdout
        assert "Is the network there?" in done.stderr
        assert "Traceback" not in done.stderr
        assert not (folder / ".venv" / "ready").exists()


def test_changed_sources_are_built_again(tmp_path, monkeypatch):
    source = tmp_path / "lib" / "src" / "main" / "A.java"
    source.parent.mkdir(parents=True)
    target = tmp_path / "lib" / "target"
    (target / "jars").mkdir(parents=True)
    for file in (tmp_path / "pom.xml", tmp_path / "lib" / "pom.xml", source):
        file.write_text("a")
    for name in ("JAR", "MATHJAX", "STAMP", "TARGET"):
        monkeypatch.setattr(toolchain, name, target / name)
    monkeypatch.setattr(toolchain, "TARGET", target)
    monkeypatch.setattr(toolchain, "ROOT", tmp_path)
    toolchain.JAR.touch()
    toolchain.MATHJAX.touch()
    assert not toolchain.library_is_built()
    toolchain.record_build()
    assert toolchain.library_is_built()
    source.write_text("b")
    assert not toolchain.library_is_built()
