"""Settings of the server that lab.py starts, or an image; Jupyter loads this and provides `c`."""

from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager

from nblab.export import configuration

c = get_config()  # noqa: F821
c.merge(configuration())

c.AsyncMappingKernelManager.kernel_manager_class = "nblab.kernel.QuietServerKernelManager"

# No news, no looking for updates, no catalogue of extensions.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"

# The Java kernel sends no status of its own at its start. Its answer to the first kernel_info is
# left out by default, and JupyterLab then shows "Unknown" until something has run.
c.AsyncMappingKernelManager.untracked_message_types = [
    kind
    for kind in AsyncMappingKernelManager.class_traits()["untracked_message_types"].default()
    if not kind.startswith("kernel_info")
]
