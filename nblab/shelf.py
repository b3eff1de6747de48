"""Where the notebooks are."""

from pathlib import Path

from nblab.environment import NOTEBOOKS
from nblab.errors import LabError


def everything():
    """The notebooks of the project, in the order of their names."""
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def find(name):
    """The file of a notebook given by name or by path."""
    plain = name.removesuffix(".ipynb")
    for path in (NOTEBOOKS / f"{plain}.ipynb", Path(name)):
        if path.suffix == ".ipynb" and path.is_file():
            return path.resolve()
    known = "\n".join(f"  {path.stem}" for path in everything()) or "  none yet"
    raise LabError(f"There is no notebook '{name}'. The notebooks:\n{known}", status=2)
