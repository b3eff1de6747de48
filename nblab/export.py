"""The command `export`: a fresh run, then one self-contained page."""

from pathlib import Path

from nbconvert import HTMLExporter
from traitlets.config import Config

from nblab import outputs, parameters, pdf, runs, working
from nblab.environment import say
from nblab.errors import LabError
from nblab.hosts import managers
from nblab.page import PageHead, checks

TEMPLATES = Path(__file__).resolve().parent / "templates"


def configuration(author=""):
    """Settings of nbconvert for our page; JupyterLab's own menu export uses the same."""
    config = Config()
    config.HTMLExporter.template_name = "nndl"
    config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
    config.HTMLExporter.preprocessors = [PageHead]
    config.HTMLExporter.exclude_input_prompt = True
    config.HTMLExporter.exclude_output_prompt = True
    config.HTMLExporter.exclude_anchor_links = True
    config.HTMLExporter.embed_images = True
    config.PageHead.author = author
    return config


def page(nb, name, author="", folder=""):
    """The page of a notebook that has been run."""
    exporter = HTMLExporter(config=configuration(author))
    resources = {"metadata": {"name": name, "path": str(folder)}}
    return exporter.from_notebook_node(nb, resources)[0]


def export(names, settings, author, out, as_pdf=False, code=True, overwrite=False):
    """Run notebooks and write a page of each; a failing one does not keep back the others."""
    paths = runs.named(names)
    if as_pdf:
        pdf.browser()  # before the runs take their time
    values = _values(paths, settings)
    folder = outputs.folder(out)
    targets = {path: folder / f"{path.stem}.html" for path in paths}
    outputs.check_distinct(list(targets), list(targets.values()))
    printed = [target.with_suffix(".pdf") for target in targets.values()] if as_pdf else []
    outputs.check([*targets.values(), *printed], overwrite)
    working.tell_of_changed_copies(paths, "export")
    options = {} if code else {"code": False}

    def make(path, step):
        say(f"{step}: running ...")
        nb = runs.execute(path, values.get(path), manager=manager)
        target = targets[path]
        outputs.put(target, page(nb, path.stem, author, path.parent, **options), overwrite)
        say(f"{step}: {_told(checks(nb))}, written to {target}")
        if as_pdf:
            printed = target.with_suffix(".pdf")
            outputs.check([printed], overwrite)
            pdf.write(target, printed)
            outputs.remember(printed)
            say(f"{step}: printed to {printed}")

    with managers(len(paths)) as manager:
        runs.one_by_one(paths, make, "exported")


def _values(paths, settings):
    """The values for each notebook; one that cannot be read is told when its turn comes.

    A setting that one of several notebooks does not have is an error of the call: nothing runs.
    """
    values = {}
    for path in paths if settings else ():
        try:
            nb = runs.read(path)
        except LabError:
            continue
        values[path] = parameters.chosen(nb, path.stem, settings)
    return values


def _told(counted):
    return f"{counted[0]} of {counted[1]} checks passed" if counted else "no checks printed"
