"""Records in JSON: a list of objects, an object that holds one or is one, or an object on each line."""

import io
import json
import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, TypeGuard

from annotations.corpus.decoding import decode_utf8
from annotations.corpus.fields import Fields, Record
from annotations.corpus.readers.reader import Slice
from annotations.disk import limits

_LISTS = ("articles", "items", "data", "results", "documents", "docs", "entries", "news", "posts", "hits")
"""Keys of the list of articles in an object, before others."""
_DEPTH = 4
"""Levels of objects in which the list of articles is looked for."""
_LOOKED_AT = 20
"""Objects of a list or an object that are looked at for a text."""
_SEEN = 65_536
"""Code points at the start of a file in which two lines may show that it is JSON Lines."""
_HEAD = 64
"""Bytes at the start of a file in which a list may begin."""
_GAP = re.compile(r"[ \t\n\r,]*")
_DECODER = json.JSONDecoder()


class JsonLines:
    """Reads JSON Lines: one object per line. A file that is one list all the same is read as such."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields

    def slices(self, stream: BinaryIO) -> Iterator[Slice]:
        """Yield the lines, like every `Reader.slices`."""
        if stream.read(_HEAD).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"["):
            stream.seek(0)
            yield from JsonFile(self._fields).slices(stream)
            return
        stream.seek(0)
        yield from _lines(stream)

    def record(self, data: bytes) -> Record:
        """Read one line, like every `Reader.record`."""
        return _record(data)


class JsonFile:
    """Reads one JSON value, which it holds in memory as a whole; or several, as JSON Lines that are called *.json."""

    def __init__(self, fields: Fields) -> None:
        self._fields = fields

    def slices(self, stream: BinaryIO) -> Iterator[Slice]:
        """Yield the objects, like every `Reader.slices`."""
        data = stream.read(limits.FILE)
        text = decode_utf8(data).text
        start = _after_gap(text, 1 if text.startswith("\ufeff") else 0)
        if text[start : start + 1] == "{":
            if _is_lines(text[start : start + _SEEN]):
                yield from _lines(io.BytesIO(data))
                return
            try:
                whole, end = _decoded(text, start)
            except ValueError:
                yield Slice(0, len(data), None, alone=True)
                return
            if _after_gap(text, end) < len(text):
                yield from _values(text, start)
                return
            if _is_by_columns(whole):
                raise ValueError("a table by columns, so it is left out; save it by records")
            opening = self._container(text, start, whole)
            if opening is None:
                yield Slice(0, len(data), whole if isinstance(whole, dict) else None, alone=True)
            elif text[opening] == "[":
                yield from _values(text, opening + 1)
            else:
                yield from _named_values(text, opening)
            return
        if text[start : start + 1] != "[":
            raise ValueError("neither a list nor an object of JSON, so it is left out")
        yield from _values(text, start + 1)

    def record(self, data: bytes) -> Record:
        """Read one object, like every `Reader.record`."""
        return _record(data)

    def _container(self, text: str, start: int, whole: object) -> int | None:
        """Return the offset of the list or the object that holds the articles, or None if the whole is one."""
        waiting = deque([(start, whole, 0)])
        textless: int | None = None
        while waiting:
            place, value, depth = waiting.popleft()
            if not isinstance(value, dict):
                continue
            known = [key for key in _LISTS if _are_records(value.get(key))]
            chosen = next((key for key in known if self._are_articles(value[key])), None)
            if chosen is None and depth == 0 and self._is_article(value):
                return None
            if chosen is None:
                chosen = next((key for key, each in value.items() if self._are_articles(each)), None)
            inner = [(key, each) for key, each in value.items() if isinstance(each, dict) and each][:_LOOKED_AT]
            if chosen is None and self._are_articles([*value.values()]):
                return place
            if not (chosen is not None or known or (inner and depth < _DEPTH)):
                continue
            places = {key: offset for key, offset, _ in _members(text, place)}
            if chosen is not None:
                return places[chosen]
            if textless is None and known:
                textless = places[known[0]]
            if depth < _DEPTH:
                waiting += [(places[key], each, depth + 1) for key, each in inner]
        return textless  # its records are reported

    def _are_articles(self, value: object) -> bool:
        return _are_records(value) and any(map(self._is_article, value[:_LOOKED_AT]))

    def _is_article(self, record: Record) -> bool:
        return bool(self._fields.body(self._fields.article_in(record)))


def _is_by_columns(value: object) -> bool:
    """Return True for a table as pandas writes it by default: an object for each column, or all rows apart."""
    if not isinstance(value, dict) or not value:
        return False
    if isinstance(value.get("columns"), list) and isinstance(value.get("data"), list):
        return True
    first = next(iter(value.values()))
    return (
        isinstance(first, dict)
        and first.keys() >= {"0"}
        and all(isinstance(each, dict) and each.keys() == first.keys() for each in value.values())
    )


def _are_records(value: object) -> TypeGuard[list[Record]]:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _is_lines(text: str) -> bool:
    """Return True if the beginning of a file shows JSON Lines: two lines look like objects, and one of them is one."""
    lines = [line for line in text.splitlines() if line.strip()][:3]
    whole = [line for line in lines[:2] if _object(line.encode(errors="replace")) is not None]
    return len(lines) > 1 and len(whole) > 0 and all(line.lstrip().startswith("{") for line in lines[:2])


def _lines(stream: BinaryIO) -> Iterator[Slice]:
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


def _members(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Yield the keys of an object, and the offsets of the values' beginnings and ends."""
    cursor = _after_gap(text, start + 1)
    while text[cursor : cursor + 1] == '"':
        key, end = _decoded(text, cursor)
        colon = _after_gap(text, end)
        value = _after_gap(text, colon + 1)
        _, end = _decoded(text, value)
        yield str(key), value, end
        cursor = _after_gap(text, end)


def _named_values(text: str, start: int) -> Iterator[Slice]:
    """Yield the values of an object as records; their keys are their ids, unless they have others."""
    cursor = offset = 0
    for key, begin, end in _members(text, start):
        value, _ = _decoded(text, begin)
        offset += len(text[cursor:begin].encode(errors="replace"))
        length = len(text[begin:end].encode(errors="replace"))
        yield Slice(offset, offset + length, {"id": key, **value} if isinstance(value, dict) else None)
        offset += length
        cursor = end


def _after_gap(text: str, start: int) -> int:
    gap = _GAP.match(text, start)
    return gap.end() if gap else start


def _values(text: str, start: int) -> Iterator[Slice]:
    """Yield the elements of a list, or objects one behind the other, from `start` on, a code point."""
    cursor = offset = 0
    is_open = not text[:start].rstrip().endswith("[")
    while True:
        start = _after_gap(text, start)
        if text[start : start + 1] == "]" or (start == len(text) and is_open):
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
