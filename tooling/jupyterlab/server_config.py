"""Settings of the server that lab.py starts, or an image; Jupyter loads this and provides `c`."""

import shutil

import nbconvert.exporters
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from tooling.jupyterlab.pdf_exporter import ChromiumPDFExporter
from tooling.kernel import plain
from tooling.page.export import configuration

c = get_config()  # noqa: F821
c.merge(configuration())

# The menu has what works here. nbconvert's own PDF is made with TeX; other formats need packages
# that are not installed, pandoc, or, for slides, a network when they are shown.
nbconvert.exporters.PDFExporter = ChromiumPDFExporter
c.WebPDFExporter.enabled = False
c.QtPDFExporter.enabled = False
c.QtPNGExporter.enabled = False
c.SlidesExporter.enabled = False
if not shutil.which("pandoc"):
    c.LatexExporter.enabled = False
    c.RSTExporter.enabled = False
    c.ASCIIDocExporter.enabled = False

c.AsyncMappingKernelManager.kernel_manager_class = "tooling.kernel.managers.QuietServerKernelManager"

# No news, no looking for updates, no catalogue of extensions.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"

if not plain():
    # The Java kernel sends no status of its own at its start. Its answer to the first kernel_info is
    # left out by default, and JupyterLab then shows "Unknown" until something has run.
    c.AsyncMappingKernelManager.untracked_message_types = [
        kind
        for kind in AsyncMappingKernelManager.class_traits()["untracked_message_types"].default()
        if not kind.startswith("kernel_info")
    ]
