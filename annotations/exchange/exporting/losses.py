"""What a format cannot carry of a record, counted, and what is left of it."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping

from annotations.exchange.format import Feature, Format
from annotations.exchange.formats.jsonl import MANUAL
from annotations.model.annotation import Annotation
from annotations.model.record import Record
from annotations.text.span import Span


def losses(record: Record, format_: Format) -> Counter[Feature]:
    """How often each feature that a format does not carry is there, in spans, relations or whole records."""
    lost = Counter({feature: count(record) for feature, count in _COUNTS.items() if feature not in format_.carries})
    if Feature.TEXT not in format_.carries:
        lost[Feature.TEXT] = int(format_.alters(record.article.text))
    return +lost


def kept_spans(record: Record, carries: Collection[Feature]) -> Iterator[tuple[str, Span]]:
    """The label and place of each fragment that a format keeps, in reading order of the annotations.

    Of annotations that overlap, where the format has only one, the first in reading order stays: the longer of two
    that start together, the outer of two of which one holds the other.
    """
    annotations = record.work.annotations
    gone: set[str] = set()
    if Feature.NESTED not in carries:
        gone |= _overlapping(annotations, alike=False)
    if Feature.ALIKE not in carries:
        gone |= _overlapping(annotations, alike=True)
    return ((each.label, fragment) for each in annotations if each.id not in gone for fragment in each.fragments)


def _from_elsewhere(record: Record) -> int:
    by = record.work.annotator
    return sum(each.origin != MANUAL or each.annotator != by for each in record.work.annotations)


def _facts(record: Record) -> int:
    return any((record.article.headline, record.article.outlet, record.article.published))


def _overlapping(annotations: tuple[Annotation, ...], *, alike: bool) -> set[str]:
    """Ids of those that overlap one before them that is kept and has the same label, or with `alike` false another."""
    gone: set[str] = set()
    reaching: list[Annotation] = []
    for annotation in annotations:
        start = annotation.fragments[0].start
        reaching = [each for each in reaching if each.fragments[-1].end > start]
        if any((each.label == annotation.label) is alike and _meet(each, annotation) for each in reaching):
            gone.add(annotation.id)
        else:
            reaching.append(annotation)
    return gone


def _meet(one: Annotation, other: Annotation) -> bool:
    return any(mine.overlaps(its) for mine in one.fragments for its in other.fragments)


_COUNTS: Mapping[Feature, Callable[[Record], int]] = {
    Feature.NESTED: lambda record: len(_overlapping(record.work.annotations, alike=False)),
    Feature.ALIKE: lambda record: len(_overlapping(record.work.annotations, alike=True)),
    Feature.FRAGMENTS: lambda record: sum(len(each.fragments) > 1 for each in record.work.annotations),
    Feature.RELATIONS: lambda record: len(record.work.relations),
    Feature.ATTRIBUTES: lambda record: sum(bool(each.attributes) for each in record.work.annotations),
    Feature.NOTES: lambda record: bool(record.work.note) + sum(bool(each.note) for each in record.work.annotations),
    Feature.STATUS: lambda _: 1,
    Feature.ORIGIN: _from_elsewhere,
    Feature.META: _facts,
}
