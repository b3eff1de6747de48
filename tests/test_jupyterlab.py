"""JupyterLab as lab.py starts it, in a real browser, with nothing reachable but this machine."""

import contextlib
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
from pathlib import Path

import pytest

import sample
from conftest import ROOT
from contrast import FAINT
from tooling.running import runs
from tooling.setup import toolchain
from test_export import Page

TOKEN = "a-token-of-this-test"
PRINTED = ".jp-OutputArea-output td, .jp-OutputArea-output pre"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def jupyterlab(base, *command, **variables):
    """The address of a JupyterLab with a state of its own, and what its process has said."""
    port = free_port()
    state = str(base / "state")
    env = {name: value.replace(os.environ["NNDL_STATE"], state) for name, value in os.environ.items()}
    log = (base / "server.log").open("w+", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, *command, "--port", str(port), "--no-browser"],
        env={**env, "JUPYTER_TOKEN": TOKEN, **variables},
        stdout=log, stderr=subprocess.STDOUT, text=True, cwd=base,
    )  # fmt: skip

    def said():
        log.seek(0)
        return log.read()

    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 120
        while not answers(address):
            assert process.poll() is None, said()
            assert time.monotonic() < deadline, "JupyterLab did not start"
            time.sleep(0.3)
        yield address, said
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        log.close()


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
    with jupyterlab(base, str(ROOT / "lab.py"), "open", "--folder", str(folder)) as (address, _):
        yield address


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
    write_cell(tab, "double x1", "Initializer.heU")
    active = tab.locator(".jp-mod-active .cm-content", has_text="Initializer.heUniform")
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
    tab.locator(".jp-Tooltip", has_text="LeakyRelu(double slope)").wait_for(timeout=30_000)


LONG = """\
new nndl.train.Trainer(new nndl.loss.SquaredError(), new nndl.optim.Adam(0.01), 2_000_000_000)
    .fit(nndl.nn.Sequential.of(nndl.nn.Dense.of(1, 1, nndl.nn.Initializer.zeros(), new Random(1))),
        new org.ejml.simple.SimpleMatrix(1, 1), new org.ejml.simple.SimpleMatrix(1, 1));"""


def test_stop_button_ends_a_training_and_the_next_run_works(tab, server):
    open_notebook(tab, server, "sample.ipynb")
    menu(tab, "Run All Cells")
    tab.locator(".jp-OutputArea img").wait_for(timeout=60_000)
    write_cell(tab, "All 12 checks", LONG)
    message = tab.locator(".jp-OutputArea-output", has_text="training stopped after")
    for _ in range(4):  # the kernel may end a cell before its last words, the more so on a busy machine
        tab.keyboard.press("Control+Enter")
        tab.locator(".jp-StatusBar-Left", has_text="| Busy").wait_for(timeout=20_000)
        tab.wait_for_timeout(2000)
        tab.locator("[data-command='notebook:interrupt-kernel'], [title^='Interrupt the kernel']").first.click()
        tab.locator(".jp-StatusBar-Left", has_text="| Idle").wait_for(timeout=30_000)
        tab.wait_for_timeout(1000)
        if message.count():
            break
        tab.locator(".jp-CodeCell .cm-content", has_text="2_000_000_000").click()
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


def test_menu_offers_what_works(tab, server):
    """Every format of the menu gives a file; PDF is the page as Chromium prints it."""
    offered = tab.locator("#jp-mainmenu-file-notebookexport .lm-Menu-itemLabel")
    # a menu that is open does not take up formats that JupyterLab hears of later
    with tab.expect_response(lambda answer: "/api/nbconvert" in answer.url, timeout=60_000):
        open_notebook(tab, server, "sample.ipynb")
    tab.locator(".lm-MenuBar-item", has_text="File").first.click()
    tab.locator(".lm-Menu-item", has_text="Save and Export Notebook As").hover()
    offered.filter(has_text="PDF").wait_for(timeout=30_000)
    assert {"HTML", "Markdown", "PDF"} <= set(offered.all_inner_texts())
    with tab.expect_download(timeout=120_000) as got:
        offered.filter(has_text="PDF").click()
    assert got.value.suggested_filename == "sample.pdf"
    assert Path(got.value.path()).read_bytes().startswith(b"%PDF-")


