"""Runs sections in the Python of the measurements and keeps what came of them; for run.py."""

import argparse
import os
import platform
import re
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench import report, sections
from tooling.setup.environment import print_anything, say
from tooling.errors import LabError


@dataclass
class Run:
    """How much is measured, and where files for the workers are put."""

    rounds: int
    quick: bool
    folder: Path
    turns: dict = field(init=False)

    def __post_init__(self):
        # seconds of a turn, and of the work that comes before the first
        self.turns = {"least": 0.05, "warm": 0.4} if self.quick else {"least": 0.1, "warm": 1.5}

    def fresh_folder(self):
        """An empty folder, removed at the end of the run."""
        return Path(tempfile.mkdtemp(dir=self.folder))


def machine(java):
    """The machine in words, nothing that names it."""
    import numpy
    import torch

    system = platform.system()
    if system == "Linux":
        system = platform.freedesktop_os_release().get("PRETTY_NAME", system)
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": f"{system}, {platform.machine()}",
        "Java": java,
        "Python": platform.python_version(),
        "NumPy": numpy.__version__,
        "PyTorch": torch.__version__,
    }


def _processor():
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or "unknown"
    name = re.search(r"model name\s*: (.+)", told)
    return name[1] if name else platform.machine()


def main(arguments):
    """Exit status of the run."""
    print_anything()
    parser = argparse.ArgumentParser(prog="bench.measure")
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--java", required=True)
    parser.add_argument("sections", nargs="+")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="nndl-bench-"))
    try:
        run = Run(options.rounds, options.quick, folder)
        return _sections(options, run)
    except LabError as error:
        sys.stderr.write(f"{error}\n")
        return error.status
    except KeyboardInterrupt:
        return 130
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sections(options, run):
    results = report.Results(options.out, machine(options.java))
    for name in sections.SECTIONS:
        if name not in options.sections:
            continue
        begun = time.monotonic()
        say(f"{name}: {sections.SECTIONS[name][1]} ...")
        results.put(name, run, sections.measure(name, run))
        say(report.plain(name, results.of(name)) + f"\n({time.monotonic() - begun:.0f} s)\n")
    results.draw()
    for line in results.flags():
        say(f"FLAG  {line}")
    say(f"Written: results.json, README.md and plots in {os.path.relpath(options.out)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
