#!/usr/bin/env python3
"""Set up and open the notebooks; test, run, export and refresh them: `python3 lab.py --help`."""
import os
import sys

# Kept free of newer syntax, so that an old Python reads this far and can say what is wrong.
if sys.version_info < (3, 10):
    sys.stderr.write(
        "lab.py needs Python 3.10 or newer, this is %d.%d. Install a newer one and run "
        "'python3.12 lab.py', or use conda: 'conda env create -f environment.yml'.\n"
        % sys.version_info[:2]
    )
    sys.exit(1)

# Where names of files are not UTF-8 (LC_ALL=C), Python and Java cannot name a Chinese folder.
if sys.getfilesystemencoding() != "utf-8" and os.name != "nt":
    variables = dict(os.environ, PYTHONUTF8="1")
    if sys.platform.startswith("linux"):
        variables["LC_ALL"] = "C.UTF-8"
    os.execve(sys.executable, [sys.executable] + sys.argv, variables)

from tooling.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
