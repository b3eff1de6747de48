"""lab.py stopped in the middle of a run: every file stays whole, and the kernel ends."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import pytest
from jupyter_client.provisioning import LocalProvisioner

import sample
from conftest import ROOT
from tooling.running import runs
from tooling.setup import toolchain
from test_lab import litter

posix = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


def start_slow(folder, command, times=1, before=()):
    """lab.py in the middle of a run: the process, the notebook and the kernel's process id.

    The command is for so many notebooks; this is the first, but for those before it.
    """
    notebook = sample.write(folder / "slow.ipynb", toolchain.JAR, slow=True)
    others = [folder / f"slow-{number}.ipynb" for number in range(2, times + 1)]
    for other in others:
        shutil.copy(notebook, other)
    arguments = [command, *map(str, [*before, notebook, *others])]
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
            told = "" if command == "refresh" else "nothing was written"
            assert told in errors
    finally:
        # nobody can clean up after SIGKILL but us
        if is_running(kernel):
            os.kill(kernel, signal.SIGKILL)


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_export_tells_what_was_written(tmp_path, number):
    first = sample.write(tmp_path / "first.ipynb", toolchain.JAR)
    process, _, kernel = start_slow(tmp_path, "export", before=[first])
    process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.split("\n") == ["", f"Interrupted. Written before: {tmp_path / 'first.html'}", ""]
    assert (tmp_path / "first.html").exists()
    assert (tmp_path / "slow.html").read_text(encoding="utf-8") == "the page of yesterday"
    assert ends(kernel)


@posix
@pytest.mark.parametrize("seconds", [0.02, 0.4, 1.0])
def test_a_kernel_that_starts_can_be_interrupted(tmp_path, monkeypatch, seconds):
    """The thread that is interrupted does not start the kernel; nobody goes on without it."""
    notebook = sample.write(tmp_path / "slow.ipynb", toolchain.JAR, slow=True)
    begun = []
    launch = LocalProvisioner.launch_kernel

    async def launched(self, *args, **kwargs):
        done = await launch(self, *args, **kwargs)
        begun.append(self.pid)
        return done

    monkeypatch.setattr(LocalProvisioner, "launch_kernel", launched)
    timer = threading.Timer(seconds, os.kill, [os.getpid(), signal.SIGINT])
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        runs.execute(notebook)
    assert all(ends(pid) for pid in begun)
    assert not (tmp_path / "started").exists()
