"""Work on articles that are no longer where they were: a file that was moved or renamed is known by its text."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace

from annotations.errors import StoreError
from annotations.model.annotation import AnnotationSet, Status
from annotations.model.edit import Change, Edit
from annotations.store.store import Store


class MovedArticles:
    """What a store has of articles that are not there; read once, when first asked."""

    def __init__(self, store: Store, corpus: Iterable[str], is_there: Callable[[str], bool]) -> None:
        """Take the ids of the articles that are there for sure, and what tells it of another, which costs more."""
        self._store = store
        self._corpus = corpus
        self._is_there = is_there
        self._by_text: dict[str, str] | None = None

    def ids(self) -> tuple[str, ...]:
        """The ids of the articles that are not there and have annotations, sorted."""
        return tuple(sorted(self._found().values()))

    def follow(self, article_id: str, sha256: str) -> bool:
        """Take over what was done on a stray with the text of an article that has no work yet; whether there was any.

        It is no edit of the annotator's: `undo` passes over it. What is known of the stray stays, should its file come
        back. A store that is open for reading only takes it over in memory.
        """
        stray = self._found().get(sha256)
        if stray is None or self._store.read(article_id).revision:
            return False
        work = replace(self._store.read(stray).work, article_id=article_id)
        self._store.adopt(_taking_over(work, stray), sha256=sha256)
        return True

    def __bool__(self) -> bool:
        return bool(self._found())

    def _found(self) -> dict[str, str]:
        if self._by_text is None:
            self._by_text = {}
            for article_id in sorted(frozenset(self._store.articles()).difference(self._corpus)):
                with suppress(StoreError):
                    if not self._is_there(article_id):
                        stored = self._store.peek(article_id)
                        if stored.work.annotations and stored.sha256:
                            self._by_text[stored.sha256] = article_id
        return self._by_text


def _taking_over(work: AnnotationSet, stray: str) -> Edit:
    """The edit that makes work out of nothing."""
    changes = [Change(None, each) for each in work.annotations] + [Change(None, each) for each in work.relations]
    if work.status is not Status.NEW:
        changes.append(Change(Status.NEW, work.status))
    if work.note:
        changes.append(Change("", work.note))
    return Edit(article_id=work.article_id, summary=f"taken over from {stray}", changes=tuple(changes))
