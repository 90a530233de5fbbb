"""Edits as values: each knows its inverse, so undo and redo are pure."""

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, TypeVar

from annotations.annotation import Annotation, AnnotationSet, Relation, Status, reading_order

Made = TypeVar("Made")
"""What a history remembers of an edit: the edit, or where it is written."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after; None where there was or will be none. A text is the note on the article."""

    before: Annotation | Relation | Status | str | None
    after: Annotation | Relation | Status | str | None

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
    group: str = ""
    """Id of what was done to several articles at once, with an edit for each; "" for one article alone."""

    def inverse(self) -> "Edit":
        """The edit that takes this one back."""
        return replace(self, changes=tuple(change.inverse() for change in reversed(self.changes)))

    def annotations(self) -> Iterator[Annotation]:
        """The annotations that the edit made, changed or removed."""
        for change in self.changes:
            value = change.after or change.before
            if isinstance(value, Annotation):
                yield value

    def apply(self, work: AnnotationSet) -> AnnotationSet:
        """The work with the edit made."""
        for change in self.changes:
            work = _changed(work, change)
        return work


def _changed(work: AnnotationSet, change: Change) -> AnnotationSet:
    gone = {value.id for value in (change.before, change.after) if isinstance(value, Annotation | Relation)}
    match change.before, change.after:
        case (Annotation() | None as before, Annotation() | None as after) if before or after:
            annotations = [each for each in work.annotations if each.id not in gone]
            if after is not None:
                insort(annotations, after, key=reading_order)
            return replace(work, annotations=tuple(annotations))
        case (Relation() | None as source, Relation() | None as target) if source or target:
            relations = [each for each in work.relations if each.id not in gone]
            if target is not None:
                insort(relations, target, key=lambda each: each.id)
            return replace(work, relations=tuple(relations))
        case _, Status() as status:
            return replace(work, status=status)
        case str(), str() as note:
            return replace(work, note=note)
        case _:
            raise TypeError(f"no change: {change}")


class Step(StrEnum):
    """What was done with an edit."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    ADOPT = "adopt"
    """Work on an article that was moved or renamed is taken over; nothing that the annotator did, or can undo."""


@dataclass(frozen=True, slots=True)
class History(Generic[Made]):
    """The edits that can be undone and redone, the latest last."""

    done: tuple[Made, ...] = ()
    undone: tuple[Made, ...] = ()

    @classmethod
    def of(cls, steps: Iterable[tuple[Step, Made]]) -> "History[Made]":
        """The history after these steps, each with what is remembered of it should it be an edit."""
        done: list[Made] = []
        undone: list[Made] = []
        for step, made in steps:
            if step is Step.EDIT:
                done.append(made)
                undone.clear()
            elif step is not Step.ADOPT:
                source, target = (done, undone) if step is Step.UNDO else (undone, done)
                if source:  # else the edit was lost with a damaged file
                    target.append(source.pop())
        return cls(tuple(done), tuple(undone))

    def push(self, edit: Made) -> "History[Made]":
        """With a new edit made: what was undone can no longer be redone."""
        return History((*self.done, edit))

    def undo(self) -> "History[Made]":
        """With the latest edit taken back; `done` must not be empty."""
        return History(self.done[:-1], (*self.undone, self.done[-1]))

    def redo(self) -> "History[Made]":
        """With the latest undone edit made again; `undone` must not be empty."""
        return History((*self.done, self.undone[-1]), self.undone[:-1])
