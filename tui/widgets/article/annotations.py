"""The annotations of the open article as the text shows them: which one the keys act on, and what it is related to."""

from bisect import bisect_left
from collections.abc import Sequence

from annotations.model.annotation import Annotation, AnnotationSet, Relation, reading_order
from annotations.text.words import word_at
from tui.widgets.article.coverage import Coverage


class Markings:
    """Answers for a place of the text. Of annotations that cover it alike, the one that was gone to is chosen."""

    def __init__(self, text: str, work: AnnotationSet) -> None:
        self._text = text
        self._work = work
        self._chosen = ""
        self.coverage = Coverage(work.annotations)
        self._related = _by_end(work.relations)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """All, in reading order."""
        return self._work.annotations

    def exchange(self, work: AnnotationSet, caret: int) -> list[Annotation]:
        """Take other work; returns the annotations that are gone or new. One that is new at the caret is chosen."""
        changed = self.coverage.exchange(work.annotations)
        if work.relations is not self._work.relations:
            self._related = _by_end(work.relations)
        self._work = work
        here = self._here(caret)
        self._chosen = next((each.id for each in changed if any(each is other for other in here)), self._chosen)
        return changed

    def choose(self, annotation: Annotation | None) -> None:
        """Let the keys act on an annotation as long as the caret stays; on None: on the innermost."""
        self._chosen = "" if annotation is None else annotation.id

    def current(self, caret: int) -> Annotation | None:
        """The annotation that keys act on: what was chosen, else the innermost that covers the caret.

        Behind a word it is one that ends there, as when it was just made.
        """
        here = self._here(caret)
        return next((each for each in here if each.id == self._chosen), None) or next(iter(here), None)

    def _here(self, caret: int) -> Sequence[Annotation]:
        covering = self.coverage.at(caret)
        if not covering and word_at(self._text, caret) is None:
            covering = self.coverage.ending(caret)
        return covering

    def following(self, caret: int, step: int) -> Annotation | None:
        """The next annotation in reading order (step 1) or the one before (-1); each in turn where several start."""
        current = self.current(caret)
        if current is not None and current.span.start == caret:
            index = bisect_left(self.annotations, reading_order(current), key=reading_order) + step
        else:
            index = bisect_left(self.annotations, caret, key=_start) + min(step, 0)
        return self.annotations[index] if 0 <= index < len(self.annotations) else None

    def related(self, annotation: Annotation | None) -> list[Annotation]:
        """The annotations at the other ends of an annotation's relations."""
        ends = () if annotation is None else self._related.get(annotation.id, ())
        return [other for end in ends if (other := self.coverage.find(end)) is not None]


def _by_end(relations: Sequence[Relation]) -> dict[str, list[str]]:
    """By the id of an annotation those of the annotations at the other ends of its relations."""
    related: dict[str, list[str]] = {}
    for relation in relations:
        related.setdefault(relation.source, []).append(relation.target)
        related.setdefault(relation.target, []).append(relation.source)
    return related


def _start(annotation: Annotation) -> int:
    return annotation.fragments[0].start
