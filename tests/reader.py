"""A reader at work: one kernel, cells in any order, parameters at any value, right or wrong."""

import copy
import random
import re
from contextlib import contextmanager
from dataclasses import dataclass, field

from nbclient import NotebookClient

import rules
import values
from tooling.page import verdict
from tooling.running import parameters, runs
from tooling.kernel.managers import QuietKernelManager

HISTOGRAM = """\
System.out.println(java.lang.management.ManagementFactory.getPlatformMBeanServer().invoke(
    new javax.management.ObjectName("com.sun.management:type=DiagnosticCommand"),
    "gcClassHistogram", new Object[] {null}, new String[] {String[].class.getName()}));"""
MADE = re.compile(r"\[D|\[*L?(nndl|org\.ejml|org\.knowm|tech\.tablesaw|java\.awt)\.")
# Bytes a cell and round. A kernel keeps the class of each snippet, with the values of its variables,
# and JShell its text with all imports before it: some 50 kB a statement.
MOST_KEPT = {"of what it made": 100_000, "in all": 1_000_000}
REFUSED = ("IllegalArgumentException", "CompilationException")


@dataclass
class Told:
    """What came of a visit: how many actions, and a line for each thing that was wrong."""

    actions: int = 0
    wrong: list = field(default_factory=list)


class Reader:
    """A notebook open in a kernel; `told` collects what goes wrong."""

    def __init__(self, path, client, nb):
        self.path = path
        self.client, self.nb = client, nb
        self.code = [c for c in nb.cells if c.cell_type == "code"]
        self.first = self.code.index(parameters.tagged(nb, "parameters"))
        self.parameters = parameters.of(nb)
        self.defaults = self.code[self.first].source
        self.told = Told()
        self.setting = {}

    def run(self, index):
        """One cell; true when it went well."""
        self.told.actions += 1
        self._execute(index)
        return self._well(index)

    def run_all(self, start=0):
        """The cells from `start` down; stops, as JupyterLab does, at the first that fails."""
        self.told.actions += 1
        for index in range(start, len(self.code)):
            self._execute(index)
            if not self._well(index):
                return False
        checked = verdict.of(self.nb)
        if not checked.total or checked.passed != checked.total:
            self.complain(str(checked))
            return False
        return True

    def change(self, **setting):
        """Edit the parameter cell (defaults where nothing is given) and run from there down."""
        self.edit(setting)
        return self.run_all(self.first)

    def edit(self, setting):
        """Edit the parameter cell without running it."""
        self.setting = setting
        self.code[self.first].source = re.sub(
            r"(?m)^(\w+ (\w+) *= *)([^;]*);",
            lambda m: f"{m[1]}{setting.get(m[2], m[3])};",
            self.defaults,
        )

    def refused(self, name, value):
        """Whether a wrong value is told by name, in one line, and the session goes on."""
        self.edit({name: value})
        self.told.actions += 1
        for index in (self.first, self.first + 1):
            self._execute(index)
            if error := self._error(index):
                break
        else:
            return self.complain("it was accepted")
        kind = error.ename.rsplit(".", 1)[-1]
        text = runs.message(error)
        if not any(word in error.ename + error.evalue for word in REFUSED):
            return self.complain(f"refused by {error.ename}: {text}")
        if kind != "CompilationException" and (name not in text or len(text) > 200):
            return self.complain(f"the refusal does not name it: {text}")
        return True

    def outputs(self):
        """A copy of the code cells as they stand."""
        return copy.deepcopy(self.code)

    def same(self, before, what, start=0):
        """Complain where outputs differ from those of `before`."""
        different = rules.differences(before[start:], self.code[start:], first=start + 1)
        for line in different:
            self.complain(f"{what}: {line}")
        return not different

    def complain(self, problem):
        """Note a problem, with the setting it came up at."""
        at = ", ".join(f"{k} = {v}" for k, v in self.setting.items()) or "defaults"
        self.told.wrong.append(f"{self.path.stem} at {at}: {problem}")
        return False

    def live_bytes(self):
        """Heap in use after a collection: what the notebook made, and all."""
        cell = copy.deepcopy(self.code[0])
        cell.source = HISTOGRAM
        self.nb.cells.append(cell)
        try:
            self.client.execute_cell(cell, len(self.nb.cells) - 1)
        finally:
            self.nb.cells.pop()
        told = "".join(o.get("text", "") for o in cell.outputs)
        kinds = {kind: int(size) for size, kind in re.findall(r": +\d+ +(\d+) +(\S+)", told)}
        made = sum(size for kind, size in kinds.items() if MADE.match(kind))
        return {"of what it made": made, "in all": sum(kinds.values())}

    def _execute(self, index):
        self.client.execute_cell(self.code[index], self.nb.cells.index(self.code[index]))

    def _error(self, index):
        return next((o for o in self.code[index].outputs if o.output_type == "error"), None)

    def _well(self, index):
        if error := self._error(index):
            return self.complain(f"code cell {index + 1} failed: {runs.message(error)}")
        stderr = [o.text for o in self.code[index].outputs if o.get("name") == "stderr"]
        return not stderr or self.complain(f"code cell {index + 1}, stderr: {stderr}")


