"""The one way to stop with a message instead of a stack trace."""

import os
import signal
import sys


class LabError(Exception):
    """Something the user can mend; the message says how, `status` is the exit status."""

    def __init__(self, message, status=1):
        super().__init__(message)
        self.status = status


def exit_status(action, interrupted, hush=lambda: None):
    """Exit status of `action()`; a LabError, a file's error or Ctrl-C becomes a line on stderr.

    `interrupted` is the line for Ctrl-C; `hush` is called before either is written.
    """
    try:
        return action() or 0
    except LabError as error:
        hush()
        sys.stderr.write(f"{error}\n")
        return error.status
    except BrokenPipeError:
        # Whoever read the output has ended, as `head` does: nobody is left to be told anything.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as problem:
        if problem.filename is None:
            raise
        hush()
        sys.stderr.write(f"{problem.filename}: {problem.strerror}\n")
        return 1
    except KeyboardInterrupt:
        hush()
        sys.stderr.write(f"\n{interrupted}\n")
        return 130


def terminate_like_interrupt():
    """Let SIGTERM end this process as Ctrl-C does, so that both leave things in order."""

    def interrupt(_signal, _frame):
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
