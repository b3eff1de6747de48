"""What a worker of the cluster does: one run of lab.py. Uses the standard library alone."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_running = set()
_stopped = False


def run(project, notebook, settings):
    """One run with `name=value` settings: status, seconds, message, and the text of the copy."""
    begun = time.monotonic()
    if not (Path(project) / "lab.py").is_file():
        told = f"there is no project in {project} on {socket.gethostname()}: give --project"
        return {"status": 1, "seconds": 0.0, "message": told, "copy": None}
    with tempfile.TemporaryDirectory(prefix="sweep-") as folder:
        copy = Path(folder) / "copy.ipynb"
        command = [sys.executable, str(Path(project) / "lab.py"), "run", notebook, "--out", str(copy)]
        for setting in settings:
            command += ["-p", setting]
        status, errors = _call(command)
        text = copy.read_text(encoding="utf-8") if status == 0 else None
    seconds = round(time.monotonic() - begun, 1)
    return {"status": status, "seconds": seconds, "message": _reason(errors), "copy": text}


def _call(command):
    if _stopped:
        return 130, "stopped"
    # In a session of its own, so that Ctrl-C reaches the sweep alone, which then ends the runs.
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        encoding="utf-8", errors="replace", env={**os.environ, "PYTHONUTF8": "1"},
        start_new_session=True,
    )  # fmt: skip
    _running.add(process)
    try:
        errors = process.communicate()[1]
    finally:
        _running.discard(process)
    return process.returncode, errors


def _reason(errors):
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    return lines[0].removesuffix("Its parameters:").strip() if lines else ""


def stop():
    """End the runs of this process, and begin no others."""
    global _stopped
    _stopped = True
    for process in list(_running):
        process.terminate()
    deadline = time.monotonic() + 15
    while _running and time.monotonic() < deadline:
        time.sleep(0.1)
