"""CSV: a row for each span, for spreadsheets and statistics.

An article in which there is nothing to annotate has a row without a label. UTF-8 without a byte order mark, rows end
with LF, fields are quoted where they have to be, as RFC 4180 has it; `fragments` are starts and ends: `37-61 70-90`.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, TextIO

from annotations.disk import limits
from annotations.disk.files import cause, json_text, shown
from annotations.errors import ImportFileError
from annotations.exchange.exporting.targets import split_files
from annotations.exchange.format import EVERYTHING, Feature, Format, Incoming, IncomingSpan, Options, Problem, Writer
from annotations.exchange.importing.json_fields import FieldError, attributes, shortened, status
from annotations.model.annotation import Annotation
from annotations.model.record import Record, facts

OF_ARTICLE = ("article_id", "sha256", "headline", "outlet", "published", "annotator", "status", "article_note")
OF_SPAN = ("span_id", "label", "start", "end", "fragments", "text", "attributes", "note", "origin", "span_annotator")


class _Rows:
    def __init__(self, streams: Mapping[str, BinaryIO]) -> None:
        self._streams = streams
        for stream in streams.values():
            stream.write(_encoded([[*OF_ARTICLE, *OF_SPAN]]))

    def add(self, record: Record, split: str) -> None:
        article, work = record.article, record.work
        known = facts(article)
        of_article = [
            article.id,
            article.sha256,
            *(known.get(name, "") for name in ("headline", "outlet", "published")),
            work.annotator,
            work.status,
            work.note,
        ]
        rows = [of_article + _cells(each) for each in work.annotations] or [of_article + [""] * len(OF_SPAN)]
        self._streams[split].write(_encoded(rows))


def _cells(annotation: Annotation) -> list[str]:
    return [
        annotation.id,
        annotation.label,
        str(annotation.span.start),
        str(annotation.span.end),
        " ".join(f"{span.start}-{span.end}" for span in annotation.fragments),
        annotation.quote,
        json_text(dict(annotation.attributes)) if annotation.attributes else "",
        annotation.note,
        annotation.origin,
        annotation.annotator,
    ]


def _encoded(rows: list[list[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()


@contextmanager
def _writer(target: Path, options: Options) -> Iterator[Writer]:
    with split_files(target, options.splits) as streams:
        yield _Rows(streams)


def _read(path: Path, tell: Callable[[Problem], None]) -> Iterator[Incoming]:
    csv.field_size_limit(limits.TEXT)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(_lines(stream), strict=True)
            missing = {"article_id", "label", "start", "end"} - set(reader.fieldnames or ())
            if missing:
                raise ImportFileError(
                    f"{shown(path)}: its first line has no column {', '.join(sorted(missing))};"
                    " it names the columns, with commas between them"
                )
            for _, rows in groupby(
                _whole(reader, tell), key=lambda row: (row[1]["article_id"], row[1].get("annotator"))
            ):
                yield _incoming(list(rows), tell)
    except OSError as error:
        raise ImportFileError(f"{shown(path)} cannot be read: {cause(error)}") from error
    except UnicodeDecodeError as error:
        raise ImportFileError(
            f"{shown(path)} is not UTF-8: {error.reason} at byte {error.start + 1}; convert it"
        ) from error
    except csv.Error as error:
        raise ImportFileError(f"{shown(path)} is not CSV: {error}") from error


def _lines(stream: TextIO) -> Iterator[str]:
    """The lines of a file, or pieces of a line that is too long for a field."""
    while line := stream.readline(limits.TEXT + 1):
        yield line


def _whole(reader: "csv.DictReader[str]", tell: Callable[[Problem], None]) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows with their places; one that has not as many fields as there are columns is told and left out."""
    for row in reader:
        where = f"line {reader.line_num}"
        if None in row or None in row.values():
            tell(Problem(where, f"it has not the {len(reader.fieldnames or ())} fields that the first line names"))
        else:
            yield where, row


def _incoming(rows: list[tuple[str, dict[str, str]]], tell: Callable[[Problem], None]) -> Incoming:
    """Rows of one article by one annotator; one that cannot be understood is told and left out."""
    where, first = rows[0]
    spans = []
    state = None
    try:
        state = status({"status": first.get("status")})
    except FieldError as error:
        tell(Problem(where, str(error)))
    for place, row in rows:
        try:
            if row["label"]:
                spans.append(_span(row))
        except FieldError as error:
            tell(Problem(place, str(error)))
    return Incoming(
        where=where,
        article_id=first["article_id"],
        sha256=first.get("sha256", ""),
        annotator=first.get("annotator", ""),
        status=state,
        note=first.get("article_note", ""),
        spans=tuple(spans),
        meta={name: first.get(name, "") for name in ("headline", "outlet", "published")},
    )


def _span(row: Mapping[str, str]) -> IncomingSpan:
    ranges = row.get("fragments", "").split() or [f"{row['start']}-{row['end']}"]
    try:
        fragments = tuple((int(start), int(end)) for start, _, end in (each.partition("-") for each in ranges))
    except ValueError:
        raise FieldError(f"{shortened(' '.join(ranges))!a} is no start and end") from None
    return IncomingSpan(
        id=row.get("span_id", ""),
        label=row["label"],
        fragments=fragments,
        text=row.get("text", ""),
        note=row.get("note", ""),
        attributes=attributes(row.get("attributes", "")),
        annotator=row.get("span_annotator", ""),
        origin=row.get("origin", ""),
    )


FORMATS = (
    Format(
        name="csv",
        title="spreadsheets, pandas, R",
        is_folder=False,
        suffix=".csv",
        carries=EVERYTHING - {Feature.RELATIONS, Feature.TEXT},
        writer=_writer,
        reader=_read,
        is_text_stream=True,
    ),
)
