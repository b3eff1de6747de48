"""A reader's mistakes in JupyterLab, and what the notebook and the page of the menu then say."""

import pytest

from tooling.running import parameters, runs
from test_jupyterlab import TOKEN, menu, open_notebook, server, tab, write_cell  # noqa: F401

NAME = "4-2-xor.ipynb"
PASSED = "All 52 checks passed."


@pytest.fixture
def notebook(tab, server):  # noqa: F811
    """4-2 after a run of all cells, every cell in the page."""
    put = f"{server}/lab/api/settings/@jupyterlab/notebook-extension:tracker?token={TOKEN}"
    tab.context.request.put(put, data={"raw": '{"windowingMode": "none"}'})
    original = runs.read(runs.find("4-2"))
    for cell in original.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    content = {"type": "notebook", "format": "json", "content": original}
    answer = tab.context.request.put(f"{server}/api/contents/{NAME}?token={TOKEN}", data=content)
    assert answer.ok, answer.text()
    open_notebook(tab, server, NAME)
    menu(tab, "Run All Cells")
    tab.locator(".jp-OutputArea p", has_text=PASSED).wait_for(timeout=120_000)
    assert "page-passed" in head(tab, server)
    return tab


def idle(tab):  # noqa: F811
    tab.locator(".jp-StatusBar-Left", has_text="| Idle").wait_for(timeout=120_000)
    tab.wait_for_timeout(500)


def head(tab, server):  # noqa: F811
    """The head of the page that the menu makes of what is saved."""
    tab.keyboard.press("Escape")
    tab.keyboard.press("Control+S")
    tab.wait_for_timeout(1500)
    html = tab.context.request.get(f"{server}/nbconvert/html/{NAME}?token={TOKEN}").text()
    return html[html.index('<header class="page-head"') : html.index("</header>")]


def set_rate(tab, value):  # noqa: F811
    source = parameters.tagged(runs.read(runs.find("4-2")), "parameters").source
    write_cell(tab, "double rate", source.replace("rate = 0.3", f"rate = {value}"))
    menu(tab, "Run Selected Cell and All Below")


def refused(tab, server, value, told):  # noqa: F811
    """The value is told, and neither the notebook nor its page says that anything passed."""
    set_rate(tab, value)
    tab.locator(".jp-OutputArea-output", has_text=told).first.wait_for(timeout=60_000)
    idle(tab)
    assert tab.locator(".jp-OutputArea p", has_text=PASSED).count() == 0
    assert not [t for t in tab.locator(".jp-InputArea-prompt").all_inner_texts() if "*" in t]
    page = head(tab, server)
    assert "page-passed" not in page
    assert "Not a clean run" in page and "ended with an error" in page
    assert "no checks made" in page


def test_no_verdict_from_a_refused_run(notebook, server):  # noqa: F811
    told = "rate must be in [0.001, 10], was 99"
    refused(notebook, server, "99", told)

    # the last cell by itself, as a reader may run it
    notebook.locator(".jp-CodeCell", has_text="checks.verdict(parameters())").last.click()
    notebook.keyboard.press("Control+Enter")
    verdict = notebook.locator(".jp-OutputArea p", has_text=f"a parameter was refused: {told}.")
    verdict.wait_for(timeout=60_000)
    page = head(notebook, server)
    assert "page-passed" not in page and "0 of 52 checks passed" in page

    # with a decimal comma the lines above the wrong one take effect
    refused(notebook, server, "0,3", "expected")

    # with a value that is allowed everything counts again
    set_rate(notebook, "0.5")
    notebook.locator(".jp-OutputArea p", has_text=PASSED).wait_for(timeout=120_000)
    page = head(notebook, server)
    assert "Not a clean run" in page and "in a new kernel" in page
    assert "52 of 52 checks passed" in page
    assert "published: 0.3" in page
