"""The system's own locks on open files: it takes them back when their holder dies, however that happens.

Lock libraries take the same locks, but longer to import than the application takes to read its first articles.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    _BEYOND = 0x7FFF_FFFF
    """Windows lets nobody read what is locked: the lock lies beyond what is ever written."""

    def try_lock(descriptor: int) -> bool:
        """Take the lock on an open file unless another holds it. Raises `OSError` where there are no locks."""
        os.lseek(descriptor, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Take the lock on an open file unless another holds it. Raises `OSError` where there are no locks."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def turn(path: Path) -> Iterator[bool]:
    """A short turn at something: whether nobody else has it now; where there are no locks, everybody has."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
    except OSError:
        yield True
        return
    try:
        yield _is_free(descriptor)
    finally:
        os.close(descriptor)


def _is_free(descriptor: int) -> bool:
    try:
        return try_lock(descriptor)
    except OSError:
        return True
