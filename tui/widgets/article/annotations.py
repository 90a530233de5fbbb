"""The annotations of the open article: which one the keys act on, and which are related to it."""

from bisect import bisect_left
from collections.abc import Sequence

from annotations.model.annotation import Annotation, AnnotationSet, Relation, reading_order
from annotations.text.words import word_at
from tui.widgets.article.coverage import Coverage, inner_first


class ArticleAnnotations:
    """Finds the annotations at an offset. The one that the user made or went to last is the chosen one."""

    def __init__(self, text: str, work: AnnotationSet) -> None:
        self._text = text
        self._work = work
        self._chosen = ""
        self._chosen_at = -1
        """The caret at which the chosen one is meant, even if it neither holds that place nor ends there."""
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
        if changed:
            here = annotations_at(self._text, self.coverage, caret)
            new = next((each for each in changed if any(each is other for other in here)), None)
            if new is not None:
                self.choose(new, caret)
        return changed

    def choose(self, annotation: Annotation | None, caret: int = -1) -> None:
        """Let the keys act on an annotation as long as the caret stays; with None on the innermost one.

        At the offset `caret` they act on it even if it neither holds that offset nor ends there: white space is left
        out of an annotation, and the caret stays behind it.
        """
        self._chosen, self._chosen_at = ("", -1) if annotation is None else (annotation.id, caret)

    def current(self, caret: int) -> Annotation | None:
        """Return the annotation that keys act on: the chosen one, else the innermost of `annotations_at`."""
        chosen = self.coverage.find(self._chosen)
        if chosen is not None and caret == self._chosen_at:
            return chosen
        here = annotations_at(self._text, self.coverage, caret)
        return next((each for each in here if each.id == self._chosen), None) or next(iter(here), None)

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


def annotations_at(text: str, coverage: Coverage, caret: int) -> Sequence[Annotation]:
    """Return the annotations that hold the caret or end at it, the innermost first.

    One that ends there is not meant where another one or a word begins: the caret stands on that.
    """
    covering, ending = coverage.at(caret), coverage.ending(caret)
    if not ending or any(each.span.start == caret for each in covering):
        return covering
    word = word_at(text, caret)
    if word is not None and word[0] == caret:
        return covering
    return sorted((*ending, *covering), key=inner_first)


def _by_end(relations: Sequence[Relation]) -> dict[str, list[str]]:
    """Return by annotation the ids at the other ends of its relations."""
    related: dict[str, list[str]] = {}
    for relation in relations:
        related.setdefault(relation.source, []).append(relation.target)
        related.setdefault(relation.target, []).append(relation.source)
    return related


def _start(annotation: Annotation) -> int:
    return annotation.fragments[0].start
