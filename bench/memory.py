"""The heap of long work in a JVM that may have no more than 512 MB."""

import subprocess

from bench.workers import java_command
from tooling.errors import LabError

HEAP = "512m"
# from the first size to the last what is alive may grow by this factor, or it is not flat
GROWTH = 1.1
STUDIES = (
    ("histograms", "histograms of 5 × 100 outputs, in chunks of 1000 samples", True),
    ("decimated", "Adam, one point in so many kept", True),
    ("whole", "Adam, whole trajectory", False),
)
SIZES = (10_000, 100_000, 1_000_000)


def measure(name, run):
    """For each study the most that was alive and in use, at each size."""
    sizes = SIZES[:2] if run.quick else SIZES
    return [_study(study, what, flat, sizes) for study, what, flat in STUDIES]


def _study(study, what, flat, sizes):
    points = [_heap(study, size) for size in sizes]
    growth = points[-1]["alive"] / points[0]["alive"]
    flag = f"{what}: what is alive grows {growth:.2f}-fold" if flat and growth > GROWTH else None
    return {"what": what, "flat": flat, "points": points, "flag": flag}


def _heap(study, size):
    options = (f"-Xmx{HEAP}", "-XX:+UseSerialGC")
    command = java_command("HeapStudy", study, str(size), options=options)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise LabError(f"{study} with {size} did not get through in {HEAP}:\n{done.stderr[-400:]}")
    alive, in_use, seconds = done.stdout.split()
    return {"size": size, "alive": int(alive), "inUse": int(in_use), "seconds": float(seconds)}
