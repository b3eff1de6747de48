"""Where the notebooks are, and by what names they are known."""

import json
import os
from pathlib import Path

from tooling.setup.environment import NOTEBOOKS
from tooling.errors import LabError


def everything():
    """The notebooks of the project, in the order of their names."""
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def find(name):
    """The file of a notebook: of a published one by its name, or of any by its path."""
    given = Path(name)
    if given.suffix == ".ipynb" and given.is_file():
        return given.resolve()
    if os.sep not in name and "/" not in name:
        return published(name)
    if given.is_dir():
        raise LabError(f"{name} is a folder; name a notebook in it.", status=2)
    if given.is_file():
        raise LabError(f"{name} is not a notebook: its name does not end in .ipynb.", status=2)
    raise LabError(f"There is no file {name}.", status=2)


def published(name):
    """The file of a published notebook, by its label in the index or its name or how that begins."""
    plain = name.removesuffix(".ipynb").casefold()
    every = everything()
    exact = [p for p in every if p.stem.casefold() == plain]
    found = exact or [p for p in every if label(p).casefold() == plain]
    found = found or [p for p in every if plain and p.stem.casefold().startswith(plain)]
    if len(found) == 1:
        return found[0].resolve()
    told = f"'{name}' may be any of these" if found else f"There is no notebook '{name}'. The notebooks"
    listed = "\n".join(f"  {label(path):5} {path.stem}" for path in found or every) or "  none yet"
    raise LabError(f"{told}:\n{listed}", status=2)


def label(path):
    """The first word of a notebook's title, such as 4-2 or A-1; empty when there is none."""
    try:
        first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]
        hashes, word, *_ = "".join(first["source"]).split(maxsplit=2)
    except (OSError, ValueError, LookupError, TypeError):
        return ""
    return word.rstrip(".:") if hashes == "#" else ""
