"""What was read of a journal's files, kept so that the next opening reads only what is new. All may be deleted."""

import json
import os
import sys
from array import array
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from annotations.files import replacing
from annotations.store.entries import Entries
from annotations.store.journalfile import JournalFile, Place
from annotations.store.line import UNDERSTOOD

WORTH = 1 << 20
"""Bytes of a journal that a cache has to spare an opening: to read fewer takes a few milliseconds."""
_LAYOUT = f"1 {sys.byteorder} {array('I').itemsize} {array('Q').itemsize}"
"""Of the cache's files: what has another is nothing to this version, on this machine."""


class JournalCache:
    """A file for each of an annotator's journals.

    It is believed only of a journal that is the same file as then and ends as it did, or goes on behind that end, and
    only if its own checksum holds. Every line is looked at again when it is needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, int] = {}
        """Name of a journal -> bytes of it that the cache knows."""

    def recall(self, file: JournalFile) -> None:
        """Give a file that was not read yet what is known of it, if anything is."""
        with suppress(OSError, EOFError, *UNDERSTOOD):
            place, entries = self._read(file.path.stem)
            if place.is_in(file.path):
                file.go_on(place, entries)
                self._kept[file.path.stem] = place.end

    def keep(self, file: JournalFile) -> None:
        """Take down what was read of a file, if it is worth it. Where nothing can be written, nothing is kept."""
        name, place = file.path.stem, file.place
        if place is None or place.end - self._kept.get(name, 0) < WORTH:
            return
        columns = file.entries.columns()
        head = {
            "layout": _LAYOUT,
            "place": [place.inode, place.size, place.modified, place.end, place.tail.hex(), place.holes],
            "lengths": list(map(len, columns)),
            "ids": list(file.entries.articles()),
        }
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with replacing(self._path(name), durable=False) as stream:
                checksum = 0
                pieces: tuple[bytes | array[int], ...] = (json.dumps(head).encode() + b"\n", *columns)
                for each in pieces:
                    stream.write(each)
                    checksum = crc32(each, checksum)
                stream.write(b"%08x" % checksum)
            self._kept[name] = place.end

    def drop(self, file: JournalFile) -> None:
        """Forget a file, of which something turned out to be wrong."""
        with suppress(OSError):
            self._path(file.path.stem).unlink(missing_ok=True)

    def _read(self, name: str) -> tuple[Place, Entries]:
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
        return Place(inode, size, modified, end, bytes.fromhex(tail), holes), entries

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.cache"
