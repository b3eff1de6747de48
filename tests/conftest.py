"""What the tests share: the environment of lab.py, one run of each notebook, a browser."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
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


def two_at_a_time(request, fixture, job):
    """Gives job(path) for the paths of all tests that ask for the fixture; each is done once."""
    pool = ThreadPoolExecutor(max_workers=2)
    futures = {}

    def start(path):
        if path not in futures:
            futures[path] = pool.submit(job, path)

    for item in request.session.items:
        if fixture in item.fixturenames and "path" in item.fixturenames:
            start(item.callspec.params["path"])

    def get(path):
        start(path)
        try:
            return futures[path].result()
        except runs.LabError as failure:
            pytest.fail(str(failure), pytrace=False)

    yield get
    pool.shutdown(cancel_futures=True)


@pytest.fixture(scope="session")
def fresh_run_of(request):
    """A notebook after one clean run; one that failed fails all who ask for it."""
    yield from two_at_a_time(request, "fresh_run_of", runs.execute)


@pytest.fixture(scope="session")
def visit_of(request):
    """What a reader was told who went through a notebook."""
    visit = reader.long_visit if request.config.getoption("--thorough") else reader.short_visit
    seed = request.config.getoption("--reader-seed")
    yield from two_at_a_time(request, "visit_of", lambda path: visit(path, seed))


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
