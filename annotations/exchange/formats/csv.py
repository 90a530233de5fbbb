"""CSV: a row for each span, for spreadsheets and statistics.

An article with nothing to annotate has a row without a label. The file is UTF-8 without a byte order mark, rows end
with LF, and fields are quoted where RFC 4180 requires it. `fragments` are starts and ends: `37-61 70-90`.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, TextIO

from annotations.disk import limits
from annotations.disk.files import shown
from annotations.disk.json import json_text
from annotations.errors import ImportFileError
from annotations.exchange.exporting.targets import split_files
from annotations.exchange.format import (
    EVERYTHING,
    Feature,
    Format,
    Incoming,
    IncomingSpan,
    Options,
    Problem,
    Reporter,
    Writer,
)
from annotations.exchange.importing.files import reading
from annotations.exchange.importing.json_fields import FieldError, parse_attributes, shortened, status
from annotations.model.annotation import Annotation
from annotations.model.record import FACTS, Record, facts

OF_ARTICLE = ("article_id", "sha256", "headline", "outlet", "published", "annotator", "status", "article_note")
OF_SPAN = ("span_id", "label", "start", "end", "fragments", "text", "attributes", "note", "origin", "span_annotator")


class _Rows:
    def __init__(self, streams: Mapping[str, BinaryIO]) -> None:
        self._streams = streams
        for stream in streams.values():
            stream.write(_encoded([[*OF_ARTICLE, *OF_SPAN]]))

    def add(self, record: Record, split: str) -> None:
        article, work = record.article, record.work
        about = facts(article)
        of_article = [
            article.id,
            article.sha256,
            *(about.get(name, "") for name in FACTS),
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


def _read(path: Path, report: Reporter) -> Iterator[Incoming]:
    csv.field_size_limit(limits.TEXT)
    try:
        with reading(path), path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(_lines(stream), strict=True)
            missing = {"article_id", "label", "start", "end"} - set(reader.fieldnames or ())
            if missing:
                raise ImportFileError(
                    f"{shown(path)}: its first line has no column {', '.join(sorted(missing))};"
                    " that line must name the columns, separated by commas"
                )
            for _, rows in groupby(
                _whole(reader, report), key=lambda row: (row[1]["article_id"], row[1].get("annotator"))
            ):
                yield _incoming(list(rows), report)
    except csv.Error as error:
        raise ImportFileError(f"{shown(path)} is not CSV: {error}") from error


def _lines(stream: TextIO) -> Iterator[str]:
    """Yield the lines of a file; a line that is too long for a field is cut into pieces."""
    while line := stream.readline(limits.TEXT + 1):
        yield line


def _whole(reader: "csv.DictReader[str]", report: Reporter) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows with their places. Reports and skips a row with too few or too many fields."""
    for row in reader:
        where = f"line {reader.line_num}"
        if None in row or None in row.values():
            report(
                Problem(where, f"it does not have the {len(reader.fieldnames or ())} fields that the first line names")
            )
        else:
            yield where, row


def _incoming(rows: list[tuple[str, dict[str, str]]], report: Reporter) -> Incoming:
    """Read the rows of one article by one annotator. Reports and skips a row that cannot be read."""
    where, first = rows[0]
    spans = []
    state = None
    try:
        state = status({"status": first.get("status")})
    except FieldError as error:
        report(Problem(where, str(error)))
    for place, row in rows:
        try:
            if row["label"]:
                spans.append(_span(row))
        except FieldError as error:
            report(Problem(place, str(error)))
    return Incoming(
        where=where,
        article_id=first["article_id"],
        sha256=first.get("sha256", ""),
        annotator=first.get("annotator", ""),
        status=state,
        note=first.get("article_note", ""),
        spans=tuple(spans),
        meta={name: first.get(name, "") for name in FACTS},
    )


def _span(row: Mapping[str, str]) -> IncomingSpan:
    ranges = row.get("fragments", "").split() or [f"{row['start']}-{row['end']}"]
    try:
        fragments = tuple((int(start), int(end)) for start, _, end in (each.partition("-") for each in ranges))
    except ValueError:
        raise FieldError(f"{shortened(' '.join(ranges))!a} is not a start and end") from None
    return IncomingSpan(
        id=row.get("span_id", ""),
        label=row["label"],
        fragments=fragments,
        text=row.get("text", ""),
        note=row.get("note", ""),
        attributes=parse_attributes(row.get("attributes", "")),
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
