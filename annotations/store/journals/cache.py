"""What was read of a journal's files, kept so that the next opening reads only what is new. All may be deleted."""

import json
import os
import sys
from array import array
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from annotations.disk.files import replacing
from annotations.store.journals.entries import Entries
from annotations.store.journals.file import TAIL, JournalFile, Place
from annotations.store.journals.line import UNDERSTOOD

WORTH = 1 << 20
"""Bytes of a journal that a cache has to spare an opening: to read fewer takes a few milliseconds."""
_LAYOUT = f"1 {sys.byteorder} {array('I').itemsize} {array('Q').itemsize}"
"""Of the cache's files: what has another is nothing to this version, on this machine."""


class JournalCache:
    """A file for each of an annotator's journals.

    It is believed of a journal that is the same file, unchanged or with more behind the last line that was read; of any
    other, as one that came with a synchronised folder, if all that was read has the same checksum.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, tuple[int, int, int]] = {}
        """Name of a journal -> bytes of it that the cache knows, their checksum, and the identity of the file then."""

    def recall(self, file: JournalFile) -> None:
        """Give a file that was not read yet what is known of it, if anything is."""
        name = file.path.stem
        self._kept.pop(name, None)
        with suppress(OSError, EOFError, *UNDERSTOOD):
            place, checksum, entries = self._read(name)
            if _is_in(file.path, place, checksum):
                file.go_on(place, entries)
                self._kept[name] = place.end, checksum, place.inode

    def keep(self, file: JournalFile) -> None:
        """Take down what was read of a file, if it is worth it. Where nothing can be written, nothing is kept."""
        name, place = file.path.stem, file.place
        if place is None:
            return
        known, checksum, inode = self._kept.get(name, (0, 0, place.inode))
        if place.end - known < WORTH and place.inode == inode:
            return
        with suppress(OSError, EOFError):
            checksum = _checksum(file.path, known, place.end, checksum)
            if _seen(file.path) != place[:3]:
                return  # it is being changed
            columns = file.entries.columns()
            head = {
                "layout": _LAYOUT,
                "place": [*place[:4], place.tail.hex(), place.holes],
                "checksum": checksum,
                "lengths": list(map(len, columns)),
                "ids": list(file.entries.articles()),
            }
            self._write(name, [json.dumps(head).encode() + b"\n", *columns])
            self._kept[name] = place.end, checksum, place.inode

    def drop(self, file: JournalFile) -> None:
        """Forget a file, of which something turned out to be wrong."""
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
                raise ValueError("of another version, or another machine")
            inode, size, modified, end, tail, holes = head["place"]
            entries = Entries(name, head["ids"])
            columns = list(zip(entries.columns(), head["lengths"], strict=True))
            whole = len(line) + sum(length * column.itemsize for column, length in columns) + 8
            if whole != os.fstat(stream.fileno()).st_size:
                raise ValueError("torn")
            checksum = crc32(line)
            for column, length in columns:
                column.fromfile(stream, length)
                checksum = crc32(column, checksum)
            if stream.read() != b"%08x" % checksum:
                raise ValueError("not as it was written")
        return Place(inode, size, modified, end, bytes.fromhex(tail), holes), head["checksum"], entries

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.cache"


def _is_in(path: Path, place: Place, checksum: int) -> bool:
    """Whether a journal still begins with what was read of it up to a place. Raises `OSError`, `EOFError`."""
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
    """The CRC-32 of a file up to an end, of which it is known up to a start. Raises `EOFError`, `OSError`."""
    with path.open("rb", buffering=0) as stream:
        stream.seek(start)
        while start < end:
            piece = stream.read(min(WORTH, end - start))
            if not piece:
                raise EOFError
            checksum = crc32(piece, checksum)
            start += len(piece)
    return checksum
