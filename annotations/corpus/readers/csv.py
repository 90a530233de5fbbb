"""Records in CSV. The first line names the columns, and its most frequent separator is that of the file.

A row that has not the fields of the first line is reported with its line, never cut or shifted.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import BinaryIO

from annotations.corpus.days import day_of
from annotations.corpus.decoding import decode_utf8
from annotations.corpus.fields import Fields, Record
from annotations.corpus.readers.reader import Slice
from annotations.disk import limits

_SEPARATORS = "\t,;|"
_SEPARATOR_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\"?sep=(.)\"?\r?\n?", re.IGNORECASE)
"""The first line that Excel writes and reads to name the separator."""
_COMMENT = re.compile(rb"#[^\t,;|\r\n]*[\r\n]+")
"""A line above the names of the columns that is none of them."""
_BLANK_LINES = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*[\r\n]")
_ESCAPED = re.compile(rb'\\"[^,;|\t\r\n"]')
"""A quotation mark behind a backslash, inside a field: RFC 4180 doubles it, MySQL and others write this."""
_SAMPLE = 65_536
"""Bytes at the start of a file that show its line ends and how it escapes quotation marks."""
_LONGEST_NAME = 60
"""Code points of the longest name of a column."""


class Rows:
    """Reads the rows of a table; a quoted field may hold line ends."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self._header: list[str] = []
        self._separator = ","
        self._escape: str | None = None

    def slices(self, stream: BinaryIO) -> Iterator[Slice]:
        """Yield the rows, like every `Reader.slices`."""
        csv.field_size_limit(limits.TEXT)
        lines = self._begun(stream)
        rows = self._rows(lines)
        try:
            self._header = [name.removeprefix("\ufeff").strip(' "') for name in next(rows, [])]
        except csv.Error as error:
            raise ValueError(f"line {lines.number}: not the names of columns ({error}); fix it") from error
        self._check_header()
        if self._is_numbered(lines.stream):
            self._header.insert(0, "")
        while True:
            start, number = lines.end, lines.number + 1
            try:
                row = next(rows, None)
            except csv.Error as error:
                which = f"line {number}" if number == lines.number else f"lines {number} to {lines.number}"
                why = f"{which}: left out ({error}); fix the quotation marks"
                if "end of data" in str(error) or "limit" in str(error):
                    lines.go_back(start, number)
                    why = f"line {number}: left out, a quotation mark is never closed ({error}); fix it"
                yield Slice(start, lines.end, None, why=why)
                rows = self._rows(lines)
                continue
            if row is None:
                return
            if any(field.strip() for field in row):
                yield self._slice(row, start, lines.end, number)

    def record(self, data: bytes) -> Record:
        """Read one row, like every `Reader.record`."""
        csv.field_size_limit(limits.TEXT)
        try:
            row = next(self._rows(io.StringIO(decode_utf8(data).text, newline="")), [])
        except csv.Error as error:
            raise ValueError(str(error)) from error
        return self._named(row)

    def _begun(self, stream: BinaryIO) -> "_Lines":
        """Find out the punctuation of a table. Return its lines from the names of the columns on."""
        sample = stream.read(_SAMPLE)
        begin = 0
        if blank := _BLANK_LINES.match(sample):
            begin = blank.end()
        while comment := _COMMENT.match(sample, begin):
            begin = comment.end()
        named = _SEPARATOR_LINE.match(sample, begin)
        begin = named.end() if named else begin
        lines = _Lines(stream, ends_in_cr=b"\r" in sample and b"\n" not in sample)
        while lines.end < begin:
            next(lines)
        self._escape = "\\" if _ESCAPED.search(sample) else None
        first = re.split(rb"[\r\n]", sample[begin:], maxsplit=1)[0].decode(errors="replace")
        self._separator = named[1].decode("ascii", "replace") if named else max(_SEPARATORS, key=first.count)
        return lines

    def _rows(self, lines: Iterable[str]) -> Iterator[list[str]]:
        return csv.reader(lines, delimiter=self._separator, escapechar=self._escape, strict=True)

    def _check_header(self) -> None:
        """Raise `ValueError` if the first line is data: no name that is known, but a day, a number or a text."""
        names = self._header
        if any(map(self._fields.knows, names)):
            return
        if any(len(name) > _LONGEST_NAME or name.isdecimal() or day_of(name) for name in names):
            raise ValueError(
                "line 1 holds no names of columns, so it is left out; write a line of names above it, such as"
                f" {self._separator.join(('title', 'date', 'text'))}"
            )

    def _is_numbered(self, stream: BinaryIO) -> bool:
        """Return True if the rows begin with their numbers, and no name stands above these, as R writes a table."""
        place = stream.tell()
        text = stream.read(_SAMPLE).decode(errors="replace")
        stream.seek(place)
        try:
            rows = [*islice(self._rows(io.StringIO(text, newline="")), 2)]
        except csv.Error:
            return False
        longer = [row[0] for row in rows if len(row) == len(self._header) + 1]
        return longer in (["1", "2"], ["0", "1"])

    def _slice(self, row: list[str], start: int, end: int, number: int) -> Slice:
        record = self._named(row)
        extra = [field for field in row[len(self._header) :] if field.strip()]
        if extra or (len(row) < len(self._header) and not self._fields.body(record)):
            why = f"line {number}: left out, {len(row)} fields for {len(self._header)} columns; quote the text"
            return Slice(start, end, None, why=why)
        return Slice(start, end, record)

    def _named(self, row: list[str]) -> Record:
        return dict(zip(self._header, row, strict=False))


class _Lines:
    """The lines of a stream as text, and the number of bytes and of lines read."""

    def __init__(self, stream: BinaryIO, *, ends_in_cr: bool) -> None:
        """With `ends_in_cr`, lines end as on the Mac of old; such a file is in memory as a whole."""
        stream.seek(0)
        if ends_in_cr:
            data = stream.read(limits.FILE)
            stream = io.BytesIO(data.replace(b"\r", b"\n"))
        self.stream = stream
        self.end = 0
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.stream.readline(limits.TEXT + 1)
        if not line:
            raise StopIteration
        if len(line) > limits.TEXT:
            size = limits.TEXT // limits.MEGABYTE
            raise ValueError(f"not read from byte {self.end} on (a line of more than {size} MB); fix it")
        self.end += len(line)
        self.number += 1
        return decode_utf8(line).text

    def go_back(self, start: int, number: int) -> None:
        """Go on behind the line of this number, which begins at a byte."""
        self.stream.seek(start)
        self.end, self.number = start, number - 1
        next(self, "")
