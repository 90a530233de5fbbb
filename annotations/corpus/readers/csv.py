"""Records in CSV. The first line names the columns, and its most frequent separator is that of the file."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from annotations.corpus.decoding import decode_utf8
from annotations.corpus.fields import Record
from annotations.corpus.readers.reader import Slice
from annotations.disk import limits

_SEPARATORS = "\t,;|"


class Rows:
    """Reads the rows of a table; a quoted field may hold line ends."""

    def __init__(self) -> None:
        self._header: list[str] = []
        self._separator = ","

    def slices(self, stream: BinaryIO) -> Iterator[Slice]:
        """Yield the rows, like every `Reader.slices`."""
        csv.field_size_limit(limits.TEXT)
        head = stream.readline(limits.TEXT)
        stream.seek(0)
        first = head.decode(errors="replace")
        self._separator = max(_SEPARATORS, key=first.count)
        lines = _Lines(stream)
        rows = csv.reader(lines, delimiter=self._separator)
        start = 0
        try:
            self._header = [name.removeprefix("\ufeff").strip(' "') for name in next(rows, [])]
            start = lines.end
            for row in rows:
                if row:
                    yield Slice(start, lines.end, self._named(row))
                start = lines.end
        except csv.Error as error:
            raise ValueError(f"not read from byte {start} on ({error}); fix it") from error

    def record(self, data: bytes) -> Record:
        """Read one row, like every `Reader.record`."""
        csv.field_size_limit(limits.TEXT)
        try:
            row = next(csv.reader(io.StringIO(decode_utf8(data).text, newline=""), delimiter=self._separator), [])
        except csv.Error as error:
            raise ValueError(str(error)) from error
        return self._named(row)

    def _named(self, row: list[str]) -> Record:
        return dict(zip(self._header, row, strict=False))


class _Lines:
    """The lines of a stream as text, and the number of bytes read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.end = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(limits.TEXT + 1)
        if not line:
            raise StopIteration
        if len(line) > limits.TEXT:
            raise csv.Error(f"a line of more than {limits.TEXT // limits.MEGABYTE} MB")
        self.end += len(line)
        return decode_utf8(line).text
