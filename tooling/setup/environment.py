"""The Python environment: found or made, stamped, and what its processes get as variables."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tooling.errors import LabError

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
STATE = ROOT / ".lab"
# What is the reader's own: Jupyter's settings, workspaces and logs, and what lab.py has written for
# them. Tests name another folder; what set-up builds is in STATE all the same.
USER_STATE = Path(os.environ.get("NNDL_STATE") or STATE).resolve()
NOTEBOOKS = ROOT / "notebooks"
WORK = ROOT / "work"
JUPYTER_PATH = STATE / "share"
REQUIREMENTS = ROOT / "requirements.txt"
TEST_REQUIREMENTS = ROOT / "tests" / "requirements.txt"
SWEEP = STATE / "sweep"
SWEEP_REQUIREMENTS = ROOT / "classroom" / "requirements.txt"
BENCH = STATE / "bench"
BENCH_REQUIREMENTS = ROOT / "bench" / "requirements.txt"

# Run by the environment's own Python: prints each pin that is not met.
_UNMET = """
import sys
from importlib.metadata import PackageNotFoundError, version
for line in sys.stdin:
    name, _, wanted = line.split("#")[0].strip().partition("==")
    if not name:
        continue
    try:
        found = version(name)
    except PackageNotFoundError:
        found = "missing"
    if found != wanted:
        print(name, wanted, found)
"""


_NO_VENV = (
    ": Python's venv module is incomplete. On Debian or Ubuntu: 'sudo apt install python3-venv'. "
    "Then run lab.py again."
)
_NO_NETWORK = (
    "Is the network there? Run the same command again when it is; behind a proxy set HTTPS_PROXY."
)


def say(text):
    print(text, flush=True)


def print_anything():
    """Let what the terminal's encoding cannot show come out as a question mark, not as an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def is_root():
    """Whether this process may do everything; Jupyter and Chromium ask for a word then."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def executable(prefix):
    """The Python of the environment at `prefix`."""
    prefix = Path(prefix)
    if os.name != "nt":
        return prefix / "bin" / "python"
    inside = prefix / "Scripts" / "python.exe"
    return inside if inside.exists() else prefix / "python.exe"


def unmet(python, requirements):
    """Lines `name wanted found` for the pins of a requirements file that `python` does not meet."""
    result = subprocess.run(
        [str(python), "-c", _UNMET],
        input=requirements.read_text(encoding="utf-8"),
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode != 0:
        return [f"{python} cannot be run"]
    return result.stdout.splitlines()


def active():
    """The conda and virtual environments that are active, but not our own."""
    running = sys.prefix if sys.prefix != sys.base_prefix else None
    named = (running, os.environ.get("VIRTUAL_ENV"), os.environ.get("CONDA_PREFIX"))
    found = dict.fromkeys(Path(p) for p in named if p and executable(p).exists())
    return [prefix for prefix in found if prefix.resolve() != VENV]


def active_prefix():
    """The active conda or virtual environment when it meets every pin, else None."""
    return next((p for p in active() if not unmet(executable(p), REQUIREMENTS)), None)


def ensure_python(with_tests=False):
    """Prefix of a Python that meets requirements.txt, made in .venv when no active one does."""
    prefix = active_prefix()
    if prefix is None:
        _ensure(VENV, REQUIREMENTS, "JupyterLab and the Java kernel")
        prefix = VENV
    python = executable(prefix)
    if with_tests and unmet(python, TEST_REQUIREMENTS):
        say("Installing what the tests need ...")
        _pip(python, TEST_REQUIREMENTS)
    return prefix


def ensure_sweep():
    """Prefix of the Python for sweeps, which is its own: the notebooks need none of it."""
    _ensure(SWEEP, SWEEP_REQUIREMENTS, "Dask and matplotlib")
    return SWEEP


def ensure_bench():
    """Prefix of the Python for measurements, which holds what the library is compared with."""
    _ensure(BENCH, BENCH_REQUIREMENTS, "NumPy, PyTorch and matplotlib")
    return BENCH


def _stamp(folder, requirements):
    # A virtual environment holds absolute paths, so a moved folder needs a new one.
    text = f"{folder}\n{sys.version_info[:2]}\n{requirements.read_text(encoding='utf-8')}"
    return hashlib.sha256(text.encode()).hexdigest()


def _ensure(folder, requirements, what):
    stamp = folder / "ready"
    if executable(folder).exists() and stamp.exists():
        if stamp.read_text(encoding="utf-8") == _stamp(folder, requirements):
            return
    check_writable()
    shown = folder.relative_to(ROOT).as_posix()
    # Without its stamp the folder is what an interrupted set-up left behind.
    if folder.exists():
        say(f"Removing an unfinished or outdated {shown} ...")
        shutil.rmtree(folder, ignore_errors=True)
    say(f"Making the Python environment in {shown} (once, about a minute) ...")
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(folder)],
        capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    if made.returncode != 0:
        told = made.stdout + made.stderr
        incomplete = "ensurepip" in told or "No module named" in told
        raise LabError(
            "The Python environment could not be made"
            + (_NO_VENV if incomplete else ". Run lab.py again, once this is mended:")
            + f"\n{_tail(told)}"
        )
    say(f"Installing {what} ...")
    _pip(executable(folder), requirements)
    stamp.write_text(_stamp(folder, requirements), encoding="utf-8")


def _pip(python, requirements):
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    result = subprocess.run(
        [*command, "-r", str(requirements)],
        capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    if result.returncode != 0:
        unreached = re.search(r"[Cc]onnection|resolve|timed out|No matching distribution", result.stderr)
        raise LabError(
            f"pip could not install {requirements.relative_to(ROOT)}. "
            + (_NO_NETWORK if unreached else "Run the same command again, once this is mended:")
            + f"\n{_tail(result.stderr)}"
        )


def _tail(text, lines=3):
    return "\n".join("  " + line for line in text.strip().splitlines()[-lines:])


def check_writable():
    """Stop when the project's folder cannot be written."""
    try:
        for folder in dict.fromkeys((STATE, USER_STATE)):
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / f"probe-{os.getpid()}"
            probe.touch()
            probe.unlink()
    except OSError as problem:
        raise LabError(
            f"The folder {folder.parent} cannot be written ({problem.strerror}). "
            "Copy the project to a folder of your own and run lab.py there."
        ) from None


