"""Run All in JupyterLab when a cell fails, the stop button, and a cell that asks its reader."""

import json

import nbformat
import pytest

from test_jupyterlab import TOKEN, menu, open_notebook, server, tab, write_cell  # noqa: F401

CELLS = 60
FAILS = "int wrong = ];"
STOPS = "[data-command='notebook:interrupt-kernel'], [title^='Interrupt the kernel']"


def address(server, name):  # noqa: F811
    return f"{server}/api/contents/{name}?token={TOKEN}"


def put(tab, server, name, *cells):  # noqa: F811
    """A notebook in the folder of the server, its cells with text between them."""
    nb = nbformat.v4.new_notebook()
    nb.metadata["kernelspec"] = {"name": "java", "display_name": "Java", "language": "java"}
    for i, cell in enumerate(cells):
        nb.cells.append(nbformat.v4.new_markdown_cell(f"Step {i}: $x^{{{i}}}$"))
        nb.cells.append(nbformat.v4.new_code_cell(cell))
    request = {"type": "notebook", "format": "json", "content": nb}
    answer = tab.context.request.put(
        address(server, name),
        data=json.dumps(request),
        headers={"Content-Type": "application/json"},
    )
    assert answer.ok, answer.text()


def saved(tab, server, name):  # noqa: F811
    """The code cells as they are now: how each was counted, and what it shows."""
    tab.keyboard.press("Escape")
    tab.keyboard.press("Control+S")
    tab.locator(".jp-mod-dirty").first.wait_for(state="detached", timeout=30_000)
    cells = tab.context.request.get(address(server, name)).json()["content"]["cells"]
    code = [c for c in cells if c["cell_type"] == "code"]
    return [(c["execution_count"], [o["output_type"] for o in c["outputs"]]) for c in code]


def prompts(tab):  # noqa: F811
    return tab.locator(".jp-InputArea-prompt").all_inner_texts()


def idle(tab):  # noqa: F811
    tab.locator(".jp-StatusBar-Left", has_text="| Idle").wait_for(timeout=60_000)
    tab.wait_for_timeout(1000)


@pytest.fixture
def many(tab, server):  # noqa: F811
    """A notebook of sixty cells, run once and open."""
    prints = [f'System.out.println("cell {i}");' for i in range(CELLS)]
    put(tab, server, "many.ipynb", "int first = 1;", *prints)
    open_notebook(tab, server, "many.ipynb")
    menu(tab, "Run All Cells")
    tab.locator(".jp-OutputArea-output", has_text=f"cell {CELLS - 1}").wait_for(timeout=60_000)
    idle(tab)
    before = saved(tab, server, "many.ipynb")
    assert all(outputs == ["stream"] for _, outputs in before[1:])
    return tab


def nothing_ran_behind_the_first(tab, server):  # noqa: F811
    idle(tab)
    first, *others = saved(tab, server, "many.ipynb")
    assert first[1] == ["error"]
    assert [cell for cell in others if cell[1]] == []
    assert not [text for text in prompts(tab) if "*" in text]
    # the next cell that is run is served
    write_cell(tab, "cell 0", 'System.out.println("next " + 6 * 7);')
    tab.keyboard.press("Control+Enter")
    tab.locator(".jp-OutputArea-output", has_text="next 42").wait_for(timeout=60_000)


def test_run_all_ends_at_a_cell_that_fails_at_once(many, server):  # noqa: F811
    write_cell(many, "int first", FAILS)
    menu(many, "Run All Cells")
    many.locator(".jp-OutputArea-output", has_text="illegal start").wait_for(timeout=60_000)
    nothing_ran_behind_the_first(many, server)


def test_the_stop_button_ends_run_all(many, server):  # noqa: F811
    write_cell(many, "int first", "Thread.sleep(600_000);")
    menu(many, "Run All Cells")
    many.locator(".jp-StatusBar-Left", has_text="| Busy").wait_for(timeout=60_000)
    many.wait_for_timeout(2000)
    many.locator(STOPS).first.click()
    many.locator(".jp-OutputArea-output", has_text="interrupted").wait_for(timeout=60_000)
    nothing_ran_behind_the_first(many, server)


def test_a_copy_in_another_folder_knows_the_library_and_asks_its_reader(tab, server):  # noqa: F811
    folder = {"type": "directory"}
    tab.context.request.put(
        address(server, "作业"),
        data=json.dumps(folder),
        headers={"Content-Type": "application/json"},
    )
    put(
        tab,
        server,
        "作业/副本.ipynb",
        '%classpath ../lib/target/nndl.jar\nClass.forName("nndl.notebook.Notebook");',
        'nndl.plot.Plot.of("Loss", "step", "loss").line("a", 1, 2)',
        'System.out.println("said " + new Scanner(System.in).nextLine());',
    )
    open_notebook(tab, server, "作业/副本.ipynb")
    menu(tab, "Run All Cells")
    field = tab.locator(".jp-Stdin-input")
    field.wait_for(timeout=60_000)
    picture = tab.locator(".jp-OutputArea-executeResult img")
    assert picture.get_attribute("alt").startswith("Loss")
    field.fill("三")
    field.press("Enter")
    tab.locator(".jp-OutputArea-output", has_text="said 三").wait_for(timeout=60_000)
