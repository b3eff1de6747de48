"""What the tests share: the environment of lab.py, one run of each notebook, a browser."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nblab import doctor, runs, toolchain  # noqa: E402
from nblab.environment import variables  # noqa: E402

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
def two_at_a_time(request):
    """Makes get(path) of a job(path): done once for every path that a test with `fixture` has."""
    pool = ThreadPoolExecutor(max_workers=2)

    def make(fixture, job):
        items = [i for i in request.session.items if fixture in i.fixturenames]
        paths = dict.fromkeys(i.callspec.params["path"] for i in items)
        futures = {path: pool.submit(job, path) for path in paths}

        def get(path):
            wait(futures.values())  # so that nothing else is at work beside them
            try:
                return futures[path].result()
            except runs.LabError as failure:
                pytest.fail(str(failure), pytrace=False)

        return get

    yield make
    pool.shutdown(cancel_futures=True)


@pytest.fixture(scope="session")
def fresh_run_of(two_at_a_time):
    """A notebook after one clean run; one that failed fails all who ask for it."""
    begun = time.monotonic()
    get = two_at_a_time("fresh_run_of", runs.execute)

    def told(path):
        nb = get(path)
        MEASURED.setdefault("seconds", time.monotonic() - begun)
        MEASURED.setdefault("megabytes", largest_child())
        return nb

    return told


def largest_child():
    """The most memory one of our kernels has had, in megabytes, where the system tells."""
    try:
        import resource
    except ImportError:
        return 0
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / unit


def pytest_terminal_summary(terminalreporter):
    if MEASURED:
        terminalreporter.write_line(
            f"clean runs, two at a time: {MEASURED['seconds']:.0f} s in all, "
            f"the largest kernel {MEASURED['megabytes']:.0f} MB"
        )


@pytest.fixture(scope="session")
def visit_of(request, two_at_a_time):
    """What a reader was told who went through a notebook."""
    visit = reader.long_visit if request.config.getoption("--thorough") else reader.short_visit
    seed = request.config.getoption("--reader-seed")
    return two_at_a_time("visit_of", lambda path: visit(path, seed))


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