def variables(java_home, progress):
    """Environment for kernels and Jupyter: ours first, the user's values kept, home untouched."""
    env = dict(os.environ)
    separator = os.pathsep
    env["JAVA_HOME"] = str(java_home)
    env["PATH"] = str(Path(java_home) / "bin") + separator + env.get("PATH", "")
    paths = [str(ROOT), *env.get("PYTHONPATH", "").split(separator)]
    env["PYTHONPATH"] = separator.join(dict.fromkeys(p for p in paths if p))
    env["PYTHONUTF8"] = "1"
    # our kernelspec (kernelspec.py) goes before the installed one
    specs = [str(JUPYTER_PATH), *env.get("JUPYTER_PATH", "").split(separator)]
    env["JUPYTER_PATH"] = separator.join(dict.fromkeys(p for p in specs if p))
    env["JUPYTER_CONFIG_DIR"] = str(USER_STATE / "config")
    env["JUPYTER_DATA_DIR"] = str(USER_STATE / "data")
    env["JUPYTER_RUNTIME_DIR"] = str(USER_STATE / "runtime")
    env["JUPYTERLAB_SETTINGS_DIR"] = str(USER_STATE / "settings")
    env["JUPYTERLAB_WORKSPACES_DIR"] = str(USER_STATE / "workspaces")
    env["IPYTHONDIR"] = str(USER_STATE / "ipython")
    if not progress:
        env["NNDL_PROGRESS"] = "off"
    return env
