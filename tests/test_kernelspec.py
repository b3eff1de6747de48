"""The kernelspec that lab.py writes, and the record of a start it names."""

import fnmatch
import json
import os
import re
import subprocess
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning import LocalProvisioner
from jupyter_core.utils import run_sync

from tooling.errors import LabError
from tooling.kernel import kernelspec, launcher_jar
from tooling.setup import environment, toolchain

JAVA = SimpleNamespace(home=Path("/jdk"), version="17.0.1")


@pytest.fixture
def prefix(tmp_path, monkeypatch):
    """An environment with a kernel in it, and a state folder of its own."""
    installed = kernelspec.installed(tmp_path / "env")
    installed.mkdir(parents=True)
    spec = {"argv": ["java", "-jar", "launcher.jar"], "language": "java", "interrupt_mode": "message"}
    (installed / "kernel.json").write_text(json.dumps(spec))
    (installed / "jjava.jar").write_text("jar")
    # what is compiled is asked of the real kernel, in test_launcher
    monkeypatch.setattr(kernelspec.launcher_jar, "ensure", lambda java, kernel: None)
    for name in ("STATE", "JUPYTER_PATH"):
        monkeypatch.setattr(kernelspec, name, tmp_path / name)
    monkeypatch.setattr(kernelspec, "ARCHIVE", tmp_path / "STATE" / "kernel.jsa")
    monkeypatch.setattr(kernelspec, "_STAMP", tmp_path / "STATE" / "kernel.jsa.of")
    monkeypatch.delenv("JJAVA_JVM_OPTS", raising=False)
    (tmp_path / "STATE").mkdir()
    return tmp_path / "env"


def recorder(monkeypatch, status):
    """Stands in for the process that records: counts its calls."""
    calls = []

    def run(command, env, **_):
        calls.append(command)
        folder = Path(env["JUPYTER_PATH"])
        spec = json.loads((folder / "kernels" / "java" / "kernel.json").read_text())
        target = [o for o in spec["argv"] if o.startswith("-XX:ArchiveClassesAtExit=")]
        if status == 0:
            Path(target[0].partition("=")[2]).write_text("record")
        return subprocess.CompletedProcess(command, status)

    monkeypatch.setattr(kernelspec.subprocess, "run", run)
    return calls


def argv():
    path = kernelspec.JUPYTER_PATH / "kernels" / "java" / "kernel.json"
    return json.loads(path.read_text())["argv"]


def test_a_start_is_recorded_once_for_each_java(prefix, monkeypatch):
    calls = recorder(monkeypatch, status=0)
    for _ in range(2):
        kernelspec.ensure_kernel(JAVA, prefix, {})
    assert len(calls) == 1
    assert f"-XX:SharedArchiveFile={kernelspec.ARCHIVE}" in argv()
    path = os.pathsep.join(map(str, (kernelspec.installed(prefix) / "jjava.jar", launcher_jar.JAR)))
    assert argv()[-4:] == ["-cp", path, "ReaderKernel", "{connection_file}"]
    kernelspec.ensure_kernel(SimpleNamespace(home=JAVA.home, version="21.0.1"), prefix, {})
    assert len(calls) == 2
    assert not list(kernelspec.STATE.glob("recording-*"))


def test_plain_kernel_is_the_installed_one(prefix, monkeypatch):
    calls = recorder(monkeypatch, status=0)
    monkeypatch.setenv("NNDL_KERNEL", "plain")
    kernelspec.ensure_kernel(JAVA, prefix, {})
    assert argv() == [str(Path("/jdk") / "bin" / "java"), "-jar", "launcher.jar"]
    assert calls == []
    monkeypatch.setenv("NNDL_KERNEL", "fast")
    with pytest.raises(LabError, match="NNDL_KERNEL may be 'plain' or not be set, it is 'fast'"):
        kernelspec.ensure_kernel(JAVA, prefix, {})
    monkeypatch.delenv("NNDL_KERNEL")
    kernelspec.ensure_kernel(JAVA, prefix, {})
    assert "ReaderKernel" in argv()


