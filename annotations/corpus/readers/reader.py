"""The protocol of the readers of record files."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, Protocol

from annotations.corpus.fields import Record


class Slice(NamedTuple):
    """The bytes `[start, end)` of a stream that are one record."""

    start: int
    end: int
    record: Record | None
    """None if it cannot be read."""
    alone: bool = False
    """True if the file is this one article, not a list."""
    why: str = ""
    """The reason why it cannot be read, with its line and what to do, if the reader knows."""


class Reader(Protocol):
    """Finds the records of a stream in UTF-8, and reads each again from its bytes alone."""

    def slices(self, stream: BinaryIO) -> Iterator[Slice]:
        """Yield the records of a stream, from its start, in order. Raises `ValueError` if reading cannot go on."""

    def record(self, data: bytes) -> Record:
        """Read one record again, after `slices` has yielded it. Raises `ValueError` if the bytes are not a record."""
