"""Edits as values. Each has an inverse, so undo and redo are edits too."""

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from annotations.model.annotation import Annotation, AnnotationSet, Relation, Status, reading_order


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after; None if there was or will be none. A string is the note on the article."""

    before: Annotation | Relation | Status | str | None
    after: Annotation | Relation | Status | str | None

    def inverse(self) -> "Change":
        """Return the change that undoes this one."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """The changes that one key makes to one article. All of them are made, or none."""

    article_id: str
    summary: str
    """The edit in words for a notice: "actor added"."""
    changes: tuple[Change, ...]
    group: str = ""
    """The same id in each of the edits that change several articles at once; "" for one article alone."""

    def inverse(self) -> "Edit":
        """Return the edit that undoes this one."""
        return replace(self, changes=tuple(change.inverse() for change in reversed(self.changes)))

    def annotations(self) -> Iterator[Annotation]:
        """Yield the annotations that the edit made, changed or removed."""
        for change in self.changes:
            value = change.after or change.before
            if isinstance(value, Annotation):
                yield value

    def apply(self, work: AnnotationSet) -> AnnotationSet:
        """Return the work with the edit made."""
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
    """The kind of an edit."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    ADOPT = "adopt"
    """Copies the work on an article that was moved or renamed: the annotator did not make it, and cannot undo it."""
