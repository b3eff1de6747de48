"""The command line: parse, make what is missing, hand over to the environment's Python."""

import argparse
import os
import subprocess
import sys

from tooling.running import working_copy
from tooling.setup import doctor, image
from tooling.setup.environment import ROOT, check_writable, ensure_python, ensure_sweep
from tooling.setup.environment import executable, print_anything, say, variables
from tooling.errors import LabError, exit_status, terminate_like_interrupt
from tooling.kernel.kernelspec import ensure_kernel
from tooling.setup.lock import alone
from tooling.setup.toolchain import ensure_library, find_java, find_maven, library_is_built
from tooling.setup.toolchain import maven, record_build


def parser():
    """The commands and their options."""
    top = argparse.ArgumentParser(
        prog="lab.py",
        description="Worked notebooks on feed-forward networks. "
        "Without a command: set up what is missing, then open JupyterLab.",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    lab = commands.add_parser("open", help="set up what is missing and open JupyterLab (default)")
    lab.add_argument("--folder", help="folder to open (default: work, a copy of notebooks)")
    lab.add_argument("--port", type=_whole(1, 65535), default=8888, help="first port to try")
    lab.add_argument("--no-browser", action="store_true", help="only print the address")
    back = commands.add_parser("restore", help="lay published notebooks into work again; keep yours")
    back.add_argument("names", nargs="+", metavar="NAME")
    setup = commands.add_parser("setup", help="only set up, for working without a network later")
    setup.add_argument(
        "--image", action="store_true",
        help="for every Jupyter of the active environment (images for Binder and JupyterHub)",
    )  # fmt: skip
    test = commands.add_parser("test", help="test the library, the notebooks and the pages")
    only = test.add_mutually_exclusive_group()
    only.add_argument("--library", action="store_true", help="only 'mvn verify'")
    only.add_argument("--notebooks", action="store_true", help="only pytest")
    test.add_argument(
        "--thorough", action="store_true", help="try every parameter of every notebook (an hour)"
    )
    test.add_argument("-k", metavar="WORD", help="only the pytest tests whose names match")
    one = commands.add_parser("run", help="run a notebook with other parameters into a copy")
    one.add_argument("name")
    _parameters(one)
    _out(one, "folder for the copy (default: out), or its name, ending in .ipynb")
    page = commands.add_parser("export", help="run notebooks; one self-contained HTML page each")
    page.add_argument("names", nargs="*", metavar="NAME", help="default: all")
    _parameters(page)
    page.add_argument("--author", default="", help="name shown in the page's head")
    page.add_argument("--pdf", action="store_true", help="also print each page to a PDF, on A4")
    page.add_argument("--no-code", action="store_true", help="leave the code out of the pages")
    _out(page, "folder for the pages (default: out)")
    again = commands.add_parser("refresh", help="run notebooks again and keep their outputs")
    again.add_argument("names", nargs="*", metavar="NAME", help="default: all")
    _sweep(commands)
    commands.add_parser("doctor", help="say what is found and what is missing on this machine")
    return top


def _out(command, told):
    command.add_argument("--out", metavar="DIR", help=told)
    command.add_argument(
        "--overwrite", action="store_true", help="replace files that lab.py did not write"
    )


def _sweep(commands):
    many = commands.add_parser("sweep", help="run a notebook for many seeds on a Dask cluster")
    many.add_argument("name")
    _parameters(many)
    many.add_argument("--seeds", type=int, default=20, metavar="N", help="seeds 1 to N (default: 20)")
    many.add_argument("--over", default="seed", metavar="PARAMETER", help="default: seed")
    many.add_argument("--values", metavar="A,B,...", help="its values, in place of 1 to N")
    many.add_argument("--figure", metavar="REGEX", help="a number in what is printed, as one group")
    many.add_argument("--label", metavar="TEXT", help="name of the figure in table and plot")
    many.add_argument("--workers", type=_whole(1, 9999), default=2, metavar="N", help="runs at once, here")
    many.add_argument("--scheduler", metavar="ADDRESS", help="an existing cluster, tcp://host:8786")
    many.add_argument("--project", metavar="DIR", help="folder of the project on its workers")
    many.add_argument("--out", metavar="DIR", help="folder of the results (default: out/NAME-sweep)")


def _whole(least, most):
    def number(text):
        if not (text.isdecimal() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(f"wants a whole number from {least} to {most}, got {text}")
        return int(text)

    return number


def _parameters(command):
    command.add_argument(
        "-p", dest="settings", action="append", default=[], metavar="NAME=VALUE",
        help="set a parameter; may be repeated",
    )  # fmt: skip


def main(arguments):
    """Exit status of one call of lab.py."""
    print_anything()
    options = parser().parse_args(arguments)
    terminate_like_interrupt()
    return exit_status(
        lambda: _command(options, arguments), "Interrupted. Run the same command again to go on."
    )


def _command(options, arguments):
    if options.command == "doctor":
        return doctor.report()
    if options.command == "restore":
        return working_copy.restore(options.names)
    return _with_environment(options, arguments)


def _with_environment(options, arguments):
    java = find_java()
    env = variables(java.home, progress=options.command in (None, "open"))
    if not library_is_built():
        find_maven(env)  # before the minute that the Python environment takes
    check_writable()
    for_image = options.command == "setup" and options.image
    if for_image:
        image.check()
    with alone("setup"):
        prefix = ensure_python(with_tests=options.command == "test" and not options.library)
    if options.command == "test":
        return _test(options, java, prefix, env)
    _library_and_kernel(java, prefix, env)
    if for_image:
        image.install(prefix)
    if options.command == "setup":
        say("Everything is there. Open the notebooks with: python3 lab.py")
        return 0
    if options.command == "sweep":
        with alone("sweep"):
            python = executable(ensure_sweep())
        return _hand_over([str(python), str(ROOT / "classroom" / "sweep.py"), *arguments[1:]], env)
    return _hand_over([str(executable(prefix)), "-m", "tooling", *arguments], env)


def _library_and_kernel(java, prefix, env):
    with alone("setup"):
        ensure_library(env)
        ensure_kernel(java, prefix, env)


def _test(options, java, prefix, env):
    status = 0
    if not options.notebooks and not options.k:
        say("mvn verify ...")
        status = _library_tests(env)
    if not options.library:
        # a failing library test must not keep the notebooks from being tested
        _library_and_kernel(java, prefix, env)
        _sweep_environment()
        chosen = ["-k", options.k] if options.k else []
        chosen += ["--thorough"] if options.thorough else []
        say("pytest tests ...")
        pytest = [str(executable(prefix)), "-m", "pytest", "-p", "no:cacheprovider", "-ra", "tests"]
        # two processes: a test seldom has use for two cores; who is done takes over from the other
        pytest += ["-n", "2", "--dist", "worksteal", *chosen]
        status = subprocess.run(pytest, cwd=ROOT, env=env, check=False).returncode or status
    return status


def _sweep_environment():
    try:
        with alone("sweep"):
            ensure_sweep()
    except LabError as problem:
        say(f"{problem}\nWithout it the tests of sweeps are skipped.")


def _library_tests(env):
    done = subprocess.run(
        maven(["-Pcompiled", "verify"], env), cwd=ROOT, env=env,
        capture_output=True, text=True, errors="replace", check=False,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    if done.returncode != 0:
        shown = [line for line in lines if line.startswith("[ERROR]")][:60]
        say("\n".join(shown or lines[-20:]))
        return done.returncode
    record_build()
    for line in lines:
        if "Tests run:" in line and "Time elapsed" not in line or "BUILD" in line:
            say(line)
    return 0


def _hand_over(command, env):
    if os.name == "nt":
        process = subprocess.Popen(command, env=env)
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # the run has it too, and ends in order
                continue
    # The same process goes on, so a signal sent to lab.py reaches the run.
    sys.stdout.flush()
    os.execve(command[0], command, env)
