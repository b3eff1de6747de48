"""One process at a time: two sessions that begin together must not set up over each other."""

import contextlib
import errno
import os
import time

from tooling.setup.environment import STATE, say

if os.name == "nt":
    import msvcrt

    def _take(file):
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

    def _give_back(file):
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(file):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_back(file):
        fcntl.flock(file, fcntl.LOCK_UN)


_TAKEN = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)


@contextlib.contextmanager
def alone(name):
    """Wait until no other process is in such a block; the system frees it when a process dies."""
    STATE.mkdir(exist_ok=True)
    with (STATE / f"{name}.lock").open("ab") as file:
        waited = 0
        while True:
            try:
                _take(file)
                break
            except OSError as problem:
                if problem.errno not in _TAKEN:
                    break  # a file system without locks
                if waited == 20:
                    say("Another lab.py is at work here; this one goes on when it is done ...")
                waited += 1
                time.sleep(0.1)
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                _give_back(file)
