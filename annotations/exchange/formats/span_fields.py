"""The fields of a span beside label, place and words, under the names that JSON formats give them."""

from types import MappingProxyType

from annotations.exchange.format import IncomingSpan
from annotations.exchange.importing.json_fields import Values, field
from annotations.model.annotation import MANUAL, Annotation

DETAILS = ("note", "attributes", "annotator", "origin")
"""The names."""


def set_origin(values: Values, annotation: Annotation, annotator: str) -> None:
    """Set `origin` unless it is manual, and `annotator` unless it is the record's annotator."""
    if annotation.origin != MANUAL:
        values["origin"] = annotation.origin
    if annotation.annotator != annotator:
        values["annotator"] = annotation.annotator


def set_details(values: Values, annotation: Annotation, annotator: str) -> None:
    """Set `attributes` and `note` unless they are empty, then `origin` and `annotator` by `set_origin`."""
    if annotation.attributes:
        values["attributes"] = MappingProxyType(annotation.attributes)  # `json_line` takes floats only inside a proxy
    if annotation.note:
        values["note"] = annotation.note
    if annotation.origin != MANUAL or annotation.annotator != annotator:  # few spans: saves a call per span
        set_origin(values, annotation, annotator)


def incoming_span(
    values: Values,
    *,
    span_id: str,
    label: str,
    fragments: tuple[tuple[int, int], ...],
    text: str = "",
    default_origin: str = "",
) -> IncomingSpan:
    """Return a span with the details that `values` has. Raises `FieldError`."""
    return IncomingSpan(
        id=span_id,
        label=label,
        fragments=fragments,
        text=text,
        note=field(values, "note", str, ""),
        attributes=field(values, "attributes", dict, {}),
        annotator=field(values, "annotator", str, ""),
        origin=field(values, "origin", str, default_origin),
    )
