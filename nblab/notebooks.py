"""The commands `run` and `refresh`."""

from pathlib import Path

import nbformat

from nblab import files, parameters, runs
from nblab.environment import ROOT, say
from nblab.errors import LabError
from nblab.hosts import managers

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


def output_folder(folder):
    """The folder for results, made when it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise LabError(f"The folder {folder} cannot be made: {problem.strerror}.") from None
    return folder


def run(name, settings, out):
    """Run a notebook with other parameters; the result is a copy."""
    path = runs.find(name)
    target = Path(out).resolve() if out else ROOT / "out" / path.name
    if target.is_dir():
        target = target / path.name
    if target == path or target.exists() and target.samefile(path):
        raise LabError(f"--out names the notebook itself ({target}); give another file.", status=2)
    values = parameters.chosen(runs.read(path), path.stem, settings)
    output_folder(target.parent)
    say(f"Running {path.stem} ...")
    nb = runs.execute(path, values)
    for part in (nb, *nb.cells):
        for key in _OF_A_RUN:
            part.metadata.pop(key, None)
    write(target, nb)
    say(f"Written: {target}")


def refresh(names):
    """Run notebooks again and keep the outputs in the notebooks themselves."""
    paths = [runs.find(name) for name in names] or runs.everything()
    with managers(len(paths)) as manager:
        for path in paths:
            say(f"Refreshing {path.stem} ...")
            write(path, normalised(runs.read(path), runs.execute(path, manager=manager)))


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


def write(path, nb):
    """Write a notebook as nbformat writes it, whole or not at all."""
    files.replace(path, nbformat.writes(nb, version=4).rstrip("\n") + "\n")
