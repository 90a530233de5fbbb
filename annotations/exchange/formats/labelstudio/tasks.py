"""The tasks of a Label Studio file: a JSON array, or lines, of any length, of which one task at a time is in memory."""

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from annotations.disk import limits
from annotations.exchange.importing.json_fields import FieldError

PIECE = limits.MEGABYTE
"""Bytes of a read, at least."""
_BLANKS = " \t\r\n"
_DECODER = json.JSONDecoder()


def tasks(path: Path) -> Iterator[object]:
    """Yield the elements of the array in order, or objects that follow one another. Skips a byte order mark.

    Raises `OSError`, and `FieldError` with the line if the file is not JSON, not an array, or has a task of more than
    `limits.FILE` characters.
    """
    with path.open("rb") as stream:
        text = _Text(stream)
        if text.next() == "{":
            while text.next() == "{":
                value = text.value()
                if not isinstance(value, dict) or "data" not in value:
                    raise FieldError("not a list of tasks")
                yield value
            if text.next():
                raise text.error("Extra data")
            return
        if (sign := text.take()) != "[":
            raise FieldError("not a list of tasks") if sign else text.error("Expecting value")
        if text.next() == "]":
            text.take()
        else:
            yield text.value()
            while (sign := text.take()) == ",":
                yield text.value()
            if sign != "]":
                raise text.error("Expecting ',' delimiter")
        if text.next():
            raise text.error("Extra data")


class _Text:
    """The part of a file that is not parsed yet; reads more when a value needs it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._left = ""
        self._place = 0
        """Offset in `_left` of the next character to parse."""
        self._lines = 1
        self._is_all = False

    def next(self) -> str:
        """Return the next character that is not blank, or "" at the end."""
        while True:
            while self._place < len(self._left):
                if self._left[self._place] not in _BLANKS:
                    return self._left[self._place]
                self._place += 1
            if self._is_all:
                return ""
            self._read(PIECE)

    def take(self) -> str:
        """Return the next character that is not blank, or "" at the end, and move behind it."""
        sign = self.next()
        self._place += len(sign)
        return sign

    def value(self) -> object:
        """Return the next value, and move behind it. Raises `FieldError`."""
        self.next()
        size = PIECE
        while True:
            try:
                value, end = _DECODER.raw_decode(self._left, self._place)
            except json.JSONDecodeError as error:
                if self._is_all:
                    raise self.error(error.msg, error.pos) from None
            except (ValueError, RecursionError):  # a number of thousands of digits, or lists in lists
                raise self.error("nested too deeply, or a number too long") from None
            else:
                if end < len(self._left) or self._is_all:
                    self._place = end
                    return value
            if len(self._left) - self._place > limits.FILE:
                raise FieldError(f"a task has more than {limits.FILE // limits.MEGABYTE} MB")
            self._read(size)
            size = len(self._left)  # doubles, so that a long value is not parsed again too often

    def error(self, why: str, place: int | None = None) -> FieldError:
        """Return an error with the line of a place in `_left`, by default the current one."""
        line = self._lines + self._left.count("\n", 0, self._place if place is None else place)
        return FieldError(f"not JSON: {why.removesuffix(' at')} in line {line}")

    def _read(self, size: int) -> None:
        self._lines += self._left.count("\n", 0, self._place)
        start = self._stream.tell() - len(self._decoder.getstate()[0])
        data = self._stream.read(size)
        self._is_all = not data
        try:
            self._left = self._left[self._place :] + self._decoder.decode(data, final=self._is_all)
        except UnicodeDecodeError as error:
            raise FieldError(f"not UTF-8 at byte {start + error.start + 1}") from None
        self._place = 0
