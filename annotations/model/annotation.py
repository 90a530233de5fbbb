"""Annotations: labelled spans of an article, and the relations between them."""

import copyreg
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from annotations.errors import SpanError
from annotations.text.span import Span

CONTEXT = 32
"""Code points of `prefix` and `suffix`, as in the examples of the W3C Web Annotation model's TextQuoteSelector."""

FRAGMENT_SEPARATOR = " \u2026 "
"""Stands between the fragments of a quote."""

MANUAL = "manual"
"""The origin of an annotation that the annotator made by hand."""

NOTHING: Mapping[str, object] = MappingProxyType({})


def _read_only(values: dict[str, object]) -> MappingProxyType[str, object]:
    return MappingProxyType(values)


# Attributes are read-only mappings, which Python does not pickle: annotations are copied, and sent to other processes.
copyreg.pickle(MappingProxyType, lambda mapping: (_read_only, (dict(mapping),)))


class Status(StrEnum):
    """How far an annotator has come with an article."""

    NEW = "new"
    IN_PROGRESS = "in progress"
    DONE = "done"
    NOTHING_HERE = "nothing here"
    """The article was read, and has nothing to annotate: an explicit negative example."""
    UNSURE = "unsure"


FINISHED = (Status.DONE, Status.NOTHING_HERE)
"""The status of articles that need no more work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One labelled stretch of text, in several fragments if other words stand between them."""

    id: str
    label: str
    fragments: tuple[Span, ...]
    """In reading order, not overlapping, at least one."""
    quote: str
    """The text of the fragments when the annotation was made."""
    prefix: str
    """The text before, at most `CONTEXT` code points. It helps to find the quote again in a changed article."""
    suffix: str
    """The text behind, likewise."""
    annotator: str
    created: str
    """ISO 8601 in UTC, to the second."""
    origin: str = MANUAL
    """The source of the annotation: `MANUAL`, or the name of the file or tool that it was imported from."""
    note: str = ""
    attributes: Mapping[str, object] = field(default_factory=lambda: NOTHING)

    def __post_init__(self) -> None:
        if not self.fragments:
            raise SpanError("an annotation has at least one fragment")
        for before, after in zip(self.fragments, self.fragments[1:], strict=False):
            if after.start < before.end:
                raise SpanError(
                    f"fragments [{before.start}, {before.end}) and [{after.start}, {after.end}) "
                    "overlap or are not in reading order"
                )

    @property
    def span(self) -> Span:
        """The span from the first fragment's start to the last one's end."""
        return Span(self.fragments[0].start, self.fragments[-1].end)

    def covers(self, offset: int) -> bool:
        """Return True if one of the fragments holds the code point at `offset`."""
        return any(offset in fragment for fragment in self.fragments)


def quotation(text: str, fragments: tuple[Span, ...]) -> tuple[str, str, str]:
    """Return the quote, prefix and suffix of fragments of a text. Raises `SpanError` if one lies beyond it."""
    quote = FRAGMENT_SEPARATOR.join(fragment.of(text) for fragment in fragments)
    start, end = fragments[0].start, fragments[-1].end
    return quote, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A typed link between two annotations of one article, such as a claim and its speaker."""

    id: str
    type: str
    source: str
    """Id of the annotation that the relation starts from."""
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationSet:
    """One annotator's work on one article."""

    article_id: str
    annotator: str
    status: Status = Status.NEW
    annotations: tuple[Annotation, ...] = ()
    """In reading order: by first start, the longer first, then by id."""
    relations: tuple[Relation, ...] = ()
    note: str = ""

    def __getitem__(self, annotation_id: str) -> Annotation:
        for annotation in self.annotations:
            if annotation.id == annotation_id:
                return annotation
        raise KeyError(annotation_id)

    def at(self, offset: int) -> Annotation | None:
        """Return the innermost (shortest) annotation that covers the code point at `offset`, or None."""
        covering = [each for each in self.annotations if each.covers(offset)]
        return min(covering, key=lambda each: each.span.end - each.span.start, default=None)

    def twin(self, label: str, fragments: tuple[Span, ...]) -> Annotation | None:
        """Return the annotation with this label and these fragments, or None."""
        alike = (each for each in self.annotations if each.label == label and each.fragments == fragments)
        return next(alike, None)


def exact(attributes: Mapping[str, object]) -> Mapping[str, tuple[type, object]]:
    """Return attributes with the types of their values: 1, 1.0 and True are equal, but differ in a file."""
    return {name: (type(value), value) for name, value in attributes.items()}


def reading_order(annotation: Annotation) -> tuple[int, int, str]:
    """Return the sort key of annotations: by first start, the longer first, then by id."""
    return annotation.fragments[0].start, -annotation.fragments[-1].end, annotation.id
