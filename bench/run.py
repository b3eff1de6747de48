#!/usr/bin/env python3
"""Measure the library against NumPy, PyTorch and plain Java: `python3 bench/run.py --help`."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.sections import SECTIONS  # noqa: E402
from bench.workers import COMPILED, JAR  # noqa: E402
from tooling.setup import environment  # noqa: E402
from tooling.setup.environment import executable, print_anything, say, variables  # noqa: E402
from tooling.errors import LabError, exit_status  # noqa: E402
from tooling.kernel.kernelspec import ensure_kernel  # noqa: E402
from tooling.setup.lock import alone  # noqa: E402
from tooling.setup.toolchain import ensure_library, find_java, maven  # noqa: E402

THREADS = 2
CLASSES = environment.STATE / "bench-classes"


def parser():
    """The sections and options."""
    listed = "\n".join(f"  {name:<11} {what}" for name, (_, what) in SECTIONS.items())
    top = argparse.ArgumentParser(
        prog="bench/run.py",
        description=f"Measure the library against other stacks.\n\nsections:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("sections", nargs="*", metavar="SECTION", help="default: all")
    top.add_argument("--rounds", type=int, metavar="N", help="of each comparison (default: 11)")
    quick = "3 rounds and smaller work; into out/bench unless --out"
    top.add_argument("--quick", action="store_true", help=quick)
    top.add_argument("--python", metavar="FILE", help="a Python that has bench/requirements.txt")
    out = "folder of results, tables and plots (default: bench)"
    top.add_argument("--out", metavar="DIR", help=out)
    return top


def main(arguments):
    """Exit status of one run: 0 when all stacks did the same work."""
    print_anything()
    options = parser().parse_args(arguments)
    return exit_status(
        lambda: _measure(_checked(options)), "Interrupted. The sections that were done are kept."
    )


def _checked(options):
    unknown = [name for name in options.sections if name not in SECTIONS]
    if unknown:
        known = ", ".join(SECTIONS)
        raise LabError(f"There is no section '{unknown[0]}'. There are: {known}.", 2)
    if options.rounds is not None and options.rounds < 3:
        raise LabError("--rounds must be at least 3: there are no quartiles of fewer.", 2)
    return options


def _measure(options):
    sections = options.sections or list(SECTIONS)
    java = find_java()
    env = variables(java.home, progress=False)
    with alone("setup"):
        python = _python(options.python)
        ensure_library(env)
        _build_compiled(env)
        compile_java(java, CLASSES)
        if "jmh" in sections:
            _compile_jmh(env)
        if {"kernels", "notebooks"} & set(sections):
            prefix = environment.ensure_python()
            ensure_kernel(java, prefix, env)
            env["BENCH_LAB_PYTHON"] = str(executable(prefix))
    for name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        env[name] = str(THREADS)
    out = options.out or (ROOT / "out" / "bench" if options.quick else ROOT / "bench")
    rounds = options.rounds or (3 if options.quick else 11)
    command = [str(python), "-m", "bench.measure", "--rounds", str(rounds), "--out", str(out)]
    command += ["--java", java.version] + (["--quick"] if options.quick else [])
    return subprocess.run([*command, *sections], env=env, check=False).returncode


def _python(given):
    if given is None:
        return executable(environment.ensure_bench())
    lacking = environment.unmet(given, environment.BENCH_REQUIREMENTS)
    if lacking:
        wanted = "; ".join(lacking)
        raise LabError(f"{given} does not meet bench/requirements.txt (wanted, found): {wanted}", 2)
    return given


def compile_java(java, into):
    """Compile the workers, which need the library and compiled networks."""
    sources = sorted(str(p) for p in (ROOT / "bench" / "java" / "nndl" / "bench").glob("*.java"))
    javac = Path(java.home) / "bin" / "javac"
    path = os.pathsep.join(map(str, (JAR, COMPILED)))
    command = [str(javac), "-d", str(into), "-cp", path, "-encoding", "UTF-8", *sources]
    _call(command, "The Java side of the measurements could not be compiled.")


def _build_compiled(env):
    say("Building compiled networks with Maven ...")
    command = maven(["-q", "-Pcompiled", "-pl", "compiled", "-am", "package", "-DskipTests"], env)
    _call(command, "Compiled networks could not be built. Is the network there?", env)


def _compile_jmh(env):
    say("Building the measurements by JMH with Maven ...")
    command = maven(["-q", "-Pbench", "-pl", "bench", "-am", "package", "-DskipTests"], env)
    _call(command, "The measurements by JMH could not be built. Is the network there?", env)


def _call(command, otherwise, env=None):
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode != 0:
        raise LabError(otherwise + "\n" + "\n".join((done.stdout + done.stderr).splitlines()[:8]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
