"""What the last line of a notebook and the head of its page say after a mistake."""

import re

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_output

import rules
import sample
from tooling.page import differences, export, verdict
from tooling.running import parameters, runs
from tooling.setup import toolchain
from tooling.kernel.managers import QuietKernelManager


class Session:
    """The sample in a kernel that goes on after errors, as IJava does, and as a reader may."""

    def __init__(self, client, nb):
        self.client, self.nb = client, nb
        self.cells = {cell.id: cell for cell in nb.cells if cell.cell_type == "code"}
        self.sources = {name: cell.source for name, cell in self.cells.items()}

    def run(self, *names, **sources):
        """Cells in this order, all when none is named, with other sources."""
        for name, cell in self.cells.items():
            cell.source = sources.get(name, self.sources[name])
            cell.outputs = cell.outputs if names else []
        for name in names or self.cells:
            self.client.execute_cell(self.cells[name], self.nb.cells.index(self.cells[name]))
        return self

    def error(self, name):
        """What the error of a cell says."""
        outputs = [o for o in self.cells[name].outputs if o.output_type == "error"]
        return runs.message(outputs[0]) if outputs else ""

    def last_line(self):
        """The verdict, as a reader sees it."""
        html = self.cells["checks"].outputs[-1].data["text/html"]
        return re.search(r"<p>(.*)</p>", html)[1]

    def head(self):
        """The verdict on a page made of what stands."""
        return verdict.of(self.nb)


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """One kernel for all tests here; each begins with the set-up cell, which forgets all."""
    folder = tmp_path_factory.mktemp("verdict")
    nb = runs.read(sample.write(folder / "sample.ipynb", toolchain.JAR))
    client = NotebookClient(
        nb,
        kernel_name="java",
        kernel_manager_class=QuietKernelManager,
        allow_errors=True,
        coalesce_streams=True,
        timeout=120,
        resources={"metadata": {"path": str(folder)}},
    )
    with client.setup_kernel():
        yield Session(client, nb)


PARAMETERS = sample.PARAMETERS


def test_all_run(kernel):
    kernel.run()
    assert kernel.last_line() == "All 12 checks passed."
    assert (kernel.head().passed, kernel.head().total) == (12, 12)


def test_refused_parameter(kernel):
    kernel.run()
    kernel.run(parameters=PARAMETERS.replace("seeds = 3", "seeds = 1001"))
    refusal = "seeds must be in [1, 1000], was 1001"
    assert kernel.error("validation") == refusal
    assert kernel.error("checks") == f"not checked, a parameter was refused: {refusal}"
    kernel.run("checks", checks="show(checks.verdict(parameters()));")
    assert kernel.last_line() == f"No check counts, a parameter was refused: {refusal}."
    assert not kernel.head().holds
    assert kernel.head().passed == 0
    kernel.run()
    assert kernel.last_line() == "All 12 checks passed."


def test_parameter_cell_that_does_not_compile(kernel):
    kernel.run()
    wrong = PARAMETERS.replace("seeds = 3", "seeds = 4").replace("rate = 0.5", "rate = 0,3")
    kernel.run(parameters=wrong)
    html = kernel.cells["checks"].outputs[-1].data["text/html"]
    assert "<caption>Checks with seeds = 4, rate = 0.5," in html, "the settings that were in force"
    kernel.cells["parameters"].source = wrong
    assert not kernel.head().holds
    assert "code cell 2 ended with an error" in kernel.head().reasons


def test_cell_that_failed_in_the_middle(kernel):
    broken = sample.CHECKS.replace("for (", "for (int j = 0; j < 5; j++) checks.above(\"b\" + j, 1, 0);\nint zero = 0, one = 1 / zero;\nfor (")
    kernel.run(checks=broken)
    kernel.run("checks", checks="show(checks.verdict(parameters()));")
    assert kernel.last_line() == "5 of 12 checks passed: 7 did not run."
    assert (kernel.head().passed, kernel.head().total) == (5, 12)


