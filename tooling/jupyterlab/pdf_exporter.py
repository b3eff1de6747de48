"""PDF in JupyterLab's export menu: the page of `export --pdf`, of what the notebook shows now."""

import tempfile
from pathlib import Path

from nbconvert import HTMLExporter
from nbconvert.exporters import Exporter
from traitlets import default

from tooling.page import pdf


class ChromiumPDFExporter(Exporter):
    """Our HTML page, printed by Chromium; without one the error says what to do."""

    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self):
        return ".pdf"

    def from_notebook_node(self, nb, resources=None, **kw):
        """The bytes of the PDF."""
        pdf.browser()
        html, resources = HTMLExporter(config=self.config).from_notebook_node(nb, resources, **kw)
        with tempfile.TemporaryDirectory(prefix="nndl-pdf-") as folder:
            page = Path(folder) / "page.html"
            page.write_text(html, encoding="utf-8")
            pdf.write(page, page.with_suffix(".pdf"))
            resources["output_extension"] = self.file_extension
            return page.with_suffix(".pdf").read_bytes(), resources
