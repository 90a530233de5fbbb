"""One journal: read on from where the last reading ended, and appended to by the process that holds its lock."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from annotations.disk.files import flush, flush_folder, make_folder
from annotations.disk.lock import try_lock
from annotations.errors import StoreCorruptError
from annotations.store.damage import MALFORMED, damaged_line, unreadable
from annotations.store.journals.entries import Entries, Entry
from annotations.store.journals.line import FAR, Head, Line, checksum, decode_line, next_line_start, read_head

TAIL = 256
"""Bytes before the end that are compared when the file has grown, to see that it is still the same."""
_BUFFER = 1 << 18
"""Bytes that are read at once."""


class Place(NamedTuple):
    """The end of what was read of a file, and the file's state then."""

    inode: int
    size: int
    modified: int
    """Time of the last change, in nanoseconds."""
    end: int
    """As `JournalFile.end`."""
    tail: bytes
    """The last bytes before the end."""
    damaged: list[int]
    """As `JournalFile.damaged`."""


class JournalFile:
    """What was read of one journal, and the lock with which this process may append to it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.entries = Entries(path.stem)
        self.damaged: list[int] = []
        """Offsets in bytes of lines that newsreader did not write so."""
        self._numbers: dict[int, int] = {}
        """Line numbers by offset, cached because counting them takes long in a large file."""
        self.end = 0
        """Bytes that hold whole units; bytes behind them were never acknowledged, or are just being written."""
        self.unwritten = b""
        """Lines that are among the entries, and that the disk has refused so far."""
        self._tail = b""
        """The last bytes before `end`."""
        self._seen: tuple[int, int, int] | None = None
        """Inode, size and time of change of the file when it was read."""
        self._descriptor: int | None = None
        self._torn = False
        """True if bytes that were never acknowledged may stand behind the end."""

    @property
    def place(self) -> Place | None:
        """The end of what was read; None if the file was not read."""
        return None if self._seen is None else Place(*self._seen, self.end, self._tail, self.damaged)

    def resume(self, place: Place, entries: Entries) -> None:
        """Set the entries that were read up to a place, so that `read_new` reads on from there."""
        self.entries, self.damaged, self.end, self._tail = entries, place.damaged, place.end, place.tail
        self._seen, self._torn = (place.inode, place.size, place.modified), place.size > place.end

    def read_new(self) -> bool:
        """Read the lines that were appended since the last call; return False if earlier content has changed.

        Damaged lines are skipped and listed in `damaged`. Raises `StoreError`, and `StoreCorruptError` for a line of a
        later version; then no line was read.
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
        """Read the lines from `end` on.

        Stops before a line without its line end, and before a group that lacks lines: these were never acknowledged.
        Damaged lines between those of a group do not break it: a version control puts its marks anywhere.
        """
        entries, damaged, begun = self.entries, list(self.damaged), len(self.entries)
        whole, end, tail = begun, self.end, self._tail
        """The number of entries of whole units, the end of the last whole unit or damaged line, and that line."""
        offset, last = end, tail
        due = 0
        """The number of lines that the group still lacks."""
        inside: list[int] = []
        """Offsets of the damaged lines behind the group's first."""
        try:
            for each in lines:
                line, found = each, self._head(each)
                if found is None:
                    if not line.endswith(b"\n") and checksum(line[:-1] + b"\n") is None:
                        break
                    inside.append(offset)
                    last, line = line[: next_line_start(line)], line[next_line_start(line) :]
                    offset, found = offset + len(last), self._head(line)
                if due and found is not None and found[3] != due - 1:
                    entries.cut(whole)
                    damaged.append(end)
                    due = 0
                if not due:
                    if inside:
                        damaged, inside = damaged + inside, []
                    end, tail = offset, last
                if found is None:
                    continue
                entries.add(found, offset)
                offset, last = offset + len(line), line
                due = found[3]
                if due <= 0:
                    if inside:
                        damaged, inside = damaged + inside, []
                    whole, end, tail, due = len(entries), offset, line, 0
        except BaseException:
            entries.cut(begun)
            raise
        entries.cut(whole)
        if inside:  # the group was not just being written: other bytes stand between what is there of it
            damaged, end, tail = [*damaged, end, *inside], offset, last
        self.damaged, self.end, self._tail = damaged, end, tail[-TAIL:]

    def _head(self, line: bytes) -> Head | None:
        """Return what `read_head` does; None for a revision too far beyond the one before it."""
        found = read_head(line, self.path)
        if found is not None and found[1] > FAR and self.entries.is_far(*found[:2]):
            return None
        return found

    def error(self, offset: int) -> StoreCorruptError:
        """Return the error for a damaged line, by its offset."""
        if offset not in self._numbers:
            try:
                with self.path.open("rb") as stream:
                    pieces = iter(lambda: stream.read(min(_BUFFER, offset - stream.tell())), b"")
                    self._numbers[offset] = 1 + sum(piece.count(b"\n") for piece in pieces)
            except OSError as error:
                raise unreadable(self.path, error) from error
        return damaged_line(self.path, self._numbers[offset])

    @property
    def is_held(self) -> bool:
        """Return True if this object holds the file's lock."""
        return self._descriptor is not None

    def hold(self) -> bool:
        """Take the lock of an existing file; return False if another process holds it. Raises `OSError`."""
        descriptor = os.open(self.path, _FLAGS)
        try:
            if try_lock(descriptor):
                self._descriptor, descriptor = descriptor, -1
        finally:
            if descriptor >= 0:
                os.close(descriptor)
        return self.is_held

    def create(self) -> bool:
        """Make the file and take its lock; return False if the file exists. Raises `OSError`."""
        make_folder(self.path.parent)
        try:
            descriptor = os.open(self.path, _FLAGS | os.O_CREAT | os.O_EXCL, 0o666)
        except FileExistsError:
            return False
        with suppress(OSError):  # without locks, the file is this process's because it has made it
            if not try_lock(descriptor):
                os.close(descriptor)
                return False
        self._descriptor = descriptor
        return True

    @property
    def is_intact(self) -> bool:
        """Return True if the file is held and is as this process left it."""
        if self._descriptor is None:
            return False
        try:
            here, there = os.fstat(self._descriptor), self.path.stat()
        except FileNotFoundError:
            return False
        except OSError:
            return True  # a write will show it
        beyond = here.st_size - self.end
        return os.path.samestat(here, there) and (beyond == 0 or (beyond > 0 and self._torn))

    def displaced(self, is_known: Callable[[Entry], bool]) -> Iterator[list[Line]]:
        """Yield the units of the held file that are not known, if another program has put another file in its place."""
        if self._descriptor is None or self.is_there:
            return
        content = bytearray()
        with suppress(OSError):
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            while len(content) < self.end and (piece := os.read(self._descriptor, self.end - len(content))):
                content += piece
        for unit in self.entries.units(0):
            if unit[-1].offset < len(content) and not all(map(is_known, unit)):
                with suppress(*MALFORMED):
                    yield [decode_line(_line_at(content, each.offset), self.path) for each in unit]

    @property
    def is_there(self) -> bool:
        """Return True if the held file is the one under its name."""
        try:
            return self._descriptor is not None and os.path.samestat(os.fstat(self._descriptor), self.path.stat())
        except OSError:
            return False

    def write(self, content: bytes) -> None:
        """Append the lines of whole units; at the return they are on disk. Raises `OSError`, with the file as before.

        The file must be held. The caller adds the entries.
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
            with suppress(OSError):  # the next call puts aside what remains
                os.ftruncate(descriptor, self.end)
                self._torn = False
                flush(descriptor)
            raise
        self._torn = False
        self.end += len(content)
        self._tail = content[-TAIL:]

    def _put_aside(self, descriptor: int) -> None:
        """Move bytes that were never acknowledged from the end of the file to a file of their own."""
        beyond = os.fstat(descriptor).st_size - self.end
        if beyond:
            os.lseek(descriptor, self.end, os.SEEK_SET)
            with self.path.with_name(self.path.name + ".torn").open("ab") as aside:
                aside.write(os.read(descriptor, beyond) + b"\n")
                aside.flush()
                flush(aside.fileno())
            os.ftruncate(descriptor, self.end)

    def release(self) -> None:
        """Release the lock, so that another process may append."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _line_at(content: bytearray, offset: int) -> bytes:
    return bytes(content[offset : content.index(b"\n", offset) + 1])


_FLAGS = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
