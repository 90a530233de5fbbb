"""Rows: a record with every column that there is, for formats whose columns have types."""

from annotations.disk.files import json_text
from annotations.exchange.formats.jsonl import values
from annotations.exchange.importing.json_fields import Values, attributes, field, objects
from annotations.model.record import Record

META = ("path", "headline", "outlet", "published")
SPAN = ("id", "label", "start", "end", "fragments", "text", "attributes", "note", "origin", "annotator")
RELATION = ("id", "type", "source", "target")
TEXTS = ("schema", "offset_unit", "id", "text", "sha256", "annotator", "status", "note")
"""Columns that are texts; the others are `meta`, an object, and `spans` and `relations`, lists of objects."""


def row(record: Record) -> Values:
    """What a line of JSONL says, nothing left out: "" and [] stand where it says nothing.

    `attributes` differ from label to label, so they are JSON in a text.
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
    """The line of JSONL that a row stands for. Raises `FieldError`."""
    spans = objects(row_, "spans")
    for span in spans:
        span["attributes"] = attributes(field(span, "attributes", str, ""))
        if not span.get("origin"):
            span.pop("origin", None)
    return row_
