"""Clean runs of the notebooks, in two JVMs, as the tests make them."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from tooling.setup.environment import ROOT
from tooling.errors import LabError

AT_ONCE = 2


def measure(name, run):
    """Wall and processor time of all notebooks, by the Python that has the Java kernel."""
    some = ["2"] if run.quick else []
    command = [os.environ["BENCH_LAB_PYTHON"], "-m", "bench.notebooks", *some]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise LabError(done.stderr.strip()[-600:])
    return [json.loads(done.stdout.splitlines()[-1])]


def _run(paths):
    import resource

    from tooling.running import runs

    begun = time.perf_counter()
    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        list(pool.map(runs.execute, paths))
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return {
        "what": f"{len(paths)} notebooks",
        "wall": time.perf_counter() - begun,
        "processor": used.ru_utime + used.ru_stime,
        "megabytes": used.ru_maxrss / unit,
    }


def main(arguments):
    """Exit status; the last line printed is the result."""
    from tooling.running import notebook_files

    try:
        paths = notebook_files.everything()
        print(json.dumps(_run(paths[: int(arguments[0])] if arguments else paths)))
    except LabError as error:
        sys.stderr.write(f"{error}\n")
        return error.status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
