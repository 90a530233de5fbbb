"""Parquet: rows of typed columns, for Spark, DuckDB, Polars and pandas."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import ModuleType

from annotations.disk.files import shown
from annotations.errors import ImportFileError
from annotations.exchange.exporting.targets import split_files
from annotations.exchange.extras import Foreign, extra
from annotations.exchange.format import EVERYTHING, Format, Incoming, Options, Reporter, Writer
from annotations.exchange.formats.jsonl import incoming
from annotations.exchange.formats.rows import META, RELATION, SPAN, TEXTS, line, row, row_spans
from annotations.exchange.formats.tag_names import Names, beside, of_metadata
from annotations.exchange.importing.files import reading
from annotations.exchange.importing.json_fields import Values, read_records
from annotations.model.record import Record
from annotations.text.span import Span

GROUP = 500
"""Records of a row group; they are in memory together."""


def _schema(arrow: ModuleType) -> Foreign:
    text, offset = arrow.string(), arrow.int64()
    types = {"start": offset, "end": offset, "fragments": arrow.list_(arrow.list_(offset))}
    span = arrow.struct([(name, types.get(name, text)) for name in SPAN])
    return arrow.schema(
        [
            *((name, text) for name in TEXTS),
            ("meta", arrow.struct([(name, text) for name in META])),
            ("spans", arrow.list_(span)),
            ("relations", arrow.list_(arrow.struct([(name, text) for name in RELATION]))),
        ]
    )


class _Rows:
    def __init__(self, arrow: ModuleType, writers: Mapping[str, Foreign]) -> None:
        self._arrow = arrow
        self._schema = _schema(arrow)
        self._writers = writers
        self._waiting: dict[str, list[Values]] = {split: [] for split in writers}

    def add(self, record: Record, split: str) -> None:
        waiting = self._waiting[split]
        waiting.append(row(record))
        if len(waiting) == GROUP:
            self._flush(split)

    def flush(self) -> None:
        for split in self._waiting:
            self._flush(split)

    def _flush(self, split: str) -> None:
        waiting = self._waiting[split]
        if waiting:
            self._writers[split].write_table(self._arrow.Table.from_pylist(waiting, schema=self._schema))
            waiting.clear()


@contextmanager
def _writer(target: Path, options: Options) -> Iterator[Writer]:
    arrow, parquet = extra("pyarrow", "parquet"), extra("pyarrow.parquet", "parquet")
    with split_files(target, options.splits) as streams, ExitStack() as stack:
        writers = {
            split: stack.enter_context(parquet.ParquetWriter(stream, _schema(arrow), compression="zstd"))
            for split, stream in streams.items()
        }
        rows = _Rows(arrow, writers)
        yield rows
        rows.flush()


def tag_names(path: Path) -> Names:
    """Return the names of the tags that the file itself has as numbers."""
    arrow, parquet = extra("pyarrow", "parquet"), extra("pyarrow.parquet", "parquet")
    with reading(path), suppress(arrow.ArrowException):
        return of_metadata(parquet.read_schema(path).metadata)
    return {}


def read_rows(path: Path) -> Iterator[tuple[str, Values]]:
    """Yield the rows of a file, each with its place. Raises `ImportFileError`."""
    arrow, parquet = extra("pyarrow", "parquet"), extra("pyarrow.parquet", "parquet")
    number = 0
    try:
        with reading(path), parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=GROUP):
                for each in batch.to_pylist():
                    number += 1
                    yield f"row {number}", each
    except arrow.ArrowException as error:
        raise ImportFileError(f"{shown(path)} is not a readable Parquet file: {error}") from error


def _read(path: Path, report: Reporter) -> Iterator[Incoming]:
    names = {**beside(path), **tag_names(path)}
    return read_records(read_rows(path), lambda where, row_: incoming(where, line(row_), names), report)


def _check(path: Path) -> Iterator[tuple[str, str, Span]]:
    for _, each in read_rows(path):
        yield from row_spans(each)


FORMATS = (
    Format(
        name="parquet",
        title="Parquet, for Spark, DuckDB, Polars, pandas",
        is_folder=False,
        suffix=".parquet",
        carries=EVERYTHING,
        writer=_writer,
        reader=_read,
        loader="pyarrow",
        check=_check,
    ),
)