def test_check_that_failed_and_did_not_run_again(kernel):
    kernel.run()
    kernel.run("checks", checks='checks.above("height of bar 3", 1, 2);')
    kernel.run("checks", checks="show(checks.verdict(parameters()));")
    assert kernel.last_line() == "11 of 12 checks passed: 1 failed."
    assert kernel.head().passed == 11


def test_upper_cell_run_again_with_another_parameter(kernel):
    kernel.run()
    kernel.run("parameters", parameters=PARAMETERS.replace("seeds = 3", "seeds = 4"))
    kernel.run("checks", checks="show(checks.verdict(parameters()));")
    assert kernel.last_line() == "0 of 12 checks passed: 12 ran with other parameters only."
    kernel.run("validation")
    some = "for (int i = 1; i <= 5; i++) checks.above(\"height of bar \" + i, 60, i);"
    kernel.run("checks", checks=some)
    kernel.run("checks", checks="show(checks.verdict(parameters()));")
    assert kernel.last_line() == "5 of 12 checks passed: 7 ran with other parameters only."
    assert (kernel.head().passed, kernel.head().total) == (5, 12)


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """The sample after a clean run."""
    path = sample.write(tmp_path_factory.mktemp("clean") / "sample.ipynb", toolchain.JAR)
    nb = runs.execute(path)
    return path, nb


def code(nb, name):
    return next(cell for cell in nb.cells if cell.get("id") == name)


def add(nb, source, outputs=(), count=None):
    number = 1 + sum(cell.cell_type == "code" for cell in nb.cells)
    nb.cells.append(new_code_cell(source, execution_count=count or number, outputs=list(outputs)))


def failing(nb):
    code(nb, "work").outputs = [new_output("error", ename="e", evalue="v", traceback=[])]


def refused(nb):
    code(nb, "checks").outputs[-1].data[verdict.CHECKS]["refusal"] = "seeds must be …"


def failed_check(nb):
    code(nb, "checks").outputs[-1].data[verdict.CHECKS]["checks"][3]["passed"] = False


def old_check(nb):
    code(nb, "checks").outputs[-1].data[verdict.CHECKS]["checks"][3]["current"] = False


def fewer_checks(nb):
    del code(nb, "checks").outputs[-1].data[verdict.CHECKS]["checks"][3]


def rewrite(name, before, after):
    return lambda nb: code(nb, name).update(source=code(nb, name).source.replace(before, after))


