"""`lab.py sweep`: many runs of the small notebook on a cluster, kept, gathered, gone on with."""

import csv
import json
import os
import re
import signal
import subprocess
import sys

import nbformat
import psutil
import pytest
from nbformat.v4 import new_output

import sample
from conftest import ROOT
from tooling.page import verdict
from tooling.setup import environment, toolchain

sys.path.insert(0, str(ROOT / "classroom"))

import sweep_results  # noqa: E402

# Stands in for lab.py where the runs themselves do not matter: quick, and it takes its time at 9.
STAND_IN = """
import json, sys, time
arguments = sys.argv[1:]
settings = dict(a.split("=") for a in arguments if "=" in a)
if settings["seed"] == "9":
    time.sleep(120)
if settings["seed"] == "2":
    sys.exit("code cell 4 failed: seed two")
nb = json.load(open(arguments[1], encoding="utf-8"))
checks = [{"claim": str(i), "passed": True, "current": True} for i in range(12)]
data = {"application/vnd.nndl.checks+json": {"expected": 12, "checks": checks}}
nb["cells"][-1]["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}]
json.dump(nb, open(arguments[3], "w", encoding="utf-8"))
"""

PYTHON = environment.executable(environment.SWEEP)
SCRIPT = ROOT / "classroom" / "sweep.py"
posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


@pytest.fixture
def dask():
    """The Python of sweeps; without one the tests that need a cluster are skipped."""
    if not (environment.SWEEP / "ready").exists():
        pytest.skip("Dask is not installed: 'python3 lab.py sweep NAME' installs it")
    return PYTHON


@pytest.fixture
def small(tmp_path):
    """The small notebook with a seed: it fails at 2, and prints a loss."""
    nb = sample.notebook(toolchain.JAR)
    nb.cells[3].source += "\nlong seed = 1; // of the draws"
    seeds = 'Parameter.in("seeds"'
    validation = nb.cells[4].source
    nb.cells[4].source = validation.replace(seeds, f'Parameter.any("seed", seed), {seeds}')
    nb.cells[5].source += (
        '\nif (seed == 2) throw new IllegalStateException("check failed: seed two");'
        '\nSystem.out.println("loss −" + seed / 2.0);'
    )
    nbformat.write(nb, tmp_path / "small.ipynb")
    return tmp_path / "small.ipynb"


