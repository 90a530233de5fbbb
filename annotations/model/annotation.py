"""Annotations: what an annotator says of spans of an article."""

import copyreg
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from annotations.errors import SpanError
from annotations.text.span import Span

CONTEXT = 32
"""Code points of `prefix` and `suffix`, as in the W3C Web Annotation model's TextQuoteSelector examples."""

FRAGMENT_SEPARATOR = " \u2026 "
"""Between the fragments of a quote."""

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
    """Read, and there is nothing to annotate: an explicit negative example."""
    UNSURE = "unsure"


FINISHED = (Status.DONE, Status.NOTHING_HERE)
"""Status of an article that needs no more work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One labelled stretch of text; in several fragments when something stands between them."""

    id: str
    label: str
    fragments: tuple[Span, ...]
    """In reading order, not overlapping, at least one."""
    quote: str
    """The text of the fragments when the annotation was made."""
    prefix: str
    """The text before, at most `CONTEXT` code points: with it the quote is found again in a changed article."""
    suffix: str
    annotator: str
    created: str
    """ISO 8601 in UTC, to the second."""
    origin: str = MANUAL
    """Who proposed it: `MANUAL`, or the name of what it was imported from."""
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
        """From the first fragment's start to the last one's end."""
        return Span(self.fragments[0].start, self.fragments[-1].end)

    def covers(self, offset: int) -> bool:
        """Whether one of the fragments holds the code point at `offset`."""
        return any(offset in fragment for fragment in self.fragments)


def quotation(text: str, fragments: tuple[Span, ...]) -> tuple[str, str, str]:
    """The quote, prefix and suffix of fragments of a text; raises `SpanError` when one lies beyond it."""
    quote = FRAGMENT_SEPARATOR.join(fragment.of(text) for fragment in fragments)
    start, end = fragments[0].start, fragments[-1].end
    return quote, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A typed link between two annotations of one article, such as a claim and who made it."""

    id: str
    type: str
    source: str
    """Id of the annotation that the relation is said of."""
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
        """The innermost (shortest) annotation that covers the code point at `offset`."""
        covering = [each for each in self.annotations if each.covers(offset)]
        return min(covering, key=lambda each: each.span.end - each.span.start, default=None)

    def twin(self, label: str, fragments: tuple[Span, ...]) -> Annotation | None:
        """The annotation that says this of these words, if there is one."""
        alike = (each for each in self.annotations if each.label == label and each.fragments == fragments)
        return next(alike, None)


def exact(attributes: Mapping[str, object]) -> Mapping[str, tuple[type, object]]:
    """Attributes as they can be compared: 1, 1.0 and True are equal, but not the same in a file."""
    return {name: (type(value), value) for name, value in attributes.items()}


def reading_order(annotation: Annotation) -> tuple[int, int, str]:
    """Sort key of annotations: by first start, the longer first, then by id."""
    return annotation.fragments[0].start, -annotation.fragments[-1].end, annotation.id
