"""One clean run of a notebook by papermill, and its failures told in one line."""

import copy
import logging
import re

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError

from nblab import java_translator, parameters
from nblab.environment import NOTEBOOKS
from nblab.errors import LabError
from nblab.kernel import LOG, QuietKernelManager
from nblab.shelf import everything, find

__all__ = ["NOTEBOOKS", "everything", "execute", "find", "read"]

# A port that Jupyter finds free may be taken when the kernel, half a second later, asks for it.
_STARTS = 3
# What it would say of a run, LabError says.
logging.getLogger("papermill").setLevel(logging.CRITICAL)

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_JAVA_CLASS = re.compile(r"^(?:[a-z_]\w*\.)+[\w$]+(?:, |: )")


def read(path):
    """A notebook from its file."""
    try:
        return nbformat.read(path, as_version=4)
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, UnicodeDecodeError) as error:
        raise LabError(f"{path.name} is not a notebook that can be read: {error}") from None


def execute(path, values=None, nb=None, manager=QuietKernelManager):
    """The notebook after a run from a clean kernel in its own folder; LabError when it fails.

    `nb` is run in place of what the file holds. The manager starts the kernel: in a JVM of its own,
    or in one of the Hosts.
    """
    java_translator.register()
    nb = nb or read(path)
    original = copy.deepcopy(nb)
    for left in reversed(range(_STARTS)):
        try:
            return _execute(path, values or {}, copy.deepcopy(original), manager)
        except PapermillExecutionError as error:
            raise _failure(path, original, error, values or {}) from None
        except DeadKernelError:
            raise LabError(
                f"{path.stem}: the run was interrupted, or its Java process ended by itself "
                f"(its last words: {LOG}). Nothing was written.",
                status=130,
            ) from None
        except RuntimeError as error:
            if left == 0 or "died before" not in str(error):
                told = f"the Java kernel did not start ({error}); see {LOG}."
                raise LabError(f"{path.stem}: {told}") from None


def _execute(path, values, nb, manager):
    return papermill.execute_notebook(
        nb,
        None,
        parameters=values,
        kernel_name="java",
        language="java",
        progress_bar=False,
        cwd=str(path.parent),
        kernel_manager_class=manager,
        coalesce_streams=True,
        # on a busy machine a cell's last output comes more than 4 s, the default, after its end
        iopub_timeout=60,
        record_timing=False,
    )


def _failure(path, original, error, values):
    told = message(error)
    tags = [c.metadata.get("tags", []) for c in original.cells]
    at = next((i for i, t in enumerate(tags) if "parameters" in t), None)
    # papermill counts the cell it has put in behind the parameter cell
    index = error.cell_index - (1 if values and at is not None and error.cell_index > at else 0)
    code = [i for i, cell in enumerate(original.cells) if cell.cell_type == "code"]
    number = code.index(index) + 1
    validates = at is not None and [i for i in code if i > at][:1] == [index]
    if validates and "IllegalArgumentException" in error.evalue + error.ename:
        available = parameters.listing(parameters.of(original))
        return LabError(f"{path.stem}: {told}. Its parameters:\n{available}", status=2)
    return LabError(f"{path.stem}: code cell {number} failed: {told}")


def message(error):
    """What an error said, in one line, without colours and class names."""
    if error.ename == "CompilationException":
        lines = [_ANSI.sub("", line).strip() for line in error.traceback]
        return "; ".join(line for line in lines if line) or error.evalue
    text = _JAVA_CLASS.sub("", _ANSI.sub("", error.evalue)).strip()
    return text or error.ename
