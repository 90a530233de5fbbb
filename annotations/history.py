"""Edits as values: each knows its inverse, so undo and redo are pure."""

from dataclasses import dataclass, replace
from typing import TypeVar

from annotations.annotation import Annotation, AnnotationSet, Relation, Status, reading_order

Identified = TypeVar("Identified", bound=Annotation | Relation)


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after; None where there was or will be none."""

    before: Annotation | Relation | Status | None
    after: Annotation | Relation | Status | None

    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What one key did to one article: all of its changes, or none."""

    article_id: str
    summary: str
    """What was done, in words for a notice: "actor added"."""
    changes: tuple[Change, ...]

    def inverse(self) -> "Edit":
        """The edit that takes this one back."""
        return replace(self, changes=tuple(change.inverse() for change in reversed(self.changes)))

    def apply(self, work: AnnotationSet) -> AnnotationSet:
        """The work with the edit made."""
        for change in self.changes:
            work = _changed(work, change)
        return work


def _changed(work: AnnotationSet, change: Change) -> AnnotationSet:
    match change.before, change.after:
        case (Annotation() | None as before, Annotation() | None as after) if before or after:
            annotations = _exchanged(work.annotations, before, after)
            return replace(work, annotations=tuple(sorted(annotations, key=reading_order)))
        case (Relation() | None as source, Relation() | None as target) if source or target:
            return replace(work, relations=_exchanged(work.relations, source, target))
        case _, Status() as status:
            return replace(work, status=status)
        case _:
            raise TypeError(f"no change: {change}")


def _exchanged(
    values: tuple[Identified, ...], before: Identified | None, after: Identified | None
) -> tuple[Identified, ...]:
    gone = {value.id for value in (before, after) if value is not None}
    kept = tuple(value for value in values if value.id not in gone)
    return kept if after is None else (*kept, after)


@dataclass(frozen=True, slots=True)
class History:
    """The edits that can be undone and redone, the latest last."""

    done: tuple[Edit, ...] = ()
    undone: tuple[Edit, ...] = ()

    def push(self, edit: Edit) -> "History":
        """With a new edit made: what was undone can no longer be redone."""
        return History((*self.done, edit))

    def undo(self) -> "History":
        """With the latest edit taken back; `done` must not be empty."""
        return History(self.done[:-1], (*self.undone, self.done[-1]))

    def redo(self) -> "History":
        """With the latest undone edit made again; `undone` must not be empty."""
        return History((*self.done, self.undone[-1]), self.undone[:-1])
