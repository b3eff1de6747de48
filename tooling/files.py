"""Files that are either the old ones or the new ones, whatever happens in between."""

import contextlib
import os
import tempfile
import time
from pathlib import Path


_OLD = 600  # seconds


def identity(path):
    """What changes when the file is written again: Java asks as much of the jars it has a record of."""
    stat = path.stat()
    return f"{path}\n{stat.st_size}\n{stat.st_mtime_ns}"


def _temporaries(path):
    return path.parent.glob(f".{path.name}.*.part")


def replace(path, content):
    """Write text or bytes beside `path`, then put them in its place in one step.

    A file that has this content already is left alone.
    """
    path = Path(path)
    content = content.encode("utf-8") if isinstance(content, str) else content
    with contextlib.suppress(OSError):
        if path.read_bytes() == content:
            return
    for left_over in _temporaries(path):
        _remove_if_old(left_over)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files private; a notebook has the mode any new file would have
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        os.chmod(name, mode)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _remove_if_old(part):
    # A young one may be what another process is about to put in place.
    with contextlib.suppress(OSError):
        if time.time() - part.stat().st_mtime > _OLD:
            part.unlink()


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask
