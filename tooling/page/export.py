"""The command `export`: a fresh run, then one self-contained page."""

from pathlib import Path

from nbconvert import HTMLExporter
from traitlets.config import Config

from tooling.page import markdown, pdf, verdict
from tooling.running import parameters, result_files, runs, working_copy
from tooling.page.cells import PageCells
from tooling.setup.environment import say
from tooling.errors import LabError
from tooling.page.head import PageHead

TEMPLATES = Path(__file__).resolve().parent / "templates"


def configuration(author="", code=True):
    """Settings of nbconvert for our page; JupyterLab's own menu export uses the same."""
    config = Config()
    config.HTMLExporter.template_name = "nndl"
    config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
    config.HTMLExporter.preprocessors = [PageHead, PageCells]
    config.HTMLExporter.filters = {"markdown2html": markdown.to_html}
    config.HTMLExporter.exclude_input_prompt = True
    config.HTMLExporter.exclude_output_prompt = True
    config.HTMLExporter.exclude_anchor_links = True
    config.PageHead.author = author
    config.PageHead.code = code
    return config


def page(nb, name, author="", folder="", code=True):
    """The page of a notebook that has been run; without `code` it is hidden until it is asked for."""
    exporter = HTMLExporter(config=configuration(author, code))
    resources = {"metadata": {"name": name, "path": str(folder)}}
    return exporter.from_notebook_node(nb, resources)[0]


def export(names, settings, author, out, as_pdf=False, code=True, overwrite=False):
    """Run notebooks and write a page of each; a failing one does not keep back the others."""
    paths = runs.named(names)
    if as_pdf:
        pdf.browser()  # before the runs take their time
    values = _values(paths, settings)
    folder = result_files.folder(out)
    targets = {path: folder / f"{path.stem}.html" for path in paths}
    result_files.check_distinct(list(targets), list(targets.values()))
    printed = [target.with_suffix(".pdf") for target in targets.values()] if as_pdf else []
    result_files.check([*targets.values(), *printed], overwrite)
    working_copy.tell_of_changed_copies(paths, "export")

    def make(path, step):
        say(f"{step}: running ...")
        nb = runs.execute(path, values.get(path))
        target = targets[path]
        result_files.put(target, page(nb, path.stem, author, path.parent, code), overwrite)
        say(f"{step}: {verdict.of(nb)}, written to {target}")
        if as_pdf:
            printed = target.with_suffix(".pdf")
            result_files.check([printed], overwrite)
            pdf.write(target, printed)
            result_files.remember(printed)
            say(f"{step}: printed to {printed}")

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
