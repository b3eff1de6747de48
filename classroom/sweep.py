#!/usr/bin/env python3
"""Run a notebook once for each of many values of a parameter, on a Dask cluster.

`python3 lab.py sweep ...` installs what this needs and calls it.
"""

import contextlib
import logging
import os
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

import sweep_job  # noqa: E402
import sweep_plot  # noqa: E402
import sweep_results  # noqa: E402

from tooling.running import notebook_files, parameters, working_copy  # noqa: E402
from tooling.cli import parser  # noqa: E402
from tooling.setup.environment import NOTEBOOKS, ROOT, print_anything, say  # noqa: E402
from tooling.errors import LabError, exit_status, terminate_like_interrupt  # noqa: E402

# So many that fail alike, and none that succeeds: the others would fail too.
_HOPELESS = 3


def main(arguments):
    """Exit status of one sweep: 0 when every run succeeded."""
    print_anything()
    options = parser().parse_args(["sweep", *arguments])
    terminate_like_interrupt()
    kept = "Interrupted. What is done is kept; the same command goes on from there."
    return exit_status(lambda: _sweep(options), kept)


def _sweep(options):
    path = notebook_files.find(options.name)
    nb = sweep_results.notebook(path.read_text(encoding="utf-8"))
    values = _values(options, nb, path.stem)
    pattern = _pattern(options.figure)
    folder = Path(options.out).resolve() if options.out else ROOT / "out" / f"{path.stem}-sweep"
    about = {
        "notebook": path.stem,
        "over": options.over,
        "settings": sorted(options.settings),
        "sources": sweep_results.sources(nb),
    }
    working_copy.tell_of_changed_copies([path], "sweep")
    with _connected(options) as client:
        _make(folder)
        kept = sweep_results.Folder(folder, about, pattern)
        left = [value for value in values if value not in kept.done]
        if len(left) < len(values):
            say(f"{len(values) - len(left)} of {len(values)} runs are done already.")
        name = path.stem if path.parent == NOTEBOOKS else str(path)
        _run_all(client, kept, left, name, options)
    rows = [kept.done[value] for value in values if value in kept.done]
    label = options.label or options.figure or "checks passed"
    return _close(kept, rows, options, label)


def _values(options, nb, name):
    over = options.over
    if any(setting.partition("=")[0].strip() == over for setting in options.settings):
        raise LabError(f"-p sets '{over}', over which the sweep runs.", status=2)
    if options.values is not None:
        values = [value.strip() for value in options.values.split(",") if value.strip()]
    else:
        values = [str(number) for number in range(1, options.seeds + 1)]
    values = list(dict.fromkeys(values))
    if not values:
        raise LabError("There is nothing to run: --seeds wants 1 or more, --values a list.", status=2)
    for value in values:
        parameters.chosen(nb, name, [*options.settings, f"{over}={value}"])
    parts = {}
    for value in values:
        other = parts.setdefault(sweep_results.file_part(value).lower(), value)
        if other != value:
            raise LabError(f"The values {other} and {value} would share a file's name.", status=2)
    return values


def _pattern(text):
    if text is None:
        return None
    try:
        pattern = re.compile(text, re.MULTILINE)
    except re.error as problem:
        raise LabError(f"--figure '{text}' is no regular expression: {problem}.", status=2) from None
    if pattern.groups != 1:
        told = f"--figure wants one group around the number, as in 'loss (\\S+)'; '{text}' has"
        raise LabError(f"{told} {pattern.groups}.", status=2)
    return pattern


def _make(folder):
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise LabError(f"The folder {folder} cannot be made: {problem.strerror}.") from None


@contextlib.contextmanager
def _connected(options):
    """A client of the scheduler, or of workers in this process: each of them waits for a lab.py."""
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise LabError(
            "Dask is not installed in this environment. 'python3 lab.py sweep' installs it, "
            "or: pip install -r classroom/requirements.txt"
        ) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if not options.scheduler:
        with LocalCluster(
            n_workers=options.workers, threads_per_worker=1, processes=False,
            memory_limit=None, silence_logs=logging.CRITICAL,
            # Tasks stay in this process; Dask's pages about them would be open to every machine.
            dashboard_address="127.0.0.1:0", worker_dashboard_address="127.0.0.1:0",
        ) as cluster, Client(cluster) as client:  # fmt: skip
            try:
                yield client
            finally:
                # whatever ends the sweep: no run goes on behind its back
                sweep_job.stop()
        return
    try:
        client = Client(options.scheduler, timeout=10)
    except (OSError, ValueError, TypeError) as problem:
        told = f"There is no Dask scheduler to be reached at '{options.scheduler}'"
        raise LabError(f"{told} ({str(problem).splitlines()[0]}).") from None
    with client:
        client.upload_file(str(HERE / "sweep_job.py"))
        if not client.scheduler_info()["workers"]:
            say("The scheduler has no workers yet; waiting for one ...")
        yield client


def _run_all(client, kept, values, name, options):
    from distributed import as_completed

    project = options.project or str(ROOT)
    futures = {
        client.submit(
            sweep_job.run, project, name, [*options.settings, f"{options.over}={value}"],
            pure=False, retries=1,
        ): value
        for value in values
    }  # fmt: skip
    reasons = []
    for number, future in enumerate(as_completed(list(futures)), start=1):
        value = futures.pop(future)
        try:
            result = future.result()
        except Exception as problem:  # whatever a cluster may do to a task
            result = {"seconds": 0.0, "message": f"{type(problem).__name__}: {problem}", "copy": None}
        future.release()
        row = kept.keep(value, result)
        say(f"[{number}/{len(values)}] {options.over} = {value}: {_told(row)}")
        reasons.append(row["message"])
        if number == _HOPELESS < len(values) and reasons[0] and len(set(reasons)) == 1:
            client.cancel(list(futures))
            raise LabError(f"The first {number} runs failed alike: {reasons[0]}")


def _told(row):
    if row["status"] != "ok":
        return f"failed: {row['message']}"
    figure = f", figure {row['figure']}" if row["figure"] != "" else ""
    return f"{row['passed']} of {row['checks']} checks passed, {row['seconds']} s{figure}"


def _close(kept, rows, options, label):
    say("\n" + sweep_results.summary(rows, options.over, label) + "\n")
    numbers = sweep_results.figures(rows)
    say(f"Lines and copies: {kept.csv}")
    if numbers:
        title = f"{kept.about['notebook']}, {len(numbers)} runs over {options.over}"
        settings = ", ".join(kept.about["settings"])
        file = kept.path / "sweep.png"
        try:
            sweep_plot.draw(file, numbers, f"{title}; {settings}" if settings else title, label)
            say(f"Plot: {file}")
        except LabError as problem:
            say(str(problem))
    return 0 if rows and all(row["status"] == "ok" for row in rows) else 1


if __name__ == "__main__":
    status = main(sys.argv[1:])
    sys.stdout.flush()
    # Threads of an interrupted cluster must not keep the process.
    os._exit(status)
