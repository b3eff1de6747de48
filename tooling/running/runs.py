"""One clean run of a notebook by papermill, and its failures told in one line."""

import asyncio
import copy
import logging
import re
from concurrent.futures import ThreadPoolExecutor, wait

import nbformat
import papermill
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError

from tooling.running import java_translator, parameters
from tooling.setup.environment import NOTEBOOKS, say
from tooling.errors import LabError
from tooling.kernel.managers import LOG, QuietKernelManager
from tooling.running.notebook_files import everything, find

__all__ = ["NOTEBOOKS", "everything", "execute", "find", "named", "one_by_one", "read"]

# A port that Jupyter finds free may be taken when the kernel, half a second later, asks for it.
_STARTS = 3
# What it would say of a run, LabError says.
logging.getLogger("papermill").setLevel(logging.CRITICAL)

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_JAVA_CLASS = re.compile(r"^(?:[a-z_]\w*\.)+[\w$]+(?:, |: )")


def read(path):
    """A notebook from its file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as problem:
        raise LabError(f"{path} cannot be read: {problem.strerror}.") from None
    except UnicodeDecodeError:
        raise LabError(f"{path} is not a notebook that can be read: it is not UTF-8.") from None
    try:
        # an old format's notebook comes as something else than a NotebookNode
        nb = nbformat.from_dict(nbformat.reads(text, as_version=4))
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, ValueError) as error:
        told = str(error).splitlines()[0]
        raise LabError(f"{path} is not a notebook that can be read: {told}") from None
    except Exception:  # JSON may be anything, and nbformat fails in as many ways
        nb = {}
    if not _has_cells(nb):
        raise LabError(f"{path} is not a notebook that can be read: it is JSON without its cells.")
    return nb


def _has_cells(nb):
    cells = nb.get("cells")
    return isinstance(cells, list) and all(
        isinstance(cell, dict)
        and cell.get("cell_type") in ("code", "markdown", "raw")
        and isinstance(cell.get("source"), str)
        and isinstance(cell.get("metadata"), dict)
        for cell in cells
    )


def named(names):
    """The files of the notebooks that are named, each once; without names of all."""
    paths = list(dict.fromkeys(find(name) for name in names)) or everything()
    if not paths:
        raise LabError(f"There are no notebooks in {NOTEBOOKS}.")
    return paths


def one_by_one(paths, make, made):
    """Call `make(path, step)` for each; one that fails is told and does not keep back the others.

    `made` is the word for what then was not done to it.
    """
    failed = {}
    for number, path in enumerate(paths, start=1):
        try:
            make(path, f"[{number}/{len(paths)}] {path.stem}")
            continue
        except LabError as told:
            failure = told
        except BrokenPipeError:  # of our own output, not of this notebook
            raise
        except OSError as problem:
            failure = LabError(f"{path.stem}: {problem.filename or ''} {problem.strerror or problem}")
        except Exception as problem:  # of what a notebook may hold something was not foreseen
            failure = LabError(f"{path.stem}: {type(problem).__name__}: {problem}")
        if len(paths) == 1:
            raise failure
        say(str(failure))
        failed[path] = failure
    if failed:
        names = ", ".join(path.stem for path in failed)
        raise LabError(
            f"{len(failed)} of {len(paths)} notebooks were not {made}: {names}.",
            status=max(failure.status for failure in failed.values()),
        )


def execute(path, values=None):
    """The notebook after a run from a clean kernel in its own folder; LabError when it fails."""
    java_translator.register()
    original = read(path)
    _check_language(path, original)
    for left in reversed(range(_STARTS)):
        try:
            nb = copy.deepcopy(original)
            return _interruptible(lambda manager: _execute(path, values or {}, nb, manager))
        except PapermillExecutionError as error:
            raise _failure(path, original, error, values or {}) from None
        except DeadKernelError:
            told = f"its Java process ended by itself (its last words: {LOG})."
            raise LabError(f"{path.stem}: {told}") from None
        except RuntimeError as error:
            if left == 0 or "died before" not in str(error):
                told = f"the Java kernel did not start ({error}); see {LOG}."
                raise LabError(f"{path.stem}: {told}") from None


def _check_language(path, nb):
    spec, info = nb.metadata.get("kernelspec") or {}, nb.metadata.get("language_info") or {}
    language = spec.get("language") or info.get("name") or "java"
    if language.lower() != "java":
        raise LabError(f"{path.name} is a notebook for {language}; only Java is run here.", status=2)


def _stoppable():
    """The class of manager of one kernel that another thread may end, also before it starts."""

    class Stoppable(QuietKernelManager):
        stopped = False
        started = None

        async def start_kernel(self, **kwargs):
            await super().start_kernel(**kwargs)
            Stoppable.started = self.provisioner
            if Stoppable.stopped:
                await self.provisioner.kill()

        @classmethod
        def stop(cls):
            Stoppable.stopped = True
            if Stoppable.started:
                asyncio.run(Stoppable.started.kill())

    return Stoppable


def _interruptible(run):
    """`run(manager)` in a thread, where nbclient leaves signals alone: they interrupt this one."""
    manager = _stoppable()
    with ThreadPoolExecutor(max_workers=1) as thread:
        future = thread.submit(run, manager)
        try:
            while not future.done():
                wait([future], timeout=1)  # without a limit Windows would not be interrupted
        except KeyboardInterrupt:
            manager.stop()
            raise
    return future.result()


def _execute(path, values, nb, manager):
    return papermill.execute_notebook(
        nb,
        None,
        parameters=values,
        kernel_name="java",
        language="java",
        progress_bar=False,
        # not `cwd`, which changes the folder of this process, and runs may be in several threads
        resources={"metadata": {"path": str(path.parent)}},
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
