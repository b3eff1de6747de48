"""The main classes that start a kernel, compiled at set-up."""

import sys
from types import SimpleNamespace

import pytest

from tooling.kernel import kernelspec, launcher_jar
from tooling.setup import doctor, toolchain
from tooling.errors import LabError


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Compiles for the kernel that is installed, into a jar of its own."""
    monkeypatch.setattr(launcher_jar, "JAR", tmp_path / "launcher.jar")
    kernel = kernelspec.installed(sys.prefix) / "jjava.jar"
    return lambda java: launcher_jar.ensure(java, kernel)


def test_compiled_once_for_each_java(made):
    java = toolchain.find_java()
    assert launcher_jar.made_of() == ""
    made(java)
    first = launcher_jar.JAR.stat().st_mtime_ns, launcher_jar.made_of()
    made(java)
    assert (launcher_jar.JAR.stat().st_mtime_ns, launcher_jar.made_of()) == first
    made(SimpleNamespace(home=java.home, version="99"))
    assert launcher_jar.made_of() != first[1]


def test_a_jar_that_is_damaged_is_made_again(made):
    launcher_jar.JAR.write_text("half")
    made(toolchain.find_java())
    assert launcher_jar.made_of()


def test_a_java_without_compiler_is_told(made, tmp_path):
    with pytest.raises(LabError, match="javac does not run"):
        made(SimpleNamespace(home=tmp_path, version="17"))


def test_a_kernel_that_is_another_is_told_with_the_compilers_words(tmp_path, monkeypatch):
    monkeypatch.setattr(launcher_jar, "JAR", tmp_path / "launcher.jar")
    (tmp_path / "jjava.jar").write_text("no jar")
    with pytest.raises(LabError, match="did not compile"):
        launcher_jar.ensure(toolchain.find_java(), tmp_path / "jjava.jar")
    assert not launcher_jar.JAR.exists()


def test_doctor_misses_it(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(launcher_jar, "JAR", tmp_path / "launcher.jar")
    assert doctor.report() == 1
    told = capsys.readouterr().out
    assert any("Java kernel" in s and "launcher.jar" in s for s in told.splitlines())
