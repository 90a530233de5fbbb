"""JSONL, newsreader's own format: one line per article and annotator, with everything that a record has."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from annotations.disk.json import json_line
from annotations.exchange.format import EVERYTHING, Format, Incoming, IncomingRelation, IncomingSpan, Reporter
from annotations.exchange.formats.foreign_rows import incoming as foreign
from annotations.exchange.formats.foreign_rows import is_foreign, unread, unread_of_spans
from annotations.exchange.formats.json_lines import lines_writer
from annotations.exchange.formats.span_fields import incoming_span, set_details
from annotations.exchange.formats.tag_names import Names, beside
from annotations.exchange.importing.json_fields import FieldError, Values, field, objects, read_lines, status
from annotations.model.annotation import MANUAL, Annotation
from annotations.model.record import Record, facts

SCHEMA = "newsreader/1"


def values(record: Record) -> Values:
    """Return a record as a JSON object.

    Offsets count code points of `text`. Empty keys are left out, except `spans`: an empty list is an article with
    nothing to annotate. A span's `text` is `text[start:end]` of the article. A span of several fragments has their
    positions as `fragments`. Its `start` and `end` are then the first start and the last end, and its `text` is the
    texts of the fragments, joined by " … ".
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
    set_details(result, annotation, annotator)
    return result


def line(record: Record) -> str:
    """Return a record as one line, without its line end."""
    return json_line(values(record)).decode()


def _read(path: Path, report: Reporter) -> Iterator[Incoming]:
    return read_lines(path, report, partial(incoming, names=beside(path)))


_KEYS = frozenset(
    {
        *("schema", "offset_unit", "id", "text", "sha256", "annotator", "status", "note", "meta", "spans", "relations"),
        *("tokens", "token_starts", "token_ends"),
    }
)
"""The keys of a line, and those that only repeat them."""
_OF_SPAN = frozenset({"id", "label", "start", "end", "fragments", "text", "attributes", "note", "origin", "annotator"})


def incoming(where: str, line: Values, names: Names | None = None) -> Incoming:
    """Return the annotations that the object of a line has. Raises `FieldError`.

    `names` are those of tags that another program writes as numbers.
    """
    if "spans" not in line and is_foreign(line):
        return foreign(where, line, names)
    try:
        return _own(where, line)
    except FieldError:
        if {"schema", "sha256"} & {*line} or not isinstance(line.get("text"), str):
            raise
        return foreign(where, line, names)  # other types under our names, such as a number as id


def _own(where: str, line: Values) -> Incoming:
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
        unread=unread(line, (*_KEYS, *(name for name in line if "token_starts" in line and name.endswith("_tags"))))
        + unread_of_spans(objects(line, "spans"), _OF_SPAN),
        meta=field(line, "meta", dict, {}),
    )


def _incoming_span(span: Values) -> IncomingSpan:
    fragments = field(span, "fragments", list, []) or [[field(span, "start", int), field(span, "end", int)]]
    for each in fragments:
        if not (isinstance(each, list) and [type(offset) for offset in each] == [int, int]):
            raise FieldError("“fragments” is not a list of starts and ends")
    return incoming_span(
        span,
        span_id=field(span, "id", str, ""),
        label=field(span, "label", str),
        fragments=tuple((start, end) for start, end in fragments),
        text=field(span, "text", str, ""),
        default_origin=MANUAL,
    )


def _values_of(record: Record, _: object) -> Values:
    return values(record)


FORMATS = (
    Format(
        name="jsonl",
        title="anything that reads JSON",
        is_folder=False,
        suffix=".jsonl",
        carries=EVERYTHING,
        writer=lines_writer(_values_of),
        reader=_read,
        values_of=_values_of,
        is_text_stream=True,
    ),
)
