"""JupyterLab as lab.py starts it, in a real browser, with nothing reachable but this machine."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

import sample
from conftest import ROOT
from contrast import FAINT
from nblab import runs
from test_export import Page

TOKEN = "a-token-of-this-test"
PRINTED = ".jp-OutputArea-output td, .jp-OutputArea-output pre"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """JupyterLab as lab.py starts it, on copies."""
    base = tmp_path_factory.mktemp("lab")
    folder = base / "notebooks"
    folder.mkdir()
    (base / "lib").symlink_to(ROOT / "lib")
    sample.write(folder / "sample.ipynb", "../lib/target/nndl.jar")
    for path in runs.everything():
        shutil.copy(path, folder)
    (folder / "README.md").write_text("# The index\n\n[sample](sample.ipynb)\n")
    port = free_port()
    command = [sys.executable, str(ROOT / "lab.py"), "open", "--folder", str(folder)]
    log = (base / "server.log").open("w+")
    process = subprocess.Popen(
        [*command, "--port", str(port), "--no-browser"],
        env={**os.environ, "JUPYTER_TOKEN": TOKEN, "JUPYTERLAB_WORKSPACES_DIR": str(base / "w")},
        stdout=log, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 120
    while not answers(address):
        log.seek(0)
        assert process.poll() is None, log.read()
        assert time.monotonic() < deadline, "JupyterLab did not start"
        time.sleep(0.3)
    yield address
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=30)
    log.close()


def answers(address):
    try:
        with urllib.request.urlopen(f"{address}/api?token={TOKEN}", timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture
def tab(browser, server):
    """A page of JupyterLab; a request to anywhere but its server fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    asked = []

    def watch(request):
        if not request.url.startswith((server, "data:", "blob:")):
            asked.append(request.url)

    context.on("request", watch)
    yield context.new_page()
    context.close()
    assert asked == []


def test_index_opens_rendered_and_nothing_is_asked(tab, server):
    tab.goto(f"{server}/lab?token={TOKEN}")
    tab.wait_for_url("**/lab**")
    tab.goto(f"{server}/?token={TOKEN}")
    tab.locator(".jp-MarkdownViewer h1").wait_for(timeout=60_000)
    assert tab.locator(".jp-MarkdownViewer h1").inner_text().startswith("The index")
    tab.wait_for_timeout(1500)
    assert tab.locator(".jp-Dialog, .Toastify__toast").count() == 0


def menu(tab, label):
    tab.locator(".lm-MenuBar-item", has_text="Run").first.click()
    tab.locator(".lm-Menu-item", has_text=label).first.click()


def open_notebook(tab, server, name, idle=True):
    tab.goto(f"{server}/lab/tree/{name}?reset&token={TOKEN}")
    tab.locator(".jp-NotebookPanel .jp-CodeCell").first.wait_for(timeout=60_000)
    if idle:
        # JupyterLab drops cells that are run while it still waits for the kernel to answer.
        tab.locator(".jp-StatusBar-Left", has_text="| Idle").wait_for(timeout=120_000)


def write_cell(tab, marked, source):
    tab.locator(".jp-CodeCell .cm-content", has_text=marked).click()
    tab.keyboard.press("Control+A")
    tab.keyboard.insert_text(source)


def test_changed_parameter_changes_the_plot(tab, server):
    open_notebook(tab, server, "sample.ipynb")
    picture = tab.locator(".jp-OutputArea img")
    menu(tab, "Run All Cells")
    picture.wait_for(timeout=60_000)
    assert picture.get_attribute("alt") == "3 bars"
    before = picture.get_attribute("src")

    write_cell(tab, "int seeds", sample.PARAMETERS.replace("seeds = 3", "seeds = 5"))
    menu(tab, "Run Selected Cell and All Below")
    tab.locator(".jp-OutputArea img[alt='5 bars']").wait_for(timeout=60_000)
    after = tab.locator(".jp-OutputArea img").get_attribute("src")
    assert after != before
    assert tab.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_untrusted_notebooks_show_everything(tab, server, theme, request):
    """As on the first opening after a download: stored outputs, and nothing of them withheld."""
    change_setting(tab, server, "apputils-extension:themes", {"theme": theme})
    # otherwise cells out of sight are not in the page
    change_setting(tab, server, "notebook-extension:tracker", {"windowingMode": "none"})
    paths = runs.everything()
    if not request.config.getoption("--thorough"):
        paths = paths[theme == "JupyterLab Dark" :: 2]  # every other one in the dark
    for path in paths:
        stored = [o for c in runs.read(path).cells for o in c.get("outputs", [])]
        html = "".join(o["data"]["text/html"] for o in stored if "text/html" in o.get("data", {}))
        open_notebook(tab, server, path.name, idle=False)
        for kind in ("img", "table"):
            wanted, shown = html.count(f"<{kind}"), tab.locator(f".jp-OutputArea-output {kind}")
            if wanted:
                shown.nth(wanted - 1).wait_for(state="attached", timeout=30_000)
            assert shown.count() == wanted, f"{path.stem}: {kind}"
        assert tab.evaluate(FAINT, PRINTED) == [], f"{path.stem}: {theme} makes it hard to read"


