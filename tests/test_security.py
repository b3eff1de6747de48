"""What must not happen: old packages with known holes, an open server, anything fetched or sent."""

import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from importlib.metadata import version
from pathlib import Path

import nbformat
import pytest
from packaging.version import Version
from traitlets.config import PyFileConfigLoader

import sample
from conftest import ROOT
from tooling.jupyterlab import serve, settings
from tooling.page import export
from tooling.setup import toolchain
from test_browser import offline  # noqa: F401
from test_jupyterlab import TOKEN, server  # noqa: F401

PINS = [
    ROOT / name / "requirements.txt" if name else ROOT / "requirements.txt"
    for name in ("", "tests", "binder", "classroom")
]
# The first version without a hole that was made public, of what is installed and what it brings.
FLOORS = {
    "jupyterlab": "4.4.8",  # links of notebooks open without noopener
    "jupyter_server": "2.15.0",
    "jupyter_core": "5.8.1",  # configuration read from a folder that everybody may write, Windows
    "nbconvert": "7.17.0",  # programs found in the current folder, Windows
    "tornado": "6.5.3",  # headers and cookies that take quadratic time
    "mistune": "2.0.3",  # a regular expression that takes exponential time
    "Jinja2": "3.1.6",  # a way out of the sandbox
    "requests": "2.32.4",  # passwords of .netrc sent to another host
    "urllib3": "2.6.3",  # answers that unpack without end
    "bleach": "6.0.0",
    "h11": "0.16.0",  # chunked bodies accepted that others read differently
}
FETCHING = re.compile(r"java\.net\b|Socket|HttpClient|URLConnection|ProcessBuilder|\.exec\(")


def pins(file):
    lines = (line.split("#")[0].strip() for line in file.read_text(encoding="utf-8").splitlines())
    return dict(re.fullmatch(r"([\w-]+)==([\w.]+)", line).groups() for line in lines if line)


def test_every_requirement_is_pinned_and_once():
    known = {}
    for file in PINS:
        for name, number in pins(file).items():
            assert known.setdefault(name.lower(), number) == number, f"{file}: {name}"
    assert set(pins(ROOT / "requirements.txt")) >= {"jupyterlab", "tornado", "mistune", "jjava"}


@pytest.mark.parametrize("name", FLOORS)
def test_no_version_with_a_known_hole(name):
    assert Version(version(name)) >= Version(FLOORS[name])


def test_installed_packages_agree_with_each_other():
    command = [sys.executable, "-m", "pip", "check", "--disable-pip-version-check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def status(address, token=None, host=None):
    request = urllib.request.Request(address)
    if token:
        request.add_header("Authorization", f"token {token}")
    if host:
        request.add_header("Host", host)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status if "/login" not in answer.url else "login"
    except urllib.error.HTTPError as error:
        return error.code


def test_server_wants_its_token(server):  # noqa: F811
    for path in ("/api/contents", "/files/sample.ipynb", "/nbconvert/html/sample.ipynb"):
        assert status(server + path) in (403, "login"), path
        assert status(server + path, token="another") in (403, "login"), path
    assert status(f"{server}/lab") == "login"
    assert status(f"{server}/api/contents", token=TOKEN) == 200


def test_server_is_not_to_be_had_under_another_name(server):  # noqa: F811
    # a page elsewhere could make its own name point to this machine
    assert status(f"{server}/api/contents", token=TOKEN, host="evil.example") == 403


def own_addresses():
    """Addresses of this machine that are not 127.0.0.1."""
    found = {"127.0.0.2", "::1"}
    for family, target in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((target, 9))  # sends nothing
                found.add(probe.getsockname()[0])
            except OSError:
                continue
    return sorted(found)


@pytest.mark.parametrize("address", own_addresses())
def test_server_listens_on_this_machine_alone(server, address):  # noqa: F811
    port = int(server.rpartition(":")[2])
    with pytest.raises(OSError):
        socket.create_connection((address, port), timeout=5).close()


def test_jupyterlab_asks_for_no_news():
    file = serve.SERVER_CONFIG
    config = PyFileConfigLoader(file.name, path=str(file.parent)).load_config()
    assert config.LabApp.news_url is None
    assert config.LabApp.check_for_updates_class == "jupyterlab.NeverCheckForUpdate"
    assert config.LabApp.extension_manager == "readonly"
    assert settings.PAGE_CONFIG["disabledExtensions"]["@jupyterlab/apputils-extension:announcements"]


def test_library_opens_no_connection_and_starts_no_program():
    files = sorted((ROOT / "lib" / "src" / "main").rglob("*.java"))
    assert files
    texts = {file.name: file.read_text(encoding="utf-8") for file in files}
    found = {name: hit[0] for name, text in texts.items() if (hit := FETCHING.search(text))}
    assert found == {}


def test_script_in_a_parameter_is_shown_and_does_not_run(tmp_path, offline):  # noqa: F811
    attack = "<script>window.ran = 1</script><img src=x onerror='window.ran = 2'>"
    nb = sample.notebook(toolchain.JAR)
    nb.cells[3].source = nb.cells[3].source.replace('"start"', f'"{attack}"')
    nb.cells[5].outputs = [nbformat.v4.new_output("stream", name="stdout", text=attack)]
    file = Path(tmp_path) / "attack.html"
    file.write_text(export.page(nb, "attack", author=attack), encoding="utf-8")
    page = offline(file, 1280)
    page.wait_for_timeout(300)
    assert page.locator("header.page-head").inner_text().count(attack) == 2
    assert attack in page.locator(".jp-OutputArea").first.inner_text()
    assert page.evaluate("() => window.ran") is None
