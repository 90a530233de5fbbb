"""Edits as values: each knows its inverse, so undo and redo are pure."""

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from annotations.model.annotation import Annotation, AnnotationSet, Relation, Status, reading_order


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
