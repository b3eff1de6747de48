"""A page printed to PDF by the system's Chromium."""

import subprocess
import tempfile
from pathlib import Path

from tooling import files
from tooling.setup import doctor
from tooling.setup.environment import is_root
from tooling.errors import LabError

_SECONDS = 120
_OPTIONS = (
    "--headless --disable-gpu --no-first-run --disable-background-networking "
    # formulas are typeset by a script: time for it, counted while the page has work to do
    "--virtual-time-budget=60000 --no-pdf-header-footer"
).split()


def browser():
    """The path of Chromium; LabError says how to get one."""
    path = doctor.chromium()
    if not path:
        raise LabError(
            "A PDF is printed by Chromium, and there is none on this machine "
            "('python3 lab.py doctor' tells how to get it). The HTML page needs nothing; "
            "any browser prints it.",
            status=2,
        )
    return path


def write(page, target):
    """Print the HTML file `page` to `target`, which stays as it was when that fails."""
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "page.pdf"
        command = [
            browser(), *_OPTIONS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={part}",
            Path(page).resolve().as_uri(),
        ]  # fmt: skip
        if is_root():
            command.insert(1, "--no-sandbox")  # Chromium's sandbox does not start for root
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False
            )
            told = done.stderr.strip().splitlines()[-1:] or [f"status {done.returncode}"]
        except subprocess.TimeoutExpired:
            told = [f"nothing after {_SECONDS} s"]
        if not part.exists():
            raise LabError(f"{target.name} was not printed: Chromium said {told[0]}")
        files.replace(target, part.read_bytes())
