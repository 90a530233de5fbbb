"""The annotations of the open article: which one the keys act on, and which are related to it."""

from bisect import bisect_left
from collections.abc import Sequence

from annotations.model.annotation import Annotation, AnnotationSet, Relation, reading_order
from annotations.text.words import word_at
from tui.widgets.article.coverage import Coverage


class ArticleAnnotations:
    """Finds the annotations at an offset. Among several, the one that the user went to last is the chosen one."""

    def __init__(self, text: str, work: AnnotationSet) -> None:
        self._text = text
        self._work = work
        self._chosen = ""
        self.coverage = Coverage(work.annotations)
        self._related = _by_end(work.relations)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """All of them, in reading order."""
        return self._work.annotations

    def exchange(self, work: AnnotationSet, caret: int) -> list[Annotation]:
        """Take other work. Return the annotations that are gone or new; choose one that is new at the caret."""
        changed = self.coverage.exchange(work.annotations)
        if work.relations is not self._work.relations:
            self._related = _by_end(work.relations)
        self._work = work
        here = self._here(caret)
        self._chosen = next((each.id for each in changed if any(each is other for other in here)), self._chosen)
        return changed

    def choose(self, annotation: Annotation | None) -> None:
        """Let the keys act on an annotation as long as the caret stays; with None on the innermost one."""
        self._chosen = "" if annotation is None else annotation.id

    def current(self, caret: int) -> Annotation | None:
        """Return the annotation that keys act on: the chosen one, else the innermost that covers the caret.

        Behind a word it is an annotation that ends there: after tagging the caret is behind the new one.
        """
        here = self._here(caret)
        return next((each for each in here if each.id == self._chosen), None) or next(iter(here), None)

    def _here(self, caret: int) -> Sequence[Annotation]:
        covering = self.coverage.at(caret)
        if not covering and word_at(self._text, caret) is None:
            covering = self.coverage.ending(caret)
        return covering

    def following(self, caret: int, step: int) -> Annotation | None:
        """Return the next annotation in reading order (step 1) or the previous one (-1), also at the same place."""
        current = self.current(caret)
        if current is not None and current.span.start == caret:
            index = bisect_left(self.annotations, reading_order(current), key=reading_order) + step
        else:
            index = bisect_left(self.annotations, caret, key=_start) + min(step, 0)
        return self.annotations[index] if 0 <= index < len(self.annotations) else None

    def related(self, annotation: Annotation | None) -> list[Annotation]:
        """Return the annotations at the other ends of an annotation's relations."""
        ends = () if annotation is None else self._related.get(annotation.id, ())
        return [other for end in ends if (other := self.coverage.find(end)) is not None]


def _by_end(relations: Sequence[Relation]) -> dict[str, list[str]]:
    """Return by annotation the ids at the other ends of its relations."""
    related: dict[str, list[str]] = {}
    for relation in relations:
        related.setdefault(relation.source, []).append(relation.target)
        related.setdefault(relation.target, []).append(relation.source)
    return related


def _start(annotation: Annotation) -> int:
    return annotation.fragments[0].start
