"""CSV: a row for each span, for spreadsheets and statistics.

An article with nothing to annotate has a row without a label. The file is UTF-8, rows end with LF, and fields are
quoted where RFC 4180 requires it. `fragments` are starts and ends: `37-61 70-90`.

For spreadsheets the file begins with a byte order mark, without which Excel takes it for another encoding, and a cell
that a spreadsheet would take for a formula begins with an apostrophe. Reading takes that away again.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, groupby
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
from annotations.exchange.formats.foreign_rows import unread
from annotations.exchange.importing.files import reading
from annotations.exchange.importing.json_fields import FieldError, parse_attributes, shortened, status
from annotations.model.annotation import Annotation
from annotations.model.record import FACTS, Record, facts

OF_ARTICLE = ("article_id", "sha256", "headline", "outlet", "published", "annotator", "status", "article_note")
OF_SPAN = ("span_id", "label", "start", "end", "fragments", "text", "attributes", "note", "origin", "span_annotator")


_QUOTED = re.compile('[",\r\n]')
_FORMULA = re.compile("'*[=+@\t\r\n-]")
"""The begin of a cell that a spreadsheet would compute, behind any apostrophes that stand there already."""
BOM = "\ufeff"


class _Rows:
    def __init__(self, streams: Mapping[str, BinaryIO], *, for_spreadsheets: bool) -> None:
        self._streams = streams
        self._for_spreadsheets = for_spreadsheets
        for stream in streams.values():
            stream.write((BOM if for_spreadsheets else "").encode())
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
        if self._for_spreadsheets:
            rows = [[f"'{cell}" if _FORMULA.match(cell) else cell for cell in row] for row in rows]
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
    """Return rows as bytes. The module csv leaves a lone CR without quotation marks in some versions of Python."""
    lines = (",".join(map(_cell, row)) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode()


def _cell(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""')) if _QUOTED.search(text) else text


@contextmanager
def _writer(target: Path, options: Options) -> Iterator[Writer]:
    with split_files(target, options.splits) as streams:
        yield _Rows(streams, for_spreadsheets=options.for_spreadsheets)


def _read(path: Path, report: Reporter) -> Iterator[Incoming]:
    csv.field_size_limit(limits.TEXT)
    try:
        with reading(path), path.open(encoding="utf-8", newline="") as stream:
            lines = _lines(stream)
            first = next(lines, "")
            is_for_spreadsheets = first.startswith(BOM)
            first = first.removeprefix(BOM)
            delimiter = max(",;\t", key=first.count)
            reader = csv.DictReader(chain([first], lines), strict=True, delimiter=delimiter)
            missing = {"article_id", "label", "start", "end"} - set(reader.fieldnames or ())
            if missing:
                raise ImportFileError(
                    f"{shown(path)}: its first line has no column {', '.join(sorted(missing))};"
                    " that line must name the columns, separated by commas"
                )
            left = unread(dict.fromkeys(reader.fieldnames or (), True), (*OF_ARTICLE, *OF_SPAN))
            whole = _whole(reader, report, is_for_spreadsheets=is_for_spreadsheets)
            for _, rows in groupby(whole, key=lambda row: (row[1]["article_id"], row[1].get("annotator"))):
                yield replace(_incoming(list(rows), report), unread=left)
    except csv.Error as error:
        raise ImportFileError(f"{shown(path)} is not CSV: {error}") from error


def _lines(stream: TextIO) -> Iterator[str]:
    """Yield the lines of a file; a line that is too long for a field is cut into pieces."""
    while line := stream.readline(limits.TEXT + 1):
        yield line


def _whole(
    reader: "csv.DictReader[str]", report: Reporter, *, is_for_spreadsheets: bool
) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows with their places. Reports and skips a row with too few or too many fields."""
    for row in reader:
        where = f"line {reader.line_num}"
        if None in row or None in row.values():
            report(
                Problem(where, f"it does not have the {len(reader.fieldnames or ())} fields that the first line names")
            )
        elif is_for_spreadsheets:
            yield where, {name: cell[_is_guarded(cell) :] for name, cell in row.items()}
        else:
            yield where, row


def _is_guarded(cell: str) -> bool:
    """Return True for a cell to which the export has added an apostrophe."""
    return cell.startswith("'") and _FORMULA.match(cell) is not None


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


def _whole_number(cell: str) -> int:
    """Return the number of a cell; pandas writes 4.0 in a column with empty cells. Raises `ValueError`."""
    return int(cell.removesuffix(".0"))


def _span(row: Mapping[str, str]) -> IncomingSpan:
    ranges = row.get("fragments", "").split() or [f"{row['start']}-{row['end']}"]
    parts = (each.partition("-") for each in ranges)
    try:
        fragments = tuple((_whole_number(start), _whole_number(end)) for start, _, end in parts)
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
