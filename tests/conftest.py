"""What the tests share: the environment of lab.py, one run of each notebook, a browser."""

import atexit
import functools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

# Before tooling asks for it: nothing of what tests do may reach the reader's settings. The processes
# of one test run have folders of their own in that of the first.
_inside = os.environ["NNDL_STATE"] if "PYTEST_XDIST_WORKER" in os.environ else None
os.environ["NNDL_STATE"] = tempfile.mkdtemp(prefix="nndl-tests-", dir=_inside)
atexit.register(shutil.rmtree, os.environ["NNDL_STATE"], ignore_errors=True)

from tooling.running import runs  # noqa: E402
from tooling.setup import doctor, environment, toolchain  # noqa: E402
from tooling.setup.environment import variables  # noqa: E402
from tooling.setup.lock import alone  # noqa: E402

import reader  # noqa: E402
import sample  # noqa: E402

os.environ.update(variables(toolchain.find_java().home, progress=False))

# A shell starts its background jobs with SIGINT ignored, and what they start inherits that.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

NOTEBOOKS = runs.everything()
MEASURED = {}
CHROMIUM_OPTIONS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()


def pytest_generate_tests(metafunc):
    if "path" in metafunc.fixturenames:
        metafunc.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem, scope="session")


def pytest_addoption(parser):
    parser.addoption(
        "--thorough", action="store_true", help="act as a reader with every parameter (an hour)"
    )
    parser.addoption("--reader-seed", default="1", help="draws the values a reader tries")


@pytest.fixture(scope="session")
def common(tmp_path_factory):
    """A folder that the processes of this test run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session", autouse=True)
def readers_state():
    """No test reaches what is the reader's, in .lab and beside it: each file is as it was."""
    before = _readers_files()
    yield
    after = _readers_files()
    changed = [str(p) for p in before.keys() | after.keys() if before.get(p) != after.get(p)]
    assert changed == [], "changed by a test, or by a JupyterLab that was in use meanwhile"


def _readers_files():
    own = ("config", "data", "runtime", "settings", "workspaces", "ipython", "written")
    folders = [environment.STATE / name for name in own] + [environment.WORK]
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    paths += environment.STATE.glob("kernel.log*")
    return {path: path.read_bytes() for path in paths}


@pytest.fixture(scope="session", autouse=True)
def clean_runs(request, common):
    """Every notebook that a test wants run, once and before all else: nothing is at work beside."""
    items = [i for i in request.session.items if "fresh_run_of" in i.fixturenames]
    paths = dict.fromkeys(i.callspec.params["path"] for i in items)
    folder = common / "runs"
    with alone("test"):  # whoever comes second waits until the first has run them all
        if paths and not folder.exists():
            folder.mkdir()
            begun = time.monotonic()
            with ThreadPoolExecutor(max_workers=2) as pool:
                list(pool.map(lambda path: _keep_run(path, folder), paths))
            MEASURED["seconds"] = time.monotonic() - begun
            MEASURED["megabytes"] = largest_child()
    return folder


def _keep_run(path, folder):
    try:
        text = nbformat.writes(runs.execute(path))
        (folder / path.name).write_text(text, encoding="utf-8")
    except Exception as failure:  # whatever it was: it is told by the tests of this notebook alone
        told = str(failure) if isinstance(failure, runs.LabError) else traceback.format_exc()
        (folder / f"{path.stem}.failed").write_text(told, encoding="utf-8")


@pytest.fixture(scope="session")
def fresh_run_of(clean_runs):
    """A notebook after one clean run; one that failed fails all who ask for it."""

    @functools.cache
    def get(path):
        failed = clean_runs / f"{path.stem}.failed"
        if failed.exists():
            pytest.fail(failed.read_text(encoding="utf-8"), pytrace=False)
        return runs.read(clean_runs / path.name)

    return get


def largest_child():
    """The most memory one of our JVMs has had, in megabytes, where the system tells."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit


def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["measured"] = MEASURED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    # what a process of its own has measured comes back with its end
    MEASURED.update(getattr(node, "workeroutput", {}).get("measured", {}))


def pytest_terminal_summary(terminalreporter):
    if MEASURED:
        terminalreporter.write_line(
            f"clean runs, two at a time: {MEASURED['seconds']:.0f} s in all, "
            f"the largest JVM {MEASURED['megabytes']:.0f} MB"
        )
    reports = [r for each in terminalreporter.stats.values() for r in each]
    calls = [r for r in reports if getattr(r, "when", None) == "call"]  # their ends tell it again
    told = [v for r in calls for k, v in r.user_properties if k == "visit"]
    if told:
        actions, wrong = map(sum, zip(*told, strict=True))
        terminalreporter.write_line(
            f"readers' visits: {len(told)} notebooks, {actions} actions, {wrong} of them wrong"
        )


@pytest.fixture(scope="session")
def visit_of(request):
    """What a reader was told who went through a notebook."""
    visit = reader.long_visit if request.config.getoption("--thorough") else reader.short_visit
    seed = request.config.getoption("--reader-seed")
    return lambda path: visit(path, seed)


@pytest.fixture
def sample_notebook(tmp_path):
    """The small notebook, in a folder of its own."""
    return sample.write(tmp_path / "sample.ipynb", toolchain.JAR)


@pytest.fixture(scope="session")
def lab():
    """Call lab.py and wait; a CompletedProcess with text."""

    def call(*arguments, **options):
        command = [sys.executable, str(ROOT / "lab.py"), *map(str, arguments)]
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False, **options
        )

    return call


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium; without one the tests are skipped, in CI they fail."""
    path = doctor.chromium()
    if not path:
        reason = "no Chromium on this machine: 'python3 lab.py doctor' tells how to get it"
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        yield chromium
        chromium.close()
