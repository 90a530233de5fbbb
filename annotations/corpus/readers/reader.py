"""What every reader of a file of records can do."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, Protocol

from annotations.corpus.fields import Record


class Slice(NamedTuple):
    """The bytes `[start, end)` of a stream that are one record."""

    start: int
    end: int
    record: Record | None
    """None for what cannot be read."""
    alone: bool = False
    """Whether the file is this one article and no list."""


class Reader(Protocol):
    """Finds the records of a stream in UTF-8, and reads each again from its bytes alone."""

    def slices(self, stream: BinaryIO) -> Iterator[Slice]:
        """The records of a stream, from its start on, in order. Raises `ValueError` where reading cannot go on."""

    def record(self, data: bytes) -> Record:
        """One record, after `slices` has come upon it. Raises `ValueError` for what is none."""
