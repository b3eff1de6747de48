"""The image for Binder and JupyterHub: its files fit together, and set-up serves any Jupyter in it."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
import yaml
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient
from traitlets.config import Config

from conftest import ROOT
from tooling.kernel import kernelspec
from tooling.setup import environment, image, toolchain
from tooling.errors import LabError

BINDER = ROOT / "binder"
POST_BUILD = (BINDER / "postBuild").read_text(encoding="utf-8")
VALUES = yaml.safe_load((ROOT / "classroom" / "values.yaml").read_text(encoding="utf-8"))
posix = pytest.mark.skipif(os.name == "nt", reason="the image is of Linux")


def dependencies(file):
    parsed = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {d for d in parsed["dependencies"] if isinstance(d, str)}, parsed["channels"]


def test_image_has_what_environment_yml_has():
    assert dependencies(BINDER / "environment.yml") == dependencies(ROOT / "environment.yml")
    installed = re.findall(r"-r (\S+)", POST_BUILD)
    assert installed == ["requirements.txt", "binder/requirements.txt"]
    # repo2docker installs no requirements.txt beside an environment.yml, so postBuild must
    pins = (BINDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[\w-]+==[\w.]+", pin) for pin in pins if not pin.startswith("#"))


@posix
def test_post_build_is_a_script_that_names_what_exists():
    assert POST_BUILD.startswith("#!/usr/bin/env bash\n") and "\r" not in POST_BUILD
    assert (BINDER / "postBuild").stat().st_mode & stat.S_IXUSR
    assert subprocess.run(["bash", "-n", BINDER / "postBuild"], check=False).returncode == 0
    copied = re.search(r'^cp -R (.+) "\$project/"$', POST_BUILD, re.MULTILINE)[1].split()
    assert [name for name in copied if not (ROOT / name).exists()] == []
    needed = {"lab.py", "tooling", "lib", "pom.xml", "requirements.txt", "notebooks"}
    assert needed <= set(copied)
    # a start script would lie in the home, where a volume hides it, and no server would start
    assert sorted(p.name for p in BINDER.iterdir()) == [
        "apt.txt", "environment.yml", "postBuild", "requirements.txt",
    ]  # fmt: skip


def test_image_needs_an_environment_that_meets_the_pins(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "active", list)
    with pytest.raises(LabError, match="there is none"):
        image.check()
    monkeypatch.setattr(environment, "active", lambda: [Path(sys.prefix)])
    image.check()
    monkeypatch.setattr(environment, "REQUIREMENTS", tmp_path / "requirements.txt")
    environment.REQUIREMENTS.write_text("jupyterlab==0.1\n", encoding="utf-8")
    with pytest.raises(LabError, match=r"lacks .*: jupyterlab 0\.1 "):
        image.check()


@pytest.fixture
def prefix(tmp_path):
    """An environment with the installed kernel, after `setup --image`."""
    kernel = kernelspec.installed(tmp_path / "env")
    shutil.copytree(kernelspec.installed(sys.prefix), kernel)
    image.install(tmp_path / "env")
    return tmp_path / "env"


def test_notebook_anywhere_finds_kernel_and_library(prefix, tmp_path):
    manager = KernelSpecManager(kernel_dirs=[str(prefix / "share" / "jupyter" / "kernels")])
    archive = f"-XX:SharedArchiveFile={kernelspec.ARCHIVE}"
    assert archive in manager.get_kernel_spec("java").argv
    source = '%classpath ../lib/target/nndl.jar\nClass.forName("nndl.check.Checks").getName()'
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    client = NotebookClient(nb, kernel_name="java", resources={"metadata": {"path": str(tmp_path)}})
    client.create_kernel_manager().kernel_spec_manager = manager
    client.execute()
    assert nb.cells[0].outputs[0]["data"]["text/plain"] == "nndl.check.Checks"


def test_its_server_gets_our_settings_and_keeps_its_address(prefix):
    folder = prefix / "etc" / "jupyter"
    from traitlets.config import PyFileConfigLoader

    config = PyFileConfigLoader("jupyter_server_config.py", path=str(folder)).load_config()
    assert config.LabApp.extension_manager == "readonly"
    assert config.HTMLExporter.template_name == "nndl"
    assert "ip" not in config.get("ServerApp", Config()), "a hub tells its servers where to listen"
    page = json.loads((folder / "labconfig" / "page_config.json").read_text(encoding="utf-8"))
    assert page["disabledExtensions"] == {"@jupyterlab/apputils-extension:announcements": True}


def test_setup_for_an_image_can_be_repeated(prefix):
    before = (kernelspec.installed(prefix) / "kernel.json").read_text(encoding="utf-8")
    kernelspec._write(prefix / "again", SimpleNamespace(home=Path("/jdk")), prefix, [])
    again = json.loads((prefix / "again" / "kernels" / "java" / "kernel.json").read_text("utf-8"))
    assert again["argv"][0] == str(Path("/jdk") / "bin" / "java")
    image.install(prefix)
    assert (kernelspec.installed(prefix) / "kernel.json").read_text(encoding="utf-8") == before


@posix
def test_hub_copies_the_notebooks_into_an_empty_home_and_over_nothing(tmp_path):
    home, notebooks = tmp_path / "home", tmp_path / "env" / "share" / "nndl" / "notebooks"
    notebooks.mkdir(parents=True)
    home.mkdir()
    for name in ("README.md", "a.ipynb"):
        (notebooks / name).write_text("of the image")
    hook = VALUES["singleuser"]["lifecycleHooks"]["postStart"]["exec"]["command"]
    # newer versions of cp, as in the image, call it a failure when they leave a file alone
    newer = tmp_path / "bin" / "cp"
    newer.parent.mkdir()
    newer.write_text(f'#!/bin/sh\n{shutil.which("cp")} "$@"\nexit 1\n')
    newer.chmod(0o755)
    env = {**os.environ, "HOME": str(home), "NB_PYTHON_PREFIX": str(tmp_path / "env")}
    env["PATH"] = f"{newer.parent}:{env['PATH']}"
    subprocess.run(hook, env=env, check=True)
    opened = VALUES["singleuser"]["defaultUrl"].removeprefix("/lab/tree/")
    assert (home / opened).read_text() == "of the image"
    assert (toolchain.ROOT / opened).exists()
    (home / "notebooks" / "a.ipynb").write_text("a student's")
    (notebooks / "b.ipynb").write_text("new")
    subprocess.run(hook, env=env, check=True)
    assert (home / "notebooks" / "a.ipynb").read_text() == "a student's"
    assert (home / "notebooks" / "b.ipynb").read_text() == "new"
    assert not (home / "notebooks" / "notebooks").exists()
