"""The system's own locks on open files, which it frees when their holder dies.

Lock libraries use the same locks, but their import takes longer than reading the first articles.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    _BEYOND = 0x7FFF_FFFF
    """Offset of the lock, beyond any content: Windows lets no other process read locked bytes."""

    def try_lock(descriptor: int) -> bool:
        """Take the lock on an open file; return False if another process holds it.

        Raises `OSError` if the file system has no locks.
        """
        os.lseek(descriptor, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True
else:
    import fcntl

    def try_lock(descriptor: int) -> bool:
        """Take the lock on an open file; return False if another process holds it.

        Raises `OSError` if the file system has no locks.
        """
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def holding(path: Path) -> Iterator[bool]:
    """Hold the lock on a file for a short time; yield False if another process holds it.

    Yields True on a file system without locks.
    """
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
