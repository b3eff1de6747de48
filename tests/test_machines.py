"""Other machines than this one: names, encodings, homes, ports and a network that is not there."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

import sample
from conftest import ROOT
from tooling import files
from tooling.kernel import kernelspec
from tooling.setup import environment, toolchain
from test_kernelspec import JAVA, argv, prefix, recorder  # noqa: F401
from test_setup import project

posix = pytest.mark.skipif(os.name == "nt", reason="scripts and signals of POSIX")
WINDOWS = SimpleNamespace(name="nt", pathsep=";", environ={}, getpid=os.getpid)

# A machine where nothing is as here: no UTF-8, no home, no display, and nobody at the proxy.
HOSTILE = {
    "LC_ALL": "C",
    "PYTHONUTF8": "0",
    "PYTHONIOENCODING": "ascii",
    "JAVA_TOOL_OPTIONS": "-Dfile.encoding=GBK",
    "HOME": "/dev/null/nobody",
    "DISPLAY": "",
    **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), "http://127.0.0.1:9"),
}


@posix
def test_hostile_settings_change_nothing_and_two_runs_at_once_neither(lab, tmp_path):
    folder = tmp_path / "作业 eins"
    folder.mkdir()
    notebook = sample.write(folder / "样本 1.ipynb", toolchain.JAR)
    beside = subprocess.Popen(
        [sys.executable, str(ROOT / "lab.py"), "run", str(notebook), "--out", str(folder / "b.ipynb")],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    env = {**os.environ, **HOSTILE}
    done = lab("run", notebook, "-p", "label=中 ≤", "--out", folder / "甲.ipynb", env=env)
    told, _ = beside.communicate(timeout=120)
    assert done.returncode == 0, done.stderr
    assert "Written: " in done.stdout
    assert beside.returncode == 0, told
    for copy, label in (("甲.ipynb", "中 ≤"), ("b.ipynb", "start")):
        cells = nbformat.read(folder / copy, 4).cells
        printed = [o.text for c in cells for o in c.get("outputs", []) if o.output_type == "stream"]
        assert printed[0] == f"3 0.5 {label} 1 2\n小 false\n"


@posix
def test_folder_that_the_locale_cannot_name(tmp_path):
    folder = tmp_path / "新 ordner"
    folder.mkdir()
    project(folder)
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    (folder / ".venv" / "ready").write_text("of another folder")
    env = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "CONDA_PREFIX")}
    env |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PYTHONPATH": ""}
    env |= {"LC_ALL": "C", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [os.path.realpath(sys.executable), "lab.py", "setup"],
        cwd=folder, capture_output=True, encoding="utf-8", env=env, check=False,
    )  # fmt: skip
    assert "Removing an unfinished or outdated .venv" in done.stdout
    assert "Is the network there?" in done.stderr
    assert "Traceback" not in done.stderr


def test_python_of_an_environment_on_windows(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "os", WINDOWS)
    # conda puts it at the top, a virtual environment into Scripts
    assert environment.executable(tmp_path) == tmp_path / "python.exe"
    (tmp_path / "Scripts").mkdir()
    (tmp_path / "Scripts" / "python.exe").touch()
    assert environment.executable(tmp_path) == tmp_path / "Scripts" / "python.exe"


def test_lists_of_folders_on_windows(monkeypatch):
    given = {"PATH": r"C:\Windows;C:\b", "PYTHONPATH": r"D:\mine", "JUPYTER_PATH": r"D:\kernels"}
    monkeypatch.setattr(environment, "os", SimpleNamespace(**{**vars(WINDOWS), "environ": given}))
    env = environment.variables(Path("/jdk 17"), progress=True)
    assert env["PATH"] == f"{Path('/jdk 17') / 'bin'};{given['PATH']}"
    assert env["PYTHONPATH"] == f"{ROOT};D:\\mine"
    assert env["JUPYTER_PATH"] == f"{environment.JUPYTER_PATH};D:\\kernels"


def fake_jdk(home, told=None):
    """A JDK of a shell script in a folder; it tells a home, its own if none is given."""
    (home / "bin").mkdir(parents=True)
    script = f"""#!/bin/sh
