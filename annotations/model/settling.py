"""What is shown of work that came together from several machines: each annotation and each relation once.

The store keeps what each machine did. An edit of an annotation that stands there twice makes one of both.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from operator import eq

from annotations.model.annotation import Annotation, AnnotationSet, Relation, reading_order
from annotations.model.edit import Change
from annotations.model.merging import united

Twins = Mapping[str, tuple[Annotation, ...]]
"""Id of an annotation that is shown -> the others with the same label and fragments, which are not."""


def has_twins(annotations: Sequence[Annotation]) -> bool:
    """Return True if some annotations, in reading order, have the same label and fragments.

    Each key that changes something asks this, perhaps of a thousand: nearly all differ in where they start.
    """
    starts = [each.fragments[0].start for each in annotations]
    alike = {number for number, same in enumerate(map(eq, starts, islice(starts, 1, None))) if same}
    return bool(alike) and bool(_twins(annotations[each] for each in alike | {each + 1 for each in alike}))


def are_doubled(work: AnnotationSet) -> bool:
    """Return True if some annotations or relations of the work are shown as one."""
    return has_twins(work.annotations) or _has_doubles(work.relations)


def settled(work: AnnotationSet) -> tuple[AnnotationSet, Twins]:
    """Return the work as it is shown, and what is not shown; the same object if all is shown.

    Of several annotations with the same label and fragments, the one that was made first is shown, with the attributes
    and the lines of the notes that it lacks. It has the relations of all.
    """
    if not are_doubled(work):
        return work, {}
    twins = _twins(work.annotations)
    shown_id = {each.id: first for first, others in twins.items() for each in others}
    annotations = []
    for each in work.annotations:
        if each.id not in shown_id:
            for twin in twins.get(each.id, ()):
                each = united(each, twin)  # noqa: PLW2901 - one annotation of several
            annotations.append(each)
    relations: dict[tuple[str, str, str], Relation] = {}
    for relation in work.relations:
        moved = _moved(relation, shown_id)
        relations.setdefault((moved.type, moved.source, moved.target), moved)
    annotations.sort(key=reading_order)
    return replace(work, annotations=tuple(annotations), relations=tuple(relations.values())), twins


def with_twins(changes: Sequence[Change], work: AnnotationSet, twins: Twins) -> tuple[Change, ...]:
    """Return the changes of an edit with those that make one of what it changes and of what is shown as the same.

    `work` is what the store has.
    """
    touched = [each.before for each in changes]
    shown_id = {twin.id: first for first, others in twins.items() for twin in others}
    gone = {twin.id: each.id for each in touched if isinstance(each, Annotation) for twin in twins.get(each.id, ())}
    lost = {each.before.id for each in changes if each.after is None and isinstance(each.before, Annotation)}
    named = {each.id for each in touched if isinstance(each, Relation)}
    ends = {each.id: _ends(_moved(each, shown_id)) for each in work.relations}
    changed = {ends[each] for each in named & ends.keys()}
    there = {ends[each.id] for each in work.relations if _moved(each, gone) is each}
    more: list[Change] = []
    for relation in work.relations:
        moved = _moved(relation, gone)
        if relation.id in named:
            continue
        if ends[relation.id] in changed:
            more.append(Change(relation, None))
        elif moved is not relation:
            is_kept = ends[relation.id] not in there and not lost & {moved.source, moved.target}
            more.append(Change(relation, moved if is_kept else None))
            there.add(ends[relation.id])
    more += [Change(each, None) for each in work.annotations if each.id in gone]
    return (*more, *changes)


def _twins(annotations: Iterable[Annotation]) -> dict[str, tuple[Annotation, ...]]:
    places: dict[tuple[object, ...], list[Annotation]] = {}
    for each in annotations:
        places.setdefault((each.label, each.fragments), []).append(each)
    return {first.id: tuple(others) for first, *others in places.values() if others}


def _has_doubles(relations: Sequence[Relation]) -> bool:
    return len(relations) > 1 and len(set(map(_ends, relations))) < len(relations)


def _moved(relation: Relation, to: Mapping[str, str]) -> Relation:
    source, target = to.get(relation.source, relation.source), to.get(relation.target, relation.target)
    if (source, target) == (relation.source, relation.target):
        return relation
    return replace(relation, source=source, target=target)


def _ends(relation: Relation) -> tuple[str, str, str]:
    return relation.type, relation.source, relation.target