STATES = {
    "printed text": (
        lambda nb: add(nb, "p", [new_output("stream", text="All 99 checks passed.\n")]), (12, 12), "",
    ),
    "failed check": (failed_check, (11, 12), ""),
    "check with other parameters": (old_check, (11, 12), ""),
    "missing check": (fewer_checks, (11, 12), ""),
    "refused": (refused, (0, 12), "a parameter was refused: seeds must be …"),
    "order": (lambda nb: code(nb, "plot").update(execution_count=9), (12, 12), "from top to bottom"),
    "second run": (
        lambda nb: [cell.update(execution_count=cell.execution_count + 6)
                    for cell in nb.cells if cell.cell_type == "code"], (12, 12), "in a new kernel",
    ),
    "not run": (lambda nb: code(nb, "plot").update(execution_count=None), (12, 12), "code cell 5 did not run"),
    "error": (failing, (12, 12), "code cell 4 ended with an error"),
    "changed": (
        rewrite("parameters", "seeds = 3", "seeds = 99"), (12, 12),
        "the cell says seeds = 99, the checks were made with seeds = 3",
    ),
    "changed text": (
        rewrite("parameters", '"start"', '"end"'), (12, 12), "the cell says label = \"end\"",
    ),
    "reassigned": (lambda nb: add(nb, "seeds = 5;"), (12, 12), "code cell 7 assigns seeds again"),
    "declared again": (lambda nb: add(nb, "int seeds = 5;"), (12, 12), "code cell 7 assigns seeds again"),
    "counted up": (lambda nb: add(nb, "{ seeds++; }"), (12, 12), "code cell 7 assigns seeds again"),
    "no verdict": (lambda nb: code(nb, "checks").update(outputs=[]), (0, 0), ""),
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_head_tells_the_state(clean, state):
    path, nb = clean
    change, counted, reason = STATES[state]
    nb = nbformat.from_dict(nb)
    nb = nbformat.reads(nbformat.writes(nb), 4)
    assert verdict.of(nb).holds, verdict.of(nb).reasons
    change(nb)
    found = verdict.of(nb)
    assert (found.passed, found.total) == counted
    assert any(reason in each for each in found.reasons) if reason else not found.reasons
    assert found.holds == (counted == (12, 12) and not reason)
    html = export.page(nb, path.stem)
    head = html[html.index('<header class="page-head"') : html.index("</header>")]
    assert ("page-passed" in head) == found.holds
    assert ("Not a clean run" in head) == bool(reason)
    assert "99 of 99" not in head


@pytest.mark.parametrize(
    "source",
    [
        "{ int seeds = 5; seeds = 6; seeds++; }",
        "for (int seeds = 1; seeds < 3; seeds++) System.out.println(seeds);",
        'String text = "seeds = 5"; // seeds = 6',
        "if (seeds == 3 && seeds >= 2 && seeds <= 4 && seeds != 5) { }",
        "point.seeds = 4;",
        "int more = seeds;",
    ],
)
def test_own_names_of_a_cell_are_no_assignment(clean, source):
    _, nb = clean
    nb = nbformat.reads(nbformat.writes(nb), 4)
    add(nb, source)
    assert verdict.of(nb).holds, verdict.of(nb).reasons


def test_notebooks_as_they_stand(path):
    nb = runs.read(path)
    found = verdict.of(nb)
    assert found.holds, found.reasons
    assert differences.marked(nb, differences.published(nb, path.stem)) == []


def test_page_names_what_differs_from_the_notebook_as_published():
    path = runs.find("4-2-xor")
    nb = runs.read(path)
    cells = [cell for cell in nb.cells if cell.cell_type == "code"]
    cells[5].source += "\n// mine"
    cells[1].source = cells[1].source.replace("rate = 0.3", "rate = 0.4")
    text = next(cell for cell in nb.cells[2:] if cell.cell_type == "markdown")
    text.source += " More."
    nb.cells[0].source += "\n\n**作者：** 王小明"
    nb.cells.remove(cells[7])
    nb.cells.insert(9, new_code_cell("int mine = 1;", id="mine"))
    original = differences.published(nb, "王小明-4-2")
    assert original.cells[0].id == nb.cells[0].id
    names = [each.name for each in differences.marked(nb, original)]
    assert names == ["text cell 3 changed", "code cell 6 added", "code cell 7 changed", "1 cell taken out"]
    assert differences.changed_values(nb, original) == {"rate": "0.3"}
    nb = runs.read(path)
    nb.cells.insert(9, new_code_cell("int mine = 1;", id="mine"))
    html = export.page(nb, "4-2-xor")
    assert html.count("celltag_changed-cell") == 2  # the cell and its style
    assert '<a href="#cell-id=mine">code cell 6 added</a>' in html
    assert 'id="cell-id=mine"' in html


def test_notebook_of_a_students_own_is_not_compared(clean):
    _, nb = clean
    assert differences.published(nb, "sample") is None
    assert "<dt>Cells</dt>" not in export.page(nbformat.from_dict(nb), "sample")


def test_range_is_stated_in_one_place(path):
    nb = runs.read(path)
    cell = parameters.tagged(nb, "parameters")
    assert not re.search(r"//\s*[\[(]\s*[-\d.e]+\s*,", cell.source)
    assert all(p.allowed != () for p in parameters.of(nb))
    stated = re.findall(r'Parameter\.\w+\("(\w+)"', "\n".join(c.source for _, c in rules.code(nb)))
    assert stated == [p.name for p in parameters.of(nb)]
