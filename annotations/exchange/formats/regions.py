"""Regions: for formats without fragments, each fragment is a region, linked to the one before it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from annotations.exchange.format import IncomingRelation, IncomingSpan
from annotations.model.annotation import FRAGMENT_SEPARATOR, Annotation
from annotations.text.span import Span

CONTINUES = "continues"
"""The relation from each further fragment to the one before it."""


class Region(NamedTuple):
    """A fragment of an annotation."""

    id: str
    """The annotation's id for its first fragment, with a number for the others."""
    annotation: Annotation
    span: Span
    before: str
    """Id of the region that it continues, or "" for the first."""


def regions(annotations: Iterable[Annotation]) -> Iterator[Region]:
    """Yield the fragments of annotations, in their order."""
    for annotation in annotations:
        before = ""
        for number, span in enumerate(annotation.fragments, 1):
            region_id = annotation.id if number == 1 else f"{annotation.id}.{number}"
            yield Region(region_id, annotation, span, before)
            before = region_id


def joined(
    spans: Iterable[IncomingSpan], relations: Iterable[IncomingRelation]
) -> tuple[tuple[IncomingSpan, ...], tuple[IncomingRelation, ...]]:
    """Undo `regions`: join linked spans, and drop the relations that link them.

    A joined span has the label, note and attributes of its first region. A link that is impossible, such as a circle,
    stays a relation.
    """
    spans, relations = list(spans), list(relations)
    by_id = {span.id: span for span in reversed(spans) if span.id}
    after, before = _links(by_id, relations)
    first_of = {later: _first(later, before) for later in before}
    is_link = [before.get(each.source) == each.target and each.type == CONTINUES for each in relations]
    result = []
    for span in spans:
        if by_id.get(span.id) is not span:
            result.append(span)
        elif span.id not in before:
            parts = [span]
            while parts[-1].id in after:
                parts.append(by_id[after[parts[-1].id]])
            result.append(_one(parts))
    return tuple(result), tuple(
        each._replace(source=first_of.get(each.source, each.source), target=first_of.get(each.target, each.target))
        for each, is_one in zip(relations, is_link, strict=True)
        if not is_one
    )


def _links(
    by_id: Mapping[str, IncomingSpan], relations: Iterable[IncomingRelation]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the next and the previous region of each region, by id. Ignores a second link, and links in a circle."""
    after: dict[str, str] = {}
    before: dict[str, str] = {}
    for link in relations:
        later, earlier = link.source, link.target
        is_link = link.type == CONTINUES and later in by_id and earlier in by_id
        if is_link and later not in before and earlier not in after and _first(earlier, before) != later:
            after[earlier], before[later] = later, earlier
    return after, before


def _first(region_id: str, before: Mapping[str, str]) -> str:
    while region_id in before:
        region_id = before[region_id]
    return region_id


def _one(parts: list[IncomingSpan]) -> IncomingSpan:
    if len(parts) == 1:
        return parts[0]
    ordered = sorted(parts, key=lambda part: part.fragments)
    text = FRAGMENT_SEPARATOR.join(part.text for part in ordered) if all(part.text for part in ordered) else ""
    return replace(parts[0], fragments=tuple(place for part in ordered for place in part.fragments), text=text)
