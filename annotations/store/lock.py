"""One writer at a time: two would answer each other's edits from stale memory.

The system's own lock on an open file, as lock libraries take it too; they would take longer to import than the
application takes to read its first articles.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

from annotations.errors import StoreLockedError
from annotations.files import shown

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class WriterLock:
    """A lock that the operating system takes back when its holder dies; the file itself stays."""

    def __init__(self, root: Path, path: Path) -> None:
        self.root = root
        """What is locked, for messages."""
        self.path = path
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._descriptor is not None

    def acquire(self) -> None:
        """Take the lock. Raises `StoreLockedError` when another holds it, `OSError` where nothing can be written."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        holder = self.path.with_suffix(".pid")
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
        try:
            _lock(descriptor)
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            pid = ""
            with suppress(OSError, ValueError):
                pid = f" {int(holder.read_text())}"
            raise StoreLockedError(
                f"{shown(self.root)}: process{pid} has these annotations open for writing; "
                "close it first, or work under another annotator's name"
            ) from None
        except OSError:
            os.close(descriptor)
            raise
        with suppress(OSError):
            holder.write_text(f"{os.getpid()}\n")
        self._descriptor = descriptor

    def release(self) -> None:
        """Give the lock back."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
