"""The main class of `java/` that runs JJava, compiled for the kernel that is installed."""

import hashlib
import io
import subprocess
import tempfile
import zipfile
from pathlib import Path

from tooling import files
from tooling.setup.environment import STATE
from tooling.errors import LabError

JAR = STATE / "launcher.jar"
READER = "ReaderKernel"
_SOURCES = Path(__file__).with_name("java")


def ensure(java, kernel):
    """Compile the classes when the sources, Java or the kernel's jar have changed."""
    sources = sorted(_SOURCES.glob("*.java"))
    text = f"{java.home}\n{java.version}\n{files.identity(kernel)}\n"
    stamp = hashlib.sha256(text.encode() + b"".join(s.read_bytes() for s in sources)).hexdigest()
    if made_of() != stamp:
        files.replace(JAR, _compiled(java, kernel, sources, stamp))


def made_of():
    """What the jar that is there was made of; empty when there is none."""
    try:
        with zipfile.ZipFile(JAR) as jar:
            return jar.comment.decode()
    except (OSError, ValueError, zipfile.BadZipFile):
        return ""


def _compiled(java, kernel, sources, stamp):
    with tempfile.TemporaryDirectory(prefix="nndl-launcher-") as folder:
        command = [str(Path(java.home) / "bin" / "javac"), "-proc:none", "-encoding", "UTF-8"]
        command += ["-cp", str(kernel), "-d", folder, *map(str, sources)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError as problem:
            raise LabError(f"{command[0]} does not run: {problem.strerror}.") from problem
        if done.returncode != 0:
            raise LabError(f"The start of the Java kernel did not compile:\n{done.stderr[-2000:]}")
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as jar:
            jar.comment = stamp.encode()
            for path in sorted(Path(folder).iterdir()):
                jar.write(path, path.name)
        return content.getvalue()
