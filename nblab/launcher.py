"""The main classes of `start/`, compiled for the kernel that is installed.

They start JJava for a reader and for a host, each with loops that look for messages more often.
"""

import hashlib
import io
import subprocess
import tempfile
import zipfile
from pathlib import Path

from nblab import files
from nblab.environment import STATE
from nblab.errors import LabError

JAR = STATE / "launcher.jar"
READER, HOST = "ReaderKernel", "KernelHost"
_SOURCES = Path(__file__).with_name("start")
_DATE = (2026, 1, 1, 0, 0, 0)  # what is made of the same is the same


def ensure(java, kernel):
    """Compile the classes when the sources, Java or the kernel's jar have changed."""
    sources = sorted(_SOURCES.glob("*.java"))
    stat = kernel.stat()
    text = f"{java.home}\n{java.version}\n{kernel}\n{stat.st_size}\n{stat.st_mtime_ns}\n"
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
                jar.writestr(zipfile.ZipInfo(path.name, _DATE), path.read_bytes())
        return content.getvalue()
