"""Results written for the reader: where they go, and that nothing else is overwritten."""

import contextlib
import hashlib
import os
from pathlib import Path

from tooling import files
from tooling.setup.environment import ROOT, USER_STATE
from tooling.errors import LabError

# For each result a file named after its path, which holds the digest of its content and the path.
_LEDGER = USER_STATE / "written"
_written = []


def folder(out):
    """The folder that --out names, made when it is not there."""
    path = Path(out).resolve() if out else ROOT / "out"
    if path.suffix.lower() in (".html", ".pdf", ".ipynb") and not path.is_dir():
        raise LabError(f"--out names a folder here, and {path.name} is the name of a file.", status=2)
    return made(path)


def made(path):
    """The folder, made when it is not there; LabError when nothing can be written into it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise LabError(f"{path} is a file; --out names a folder.", status=2) from None
    except OSError as problem:
        raise LabError(f"The folder {path} cannot be made: {problem.strerror}.") from None
    if not os.access(path, os.W_OK):
        raise LabError(f"Nothing can be written into the folder {path}.")
    return path


def check(targets, overwrite=False):
    """Stop when a target is there that lab.py has not written, or that has been changed since."""
    taken = [str(target) for target in targets if target.is_dir()]
    if taken:
        raise LabError(f"{', '.join(taken)} is a folder; a file is to be written there.", status=2)
    if not overwrite:
        taken = [str(target) for target in targets if not _replaceable(target)]
    if taken:
        one = len(taken) == 1
        raise LabError(
            f"{', '.join(taken)} {'exists and is' if one else 'exist and are'} not as lab.py wrote "
            f"{'it' if one else 'them'}, or not from lab.py at all. Name another folder with --out, "
            f"or replace {'it' if one else 'them'} with --overwrite.",
            status=2,
        )


def check_distinct(sources, targets):
    """Stop when two notebooks would be written to one file."""
    of = {}
    for source, target in zip(sources, targets, strict=True):
        other = of.setdefault(os.path.normcase(target), source)
        if other != source:
            raise LabError(
                f"{other} and {source} would both be written to {target}. "
                "Call lab.py for each of them, with another --out.",
                status=2,
            )


def put(target, content, overwrite=False):
    """Write a result in one step and remember that it is ours."""
    check([target], overwrite)  # again: a run takes its time
    try:
        files.replace(target, content)
    except OSError as problem:
        raise LabError(f"{target} cannot be written: {problem.strerror}.") from None
    remember(target)


def remember(target):
    """Note that the file, as it is now, was written by lab.py."""
    _written.append(target)
    with contextlib.suppress(OSError):  # then it is the reader's, and not replaced unasked
        _LEDGER.mkdir(parents=True, exist_ok=True)
        files.replace(_entry(target), _noted(target))
        for entry in _LEDGER.iterdir():
            if not os.path.exists(entry.read_bytes().partition(b"\n")[2]):
                entry.unlink()


def interrupted():
    """What has been written when a command is stopped."""
    if not _written:
        return "Interrupted; nothing was written."
    return "Interrupted. Written before: " + ", ".join(map(str, _written))


def _replaceable(target):
    if not os.path.lexists(target):
        return True
    try:
        return _entry(target).read_bytes() == _noted(target)
    except OSError:
        return False


def _entry(target):
    return _LEDGER / hashlib.sha256(os.fsencode(target)).hexdigest()


def _noted(target):
    return hashlib.sha256(target.read_bytes()).hexdigest().encode() + b"\n" + os.fsencode(target)
