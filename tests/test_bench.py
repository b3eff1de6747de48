"""The measurements: unequal work is caught, slopes are judged, tables are put where they belong.

Nothing here depends on how long something takes.
"""

import array
import json
import re
import sys

import pytest

from bench import report, rounds, run, workers
from bench.sections import SECTIONS
from conftest import ROOT
from tooling.setup import toolchain
from tooling.errors import LabError

PAGE = (ROOT / "bench" / "README.md").read_text(encoding="utf-8")
# Answers as the workers do; its result is 2, the number it is started with, and 2.
STAND_IN = """
import array, sys
for line in sys.stdin:
    words = line.rstrip("\\n").split("\\t")
    if words[0] == "result":
        open(words[2], "wb").write(array.array("d", [2, float(sys.argv[1]), 2]).tobytes())
    answer = {"run": "ok 0.5", "prepare": "ok", "result": "ok"}.get(words[0], "error no such request")
    print(answer, flush=True)
"""


def stand_in(name, number):
    return lambda: workers.Worker(name, [sys.executable, "-c", STAND_IN, str(number)])


@pytest.mark.parametrize(
    "other, equal", [(2.0, True), (2.0 + 1e-12, True), (2.01, False), ("nan", False)]
)
def test_unequal_work_stops_the_run(other, equal):
    with workers.opened(stand_in("library", 2.0), stand_in("numpy", other)) as stacks:
        for stack in stacks.values():
            stack.prepare("it", task="any")
            assert stack.seconds("it", 1) == 0.5
        results = {name: stack.result("it") for name, stack in stacks.items()}
    if equal:
        workers.agree("outputs", results, 1e-10)
    else:
        with pytest.raises(LabError, match="Unequal work.*outputs: library and numpy differ"):
            workers.agree("outputs", results, 1e-10)


def test_results_of_other_length_are_unequal_work():
    with pytest.raises(LabError, match="library has 2 numbers, torch has 1"):
        workers.agree("outputs", {"library": [1.0, 2.0], "torch": [1.0]}, 1e-10)


def test_what_a_worker_cannot_do_is_told():
    with workers.opened(stand_in("library", 1)) as stacks:
        with pytest.raises(LabError, match="library could not forget: no such request"):
            stacks["library"].forget()
    dead = workers.Worker("numpy", [sys.executable, "-c", "pass"])
    with pytest.raises(LabError, match="The worker of numpy has ended"):
        dead.prepare("it")
    dead.close()


def test_the_worker_of_the_library(tmp_path, monkeypatch):
    # tanh(1·½ + 2·¼) · 3 + 1, and θ after it: W₁ (2×1), b₁, W₂, b₂
    classes = tmp_path / "classes"
    classes.mkdir()
    run.compile_java(toolchain.find_java(), classes)
    monkeypatch.setattr(workers, "CLASSES", classes)
    for name, numbers in {"X": (0.5, 0.25), "Y": (0,), "theta": (1, 2, 0, 3, 1)}.items():
        (tmp_path / name).write_bytes(array.array("d", numbers).tobytes())
    command = workers.java_command("Worker", classes=classes)
    with workers.opened(lambda: workers.Worker("library", command)) as stacks:
        library = stacks["library"]
        settings = {"folder": tmp_path, "widths": "2,1,1", "samples": 1}
        settings |= {"activation": "tanh", "loss": "squared"}
        library.prepare("it", task="forward", **settings)
        assert library.seconds("it", 2) > 0
        assert library.result("it")[0] == pytest.approx(3 * 0.7615941559557649 + 1, abs=1e-15)
        library.prepare("step", task="step", rate=0.1, **settings)
        library.seconds("step", 4)
        losses = library.result("step")
        assert len(losses) == 4 and losses[3] < losses[0]