case "$1" in
  --list-modules) echo jdk.jshell@17.0.9 ;;
  *) printf '    java.home = {told or home}\\n    java.version = 17.0.9\\n' ;;
esac
"""
    for name in ("java", "javac"):
        (home / "bin" / name).write_text(script)
        (home / "bin" / name).chmod(0o755)
    return home


@posix
@pytest.mark.parametrize("form", ["{}", "{}/", '"{}"', " {} "])
def test_java_home_as_people_write_it(tmp_path, monkeypatch, form):
    home = fake_jdk(tmp_path / "Java 17 开发" / "Contents" / "Home")
    monkeypatch.setenv("JAVA_HOME", form.format(home))
    assert toolchain.find_java().home == home


@posix
@pytest.mark.parametrize("told", ["/nowhere/???/jdk", "/nowhere/\\344\\326\\212"])
def test_java_that_cannot_write_its_home(tmp_path, monkeypatch, told):
    home = fake_jdk(tmp_path / "开发", told)
    monkeypatch.setenv("JAVA_HOME", str(home))
    assert toolchain.find_java().home == home


def test_record_in_use_stays_and_kernels_start_all_the_same(prefix, monkeypatch, capsys):  # noqa: F811
    recorder(monkeypatch, status=0)
    kernelspec.ARCHIVE.write_text("old")

    def busy(_from, _to):
        raise PermissionError(13, "in use")

    monkeypatch.setattr(kernelspec.os, "replace", busy)
    monkeypatch.setattr(kernelspec.files, "replace", lambda path, text: path.write_text(text))
    kernelspec.ensure_kernel(JAVA, prefix, {})
    assert "could not be recorded" in capsys.readouterr().out
    assert kernelspec.ARCHIVE.read_text() == "old"
    assert not any("SharedArchiveFile" in option for option in argv())


def test_file_that_another_process_is_writing_is_left_alone(tmp_path):
    young, old = tmp_path / ".a.json.young.part", tmp_path / ".a.json.old.part"
    for part in (young, old):
        part.write_text("half")
    os.utime(old, (time.time() - 7200,) * 2)
    files.replace(tmp_path / "a.json", "whole")
    assert sorted(p.name for p in tmp_path.iterdir()) == [".a.json.young.part", "a.json"]
    assert (tmp_path / "a.json").read_text() == "whole"


HOLD = """
import sys, time
sys.path.insert(0, {root!r})
from tooling.setup import lock
import pathlib
lock.STATE = pathlib.Path({state!r})
with lock.alone("setup"):
    print("holds", flush=True)
    time.sleep({seconds})
"""


@pytest.mark.parametrize("seconds", [1, 120])
def test_set_up_waits_for_another_and_not_for_a_dead_one(tmp_path, seconds):
    def start(seconds):
        code = HOLD.format(root=str(ROOT), state=str(tmp_path), seconds=seconds)
        return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)

    first = start(seconds)
    assert first.stdout.readline() == "holds\n"
    second = start(0)
    time.sleep(0.5)
    assert second.poll() is None, "two set up at once"
    if seconds > 1:
        first.kill()
    told, _ = second.communicate(timeout=60)
    assert told.endswith("holds\n")
    first.communicate(timeout=60)


@posix
def test_taken_port_is_passed_over(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, str(ROOT / "lab.py"), "open", "--folder", str(tmp_path)]
        process = subprocess.Popen(
            [*command, "--port", str(port), "--no-browser"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        try:
            address = next(line for line in process.stdout if line.startswith("JupyterLab: "))
            found = re.search(r"http://127\.0\.0\.1:(\d+)/lab\?token=[0-9a-f]{48}$", address.strip())
            assert found, address
            assert int(found[1]) != port
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
