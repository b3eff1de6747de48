"""What a reader's kernel does unasked: an index for completion, and a first cell for nobody."""

import time

import pytest
from jupyter_client.manager import start_new_kernel

from nblab import runs
from nblab.environment import NOTEBOOKS
from nblab.hosts import managers
from test_hosts import printed, write

INDEXER = """\
var indexer = Class.forName("jdk.jshell.SourceCodeAnalysisImpl").getDeclaredField("INDEXER");
indexer.setAccessible(true);
var pool = (java.util.concurrent.ThreadPoolExecutor) indexer.get(null);
"""
REHEARSAL = """\
var rehearsal = Class.forName("Rehearsal").getDeclaredMethod("run");
rehearsal.setAccessible(true);
rehearsal.invoke(null);
"""
STATE = 'System.out.println(pool.getCompletedTaskCount() + " " + pool.isShutdown());'


@pytest.fixture
def client():
    manager, client = start_new_kernel(kernel_name="java", cwd=str(NOTEBOOKS))
    client.hb_channel.unpause()  # a server asks every second whether the kernel is alive
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def run(client, code):
    told = []

    def hook(message):
        told.append(message["content"].get("text", ""))

    reply = client.execute_interactive(code, timeout=60, output_hook=hook)
    assert reply["content"]["status"] == "ok", reply["content"]
    return "".join(told)


def completed(client, code):
    return client.complete(code, reply=True, timeout=60)["content"]["matches"]


def test_packages_are_completed_once_the_reader_rests(client):
    run(client, INDEXER)
    run(client, "Thread.sleep(2500);")  # a cell that runs is no rest
    assert run(client, STATE).split() == ["0", "false"]
    deadline = time.monotonic() + 60
    while "util" not in str(completed(client, "import java.ut")):
        assert time.monotonic() < deadline, "packages are not completed"
        time.sleep(3)  # every question is a message
    assert run(client, STATE).split()[0] != "0"


def test_a_host_makes_no_index(tmp_path):
    cells = write(tmp_path, "cells", [INDEXER, "Thread.sleep(1500);", STATE])
    with managers(2) as host:
        for _ in range(2):
            assert printed(runs.execute(cells, manager=host)).split() == ["0", "true"]


def test_a_rehearsal_runs_and_leaves_the_cells_alone(client):
    run(client, "int before = 1;")
    run(client, REHEARSAL)  # what it meets is not told when it runs by itself
    assert run(client, "System.out.println(before + 1);").split() == ["2"]
