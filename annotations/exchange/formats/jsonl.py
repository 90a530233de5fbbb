"""JSONL, the format that everything else is measured by: one line per article and annotator."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from annotations.disk.files import json_line
from annotations.exchange.exporting.targets import split_files
from annotations.exchange.format import (
    EVERYTHING,
    Format,
    Incoming,
    IncomingRelation,
    IncomingSpan,
    Options,
    Problem,
    Writer,
)
from annotations.exchange.importing.json_fields import FieldError, Values, field, objects, read_lines, status
from annotations.model.annotation import Annotation
from annotations.model.record import Record, facts

SCHEMA = "newsreader/1"
MANUAL = "manual"
"""The origin that goes without saying."""


def values(record: Record) -> Values:
    """A record as a JSON object.

    Offsets count code points of `text`. Keys with nothing to say are left out, but `spans` is always there: an empty
    list is an article with nothing to annotate. A span of several fragments has their positions as `fragments`, reaches
    from the first one's start to the last one's end, and its `text` is that of the fragments joined by " … "; without
    `fragments`, `text[start:end]` of the article is the span's `text`.
    """
    article, work = record.article, record.work
    result: Values = {
        "schema": SCHEMA,
        "offset_unit": "codepoint",
        "id": article.id,
        "text": article.text,
        "sha256": article.sha256,
        "annotator": work.annotator,
        "status": work.status,
        "meta": {"path": article.id, **facts(article)},
        "spans": [_span(annotation, work.annotator) for annotation in work.annotations],
    }
    if work.relations:
        result["relations"] = [
            {"id": each.id, "type": each.type, "source": each.source, "target": each.target} for each in work.relations
        ]
    if work.note:
        result["note"] = work.note
    return result


def _span(annotation: Annotation, annotator: str) -> Values:
    first, last = annotation.fragments[0], annotation.fragments[-1]
    result: Values = {"id": annotation.id, "label": annotation.label, "start": first.start, "end": last.end}
    if first is not last:
        result["fragments"] = [[each.start, each.end] for each in annotation.fragments]
    result["text"] = annotation.quote
    if annotation.attributes:
        result["attributes"] = MappingProxyType(annotation.attributes)  # its fractions are for `json_line`
    if annotation.note:
        result["note"] = annotation.note
    if annotation.origin != MANUAL:
        result["origin"] = annotation.origin
    if annotation.annotator != annotator:
        result["annotator"] = annotation.annotator
    return result


def line(record: Record) -> str:
    """A record as one line, without its line end."""
    return json_line(values(record)).decode()


class _Lines:
    def __init__(self, streams: Mapping[str, BinaryIO], values_of: Callable[[Record], Values]) -> None:
        self._streams = streams
        self._values_of = values_of

    def add(self, record: Record, split: str) -> None:
        self._streams[split].write(json_line(self._values_of(record)) + b"\n")


@contextmanager
def lines_writer(target: Path, options: Options, values_of: Callable[[Record], Values]) -> Iterator[Writer]:
    """A writer of a file of one JSON object a line, as a function makes it of a record for `json_line`."""
    with split_files(target, options.splits) as streams:
        yield _Lines(streams, values_of)


def _read(path: Path, tell: Callable[[Problem], None]) -> Iterator[Incoming]:
    return read_lines(path, tell, incoming)


def incoming(where: str, line: Values) -> Incoming:
    """What the object of a line says. Raises `FieldError`."""
    if field(line, "offset_unit", str, "codepoint") != "codepoint":
        raise FieldError("its “offset_unit” is not “codepoint”")
    if field(line, "schema", str, SCHEMA) != SCHEMA:
        raise FieldError(f"its “schema” is not “{SCHEMA}”: a newer newsreader wrote it")
    return Incoming(
        where=where,
        article_id=field(line, "id", str, ""),
        sha256=field(line, "sha256", str, ""),
        text=field(line, "text", str, ""),
        annotator=field(line, "annotator", str, ""),
        status=status(line),
        note=field(line, "note", str, ""),
        spans=tuple(map(_incoming_span, objects(line, "spans"))),
        relations=tuple(
            IncomingRelation(
                id=field(each, "id", str, ""),
                type=field(each, "type", str),
                source=field(each, "source", str),
                target=field(each, "target", str),
            )
            for each in objects(line, "relations")
        ),
        meta=field(line, "meta", dict, {}),
    )


def _incoming_span(span: Values) -> IncomingSpan:
    fragments = field(span, "fragments", list, []) or [[field(span, "start", int), field(span, "end", int)]]
    for each in fragments:
        if not (isinstance(each, list) and [type(offset) for offset in each] == [int, int]):
            raise FieldError("“fragments” is not a list of starts and ends")
    return IncomingSpan(
        id=field(span, "id", str, ""),
        label=field(span, "label", str),
        fragments=tuple((start, end) for start, end in fragments),
        text=field(span, "text", str, ""),
        note=field(span, "note", str, ""),
        attributes=field(span, "attributes", dict, {}),
        annotator=field(span, "annotator", str, ""),
        origin=field(span, "origin", str, MANUAL),
    )


FORMATS = (
    Format(
        name="jsonl",
        title="anything that reads JSON",
        is_folder=False,
        suffix=".jsonl",
        carries=EVERYTHING,
        writer=lambda target, options: lines_writer(target, options, values),
        reader=_read,
        values_of=values,
        is_text_stream=True,
    ),
)
