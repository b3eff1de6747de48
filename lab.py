#!/usr/bin/env python3
"""Set up and open the notebooks; test, run, export and refresh them: `python3 lab.py --help`."""
import sys

# Kept free of newer syntax, so that an old Python reads this far and can say what is wrong.
if sys.version_info < (3, 10):
    sys.stderr.write(
        "lab.py needs Python 3.10 or newer, this is %d.%d. Install a newer one and run "
        "'python3.12 lab.py', or use conda: 'conda env create -f environment.yml'.\n"
        % sys.version_info[:2]
    )
    sys.exit(1)

from nblab.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
