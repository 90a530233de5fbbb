"""Values of the domain as plain JSON values and back, the same in the journal and in the articles' files."""

from collections.abc import Callable, Mapping
from operator import itemgetter
from types import MappingProxyType
from typing import Any, cast

from annotations.model.annotation import NOTHING, Annotation, Relation, Status
from annotations.model.edit import Change
from annotations.text.span import Span

Values = dict[str, Any]
"""A JSON object. Decoding raises `KeyError`, `TypeError`, `ValueError` or `SpanError`."""

_REQUIRED = itemgetter("id", "label", "quote", "prefix", "suffix", "annotator", "created", "origin", "fragments")


def encode_annotation(annotation: Annotation) -> Values:
    """Encode an annotation; an empty note and empty attributes are left out."""
    values: Values = {
        "id": annotation.id,
        "label": annotation.label,
        "fragments": [[fragment.start, fragment.end] for fragment in annotation.fragments],
        "quote": annotation.quote,
        "prefix": annotation.prefix,
        "suffix": annotation.suffix,
        "annotator": annotation.annotator,
        "created": annotation.created,
        "origin": annotation.origin,
    }
    if annotation.note:
        values["note"] = annotation.note
    if annotation.attributes:
        values["attributes"] = dict(annotation.attributes)
    return values


def decode_annotation(values: Mapping[str, Any]) -> Annotation:
    """Decode what `encode_annotation` returned."""
    annotation_id, label, quote, prefix, suffix, annotator, created, origin, fragments = _REQUIRED(values)
    note, attributes = values.get("note", ""), values.get("attributes")
    # Raises TypeError unless all are strings; checking each takes longer.
    "".join((annotation_id, label, quote, prefix, suffix, annotator, created, origin, note))
    if len(fragments) == 1:
        ((start, end),) = fragments
        spans: tuple[Span, ...] = (_span(integer(start), integer(end)),)
    else:
        spans = tuple(_span(integer(start), integer(end)) for start, end in fragments)
    frozen = MappingProxyType(dict(attributes)) if attributes else NOTHING
    return _annotation(annotation_id, label, spans, quote, prefix, suffix, annotator, created, origin, note, frozen)


def encode_relation(relation: Relation) -> Values:
    """Encode a relation."""
    return {"id": relation.id, "type": relation.type, "source": relation.source, "target": relation.target}


def decode_relation(values: Mapping[str, Any]) -> Relation:
    """Decode what `encode_relation` returned."""
    return Relation(**{name: text(values[name]) for name in ("id", "type", "source", "target")})


def encode_change(change: Change) -> Values:
    """Encode a change, as the kind of its values and the two values."""
    match change.before or change.after:
        case Annotation():
            return {"annotation": [_annotation_or_none(change.before), _annotation_or_none(change.after)]}
        case Relation():
            return {"relation": [_relation_or_none(change.before), _relation_or_none(change.after)]}
        case Status():
            return {"status": [change.before, change.after]}
    return {"note": [change.before, change.after]}


def decode_change(values: Mapping[str, Any]) -> Change:
    """Decode what `encode_change` returned."""
    ((kind, (before, after)),) = values.items()
    match kind:
        case "annotation":
            return _change(before, after, decode_annotation)
        case "relation":
            return _change(before, after, decode_relation)
        case "status":
            return Change(Status(before), Status(after))
        case "note":
            return Change(text(before), text(after))
    raise ValueError(f"a change of {kind!r} is not known")


def _change(before: Values | None, after: Values | None, decode: Callable[[Values], Annotation | Relation]) -> Change:
    if before is None and after is None:
        raise ValueError("a change of nothing")
    return Change(None if before is None else decode(before), None if after is None else decode(after))


def _annotation_or_none(value: object) -> Values | None:
    return encode_annotation(value) if isinstance(value, Annotation) else None


def _relation_or_none(value: object) -> Values | None:
    return encode_relation(value) if isinstance(value, Relation) else None


def text(value: object) -> str:
    """Return a value that has to be a string. Raises `TypeError`."""
    if isinstance(value, str):
        return value
    raise TypeError(f"{value!r} is no string")


def integer(value: object) -> int:
    """Return a value that has to be an integer. Raises `TypeError`."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise TypeError(f"{value!r} is no integer")


class _UnfrozenSpan:
    """A span whose constructor assigns its fields, and then becomes a `Span`.

    The constructor of a frozen data class sets each field by a call of `object.__setattr__`. Reading the annotations
    of a whole corpus makes millions of them: these two classes halve the time that it takes. The store alone uses
    them, with values that it has checked.
    """

    __slots__ = Span.__slots__

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start < end:
            Span(start, end)  # raises the error
        self.start = start
        self.end = end
        self.__class__ = Span  # type: ignore[assignment]  # the slots are the same


class _UnfrozenAnnotation:
    """The same for an `Annotation`, with all fields by their places."""

    __slots__ = Annotation.__slots__

    def __init__(  # noqa: PLR0917 - keywords take their time
        self,
        id: str,  # noqa: A002 - the field's name
        label: str,
        fragments: tuple[Span, ...],
        quote: str,
        prefix: str,
        suffix: str,
        annotator: str,
        created: str,
        origin: str,
        note: str,
        attributes: Mapping[str, object],
    ) -> None:
        self.id = id
        self.label = label
        self.fragments = fragments
        self.quote = quote
        self.prefix = prefix
        self.suffix = suffix
        self.annotator = annotator
        self.created = created
        self.origin = origin
        self.note = note
        self.attributes = attributes
        self.__class__ = Annotation  # type: ignore[assignment]  # the slots are the same
        if len(fragments) != 1:
            cast("Annotation", self).__post_init__()


_span = cast("Callable[[int, int], Span]", _UnfrozenSpan)
_annotation = cast("Callable[..., Annotation]", _UnfrozenAnnotation)
