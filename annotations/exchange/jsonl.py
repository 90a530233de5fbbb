"""JSONL, the format that everything else is measured by: one line per article and annotator."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from annotations.annotation import Annotation, quotation
from annotations.errors import ExportError, SpanError
from annotations.exchange.record import Record
from annotations.files import cause, json_text, replacing, shown

SCHEMA = "newsreader/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What an export wrote."""

    articles: int
    """Different articles; each has as many lines as annotators."""
    spans: int


def line(record: Record) -> str:
    """A record as one line, without its line end.

    Offsets count code points of `text`. Keys with nothing to say are left out, but `spans` is always there: an empty
    list is an article with nothing to annotate. A span of several fragments has their positions as `fragments`, reaches
    from the first one's start to the last one's end, and its `text` is that of the fragments joined by " … "; without
    `fragments`, `text[start:end]` of the article is the span's `text`. Raises `ExportError` where that does not hold.
    """
    article, work = record.article, record.work
    meta = {
        "path": article.id,
        "headline": article.headline,
        "outlet": article.outlet,
        "published": article.published,
    }
    values: dict[str, object] = {
        "schema": SCHEMA,
        "offset_unit": "codepoint",
        "id": article.id,
        "text": article.text,
        "sha256": article.sha256,
        "annotator": work.annotator,
        "status": work.status,
        "meta": {key: value for key, value in meta.items() if value},
        "spans": [_span(annotation, record) for annotation in work.annotations],
    }
    if work.relations:
        values["relations"] = [
            {"id": each.id, "type": each.type, "source": each.source, "target": each.target} for each in work.relations
        ]
    if work.note:
        values["note"] = work.note
    return json_text(values)


def write(records: Iterable[Record], target: Path | str) -> Written:
    """Write records to a file, which is replaced at the end or stays as it was; "-" is standard output.

    A device or a pipe is written as the records come. Raises `ExportError` for a wrong span and for a target that
    cannot be written, and whatever the records raise.
    """
    if target == "-":
        try:
            written = _write(records, sys.stdout.buffer)
            sys.stdout.buffer.flush()
        except OSError as error:
            raise ExportError(f"standard output cannot be written: {cause(error)}") from error
        return written
    path = Path(target)
    try:
        if path.is_dir():
            raise ExportError(f"{shown(path)}: a folder; name a file in it")
        if not path.parent.is_dir():
            raise ExportError(f"{shown(path.parent)}: there is no such folder; make it first")
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                return _write(records, stream)
        with replacing(path.resolve(), durable=True) as stream:
            return _write(records, stream)
    except OSError as error:
        raise ExportError(f"{shown(path)} cannot be written: {cause(error)}") from error


def _write(records: Iterable[Record], stream: BinaryIO) -> Written:
    articles = set()
    spans = 0
    for record in records:
        stream.write(line(record).encode() + b"\n")
        articles.add(record.article.id)
        spans += len(record.work.annotations)
    return Written(articles=len(articles), spans=spans)


def _span(annotation: Annotation, record: Record) -> dict[str, object]:
    span = annotation.span
    try:
        standing = quotation(record.article.text, annotation.fragments)[0]
    except SpanError:
        standing = None
    if standing != annotation.quote:
        raise ExportError(
            f"{record.article.id}: the words of annotation {annotation.id} are not at [{span.start}, {span.end}); "
            "open the article to see what became of them"
        )
    values: dict[str, object] = {"id": annotation.id, "label": annotation.label, "start": span.start, "end": span.end}
    if len(annotation.fragments) > 1:
        values["fragments"] = [[each.start, each.end] for each in annotation.fragments]
    values["text"] = annotation.quote
    if annotation.attributes:
        values["attributes"] = dict(annotation.attributes)
    if annotation.note:
        values["note"] = annotation.note
    return values
