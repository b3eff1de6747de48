"""The Java kernel as lab.py starts it: its JVM options, and a record that shortens its start."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

from tooling import files
from tooling.kernel import launcher_jar, plain
from tooling.setup.environment import JUPYTER_PATH, NOTEBOOKS, ROOT, STATE, executable, say
from tooling.setup.toolchain import JAR

ARCHIVE = STATE / "kernel.jsa"
_STAMP = STATE / "kernel.jsa.of"
_DIRECTIVES = Path(__file__).with_name("compiler_directives.json")

# Fewer collections while cells are compiled; and Linux gives the heap in pieces of 2 MB, not 4 KB:
# 30,000 fewer page faults in a start.
HEAP = ("-Xms384m", "-Xmn256m", "-XX:+UseTransparentHugePages")
# A kernel is small and short-lived; the parallel collectors' threads cost it a fifth of its time.
COLLECTOR = "-XX:+UseSerialGC"
_OPTIONS = (
    "-XX:+IgnoreUnrecognizedVMOptions",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "-Dstdout.encoding=UTF-8",
    *HEAP,
    "-XX:+UnlockDiagnosticVMOptions",
    f"-XX:CompilerDirectivesFile={_DIRECTIVES}",
    # Java 24 and later warn, into a cell, of who loads a native library unasked.
    "--enable-native-access=ALL-UNNAMED",
    # JShell reads the parts of its own module that JJava needs.
    "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED",
)


def installed(prefix):
    """Where pip has put the kernel of an environment."""
    return Path(prefix) / "share" / "jupyter" / "kernels" / "java"


def _jars(prefix):
    return installed(prefix) / "jjava.jar", launcher_jar.JAR


def recorded(java, prefix):
    """Whether the record of a start stands and is of this Java and this kernel."""
    return (
        ARCHIVE.exists()
        and _STAMP.exists()
        and _STAMP.read_text(encoding="utf-8") == _stamp(java, prefix)
    )


def ensure_kernel(java, prefix, env):
    """Write the kernelspec that Jupyter finds first; record a start if there is no record yet."""
    if plain():
        _write_plain(JUPYTER_PATH, java, prefix)
        return
    launcher_jar.ensure(java, _jars(prefix)[0])
    if not recorded(java, prefix):
        _record(java, prefix, env)
    archive = [f"-XX:SharedArchiveFile={ARCHIVE}"] if recorded(java, prefix) else []
    _write(JUPYTER_PATH, java, prefix, archive)


def _write_plain(folder, java, prefix):
    spec = _installed_spec(prefix)
    here = str(installed(prefix))
    _, *arguments = spec["argv"]
    spec["argv"] = [_executable(java), *(a.replace("{resource_dir}", here) for a in arguments)]
    _put(folder, spec)


def _executable(java):
    return str(Path(java.home) / "bin" / "java")


def _installed_spec(prefix):
    return json.loads((installed(prefix) / "kernel.json").read_text(encoding="utf-8"))


def _put(folder, spec):
    spec["display_name"] = "Java"
    spec.setdefault("env", {})["JJAVA_CLASSPATH"] = _class_path()
    target = folder / "kernels" / "java" / "kernel.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    files.replace(target, json.dumps(spec, indent=1))


def _write(folder, java, prefix, options):
    spec = _installed_spec(prefix)
    own = os.environ.get("JJAVA_JVM_OPTS", "").split()
    # two collectors in one command line keep a JVM from starting
    collector = [] if any("GC" in option for option in own) else [COLLECTOR]
    # Without the jar that is installed to launch the kernel: it is a JVM that starts the JVM.
    path = os.pathsep.join(map(str, _jars(prefix)))
    launched = [_executable(java), *_OPTIONS]
    launched += [*collector, *options, *own]
    spec["argv"] = [*launched, "-cp", path, launcher_jar.READER, "{connection_file}"]
    _put(folder, spec)


def _class_path():
    """The library, for a notebook that lies anywhere; behind it what the user has named."""
    own = os.environ.get("JJAVA_CLASSPATH", "").split(os.pathsep)
    # JJava splits a path at "/", on Windows too, and Jupyter puts values in place of $NAME
    paths = dict.fromkeys(path for path in (JAR.as_posix(), *own) if path)
    return os.pathsep.join(paths).replace("$", "$$")


def _record(java, prefix, env):
    say("Recording a start of the Java kernel, so that the next ones are shorter ...")
    stamp = _stamp(java, prefix)
    folder = STATE / f"recording-{os.getpid()}"
    part = folder / "kernel.jsa"
    try:
        _write(folder, java, prefix, [f"-XX:ArchiveClassesAtExit={part}"])
        done = subprocess.run(
            [str(executable(prefix)), "-m", "tooling.kernel.recording"],
            cwd=NOTEBOOKS, env={**env, "JUPYTER_PATH": str(folder)},
            capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode != 0 or not _put_in_place(part, stamp):
            say("It could not be recorded. Kernels work, and start a few seconds slower.")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put_in_place(part, stamp):
    try:
        os.replace(part, ARCHIVE)
        _STAMP.write_text(stamp, encoding="utf-8")
    except OSError:  # nothing was recorded; or, on Windows, a kernel still uses the old record
        return False
    return True


def _stamp(java, prefix):
    jars = "\n".join(map(files.identity, _jars(prefix)))
    text = f"{ROOT}\n{java.home}\n{java.version}\n{jars}\n{_OPTIONS}"
    return hashlib.sha256(text.encode()).hexdigest()