@contextmanager
def opened(path):
    """A Reader with the notebook open and a kernel of its own."""
    nb = runs.read(path)
    for cell in nb.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    client = NotebookClient(
        nb,
        kernel_name="java",
        kernel_manager_class=QuietKernelManager,
        allow_errors=True,
        coalesce_streams=True,
        timeout=600,
        iopub_timeout=60,
        resources={"metadata": {"path": str(path.parent)}},
    )
    with client.setup_kernel():
        yield Reader(path, client, nb)


def short_visit(path, seed):
    """One setting of all parameters first, wrong values, then the defaults, every cell twice."""
    draw = random.Random(f"{seed} {path.stem}")
    with opened(path) as reader:
        reader.edit({p.name: values.drawn(p, draw) for p in reader.parameters})
        if reader.run_all():
            _again_alone(reader, draw)
        _wrong_values(reader, draw, each=1)
        _everything_twice(reader)
        return reader.told


def long_visit(path, seed, settings=10, rounds=20):
    """All that a reader may do: each parameter at its ends and at random, `settings` of all."""
    draw = random.Random(f"{seed} {path.stem}")
    with opened(path) as reader:
        if not reader.run_all():
            return reader.told
        first = reader.outputs()
        reader.run_all()
        reader.same(first, "run all again")
        for parameter in reader.parameters:
            for value in [*values.ends(parameter), values.drawn(parameter, draw)]:
                reader.change(**{parameter.name: value})
            _again_alone(reader, draw)
        for _ in range(settings):
            reader.change(**{p.name: values.drawn(p, draw) for p in reader.parameters})
        _wrong_values(reader, draw, each=9)
        _everything_twice(reader)
        stays_small(reader, rounds)
        return reader.told


def _again_alone(reader, draw):
    before = reader.outputs()
    index = draw.randrange(reader.first + 2, len(reader.code) - 1)
    reader.run(index)
    reader.same(before, "run alone again")


def _wrong_values(reader, draw, each):
    for parameter in reader.parameters:
        wrong = values.invalid(parameter)
        for value in draw.sample(wrong, min(each, len(wrong))):
            reader.refused(parameter.name, value)


def _everything_twice(reader):
    reader.edit({})
    stored = [c for c in runs.read(reader.path).cells if c.cell_type == "code"]
    for index in range(len(reader.code)):
        if not reader.run(index) or not reader.run(index):
            return
    reader.same(stored, "every cell twice, after other settings")


def stays_small(reader, rounds):
    """Complain when running everything again leaves more and more in the kernel."""
    reader.change()
    before = reader.live_bytes()
    for _ in range(rounds):
        if not reader.change():
            return
    for what, size in reader.live_bytes().items():
        grown = (size - before[what]) / rounds / len(reader.code)
        if grown > MOST_KEPT[what]:
            reader.complain(f"{grown / 1000:.0f} kB {what} stay in memory, a cell and round")
