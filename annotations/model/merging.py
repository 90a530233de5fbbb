"""Merging of an import into the annotations of an article. No annotation that exists is lost."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from annotations.model.annotation import Annotation, AnnotationSet, Relation, Status
from annotations.model.edit import Change

UNBEGUN = (Status.NEW, Status.NOTHING_HERE)
"""The status of articles without an annotation."""


class Merged(NamedTuple):
    """The changes that a merge makes, and counts of what it added, found or skipped."""

    changes: tuple[Change, ...]
    added: int
    """How many annotations are new."""
    known: int
    """How many annotations of the import existed already: the same words with the same label."""
    related: int
    """How many relations are new."""
    kept: tuple[str, ...]
    """The values of the import that contradict an existing one, which stays: a message for each."""


def merge(
    work: AnnotationSet,
    annotations: Sequence[Annotation],
    relations: Sequence[Relation],
    *,
    status: Status | None,
    note: str,
    new_ids: Callable[[int], list[str]],
) -> Merged:
    """Return the changes that an import makes to an annotator's work; a second import of the same changes nothing.

    An annotation of the same fragments with the same label as an existing one is merged into it: attributes and lines
    of the note that it lacks are added, and its own values stay. A relation that exists already is skipped. The status
    is set if the article is new, or if it had nothing to annotate and now has annotations. The relations name their
    ends by the ids of `annotations`; new annotations and relations get ids of `new_ids`.
    """
    ids = iter(new_ids(len(annotations) + len(relations)))
    known = {(each.label, each.fragments): each for each in work.annotations}
    before = {each.id: each for each in work.annotations}
    after: dict[str, Annotation] = {}
    new_id_of: dict[str, str] = {}
    """Id in the import -> id in the article."""
    kept: list[str] = []
    for incoming in annotations:
        place = incoming.label, incoming.fragments
        if place in known:
            twin = known[place]
            merged = united(twin, incoming)
            kept += _contradictions(twin, incoming)
        else:
            merged = replace(incoming, id=next(ids))
        new_id_of[incoming.id] = merged.id
        known[place] = after[merged.id] = merged
    changes = [Change(before.get(each.id), each) for each in after.values() if each is not before.get(each.id)]
    added = sum(change.before is None for change in changes)
    made = list(_new_relations(work, relations, new_id_of, ids))
    changes += [Change(None, each) for each in made]
    changes += _status(work, status, is_tagged=added > 0)
    joined = joined_notes(work.note, note)
    if joined != work.note:
        changes.append(Change(work.note, joined))
    return Merged(tuple(changes), added, len(annotations) - added, len(made), tuple(kept))


def joined_notes(note: str, incoming: str) -> str:
    """Return a note with the lines of another that it lacks."""
    if not note or not incoming:
        return note or incoming
    lines = note.split("\n")
    return "\n".join([note, *(each for each in incoming.split("\n") if each not in lines)])


def united(twin: Annotation, incoming: Annotation) -> Annotation:
    """Return an annotation with the attributes and lines that it lacks; the same object if it lacks none."""
    more = {name: value for name, value in incoming.attributes.items() if name not in twin.attributes}
    note = joined_notes(twin.note, incoming.note)
    if not more and note == twin.note:
        return twin
    return replace(twin, note=note, attributes=MappingProxyType({**twin.attributes, **more}))


def _contradictions(twin: Annotation, incoming: Annotation) -> Iterator[str]:
    for name, value in incoming.attributes.items():
        there = twin.attributes.get(name, value)
        if there != value:
            yield f"the “{name}” of the {twin.label} at {twin.span.start} stays {there!r}; the file has {value!r}"


def _new_relations(
    work: AnnotationSet, relations: Sequence[Relation], new_id_of: dict[str, str], ids: Iterator[str]
) -> Iterator[Relation]:
    joined = {(each.type, each.source, each.target) for each in work.relations}
    for each in relations:
        ends = each.type, new_id_of[each.source], new_id_of[each.target]
        if ends not in joined:
            joined.add(ends)
            yield Relation(id=next(ids), type=each.type, source=ends[1], target=ends[2])


def _status(work: AnnotationSet, incoming: Status | None, *, is_tagged: bool) -> list[Change]:
    """Return the change of the status, if any: an article with annotations is not `UNBEGUN`."""
    status = work.status
    if incoming is not None and (status is Status.NEW or (status is Status.NOTHING_HERE and is_tagged)):
        status = incoming
    if status in UNBEGUN and (is_tagged or (status is not work.status and work.annotations)):
        status = Status.IN_PROGRESS
    return [Change(work.status, status)] if status is not work.status else []
