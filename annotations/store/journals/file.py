"""One file of the journal: read from where the last reading ended, and appended to by whoever holds its lock."""

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from annotations.disk.files import flush, flush_folder, make_folder
from annotations.disk.lock import try_lock
from annotations.errors import StoreCorruptError
from annotations.store.journals.entries import Entries
from annotations.store.journals.line import corrupt, head, is_sealed, run_on, unreadable

TAIL = 256
"""Bytes of a last line by which the file is known again when it has grown."""
_BUFFER = 1 << 18
"""Bytes that are read at once."""


class Place(NamedTuple):
    """How far a file was read."""

    inode: int
    size: int
    modified: int
    """As of `stat`, in nanoseconds."""
    end: int
    """As of `JournalFile`."""
    tail: bytes
    """The last bytes before the end."""
    holes: list[int]
    """As of `JournalFile`."""


class JournalFile:
    """What is known of one file. A file that is held has its lock, and only its holder appends to it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entries = Entries(path.stem)
        self.holes: list[int] = []
        """Where lines stand, in bytes from the start of the file, that newsreader did not write so."""
        self._numbers: dict[int, int] = {}
        """The numbers of lines that were asked for, by where they stand: counting them takes long in a large file."""
        self.end = 0
        """Bytes that hold whole units; what stands behind them was never acknowledged, or is just being written."""
        self.unwritten = b""
        """Lines whose entries are there and that the disk has refused so far."""
        self._tail = b""
        """The last bytes before `end`."""
        self._seen: tuple[int, int, int] | None = None
        """Identity, size and time of the file when it was read."""
        self._descriptor: int | None = None
        self._torn = False
        """Whether something that was never acknowledged may stand behind the end."""

    @property
    def place(self) -> Place | None:
        """How far it was read; None when it was not."""
        return None if self._seen is None else Place(*self._seen, self.end, self._tail, self.holes)

    def go_on(self, place: Place, entries: Entries) -> None:
        """Take over what was read up to a place."""
        self.entries, self.holes, self.end, self._tail = entries, place.holes, place.end, place.tail
        self._seen, self._torn = (place.inode, place.size, place.modified), place.size > place.end

    def grow(self) -> bool:
        """Take in what was added since the last call; whether what was read before is still there.

        Damaged lines are passed over, see `holes`. Raises `StoreError`, and `StoreCorruptError` for a line of a later
        version; nothing was taken in then.
        """
        try:
            status = self.path.stat()
            seen = (status.st_ino, status.st_size, status.st_mtime_ns)
            if seen == self._seen:
                return True
            with self.path.open("rb", buffering=_BUFFER) as stream:
                stream.seek(self.end - len(self._tail))
                if stream.read(len(self._tail)) != self._tail:
                    return False
                self._read(stream)
        except FileNotFoundError:
            return self._seen is None
        except OSError as error:
            raise unreadable(self.path, error) from error
        self._seen = seen
        self._torn = status.st_size > self.end
        return True

    def _read(self, lines: Iterable[bytes]) -> None:
        """Take in the lines from the end on.

        It ends before a line without its line end, and before a group that lacks lines: nobody was told that these are
        saved.
        """
        entries, holes, begun = self.entries, list(self.holes), len(self.entries)
        whole, end, tail = begun, self.end, self._tail
        """Entries of whole units, where the last of these or the last damaged line ends, and that line."""
        offset, last = end, tail
        due = 0
        """How many lines the group still has to have."""
        try:
            for each in lines:
                line, found = each, head(each, self.path)
                if found is None and not line.endswith(b"\n") and not is_sealed(line[:-1] + b"\n"):
                    break
                if due and (found is None or found[3] != due - 1):
                    entries.cut(whole)
                    holes.append(end)
                    end, tail, due = offset, last, 0
                if found is None:
                    holes.append(end)
                    last, line = line[: run_on(line)], line[run_on(line) :]
                    end, tail = end + len(last), last
                    offset, found = end, head(line, self.path)
                    if found is None:
                        continue
                entries.add(found, offset)
                offset, last = offset + len(line), line
                due = found[3]
                if due <= 0:
                    whole, end, tail, due = len(entries), offset, line, 0
        except BaseException:
            entries.cut(begun)
            raise
        entries.cut(whole)
        self.holes, self.end, self._tail = holes, end, tail[-TAIL:]

    def error(self, offset: int) -> StoreCorruptError:
        """What is to be said of a damaged line."""
        if offset not in self._numbers:
            try:
                with self.path.open("rb") as stream:
                    pieces = iter(lambda: stream.read(min(_BUFFER, offset - stream.tell())), b"")
                    self._numbers[offset] = 1 + sum(piece.count(b"\n") for piece in pieces)
            except OSError as error:
                raise unreadable(self.path, error) from error
        return corrupt(self.path, self._numbers[offset])

    @property
    def is_held(self) -> bool:
        """Whether this object holds the file's lock."""
        return self._descriptor is not None

    def hold(self) -> bool:
        """Take the lock of a file that is there; whether it was free. Raises `OSError`."""
        descriptor = os.open(self.path, _FLAGS)
        try:
            if try_lock(descriptor):
                self._descriptor, descriptor = descriptor, -1
        finally:
            if descriptor >= 0:
                os.close(descriptor)
        return self.is_held

    def create(self) -> bool:
        """Make the file and take its lock; whether nobody else has just made it. Raises `OSError`."""
        make_folder(self.path.parent)
        try:
            descriptor = os.open(self.path, _FLAGS | os.O_CREAT | os.O_EXCL, 0o666)
        except FileExistsError:
            return False
        with suppress(OSError):  # where there are no locks, the name is one that nobody else takes
            if not try_lock(descriptor):
                os.close(descriptor)
                return False
        self._descriptor = descriptor
        return True

    @property
    def is_intact(self) -> bool:
        """Whether a file that is held is as this process left it."""
        if self._descriptor is None:
            return False
        try:
            here, there = os.fstat(self._descriptor), self.path.stat()
        except FileNotFoundError:
            return False
        except OSError:
            return True  # it cannot be told, and a write will
        beyond = here.st_size - self.end
        return os.path.samestat(here, there) and (beyond == 0 or (beyond > 0 and self._torn))

    def write(self, content: bytes) -> None:
        """Append whole units, all or none; at the return they are on disk. Raises `OSError`, with the file as before.

        The file must be held. The units themselves are for the caller to add.
        """
        descriptor = self._descriptor
        if descriptor is None or not self.is_intact:
            raise OSError(errno.ESTALE, "another program has changed it")
        self._put_aside(descriptor)
        self._torn = True
        try:
            written = 0
            while written < len(content):
                written += os.write(descriptor, content[written:])
            flush(descriptor)
            if self.end == 0:
                flush_folder(self.path.parent)
        except BaseException:
            with suppress(OSError):  # what is left is put aside by the next call
                os.ftruncate(descriptor, self.end)
                self._torn = False
                flush(descriptor)
            raise
        self._torn = False
        self.end += len(content)
        self._tail = content[-TAIL:]

    def _put_aside(self, descriptor: int) -> None:
        """Cut off what was never acknowledged, and keep it in a file of its own for whoever wants to look at it."""
        beyond = os.fstat(descriptor).st_size - self.end
        if beyond:
            os.lseek(descriptor, self.end, os.SEEK_SET)
            with self.path.with_name(self.path.name + ".torn").open("ab") as aside:
                aside.write(os.read(descriptor, beyond) + b"\n")
                aside.flush()
                flush(aside.fileno())
            os.ftruncate(descriptor, self.end)

    def release(self) -> None:
        """Let another process append."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


_FLAGS = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