@pytest.mark.parametrize("which", [0, 1])
def test_a_jar_that_was_written_again_is_recorded_again(prefix, tmp_path, monkeypatch, which):
    """Java compares times, not contents, and then starts without the record and says nothing."""
    calls = recorder(monkeypatch, status=0)
    monkeypatch.setattr(launcher_jar, "JAR", tmp_path / "launcher.jar")
    launcher_jar.JAR.write_text("jar")
    kernelspec.ensure_kernel(JAVA, prefix, {})
    os.utime((kernelspec.installed(prefix) / "jjava.jar", launcher_jar.JAR)[which], (1, 1))
    kernelspec.ensure_kernel(JAVA, prefix, {})
    assert len(calls) == 2


def test_without_a_record_kernels_start_all_the_same(prefix, monkeypatch, capsys):
    recorder(monkeypatch, status=1)
    kernelspec.ensure_kernel(JAVA, prefix, {})
    assert not any("SharedArchiveFile" in option for option in argv())
    assert "-Djava.awt.headless=true" in argv()
    assert "could not be recorded" in capsys.readouterr().out


def test_options_of_the_user_come_last_and_choose_the_collector(prefix, monkeypatch):
    recorder(monkeypatch, status=0)
    kernelspec.ensure_kernel(JAVA, prefix, {})
    assert "-XX:+UseSerialGC" in argv()
    monkeypatch.setenv("JJAVA_JVM_OPTS", "-Xmx300m -XX:+UseParallelGC")
    kernelspec.ensure_kernel(JAVA, prefix, {})
    assert "-XX:+UseSerialGC" not in argv()
    assert argv()[-6:-4] == ["-Xmx300m", "-XX:+UseParallelGC"]


def test_the_library_is_named_before_what_the_user_names(prefix, tmp_path, monkeypatch):
    recorder(monkeypatch, status=0)
    monkeypatch.setattr(kernelspec, "JAR", tmp_path / "a$b" / "nndl.jar")
    monkeypatch.setenv("JJAVA_CLASSPATH", "mine.jar")
    kernelspec.ensure_kernel(JAVA, prefix, {})
    specs = KernelSpecManager(kernel_dirs=[str(kernelspec.JUPYTER_PATH / "kernels")])
    provisioner = LocalProvisioner(kernel_spec=specs.get_kernel_spec("java"))
    manager = KernelManager(kernel_spec_manager=specs, kernel_name="java")
    provisioner.parent = manager
    env = run_sync(provisioner.pre_launch)()["env"]
    wanted = f"{kernelspec.JAR.as_posix()}{os.pathsep}mine.jar"
    assert env["JJAVA_CLASSPATH"] == wanted


def test_jupyter_finds_ours_first_and_it_is_of_this_java():
    spec = KernelSpecManager().get_kernel_spec("java")
    assert Path(spec.resource_dir).parent.parent == environment.STATE / "share"
    assert spec.argv[0] == str(Path(toolchain.find_java().home) / "bin" / "java")
    archive = [o.partition("=")[2] for o in spec.argv if o.startswith("-XX:SharedArchiveFile=")]
    assert archive and Path(archive[0]).stat().st_size > 1_000_000


def test_java_understands_which_methods_its_compiler_is_kept_from():
    """A pattern it does not understand ends the list there, with a word that no one sees."""
    spec = KernelSpecManager().get_kernel_spec("java")
    named = next(o for o in spec.argv if o.startswith("-XX:CompilerDirectivesFile="))
    lists = Path(named.partition("=")[2]).read_text(encoding="utf-8").count("match:")
    command = [spec.argv[0], "-XX:+UnlockDiagnosticVMOptions", named, "-version"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == f"{lists} compiler directives added"


def test_what_the_compiler_is_told_of_the_library_is_there():
    """Of a class that does not exist HotSpot says nothing: notebooks would only become slower."""
    text = kernelspec._DIRECTIVES.read_text(encoding="utf-8")
    patterns = re.findall(r'"(nndl/[^"]+)"', text)
    with zipfile.ZipFile(toolchain.JAR) as jar:
        names = [name.removesuffix(".class") for name in jar.namelist()]
    assert len(patterns) > 8
    for pattern in patterns:
        owner, method = pattern.rsplit(".", 1)
        found = [name for name in names if fnmatch.fnmatchcase(name, owner)]
        assert found, f"{pattern} is about no class"
        if method not in ("*", "<init>"):
            with zipfile.ZipFile(toolchain.JAR) as jar:
                assert method.encode() in jar.read(f"{found[0]}.class"), f"{pattern}: no such method"
