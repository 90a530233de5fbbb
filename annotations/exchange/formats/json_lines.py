"""Files of one JSON object per line and record: the writer that the formats of this kind share."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, TypeAlias

from annotations.disk.json import json_line
from annotations.exchange.exporting.targets import split_files
from annotations.exchange.format import Options, Writer
from annotations.exchange.importing.json_fields import Values
from annotations.model.record import Record

ValuesOf: TypeAlias = Callable[[Record, Options], Values]
"""Returns a record as an object that `json_line` can encode."""


class _Lines:
    def __init__(self, streams: Mapping[str, BinaryIO], options: Options, values_of: ValuesOf) -> None:
        self._streams = streams
        self._options = options
        self._values_of = values_of

    def add(self, record: Record, split: str) -> None:
        self._streams[split].write(json_line(self._values_of(record, self._options)) + b"\n")


def lines_writer(values_of: ValuesOf) -> Callable[[Path, Options], AbstractContextManager[Writer]]:
    """Return the `writer` of a format whose lines `values_of` makes."""

    @contextmanager
    def writer(target: Path, options: Options) -> Iterator[Writer]:
        with split_files(target, options.splits) as streams:
            yield _Lines(streams, options, values_of)

    return writer
