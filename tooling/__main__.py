"""The commands that need the environment's libraries; lab.py starts this in it."""

import logging
import sys

from tooling.running import result_files
from tooling.cli import parser
from tooling.setup.environment import print_anything
from tooling.errors import LabError, exit_status, terminate_like_interrupt


def main(arguments):
    """Exit status of one command."""
    print_anything()
    options = parser().parse_args(arguments)
    terminate_like_interrupt()
    return exit_status(lambda: _command(options), "Interrupted; nothing was written.", _hush)


def _hush():
    # What an interrupted kernel client still had under way reports itself when the process ends.
    logging.disable(logging.CRITICAL)


def _command(options):
    try:
        _call(options)
    except KeyboardInterrupt:
        raise LabError(f"\n{result_files.interrupted()}", status=130) from None


def _call(options):
    if options.command == "run":
        from tooling.running.commands import run

        run(options.name, options.settings, options.out, options.overwrite)
    elif options.command == "refresh":
        from tooling.running.commands import refresh

        refresh(options.names)
    elif options.command == "export":
        from tooling.page.export import export

        export(
            options.names, options.settings, options.author, options.out, options.pdf,
            code=not options.no_code, overwrite=options.overwrite,
        )  # fmt: skip
    else:
        from tooling.jupyterlab.serve import serve

        folder = getattr(options, "folder", None)
        port = getattr(options, "port", 8888)
        serve(folder, port, browser=not getattr(options, "no_browser", False))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
