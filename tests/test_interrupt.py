"""lab.py stopped in the middle of a run: every file stays whole, and the kernel ends."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

import sample
from conftest import ROOT
from nblab import toolchain
from test_lab import litter

posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def start_slow(folder, command, times=1):
    """lab.py in the middle of a run: the process, the notebook and the kernel's process id.

    The command is for so many notebooks; this is the first.
    """
    notebook = sample.write(folder / "slow.ipynb", toolchain.JAR, slow=True)
    others = [folder / f"slow-{number}.ipynb" for number in range(2, times + 1)]
    for other in others:
        shutil.copy(notebook, other)
    arguments = [command, str(notebook), *map(str, others)]
    if command == "export":
        arguments += ["--out", str(folder), "--overwrite"]
        (folder / "slow.html").write_text("the page of yesterday", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "lab.py"), *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    started = folder / "started"
    deadline = time.monotonic() + 120
    while not (started.exists() and started.read_text()):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline, "the slow cell was not reached"
        time.sleep(0.1)
    return process, notebook, int(started.read_text())


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = f"/proc/{pid}/stat"
    # a zombie waits for its parent and runs no more
    return not os.path.exists(stat) or open(stat).read().rsplit(")", 1)[1].split()[0] != "Z"


def ends(pid):
    """Whether a process that was told to has ended within ten seconds."""
    deadline = time.monotonic() + 10
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    return not is_running(pid)


@posix
@pytest.mark.parametrize(
    ("command", "number"),
    [
        ("refresh", signal.SIGINT),
        ("refresh", signal.SIGTERM),
        ("refresh", signal.SIGKILL),
        ("export", signal.SIGINT),
        ("export", signal.SIGKILL),
    ],
)
def test_interrupted_run_leaves_files_whole(tmp_path, command, number):
    process, notebook, kernel = start_slow(tmp_path, command)
    before = notebook.read_bytes()
    try:
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
        assert process.returncode != 0
        assert notebook.read_bytes() == before
        assert litter(tmp_path) == []
        if command == "export":
            page = (tmp_path / "slow.html").read_text(encoding="utf-8")
            assert page == "the page of yesterday"
        if number != signal.SIGKILL:
            assert process.returncode == 130
            assert "Traceback" not in errors
            assert ends(kernel), "the kernel goes on after the interrupt"
    finally:
        # nobody can clean up after SIGKILL but us
        if is_running(kernel):
            os.kill(kernel, signal.SIGKILL)
