"""Rows: a record with all columns filled, for formats whose columns have types."""

from collections.abc import Iterator

from annotations.disk.json import json_text
from annotations.exchange.formats.jsonl import values
from annotations.exchange.importing.json_fields import Values, field, objects, parse_attributes
from annotations.model.record import Record
from annotations.text.span import Span

META = ("path", "headline", "outlet", "published")
SPAN = ("id", "label", "start", "end", "fragments", "text", "attributes", "note", "origin", "annotator")
RELATION = ("id", "type", "source", "target")
TEXTS = ("schema", "offset_unit", "id", "text", "sha256", "annotator", "status", "note")
"""Columns of texts. The others are `meta`, an object, and `spans` and `relations`, lists of objects."""


def row(record: Record) -> Values:
    """Return the object of a JSONL line, with "" or [] for each field that the line leaves out.

    `attributes` are a text of JSON, because their names differ from label to label.
    """
    line = values(record)
    return {
        **{name: line.get(name, "") for name in TEXTS},
        "meta": {name: line["meta"].get(name, "") for name in META},
        "spans": [_span(span) for span in line["spans"]],
        "relations": line.get("relations", []),
    }


def _span(span: Values) -> Values:
    result = {name: span.get(name, "") for name in SPAN}
    result["fragments"] = span.get("fragments", [])
    result["attributes"] = json_text(span["attributes"]) if "attributes" in span else ""
    return result


def line(row_: Values) -> Values:
    """Return the object of the JSONL line that a row was made of; a row of another program as it is.

    Raises `FieldError`.
    """
    if "spans" not in row_:
        return row_
    for span in objects(row_, "spans"):
        span["attributes"] = parse_attributes(field(span, "attributes", str, ""))
        if not span.get("origin"):
            span.pop("origin", None)
    return row_


def row_spans(row_: Values) -> Iterator[tuple[str, str, Span]]:
    """Yield article id, label and place of each fragment of a row that a foreign loader has read."""
    for span in row_["spans"]:
        for start, end in span["fragments"] or [(span["start"], span["end"])]:
            yield row_["id"], span["label"], Span(start, end)
