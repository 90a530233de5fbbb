"""Losses: counts the parts of a record that a format cannot carry, and lists the spans that it keeps."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping

from annotations.exchange.format import Feature, Format
from annotations.model.annotation import MANUAL, Annotation
from annotations.model.record import Record
from annotations.text.span import Span


def losses(record: Record, format_: Format) -> Counter[Feature]:
    """Count the spans, relations or records that have each feature which the format does not carry."""
    lost = Counter({feature: count(record) for feature, count in _COUNTS.items() if feature not in format_.carries})
    if Feature.TEXT not in format_.carries:
        lost[Feature.TEXT] = int(format_.alters(record.article.text))
    return +lost


def kept_spans(record: Record, carries: Collection[Feature]) -> Iterator[tuple[str, Span]]:
    """Yield the label and place of each fragment that a format keeps, in reading order of the annotations.

    If the format cannot have overlaps, the first annotation in reading order stays: the longer of two that start
    together, the outer of two nested ones.
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
    """Return the ids of annotations that overlap an earlier one that is kept.

    With `alike`, only overlaps of one label count; without it, only those of different labels.
    """
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
