"""Kernels one after another in one JVM: each as if it were alone, and none outlives its command."""

import os
import signal

import nbformat
import pytest

import sample
from nblab import runs, verdict
from nblab.errors import LabError
from nblab.hosts import Hosts, managers
from nblab.kernel import QuietKernelManager
from test_interrupt import ends, is_running, posix, start_slow

PID = "System.out.println(ProcessHandle.current().pid());"
LEAVES = [
    "int left = 7;",
    'Locale.setDefault(Locale.GERMANY); TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));'
    'System.setProperty("nndl.left", "7");',
    "System.setOut(null);",
]
FINDS = [
    'System.out.println(Locale.getDefault() + " " + TimeZone.getDefault().getID() + " "'
    ' + System.getProperty("nndl.left") + " " + System.getProperty("java.version"));',
]
LOOPS = """\
var body = org.dflib.jjava.jupyter.channels.Loop.class.getDeclaredField("loopBody");
body.setAccessible(true);
Thread[] threads = new Thread[200];
int n = Thread.enumerate(threads);
for (int i = 0; i < n; i++)
  if (threads[i] instanceof org.dflib.jjava.jupyter.channels.Loop)
    System.out.println(body.get(threads[i]).getClass().getName());
"""


def write(folder, name, cells):
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in cells])
    nb.metadata["kernelspec"] = {"name": "java", "display_name": "Java", "language": "java"}
    return sample.save(nb, folder / f"{name}.ipynb")


def printed(nb):
    return "".join(o.text for c in nb.cells for o in c.get("outputs", []) if o.name == "stdout")


def test_a_notebook_finds_nothing_of_the_one_before(tmp_path):
    looks = write(tmp_path, "looks", [PID, *FINDS])
    leaves = write(tmp_path, "leaves", [PID, *LEAVES])
    asks = write(tmp_path, "asks", ["System.out.println(left);"])
    with Hosts() as manager:
        before = printed(runs.execute(looks, manager=manager))
        left = printed(runs.execute(leaves, manager=manager))
        after = printed(runs.execute(looks, manager=manager))
        with pytest.raises(LabError, match="cannot find symbol"):
            runs.execute(asks, manager=manager)
        pid = int(before.split()[0])
        assert left.split()[0] == str(pid)
        assert after == before
        assert " null " in before
        assert is_running(pid)
    assert not is_running(pid)


def test_each_kernel_of_a_host_shows_results(tmp_path):
    """The library is loaded once, for the first kernel."""
    table = 'nndl.notebook.Rows.of("Rates", "rate").add(0.5).table()'
    checks = "new nndl.check.Checks(3).verdict()"
    notebook = write(tmp_path, "shows", [table, checks])
    with Hosts() as manager:
        for _ in range(2):
            nb = runs.execute(notebook, manager=manager)
            assert "<caption>Rates</caption>" in nb.cells[0].outputs[0].data["text/html"]
            assert nb.cells[1].outputs[0].data[verdict.CHECKS]["expected"] == 3


def test_a_failed_run_does_not_end_its_host(tmp_path):
    fails = write(tmp_path, "fails", [PID, "int[] none = {}; none[0] = 1;"])
    looks = write(tmp_path, "looks", [PID])
    with Hosts() as manager:
        pid = printed(runs.execute(looks, manager=manager))
        with pytest.raises(LabError, match="code cell 2 failed"):
            runs.execute(fails, manager=manager)
        assert printed(runs.execute(looks, manager=manager)) == pid


def test_a_jvm_that_ends_is_replaced(tmp_path):
    ends = write(tmp_path, "ends", ["System.exit(3);"])
    looks = write(tmp_path, "looks", [PID])
    with Hosts() as manager:
        pid = printed(runs.execute(looks, manager=manager))
        with pytest.raises(LabError, match="its Java process ended by itself"):
            runs.execute(ends, manager=manager)
        assert printed(runs.execute(looks, manager=manager)) != pid


def test_each_folder_has_its_own_host(tmp_path):
    where = 'System.out.println(new java.io.File("").getAbsoluteFile().getName());'
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
    with Hosts() as manager:
        told = [printed(runs.execute(write(f, "w", [where]), manager=manager)) for f in folders]
    assert told == ["one\n", "two\n"]


@pytest.mark.parametrize("notebooks", [1, 2])
def test_a_kernel_does_not_rest_between_cells(tmp_path, notebooks):
    loops = write(tmp_path, "loops", [LOOPS])
    with managers(notebooks) as manager:
        told = printed(runs.execute(loops, manager=manager)).split()
    assert told == ["HastenedLoop"] * 3


def test_one_notebook_has_a_jvm_of_its_own():
    with managers(1) as manager:
        assert manager is QuietKernelManager


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_host_ends_with_its_command(tmp_path, number):
    process, _, host = start_slow(tmp_path, "refresh", times=2)
    try:
        process.send_signal(number)
        process.communicate(timeout=60)
        assert ends(host), "the host goes on without its command"
    finally:
        if is_running(host):
            os.kill(host, signal.SIGKILL)
