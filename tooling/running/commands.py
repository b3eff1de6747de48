"""The commands `run` and `refresh`."""

from pathlib import Path

import nbformat

from tooling import files
from tooling.running import parameters, result_files, runs, working_copy
from tooling.setup.environment import say
from tooling.errors import LabError

KERNELSPEC = {"name": "java", "display_name": "Java", "language": "java"}
# Without a version: the minor version of somebody's Java is no change of the notebook.
LANGUAGE_INFO = {
    "name": "Java",
    "codemirror_mode": "java",
    "file_extension": ".jshell",
    "mimetype": "text/x-java-source",
    "pygments_lexer": "java",
}
_OF_A_RUN = ("papermill", "execution")


def run(name, settings, out, overwrite=False):
    """Run a notebook with other parameters; the result is a copy."""
    path = runs.find(name)
    target = _target(path, out)
    if target.exists() and target.samefile(path):
        raise LabError(f"--out names the notebook itself ({target}); give another.", status=2)
    result_files.check([target], overwrite)
    values = parameters.chosen(runs.read(path), path.stem, settings)
    working_copy.tell_of_changed_copies([path], "run")
    say(f"Running {path.stem} ...")
    nb = runs.execute(path, values)
    for part in (nb, *nb.cells):
        for key in _OF_A_RUN:
            part.metadata.pop(key, None)
    result_files.put(target, text(nb), overwrite)
    say(f"Written: {target}")


def _target(path, out):
    """The file of a run's result; --out names a folder, or a file by its .ipynb."""
    if out and out.lower().endswith(".ipynb") and not Path(out).is_dir():
        target = Path(out).resolve()
        result_files.made(target.parent)
        return target
    return result_files.folder(out) / path.name


def refresh(names):
    """Run notebooks again and keep the outputs in the notebooks themselves."""
    runs.one_by_one(runs.named(names), _refresh, "refreshed")


def _refresh(path, step):
    say(f"{step}: running ...")
    before = path.read_bytes()
    nb = normalised(runs.read(path), runs.execute(path))
    if path.read_bytes() != before:
        raise LabError(f"{path.stem} was changed while it ran, and stays as it is now.")
    files.replace(path, text(nb))
    result_files.remember(path)


def normalised(original, executed):
    """The original with the outputs of a run, free of what differs from machine to machine."""
    count = 0
    for cell, fresh in zip(original.cells, executed.cells, strict=True):
        for key in _OF_A_RUN:
            cell.metadata.pop(key, None)
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        if not cell.source.strip():
            continue
        count += 1
        cell.execution_count = count
        cell.outputs = merged(fresh.outputs)
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count
    original.metadata.pop("papermill", None)
    original.metadata["kernelspec"] = dict(KERNELSPEC)
    original.metadata["language_info"] = dict(LANGUAGE_INFO)
    return original


def merged(outputs):
    """The outputs with neighbouring pieces of one stream put together and progress wiped out."""
    result = []
    for output in outputs:
        last = result[-1] if result else None
        if (
            last
            and output.output_type == last.output_type == "stream"
            and output.name == last.name
        ):
            last.text += output.text
        else:
            result.append(output)
    return [o for o in result if o.output_type != "stream" or o.text]


def text(nb):
    """A notebook as nbformat writes it."""
    return nbformat.writes(nb, version=4).rstrip("\n") + "\n"
