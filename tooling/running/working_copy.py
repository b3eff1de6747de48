"""The working copy: notebooks for a reader to change, beside the published ones.

`work/.copied.json` says for each file what the published one was when it was copied, or null when
the copy was the reader's from the beginning.
"""

import datetime
import hashlib
import json
import subprocess

from tooling import files
from tooling.running import notebook_files
from tooling.setup.environment import NOTEBOOKS, ROOT, WORK, say
from tooling.errors import LabError

_RECORD = WORK / ".copied.json"
# What a kernel or JupyterLab notes in a notebook that is run.
_OF_A_RUN = ("kernelspec", "language_info")


def lay_out():
    """Copy what is missing, update what the reader has not changed; the rest stays and is named."""
    try:
        WORK.mkdir(exist_ok=True)
        record, edited = _record(), None
        for source in _published():
            name = source.relative_to(NOTEBOOKS).as_posix()
            target = WORK / name
            if not target.exists():
                if edited is None:
                    edited = _edited()
                _copy(source, target)
                # Where the published file itself was edited, the copy is the only one that is kept.
                record[name] = None if name in edited else content(source)
                if name in edited:
                    say(f"notebooks/{name} has been changed in place; work/{name} is a copy of that.")
                continue
            published, own = content(source), content(target)
            base = record.setdefault(name, published)
            if own == published:
                record[name] = base and published
            elif own == base:
                _copy(source, target)
                record[name] = published
                say(f"work/{name} is brought up to date.")
            elif base is None or published != base:
                _tell_that_it_stays(name)
                record[name] = base or published
        files.replace(_RECORD, json.dumps(record, indent=1, ensure_ascii=False))
    except OSError as problem:
        raise LabError(f"{problem.filename or WORK}: {problem.strerror}.") from None


def _tell_that_it_stays(name):
    say(f"work/{name} is as you changed it; the published one is another by now.")
    if name.endswith(".ipynb"):
        stem = name.removesuffix(".ipynb")
        say(f"  python3 lab.py restore {stem}   lays that one in its place, and keeps yours.")


def restore(names):
    """Lay published notebooks into the working copy; what lies there is kept under another name."""
    for source in [notebook_files.published(name) for name in names]:
        target = WORK / source.name
        try:
            WORK.mkdir(exist_ok=True)
            if target.exists() and target.read_bytes() != source.read_bytes():
                kept = _free_name(target)
                files.replace(kept, target.read_bytes())
                say(f"What was there is kept: {kept}")
            _copy(source, target)
            files.replace(_RECORD, json.dumps({**_record(), source.name: content(source)}, indent=1))
        except OSError as problem:
            raise LabError(f"{problem.filename or target}: {problem.strerror}.") from None
        say(f"As published: {target}")


def tell_of_changed_copies(paths, command):
    """Say for each published notebook whose working copy differs that it is not the one taken."""
    for path in paths:
        copy = WORK / path.name
        if path.parent == NOTEBOOKS and copy.exists() and content(copy) != content(path):
            say(
                f"{path.stem}: the published notebook is taken. Your changed copy: "
                f"python3 lab.py {command} {_shown(copy)}"
            )


def content(path):
    """A fingerprint of a file; of a notebook that of its cells, whatever their outputs."""
    data = path.read_bytes()
    if path.suffix == ".ipynb":
        try:
            nb = json.loads(data)
            cells = [_of_cell(cell) for cell in nb["cells"]]
            about = {k: v for k, v in nb["metadata"].items() if k not in _OF_A_RUN}
            data = json.dumps([cells, about], sort_keys=True).encode()
        except (ValueError, LookupError, TypeError, AttributeError):
            pass  # whatever it is, it is no copy of ours
    return hashlib.sha256(data).hexdigest()


def _of_cell(cell):
    tags = cell["metadata"].get("tags", [])
    return [cell["cell_type"], "".join(cell["source"]), cell.get("attachments") or {}, tags]


def _published():
    for path in sorted(NOTEBOOKS.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(NOTEBOOKS).parts)
        if path.is_file() and not hidden:
            yield path


def _record():
    try:
        record = json.loads(_RECORD.read_text(encoding="utf-8"))
        return record if isinstance(record, dict) else {}
    except (OSError, ValueError):
        return {}


def _copy(source, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    files.replace(target, source.read_bytes())


def _edited():
    """Names of published files that git finds changed; without git nothing is known."""
    command = ["git", "-c", "core.quotePath=false", "diff", "--name-only", "-z", "--relative", "HEAD"]
    try:
        done = subprocess.run(command, cwd=NOTEBOOKS, capture_output=True, check=False)
    except OSError:
        return set()
    if done.returncode != 0:
        return set()
    return set(done.stdout.decode("utf-8", "surrogateescape").split("\0"))


def _free_name(path):
    stamp = datetime.datetime.now().strftime("%Y-%m-%d %H%M%S")
    candidate, number = path.with_name(f"{path.stem} (yours {stamp}){path.suffix}"), 2
    while candidate.exists():
        candidate = path.with_name(f"{path.stem} (yours {stamp}, {number}){path.suffix}")
        number += 1
    return candidate


def _shown(path):
    text = path.relative_to(ROOT).as_posix()
    return f'"{text}"' if " " in text else text