@pytest.fixture
def stand_in(tmp_path):
    """A project whose lab.py is quick."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "lab.py").write_text(STAND_IN)
    return folder


def sweep(*arguments, python=PYTHON):
    return subprocess.run(
        [str(python), str(SCRIPT), *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def rows(folder):
    with (folder / "sweep.csv").open(encoding="utf-8", newline="") as file:
        return {row["value"]: row for row in csv.DictReader(file)}


def test_runs_are_kept_gathered_and_not_repeated(dask, small):
    out = small.parent / "out"
    first = sweep(small, "--seeds", 3, "-p", "seeds=5", "--figure", r"loss (\S+)", "--out", out)
    assert first.returncode == 1, first.stderr
    assert first.stderr == ""
    told = "failed, seed = 2: small: code cell 4 failed: check failed: seed two"
    assert told in first.stdout.splitlines()
    assert "2 of 3 runs succeeded." in first.stdout
    found = rows(out)
    assert [(found[n]["passed"], found[n]["figure"]) for n in "13"] == [("12", "-0.5"), ("12", "-1.5")]
    assert found["2"]["status"] == "failed"
    assert re.search(r"^loss .* 2 +-1\.5 +-1\.25 +-1 +-0\.75 +-0\.5$", first.stdout, re.MULTILINE)
    assert (out / "sweep.png").read_bytes()[:4] == b"\x89PNG"
    copy = nbformat.read(out / "small-3.ipynb", 4)
    assert "seed = 3;" in "".join(c.source for c in copy.cells)
    assert not list(out.glob(".*"))

    before = (out / "small-1.ipynb").stat().st_mtime_ns
    # half a line, as a power cut leaves it
    with (out / "sweep.csv").open("a") as file:
        file.write("4,ok,12")
    again = sweep(small, "--values", "1,3,5", "-p", "seeds=5", "--figure", "(3) bars", "--out", out)
    assert again.returncode == 0, again.stderr
    assert "2 of 3 runs are done already." in again.stdout
    assert (out / "small-1.ipynb").stat().st_mtime_ns == before
    assert {n: row["status"] for n, row in rows(out).items()} == dict.fromkeys("135", "ok")
    assert "3 runs printed nothing that gives the figure." in again.stdout

    other = sweep(small, "--seeds", 3, "-p", "seeds=6", "--out", out)
    assert other.returncode == 2
    assert "other settings" in other.stderr and "--out" in other.stderr
    assert set(rows(out)) == set("135")


def test_sweep_over_another_parameter_stops_when_all_fail_alike(dask, small, stand_in):
    out = small.parent / "out"
    given = ("--over", "rate", "--values", "1,2,3,4,5,6", "--project", stand_in)
    done = sweep(small, *given, "-p", "seed=2", "--out", out)
    assert done.returncode == 1
    assert "The first 3 runs failed alike: code cell 4 failed: seed two" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert {row["status"] for row in rows(out).values()} == {"failed"}


@posix
def test_interrupted_sweep_is_closed_to_others_and_keeps_what_is_done(dask, small, stand_in):
    out = small.parent / "out"
    command = [str(dask), str(SCRIPT), str(small), "--values", "1,9", "--out", str(out)]
    command += ["--project", str(stand_in)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout.readline().startswith("[1/2] seed = 1")
    ports = [c for c in psutil.Process(process.pid).net_connections("inet") if c.status == "LISTEN"]
    assert {port.laddr.ip for port in ports} <= {"127.0.0.1"}, "a port is open to other machines"
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command goes on" in errors and "Traceback" not in errors
    assert {n: row["status"] for n, row in rows(out).items()} == {"1": "ok"}
    assert not running(small), "a run goes on after the interrupt"


def running(notebook):
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    return [line for line in listed.stdout.splitlines() if str(notebook) in line]


def test_existing_scheduler_is_used_and_a_missing_project_is_told(dask, small, stand_in, tmp_path):
    code = (
        "from distributed import LocalCluster\nimport sys\n"
        "if __name__ == '__main__':\n"
        "    c = LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None)\n"
        "    print(c.scheduler_address, flush=True)\n    sys.stdin.read()\n"
    )
    script = tmp_path / "cluster.py"
    script.write_text(code)
    cluster = subprocess.Popen(
        [str(dask), str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        address = cluster.stdout.readline().strip()
        given = (small, "--seeds", 1, "--scheduler", address, "--out", tmp_path / "out")
        lost = sweep(*given, "--project", tmp_path)
        assert lost.returncode == 1
        assert "there is no project in" in lost.stdout and "give --project" in lost.stdout
        done = sweep(*given, "--project", stand_in)
        assert done.returncode == 0, done.stdout + done.stderr
        assert rows(tmp_path / "out")["1"]["passed"] == "12"
    finally:
        cluster.communicate("")
    gone = sweep(small, "--seeds", 1, "--scheduler", "tcp://127.0.0.1:1", "--out", tmp_path / "no")
    assert gone.returncode == 1
    assert gone.stderr.startswith("There is no Dask scheduler to be reached at 'tcp://127.0.0.1:1'")
    assert len(gone.stderr.splitlines()) == 1


REFUSED = {
    "no notebook": (["nowhere"], "There is no notebook 'nowhere'"),
    "no parameter": (["{small}", "--over", "depth"], "small has no parameter 'depth'"),
    "no such setting": (["{small}", "-p", "depth=3"], "small has no parameter 'depth'"),
    "wrong value": (["{small}", "--values", "1,x"], "seed is a long, a whole number"),
    "set twice": (["{small}", "-p", "seed=3"], "-p sets 'seed', over which"),
    "nothing": (["{small}", "--seeds", "0"], "There is nothing to run"),
    "no workers": (["{small}", "--workers", "0"], "--workers"),
    "no pattern": (["{small}", "--figure", "("], "is no regular expression"),
    "no group": (["{small}", "--figure", "loss"], "wants one group"),
    "same file": (["{small}", "--over", "label", "--values", "a b,a_b"], "share a file's name"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_bad_input_is_told_in_one_line(small, case):
    arguments, told = REFUSED[case]
    given = [a.replace("{small}", str(small)) for a in arguments]
    # none of these gets as far as Dask, so that any Python will do
    done = sweep(*given, "--out", small.parent / "out", python=sys.executable)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not (small.parent / "out").exists()


def test_lab_py_hands_over(dask, lab):
    done = lab("sweep", "nowhere", "--seeds", 3)
    assert done.returncode == 2
    assert "There is no notebook 'nowhere'" in done.stderr


def test_table_that_cannot_be_written_is_told_and_the_copy_is_kept(small):
    out = small.parent / "out"
    about = {"notebook": "small", "over": "seed", "settings": [], "sources": ""}
    out.mkdir()
    kept = sweep_results.Folder(out, about, None)
    kept.csv.unlink()
    kept.csv.mkdir()
    text = small.read_text(encoding="utf-8")
    with pytest.raises(sweep_results.LabError, match="cannot be written"):
        kept.keep("1", {"copy": text, "seconds": 1.0, "message": ""})
    assert kept.copy("1").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ["sweep.csv", "sweep.png", "small-3.ipynb"])
def test_a_folder_with_files_of_others_is_not_swept_into(small, name):
    about = {"notebook": "small", "over": "seed", "settings": [], "sources": ""}
    out = small.parent / "out"
    out.mkdir()
    (out / name).write_text("mine")
    with pytest.raises(sweep_results.LabError, match=f"{name}: there already, and not from a sweep"):
        sweep_results.Folder(out, about, None)
    assert [path.read_text() for path in out.iterdir()] == ["mine"]


def test_lines_that_were_made_another_table_stay(small):
    about = {"notebook": "small", "over": "seed", "settings": [], "sources": ""}
    out = small.parent / "out"
    out.mkdir()
    kept = sweep_results.Folder(out, about, None)
    kept.csv.write_text("value;status;mine\n1;ok;7\n")
    with pytest.raises(sweep_results.LabError, match="other columns"):
        sweep_results.Folder(out, about, None)
    assert "mine" in kept.csv.read_text()


def test_without_dask_it_is_told_how_to_get_it(small):
    code = (
        "import sys, runpy\nsys.modules['distributed'] = None\n"
        f"sys.argv = ['sweep.py', {str(small)!r}]\n"
        f"runpy.run_path({str(SCRIPT)!r}, run_name='__main__')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Dask is not installed" in done.stderr
    assert "python3 lab.py sweep" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("passed", [12, 11, 0])
def test_checks_are_counted_as_in_exported_pages(passed):
    made = [{"claim": str(i), "passed": i < passed, "current": True} for i in range(12)]
    data = {verdict.CHECKS: {"expected": 12, "checks": made}} if passed else {}
    nb = sample.notebook(toolchain.JAR)
    nb.cells[-1].outputs = [
        new_output("display_data", data),
        new_output("stream", text="All 99 checks passed."),
    ]
    written = sweep_results.notebook(json.dumps(nb))
    assert sweep_results.counted(written) == ((passed, 12) if passed else None)
    assert (verdict.of(nb).passed, verdict.of(nb).total) == (passed, 12 if passed else 0)


def test_figures_are_found_in_prints_and_tables():
    output = {"data": {"text/html": "<td>E</td><td>−0.25</td>"}, "output_type": "display_data"}
    nb = sample.notebook(toolchain.JAR)
    nb.cells[-1].outputs = [{"output_type": "stream", "name": "stdout", "text": "E 1\nE 1e-3\n"}]
    written = sweep_results.notebook(json.dumps(nb))
    assert sweep_results.figure(written, re.compile(r"E (\S+)")) == 1e-3
    nb.cells[-1].outputs.append({**output, "metadata": {}})
    written = sweep_results.notebook(json.dumps(nb))
    assert sweep_results.figure(written, re.compile(r"E(−\S+)")) == -0.25
    assert sweep_results.figure(written, re.compile(r"nothing (\S+)")) is None
    assert sweep_results.figure(written, re.compile("(E)")) is None
