"""Records in JSON: a list of objects, an object that holds one or is one, or an object on each line."""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from annotations.corpus.decoding import decode_utf8
from annotations.corpus.fields import Record
from annotations.corpus.readers.reader import Slice
from annotations.disk import limits

_LISTS = r'"(articles|items|data|results|documents|docs|entries|news|posts|hits)"\s*:\s*\['
"""Keys of the list of articles in an object."""
_SEEN = 65_536
"""Code points at the start of an object in which its list may begin."""
_GAP = re.compile(r"[ \t\n\r,]*")
_DECODER = json.JSONDecoder()


class JsonLines:
    """Reads JSON Lines: one object per line."""

    def slices(self, stream: BinaryIO) -> Iterator[Slice]:
        """Yield the lines, like every `Reader.slices`."""
        start = 0
        while line := stream.readline(limits.TEXT + 1):
            end = start + len(line)
            if len(line) > limits.TEXT:
                while not line.endswith(b"\n") and (line := stream.readline(limits.TEXT)):
                    end += len(line)
                yield Slice(start, end, None)
            elif not line.isspace():
                yield Slice(start, end, _object(line))
            start = end

    def record(self, data: bytes) -> Record:
        """Read one line, like every `Reader.record`."""
        return _record(data)


class JsonFile:
    """Reads one JSON value, which it holds in memory as a whole."""

    def slices(self, stream: BinaryIO) -> Iterator[Slice]:
        """Yield the objects, like every `Reader.slices`."""
        data = stream.read(limits.FILE)
        text = decode_utf8(data).text
        first = _GAP.match(text, 1 if text.startswith("\ufeff") else 0)
        start = first.end() if first else 0
        if text[start : start + 1] == "{":
            opening = _list_in(text, start)
            if opening is None:
                yield Slice(0, len(data), _object(data), alone=True)
                return
            start = opening
        if text[start : start + 1] != "[":
            raise ValueError("neither a list nor an object of JSON, so it is left out")
        yield from _elements(text, start + 1)

    def record(self, data: bytes) -> Record:
        """Read one object, like every `Reader.record`."""
        return _record(data)


def _list_in(text: str, start: int) -> int | None:
    """Return the offset of the list of articles in an object, or None if it has none."""
    for found in re.compile(_LISTS).finditer(text, start, start + _SEEN):
        whole, _ = _decoded(text, start)
        records, _ = _decoded(text, found.end() - 1)
        listed = isinstance(whole, dict) and whole.get(found[1]) == records
        if listed and isinstance(records, list) and all(isinstance(each, dict) for each in records):
            return found.end() - 1
    return None


def _elements(text: str, start: int) -> Iterator[Slice]:
    """Yield the elements of a list whose content begins at `start`, a code point."""
    cursor = offset = 0
    while True:
        gap = _GAP.match(text, start)
        start = gap.end() if gap else start
        if text[start : start + 1] == "]":
            return
        value, end = _decoded(text, start)
        offset += len(text[cursor:start].encode(errors="replace"))
        length = len(text[start:end].encode(errors="replace"))
        yield Slice(offset, offset + length, value if isinstance(value, dict) else None)
        offset += length
        cursor = start = end


def _decoded(text: str, start: int) -> tuple[object, int]:
    try:
        return _DECODER.raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno}: not JSON ({error.msg}); fix it") from error
    except RecursionError:
        raise ValueError("JSON in too many levels") from None


def _record(data: bytes) -> Record:
    try:
        value = json.loads(decode_utf8(data).text.removeprefix("\ufeff"))
    except RecursionError:
        raise ValueError("JSON in too many levels") from None
    if not isinstance(value, dict):
        raise ValueError("no object of JSON")  # noqa: TRY004 - the value, not its Python type, is what is wrong
    return value


def _object(data: bytes) -> Record | None:
    try:
        return _record(data)
    except ValueError:
        return None
