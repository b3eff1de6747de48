"""What lab.py makes of a machine: its tools, its doctor, and set-up that can be repeated."""

import os
import shutil
import subprocess
import sys

import pytest

from conftest import ROOT
from tooling.setup import environment, toolchain
from tooling.errors import LabError

posix = pytest.mark.skipif(os.name == "nt", reason="scripts of POSIX")


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
    shutil.copytree(ROOT / "tooling", folder / "tooling", ignore=shutil.ignore_patterns("__pycache__"))
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
    target.mkdir(parents=True)
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


@posix
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("The virtual environment was not created because ensurepip is not available", "python3-venv"),
        ("Error: [Errno 28] No space left on device", "once this is mended"),
    ],
)
def test_the_cause_of_a_failed_environment_is_not_guessed(tmp_path, monkeypatch, said, told):
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\necho '{said}' >&2\nexit 1\n")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    with pytest.raises(LabError) as error:
        environment._ensure(tmp_path / ".venv", environment.REQUIREMENTS, "nothing")
    assert told in str(error.value) and said in str(error.value)
    assert ("python3-venv" in str(error.value)) == ("ensurepip" in said)