def change_setting(tab, server, name, values):
    answer = tab.context.request.put(
        f"{server}/lab/api/settings/@jupyterlab/{name}?token={TOKEN}",
        data=json.dumps({"raw": json.dumps(values)}),
    )
    assert answer.ok, answer.text()


def test_types_of_the_library_are_completed_and_explained(tab, server):
    open_notebook(tab, server, "qa-2-initialisation-and-update.ipynb")
    tab.locator(".jp-CodeCell").first.click()
    tab.keyboard.press("Shift+Enter")
    tab.locator(".jp-InputPrompt", has_text="[1]:").wait_for(timeout=60_000)
    tab.wait_for_timeout(3000)
    write_cell(tab, "double x1", "Activation.si")
    active = tab.locator(".jp-mod-active .cm-content", has_text="Activation.sigmoid")
    for _ in range(8):
        # JupyterLab waits a second for an answer, and the kernel's first takes longer
        tab.keyboard.press("Tab")
        tab.wait_for_timeout(2500)
        if active.count():
            break
    assert active.count() == 1

    active.click()
    tab.keyboard.press("Control+A")
    tab.keyboard.insert_text("Activation f = new LeakyRelu(0.1);")
    # Java looks a method up by its name, so the cursor is in it, before the argument
    for _ in range(len("u(0.1);")):
        tab.keyboard.press("ArrowLeft")
    tab.keyboard.press("Shift+Tab")
    tab.locator(".jp-Tooltip", has_text="leakyRelu(double slope)").wait_for(timeout=30_000)


LONG = """\
new nndl.train.Trainer(new nndl.loss.SquaredError(), new nndl.optim.Adam(0.01), 2_000_000_000)
    .fit(nndl.nn.Sequential.of(nndl.nn.Dense.of(1, 1, nndl.nn.Initializer.zeros(), new Random(1))),
        new org.ejml.simple.SimpleMatrix(1, 1), new org.ejml.simple.SimpleMatrix(1, 1));"""


def test_stop_button_ends_a_training_and_the_next_run_works(tab, server):
    open_notebook(tab, server, "sample.ipynb")
    menu(tab, "Run All Cells")
    tab.locator(".jp-OutputArea img").wait_for(timeout=60_000)
    write_cell(tab, "All 12 checks", LONG)
    tab.keyboard.press("Control+Enter")
    tab.locator(".jp-StatusBar-Left", has_text="| Busy").wait_for(timeout=20_000)
    tab.wait_for_timeout(2000)
    tab.locator("[data-command='notebook:interrupt-kernel'], [title^='Interrupt the kernel']").first.click()
    message = tab.locator(".jp-OutputArea-output", has_text="training stopped after")
    message.wait_for(timeout=30_000)  # a busy machine draws the page late
    assert re.search(r"stopped after [1-9]\d* of 2000000000", message.inner_text())

    write_cell(tab, "2_000_000_000", 'System.out.println("next " + 6 * 7);')
    tab.keyboard.press("Control+Enter")
    last = tab.locator(".jp-CodeCell", has_text="next ").locator(".jp-OutputArea-output")
    tab.locator(".jp-OutputArea-output", has_text="next 42").wait_for(timeout=20_000)
    assert [text.strip() for text in last.all_inner_texts()] == ["next 42"]


def test_kernel_that_ends_is_started_again(tab, server):
    """As after a cell that takes all memory: JupyterLab says so, and the next run works."""
    open_notebook(tab, server, "sample.ipynb")
    kernels = f"{server}/api/kernels?token={TOKEN}"
    before = {k["id"] for k in tab.context.request.get(kernels).json()}
    write_cell(tab, "All 12 checks", "System.exit(3);")
    tab.keyboard.press("Control+Enter")
    tab.locator(".jp-Dialog", has_text="have died").locator("button.jp-mod-accept").click(timeout=30_000)
    tab.locator(".jp-StatusBar-Left", has_text="| Idle").wait_for(timeout=60_000)
    assert {k["id"] for k in tab.context.request.get(kernels).json()} == before
    write_cell(tab, "System.exit", 'System.out.println("next " + 6 * 7);')
    menu(tab, "Run All Cells")
    tab.locator(".jp-OutputArea-output", has_text="next 42").wait_for(timeout=60_000)


def test_kernel_is_started_again_on_request(tab, server):
    open_notebook(tab, server, "sample.ipynb")
    menu(tab, "Restart Kernel and Run All Cells")
    tab.locator(".jp-Dialog button.jp-mod-accept").click()
    tab.locator(".jp-OutputArea-output", has_text="All 12 checks passed").wait_for(timeout=60_000)
    tab.locator(".jp-StatusBar-Left", has_text="| Idle").wait_for(timeout=60_000)


def test_menu_export_gives_the_same_page(tab, server):
    answer = tab.context.request.get(
        f"{server}/nbconvert/html/sample.ipynb?download=true&token={TOKEN}"
    )
    assert answer.status == 200
    parsed = Page(answer.text())
    assert parsed.addresses() == []
    assert len(parsed.scripts) == 2
    assert re.search(r'class="page-facts"', answer.text())
    assert parsed.title == "A sample of x^2"
