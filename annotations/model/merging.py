"""Merging: what changes when somebody's annotations of an article are taken in; nothing that is there is lost."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from annotations.model.annotation import Annotation, AnnotationSet, Relation, Status
from annotations.model.edit import Change

UNBEGUN = (Status.NEW, Status.NOTHING_HERE)
"""Status that an annotation contradicts."""


class Merged(NamedTuple):
    """What is to be changed, and how much of what came it is."""

    changes: tuple[Change, ...]
    added: int
    """New annotations."""
    known: int
    """Annotations of the same words with the same label were there, or came before."""
    related: int
    """New relations."""
    kept: tuple[str, ...]
    """What came and contradicts what is there, which stays: each in words."""


def merge(
    work: AnnotationSet,
    annotations: Sequence[Annotation],
    relations: Sequence[Relation],
    *,
    status: Status | None,
    note: str,
    new_ids: Callable[[int], list[str]],
) -> Merged:
    """What taking in changes; taking in the same again changes nothing.

    Annotations that tag the same fragments with the same label become one: the attributes that it lacks are added, and
    the lines of the note that it has not. What is there already wins over what comes. A relation that is there already
    is left out. A status is taken over where the article is new, or where annotations come to nothing. Relations go by
    the ids of `annotations`; what is new gets an id of `new_ids`.
    """
    ids = iter(new_ids(len(annotations) + len(relations)))
    known = {(each.label, each.fragments): each for each in work.annotations}
    before = {each.id: each for each in work.annotations}
    after: dict[str, Annotation] = {}
    here: dict[str, str] = {}
    kept: list[str] = []
    for coming in annotations:
        place = coming.label, coming.fragments
        if place in known:
            twin = known[place]
            merged = _united(twin, coming)
            kept += _contradictions(twin, coming)
        else:
            merged = replace(coming, id=next(ids))
        here[coming.id] = merged.id
        known[place] = after[merged.id] = merged
    changes = [Change(before.get(each.id), each) for each in after.values() if each is not before.get(each.id)]
    added = sum(change.before is None for change in changes)
    made = list(_new_relations(work, relations, here, ids))
    changes += [Change(None, each) for each in made]
    changes += _status(work, status, is_tagged=added > 0)
    joined = joined_notes(work.note, note)
    if joined != work.note:
        changes.append(Change(work.note, joined))
    return Merged(tuple(changes), added, len(annotations) - added, len(made), tuple(kept))


def joined_notes(note: str, coming: str) -> str:
    """A note with the lines of another that it has not."""
    if not note or not coming:
        return note or coming
    lines = note.split("\n")
    return "\n".join([note, *(each for each in coming.split("\n") if each not in lines)])


def _united(twin: Annotation, coming: Annotation) -> Annotation:
    """An annotation with what another, of the same words, says beyond it; the same one where that is nothing."""
    more = {name: value for name, value in coming.attributes.items() if name not in twin.attributes}
    note = joined_notes(twin.note, coming.note)
    if not more and note == twin.note:
        return twin
    return replace(twin, note=note, attributes=MappingProxyType({**twin.attributes, **more}))


def _contradictions(twin: Annotation, coming: Annotation) -> Iterator[str]:
    for name, value in coming.attributes.items():
        there = twin.attributes.get(name, value)
        if there != value:
            yield f"the “{name}” of the {twin.label} at {twin.span.start} stays {there!r}; the file has {value!r}"


def _new_relations(
    work: AnnotationSet, relations: Sequence[Relation], here: dict[str, str], ids: Iterator[str]
) -> Iterator[Relation]:
    joined = {(each.type, each.source, each.target) for each in work.relations}
    for each in relations:
        ends = each.type, here[each.source], here[each.target]
        if ends not in joined:
            joined.add(ends)
            yield Relation(id=next(ids), type=each.type, source=ends[1], target=ends[2])


def _status(work: AnnotationSet, coming: Status | None, *, is_tagged: bool) -> list[Change]:
    """The change of status, if any: no annotation stands in an article in which there is nothing, or that is new."""
    status = work.status
    if coming is not None and (status is Status.NEW or (status is Status.NOTHING_HERE and is_tagged)):
        status = coming
    if status in UNBEGUN and (is_tagged or (status is not work.status and work.annotations)):
        status = Status.IN_PROGRESS
    return [Change(work.status, status)] if status is not work.status else []
