"""How JupyterLab is to look and what it is not to ask, as the files it reads."""

import json

from tooling import files

# The news extension asks a question on the first start.
PAGE_CONFIG = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
# The index is for reading: Markdown opens rendered.
SETTING_OVERRIDES = {
    "@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"markdown": "Markdown Preview"}}
}


def write(config):
    """Write them into a folder where Jupyter looks for its settings."""
    folder = config / "labconfig"
    folder.mkdir(parents=True, exist_ok=True)
    files.replace(folder / "page_config.json", json.dumps(PAGE_CONFIG))
    files.replace(folder / "default_setting_overrides.json", json.dumps(SETTING_OVERRIDES))
