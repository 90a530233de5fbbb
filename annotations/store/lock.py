"""One writer at a time: two would answer each other's edits from stale memory."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import StoreLockedError
from annotations.files import shown

if TYPE_CHECKING:
    from filelock import BaseFileLock


class WriterLock:
    """A lock that the operating system takes back when its holder dies; the file itself may stay."""

    def __init__(self, root: Path, path: Path) -> None:
        self.root = root
        """What is locked, for messages."""
        self.path = path
        self._lock: BaseFileLock | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._lock is not None

    def acquire(self) -> None:
        """Take the lock. Raises `StoreLockedError` when another holds it, `OSError` where nothing can be written."""
        from filelock import FileLock, Timeout  # 80 ms that only a writer should pay

        self.path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.path, thread_local=False)
        holder = self.path.with_suffix(".pid")
        try:
            lock.acquire(blocking=False)
        except Timeout:
            pid = ""
            with suppress(OSError, ValueError):
                pid = f" {int(holder.read_text())}"
            raise StoreLockedError(
                f"{shown(self.root)}: process{pid} has these annotations open for writing; "
                "close it first, or work under another annotator's name"
            ) from None
        with suppress(OSError):
            holder.write_text(f"{os.getpid()}\n")
        self._lock = lock

    def release(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None
