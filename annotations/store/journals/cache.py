"""A cache of the entries of journals, so that an opening reads only new lines. Its files may be deleted."""

import json
import os
import sys
from array import array
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from annotations.disk.files import replacing
from annotations.store.damage import MALFORMED
from annotations.store.journals.entries import Entries
from annotations.store.journals.file import TAIL, JournalFile, Place

WORTH = 1 << 20
"""New bytes of a journal from which on its cache is written: fewer are read in a few milliseconds."""
_LAYOUT = f"2 {sys.byteorder} {array('I').itemsize} {array('Q').itemsize}"
"""The layout of the cache's files. A file with another was written by another version or machine, and is ignored."""


class JournalCache:
    """One cache file for each of an annotator's journals.

    It is used for a journal that is the same file, unchanged or with new bytes behind the last line that was read. For
    any other, such as one that came with a synchronised folder, it is used if what was read has the same checksum.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, tuple[int, int, int]] = {}
        """Name of a journal -> how many bytes of it are cached, their checksum, and the file's inode then."""

    def load(self, file: JournalFile) -> None:
        """Set the cached entries of a file that was not read yet, if there are any."""
        name = file.path.stem
        self._kept.pop(name, None)
        with suppress(OSError, EOFError, *MALFORMED):
            place, checksum, entries = self._read(name)
            if _is_in(file.path, place, checksum):
                file.resume(place, entries)
                self._kept[name] = place.end, checksum, place.inode

    def save(self, file: JournalFile) -> None:
        """Write the entries of a file if `WORTH` bytes of it are new. Does nothing if the disk refuses."""
        name, place = file.path.stem, file.place
        if place is None:
            return
        known, checksum, inode = self._kept.get(name, (0, 0, place.inode))
        if place.end - known < WORTH and place.inode == inode:
            return
        with suppress(OSError, EOFError):
            checksum = _checksum(file.path, known, place.end, checksum)
            if _seen(file.path) != place[:3]:
                return  # another process is writing it
            columns = file.entries.columns()
            head = {
                "layout": _LAYOUT,
                "place": [*place[:4], place.tail.hex(), place.damaged],
                "checksum": checksum,
                "lengths": list(map(len, columns)),
                "ids": list(file.entries.articles()),
            }
            self._write(name, [json.dumps(head).encode() + b"\n", *columns])
            self._kept[name] = place.end, checksum, place.inode

    def drop(self, file: JournalFile) -> None:
        """Delete the cache of a file that turned out to be damaged."""
        with suppress(OSError):
            self._path(file.path.stem).unlink(missing_ok=True)

    def _write(self, name: str, pieces: "Sequence[bytes | array[int]]") -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        with replacing(self._path(name), durable=False) as stream:
            checksum = 0
            for each in pieces:
                stream.write(each)
                checksum = crc32(each, checksum)
            stream.write(b"%08x" % checksum)

    def _read(self, name: str) -> tuple[Place, int, Entries]:
        with self._path(name).open("rb") as stream:
            line = stream.readline()
            head = json.loads(line)
            if head["layout"] != _LAYOUT:
                raise ValueError("written by another version or machine")
            inode, size, modified, end, tail, damaged = head["place"]
            entries = Entries(name, head["ids"])
            columns = list(zip(entries.columns(), head["lengths"], strict=True))
            whole = len(line) + sum(length * column.itemsize for column, length in columns) + 8
            if whole != os.fstat(stream.fileno()).st_size:
                raise ValueError("not written to its end")
            checksum = crc32(line)
            for column, length in columns:
                column.fromfile(stream, length)
                checksum = crc32(column, checksum)
            if stream.read() != b"%08x" % checksum:
                raise ValueError("the checksum is wrong")
        return Place(inode, size, modified, end, bytes.fromhex(tail), damaged), head["checksum"], entries

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.cache"


def _is_in(path: Path, place: Place, checksum: int) -> bool:
    """Return True if a journal still begins with what was read up to a place. Raises `OSError`, `EOFError`."""
    seen = _seen(path)
    if seen == place[:3]:
        return True
    inode, size, _ = seen
    if inode != place.inode or size <= place.size or len(place.tail) < TAIL:
        return _checksum(path, 0, place.end, 0) == checksum
    with path.open("rb") as stream:
        stream.seek(place.end - len(place.tail))
        return stream.read(len(place.tail)) == place.tail


def _seen(path: Path) -> tuple[int, int, int]:
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


def _checksum(path: Path, start: int, end: int, checksum: int) -> int:
    """Return the CRC-32 of a file up to `end`, given that up to `start`. Raises `EOFError`, `OSError`."""
    with path.open("rb", buffering=0) as stream:
        stream.seek(start)
        while start < end:
            piece = stream.read(min(WORTH, end - start))
            if not piece:
                raise EOFError
            checksum = crc32(piece, checksum)
            start += len(piece)
    return checksum
