"""Pages and JupyterLab in a real browser, with nothing reachable but this machine."""

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
from axe_playwright_python.sync_playwright import Axe

import sample
from conftest import ROOT
from nblab import runs, toolchain
from test_export import Page, pages  # noqa: F401

TOKEN = "a-token-of-this-test"
WIDTHS = (1280, 390)

# Formulas left raw: dollar signs or TeX in the prose, outside code and typeset formulas.
RAW = r"""() => {
  const prose = document.querySelector('main').cloneNode(true);
  prose.querySelectorAll('pre, code, mjx-container, .jp-RenderedText').forEach(e => e.remove());
  return prose.textContent.match(/\$\$|\\\(|\\\[|\\(frac|sum|partial|sigma)|\$[^$\n]+\$/g) || [];
}"""
PICTURES = """() => [...document.images].filter(i => !(i.complete && i.naturalWidth > 0 && i.alt))
  .map(i => i.outerHTML.slice(0, 80))"""


@pytest.fixture
def offline(browser):
    """Opens a file at a width; a request to anywhere else fails the test."""
    contexts, asked = [], []

    def guard(route):
        if route.request.url.startswith(("file:", "data:", "blob:")):
            return route.continue_()
        asked.append(route.request.url)
        return route.abort()

    def open_file(file, width, scheme="light"):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, offline=True, color_scheme=scheme
        )
        contexts.append(context)
        context.route("**/*", guard)
        page = context.new_page()
        page.on("pageerror", lambda error: asked.append(f"error: {error}"))
        page.goto(file.as_uri())
        page.wait_for_function("() => window.MathJax && MathJax.startup && MathJax.startup.promise")
        page.evaluate("() => MathJax.startup.promise")
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert asked == []


@pytest.mark.parametrize("width", WIDTHS)
def test_page_reads_offline(path, width, pages, offline):  # noqa: F811
    page = offline(pages(path), width)
    prose = [c.source for c in runs.read(path).cells if c.cell_type == "markdown"]
    if any("$" in text for text in prose):
        assert page.locator("mjx-container svg").count() > 0
    assert page.locator("[data-mml-node=merror], mjx-merror").count() == 0
    assert page.evaluate(RAW) == []
    assert page.evaluate(PICTURES) == []
    sizes = page.evaluate("() => [document.documentElement.scrollWidth, window.innerWidth]")
    assert sizes[0] <= sizes[1], f"{sizes[0]} px wide on a screen of {sizes[1]} px"


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_page_is_accessible(path, width, scheme, request, pages, offline):  # noqa: F811
    if path != runs.everything()[0] and not request.config.getoption("--thorough"):
        pytest.skip("half a minute a page: the others with --thorough")
    page = offline(pages(path), width, scheme)
    # the glyphs of formulas are hidden from screen readers, which are given MathML
    left_out = {"exclude": [["mjx-container > svg"], ["mjx-assistive-mml"]]}
    report = Axe().run(page, left_out, {"resultTypes": ["violations"]})
    bad = [
        f"{v['impact']} {v['id']}: {v['nodes'][0]['html'][:150]}"
        for v in report.response["violations"]
        if v["impact"] in ("serious", "critical")
    ]
    assert bad == []
    assert page.locator("mjx-assistive-mml math").count() == page.locator("mjx-container").count()


def test_code_can_be_folded(path, pages, offline):  # noqa: F811
    page = offline(pages(path), 1280)
    code = page.locator(".jp-InputArea-editor pre").first
    assert code.is_visible()
    page.locator(".page-code > summary").first.click()
    assert not code.is_visible()
    last = page.locator(".jp-InputArea-editor pre").last
    page.get_by_label("Show the code").uncheck()
    assert not last.is_visible()
    assert page.locator(".jp-OutputArea img").first.is_visible()


def test_contents_lead_to_the_headings(path, pages, offline):  # noqa: F811
    page = offline(pages(path), 1280)
    links = page.locator(".page-contents a")
    headings = page.locator("h2")
    assert links.count() == headings.count() > 4
    for number in range(links.count()):
        place = links.nth(number).get_attribute("href")
        assert headings.nth(number).locator(place).count() == 1


def test_given_script_is_shown_and_does_not_run(path, pages, offline):  # noqa: F811
    page = offline(pages(path), 1280)
    assert "<script>alert(1)</script>" in page.locator(".page-author").inner_text()


def test_policy_keeps_foreign_scripts_from_running(tmp_path, offline):
    from nblab import export

    nb = sample.notebook(toolchain.JAR)
    attack = "<img src='data:,' onerror='window.ran = 1' alt='x'><script>window.ran = 2</script>"
    nb.cells[1].source = attack
    file = tmp_path / "attack.html"
    file.write_text(export.page(nb, "attack"), encoding="utf-8")
    page = offline(file, 1280)
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.ran") is None


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
    deadline = time.monotonic() + 60
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


def menu(tab, item):
    tab.locator(".lm-MenuBar-item", has_text="Run").first.click()
    tab.locator(f".lm-Menu-item[data-command='{item}']").click()


def test_changed_parameter_changes_the_plot(tab, server):
    tab.goto(f"{server}/lab/tree/sample.ipynb?token={TOKEN}")
    tab.locator(".jp-NotebookPanel .jp-CodeCell").first.wait_for(timeout=60_000)
    # JupyterLab drops cells that are run while it still waits for the kernel to answer.
    tab.locator(".jp-StatusBar-Left", has_text="| Idle").wait_for(timeout=120_000)
    picture = tab.locator(".jp-OutputArea img")
    menu(tab, "runmenu:run-all")
    picture.wait_for(timeout=60_000)
    assert picture.get_attribute("alt") == "3 bars"
    before = picture.get_attribute("src")

    editor = tab.locator(".jp-CodeCell .cm-content", has_text="int seeds")
    editor.click()
    tab.keyboard.press("Control+A")
    tab.keyboard.insert_text(sample.PARAMETERS.replace("seeds = 3", "seeds = 5"))
    tab.locator(".lm-MenuBar-item", has_text="Run").first.click()
    tab.locator(".lm-Menu-item", has_text="Run Selected Cell and All Below").click()
    tab.locator(".jp-OutputArea img[alt='5 bars']").wait_for(timeout=60_000)
    after = tab.locator(".jp-OutputArea img").get_attribute("src")
    assert after != before
    assert tab.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0


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