def test_every_format_of_the_menu_gives_a_file(tab, server):
    listed = tab.context.request.get(f"{server}/api/nbconvert?token={TOKEN}").json()
    for name in set(listed) - {"custom", "python"}:  # which JupyterLab's menu leaves out
        address = f"{server}/nbconvert/{name}/sample.ipynb?download=true&token={TOKEN}"
        answer = tab.context.request.get(address, timeout=120_000)
        assert answer.status == 200, name
        if name == "pdf":
            assert answer.body().startswith(b"%PDF-")
            assert re.search(rb"/MediaBox \[0 0 59\d\S* 84\d\S*\]", answer.body()), "not on A4"


def test_without_chromium_the_menu_says_what_to_do(browser, tmp_path):
    sample.write(tmp_path / "sample.ipynb", toolchain.JAR)
    (tmp_path / "bin").mkdir()
    for name in ("java", "javac", "mvn"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name))
    command = ("-m", "tooling", "open", "--folder", str(tmp_path))
    with jupyterlab(tmp_path, *command, PATH=str(tmp_path / "bin")) as (server, _):
        page = browser.new_page()
        answer = page.goto(f"{server}/nbconvert/pdf/sample.ipynb?download=true&token={TOKEN}")
        assert answer.status == 500
        told = page.locator("body").inner_text()
        page.close()
    assert "there is none on this machine" in told and "any browser prints" in told


@pytest.fixture
def project(tmp_path):
    """A copy of the project with two small notebooks."""
    shutil.copytree(ROOT / "tooling", tmp_path / "tooling", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "lib").symlink_to(ROOT / "lib")
    (tmp_path / "notebooks" / "pictures").mkdir(parents=True)
    for name in ("changed", "only-run"):
        sample.write(tmp_path / "notebooks" / f"{name}.ipynb", "../lib/target/nndl.jar")
    (tmp_path / "notebooks" / "README.md").write_text("# The index\n\n![](pictures/a.svg)\n")
    (tmp_path / "notebooks" / "pictures" / "a.svg").write_text("<svg/>")
    shutil.copy(ROOT / "lab.py", tmp_path)
    return tmp_path


def save(tab):
    tab.keyboard.press("Control+S")
    tab.locator(".jp-NotebookPanel[id].jp-mod-dirty, .lm-TabBar-tab.jp-mod-dirty").wait_for(
        state="detached", timeout=30_000
    )


def publish(project):
    """The next version of every notebook."""
    for path in (project / "notebooks").glob("*.ipynb"):
        nb = runs.read(path)
        nb.cells[1].source += " Version two."
        sample.save(nb, path)


def test_reader_works_on_copies_and_loses_nothing(browser, project):
    published = {p: p.read_bytes() for p in (project / "notebooks").rglob("*") if p.is_file()}
    work = project / "work"
    variables = {"PYTHONPATH": str(project)}
    with jupyterlab(project, "-m", "tooling", "open", **variables) as (server, _):
        tab = browser.new_page(viewport={"width": 1280, "height": 1000})
        tab.goto(f"{server}/lab/tree/README.md?token={TOKEN}")
        tab.locator(".jp-MarkdownViewer h1", has_text="The index").wait_for(timeout=60_000)
        for name, seeds in (("changed", 5), ("only-run", 3)):
            open_notebook(tab, server, f"{name}.ipynb")
            if seeds == 5:
                write_cell(tab, "int seeds", sample.PARAMETERS.replace("seeds = 3", "seeds = 5"))
            menu(tab, "Run All Cells")
            tab.locator(f".jp-OutputArea img[alt='{seeds} bars']").wait_for(timeout=60_000)
            tab.locator(".jp-OutputArea-output", has_text="All 12 checks").wait_for(timeout=60_000)
            save(tab)
        tab.close()
    assert {p: p.read_bytes() for p in published} == published
    own = (work / "changed.ipynb").read_bytes()
    assert b"seeds = 5" in own and b"5 bars" in own
    assert (work / "pictures" / "a.svg").exists()

    publish(project)
    (work / "README.md").unlink()
    with jupyterlab(project, "-m", "tooling", "open", **variables) as (_, said):
        told = said()
    assert "work/only-run.ipynb is brought up to date." in told
    assert "work/changed.ipynb is as you changed it" in told and "lab.py restore changed" in told
    assert b"Version two" in (work / "only-run.ipynb").read_bytes()
    assert (work / "changed.ipynb").read_bytes() == own
    assert (work / "README.md").exists()

    restored = [sys.executable, str(project / "lab.py"), "restore", "changed"]
    subprocess.run(restored, check=True, capture_output=True)
    assert b"Version two" in (work / "changed.ipynb").read_bytes()
    assert [path.read_bytes() for path in work.glob("changed (yours *).ipynb")] == [own]
