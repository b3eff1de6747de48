"""The command `export`: a fresh run, then one self-contained page."""

from pathlib import Path

from nbconvert import HTMLExporter
from traitlets.config import Config

from nblab import files, markdown, parameters, pdf, runs, verdict
from nblab.cells import PageCells
from nblab.environment import ROOT, say
from nblab.errors import LabError
from nblab.hosts import managers
from nblab.notebooks import output_folder
from nblab.page import PageHead

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


def export(names, settings, author, out, as_pdf=False):
    """Run notebooks and write a page of each; a failing one does not keep back the others."""
    paths = [runs.find(name) for name in names] or runs.everything()
    if not paths:
        raise LabError(f"There are no notebooks in {runs.NOTEBOOKS}.")
    if as_pdf:
        pdf.browser()  # before the runs take their time
    work = [(p, parameters.chosen(runs.read(p), p.stem, settings)) for p in paths]
    folder = output_folder(Path(out).resolve() if out else ROOT / "out")
    failures = []
    with managers(len(work)) as manager:
        for number, (path, values) in enumerate(work, start=1):
            step = f"[{number}/{len(work)}] {path.stem}"
            say(f"{step}: running ...")
            try:
                nb = runs.execute(path, values, manager=manager)
            except LabError as failure:
                if len(work) == 1 or failure.status == 130:
                    raise
                say(str(failure))
                failures.append(failure)
                continue
            target = folder / f"{path.stem}.html"
            files.replace(target, page(nb, path.stem, author, path.parent))
            if as_pdf:
                pdf.write(target, target.with_suffix(".pdf"))
            say(f"{step}: {verdict.of(nb)}, written to {target}")
    if failures:
        raise LabError(
            f"{len(failures)} of {len(work)} notebooks were not exported.",
            status=max(failure.status for failure in failures),
        )

