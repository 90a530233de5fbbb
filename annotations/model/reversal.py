"""The reversal of an edit: takes back what it did, and keeps what others have done with it since."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from annotations.model.annotation import Annotation, AnnotationSet, Relation, exact
from annotations.model.edit import Change, Edit
from annotations.model.merging import UNBEGUN

Value = Annotation | Relation


def reversal(edit: Edit, work: AnnotationSet) -> Edit:
    """Return the edit that takes back an earlier one in the work as it is now.

    A value that was changed again keeps what is new in it. One that is removed stays so, and an annotation that has got
    a relation stays; then the article stays begun. So the reversal may have fewer changes, perhaps none.
    """
    changes = []
    for change in reversed(edit.changes):
        taken_back = _taken_back(change, work)
        if taken_back is not None:
            changes.append(taken_back)
            work = replace(edit, changes=(taken_back,)).apply(work)
    made = {each.after.id for each in edit.changes if each.before is None and isinstance(each.after, Annotation)}
    if any(each.id in made for each in work.annotations):
        changes = [each for each in changes if each.after not in UNBEGUN]
    return replace(edit, changes=tuple(changes))


def _taken_back(change: Change, work: AnnotationSet) -> Change | None:
    """Return the inverse of a change as far as it holds in the work; None for nothing."""
    before, after = change.before, change.after
    value = before if after is None else after
    if isinstance(value, Annotation | Relation):
        return _of_value(change, _current(work, value), work)
    current = work.status if type(after) is type(work.status) else work.note
    return Change(after, before) if current == after and before != after else None


def _current(work: AnnotationSet, value: Value) -> Value | None:
    values: tuple[Value, ...] = work.annotations if isinstance(value, Annotation) else work.relations
    return next((each for each in values if each.id == value.id), None)


def _of_value(change: Change, current: Value | None, work: AnnotationSet) -> Change | None:
    before, after = change.before, change.after
    if after is None:
        return Change(None, before) if current is None else None
    if current is None:
        return None
    if before is None:
        is_joined = any(current.id in {each.source, each.target} for each in work.relations)
        return Change(current, None) if current == after and not is_joined else None
    if isinstance(before, Annotation) and isinstance(after, Annotation) and isinstance(current, Annotation):
        merged: Value = _merged(before, after, current)
    else:
        merged = before if isinstance(before, Relation) and current == after else current
    return None if _are_equal(merged, current) else Change(current, merged)


def _merged(before: Annotation, after: Annotation, current: Annotation) -> Annotation:
    """Return the annotation with each part as it was before, if it still is as it was after."""

    def part(of: Callable[[Annotation], object]) -> bool:
        return of(before) != of(after) and of(current) == of(after)

    merged = replace(
        current,
        label=before.label if part(lambda each: each.label) else current.label,
        note=before.note if part(lambda each: each.note) else current.note,
        attributes=_attributes(before.attributes, after.attributes, current.attributes),
    )
    if not part(lambda each: each.fragments):
        return merged
    return replace(merged, fragments=before.fragments, quote=before.quote, prefix=before.prefix, suffix=before.suffix)


def _attributes(
    before: Mapping[str, object], after: Mapping[str, object], current: Mapping[str, object]
) -> Mapping[str, object]:
    was, became, now = exact(before), exact(after), exact(current)
    changed = {name for name in {*was, *became} if was.get(name) != became.get(name) == now.get(name)}
    if not changed:
        return current
    kept = {name: value for name, value in current.items() if name not in changed}
    return MappingProxyType({**kept, **{name: value for name, value in before.items() if name in changed}})


def _are_equal(one: Value, other: Value) -> bool:
    if isinstance(one, Annotation) and isinstance(other, Annotation):
        return one == other and exact(one.attributes) == exact(other.attributes)
    return one == other
