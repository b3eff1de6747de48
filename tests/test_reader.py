"""Every notebook as a reader uses it: cells in any order, parameters at any valid or wrong value."""

import random

import pytest
from nbformat.v4 import new_code_cell, new_notebook

import reader
import sample
import values
from tooling.running import parameters
from tooling.setup import toolchain


def test_reader_finds_nothing_wrong(path, visit_of, record_property):
    told = visit_of(path)
    record_property("visit", (told.actions, len(told.wrong)))
    assert told.actions > 20
    assert not told.wrong, "\n".join(told.wrong)


@pytest.fixture(scope="module")
def sample_reader(tmp_path_factory):
    """A reader of the sample, in one kernel for all tests here."""
    path = sample.write(tmp_path_factory.mktemp("reader") / "sample.ipynb", toolchain.JAR)
    with reader.opened(path) as one:
        one.run_all()
        yield one


COUNT = """\
System.setProperty("runs", System.getProperty("runs", "") + "x");
System.out.println(System.getProperty("runs"));"""
FAULTS = {
    "accumulates": ("work", COUNT),
    "fails for five": ("work", 'if (seeds == 5) throw new IllegalStateException("five");'),
    "loses a check": ("checks", sample.CHECKS.replace("i <= 12", "i <= (seeds == 5 ? 11 : 12)")),
    "complains": ("work", 'if (seeds == 5) System.err.println("careful");'),
    "accepts anything": ("validation", "int ignored = 1;"),
    "refuses without a name": (
        "validation",
        'if (seeds > 1000) throw new IllegalArgumentException("no");',
    ),
}


@pytest.mark.parametrize("fault", [None, *FAULTS])
def test_reader_sees_the_fault(sample_reader, fault):
    cells = {cell.id: cell for cell in sample_reader.code}
    sources = {name: cell.source for name, cell in cells.items()}
    sample_reader.told = reader.Told()
    if fault:
        name, source = FAULTS[fault]
        cells[name].source = source
    sample_reader.change()
    first = sample_reader.outputs()
    sample_reader.change(seeds="5")
    sample_reader.run(sample_reader.first + 2)
    sample_reader.refused("seeds", "1001")
    sample_reader.change()
    sample_reader.run(sample_reader.first + 2)
    sample_reader.same(first, "at the end")
    for name, source in sources.items():
        cells[name].source = source
    assert bool(sample_reader.told.wrong) == bool(fault), sample_reader.told.wrong


KEEP = """\
Object kept = System.getProperties().computeIfAbsent("kept", k -> new ArrayList<double[]>());
((List<double[]>) kept).add(new double[300_000]);"""


@pytest.mark.parametrize("work", [None, KEEP])
def test_reader_sees_what_stays(sample_reader, work):
    cell = next(cell for cell in sample_reader.code if cell.id == "work")
    source = cell.source
    cell.source = work or source
    sample_reader.told = reader.Told()
    reader.stays_small(sample_reader, rounds=3)
    cell.source = source
    assert bool(sample_reader.told.wrong) == bool(work), sample_reader.told.wrong


NOTED = {
    "int seeds = 3;": 'Parameter.in("seeds", seeds, 1, 10)',
    "double rate = 0.1;": 'Parameter.in("rate", rate, 1e-6, 1_000)',
    "double shift = 0;": 'Parameter.in( "shift", shift, -1, 1)',
    "long seed = 12;": 'Parameter.any("seed", seed)',
    'String name = "b";': 'Parameter.oneOf("name", name, "a b",\n "c", "d")',
    "boolean loud = true;": 'Parameter.any("loud", loud)',
}


@pytest.mark.parametrize("line", NOTED)
def test_drawn_values_are_valid(line):
    cells = [new_code_cell(f"{line} // what it is", metadata={"tags": ["parameters"]})]
    cells.append(new_code_cell(f"checks.setParameters(List.of({NOTED[line]}));"))
    (parameter,), draw = parameters.of(new_notebook(cells=cells)), random.Random(3)
    assert parameter.note == "what it is"
    found = {values.drawn(parameter, draw) for _ in range(300)}
    if pair := values.limits(parameter):
        assert all(pair[0] <= float(x) <= pair[1] for x in found)
        assert [float(x) for x in values.ends(parameter)] == list(pair)
        outside = [float(x) for x in values.invalid(parameter) if x[0] in "-0123456789"]
        assert outside and not any(pair[0] <= x <= pair[1] for x in outside)
    elif parameter.type == "String":
        assert found == {'"a b"', '"c"', '"d"'}
    assert len(found) > 1
