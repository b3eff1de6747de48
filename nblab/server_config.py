"""Settings of the server that lab.py starts; Jupyter loads this file and provides `c`."""

from nblab.export import configuration

c = get_config()  # noqa: F821
c.merge(configuration())

c.ServerApp.ip = "127.0.0.1"
c.Application.log_level = "WARN"
c.AsyncMappingKernelManager.kernel_manager_class = "nblab.kernel.QuietServerKernelManager"

# No news, no looking for updates, no catalogue of extensions.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