def test_a_power_law_has_its_slope():
    xs = [10, 100, 1000, 10_000]
    found = rounds.slope(xs, [3e-9 * x**2 for x in xs])
    assert found.exponent == pytest.approx(2) and found.error < 1e-12
    noisy = rounds.slope(xs, [x * factor for x, factor in zip(xs, (1.2, 0.9, 1.1, 1.0))])
    assert noisy.exponent == pytest.approx(1, abs=0.05) and noisy.error > 0.01


def test_a_slope_that_is_off_is_flagged():
    assert rounds.flag("forward, width", 2.09, 2) is None
    assert rounds.flag("forward, width", 1.88, 2) == "forward, width: slope 1.88, the theory's is 2"


def test_ratios_are_taken_within_a_round():
    # a machine that becomes ten times slower in the last round
    seconds = {"library": [1.0, 1.0, 10.0], "torch": [2.0, 2.0, 20.0]}
    assert rounds.compared(seconds)["torch"]["ratio"] == [2.0, 2.0, 2.0]


def test_every_contestant_has_a_turn_in_each_round():
    turns = []

    def timed(name):
        return lambda times: turns.append(name) or 0.1 * times

    seconds = rounds.interleaved({n: timed(n) for n in "AB"}, 3, least=0.1, warm=0.2)
    assert turns[-6:] == list("ABABAB")
    assert seconds["A"] == pytest.approx([0.1] * 3)


def rows(ratio):
    stacks = {"library": {"seconds": [1e-3] * 3, "ratio": [1.0] * 3}}
    stacks["numpy"] = {"seconds": [1e-3] * 3, "ratio": ratio}
    return [{"what": "small", "stacks": stacks}]


def test_tables_are_written_between_their_marks(tmp_path):
    few = type("Run", (), {"rounds": 3, "quick": False})
    results = report.Results(tmp_path, {name: "1" for name in MACHINE})
    for ratio in ([2.0, 2.5, 3.0], [4.0, 4.5, 5.0]):
        results.put("forward", few, rows(ratio))
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "| small | 1 ms | 4.5 (4–5) |" in page and "2.5 (2–3)" not in page
    assert prose(page) == prose(PAGE)
    stored = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert stored["sections"]["forward"]["rows"][0]["stacks"]["numpy"]["ratio"] == [4.0, 4.5, 5.0]
    # another machine begins anew
    assert report.Results(tmp_path, {name: "2" for name in MACHINE}).all() == {}


MACHINE = ("processor", "cores", "system", "Java", "Python", "NumPy", "PyTorch")


def test_a_page_without_a_mark_is_refused():
    with pytest.raises(LabError, match="the table 'forward' once"):
        report.rewritten("no marks", {"forward": "table"})


def prose(page):
    return re.sub(r"(<!-- ([\w]+) -->\n).*?(<!-- end of \2 -->)", r"\1\3", page, flags=re.DOTALL)


def test_the_page_has_the_marks_of_every_section():
    marks = {*SECTIONS, "machine", "flags"}
    assert report.rewritten(PAGE, {name: "" for name in marks})
    assert set(re.findall(r"<!-- (\w+) -->", PAGE)) == marks


def test_flagged_figures_are_explained():
    file = ROOT / "bench" / "results.json"
    if not file.exists():
        pytest.skip("nothing has been measured")
    sections = json.loads(file.read_text(encoding="utf-8"))["sections"]
    flags = [row["flag"] for s in sections.values() for row in s["rows"] if row.get("flag")]
    told = prose(PAGE)
    assert [flag for flag in flags if f"**{flag.partition(':')[0]}**" not in told] == []


@pytest.mark.parametrize(
    "arguments, words",
    [(["forwards"], "There is no section 'forwards'"), (["--rounds", "2"], "at least 3")],
)
def test_a_wrong_call_is_told(arguments, words, capsys):
    assert run.main(arguments) == 2
    assert words in capsys.readouterr().err


def test_a_python_without_what_is_needed_is_told(tmp_path):
    with pytest.raises(LabError, match="does not meet bench/requirements.txt.*torch"):
        run._python(sys.executable)
