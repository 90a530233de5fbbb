"""Work on articles whose file was moved or renamed: it follows the text to the file's new place."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace

from annotations.errors import StoreError
from annotations.model.annotation import AnnotationSet, Status
from annotations.model.edit import Change, Edit
from annotations.store.store import Store


class MovedArticles:
    """The articles that have annotations in a store, and no file any more. The first call looks for them."""

    def __init__(self, store: Store, ids: Iterable[str], has_file: Callable[[str], bool]) -> None:
        """Take the ids of articles that exist for sure, and a slower check for any other id."""
        self._store = store
        self._existing = ids
        self._has_file = has_file
        self._by_text: dict[str, str] | None = None
        """Digest of an article's text -> the article's id."""

    def ids(self) -> tuple[str, ...]:
        """Return the ids of these articles, sorted."""
        return tuple(sorted(self._found().values()))

    def follow(self, article_id: str, sha256: str) -> bool:
        """Copy the work on a moved article to the article that has its text now; return False if there is none.

        Does nothing if the article has work already. The copy is no edit of the annotator's: `undo` skips it. The work
        stays at the old id too, should the file come back. A store that is open for reading copies it in memory.
        """
        moved = self._found().get(sha256)
        if moved is None or self._store.read(article_id).revision:
            return False
        work = replace(self._store.read(moved).work, article_id=article_id)
        self._store.adopt(_copy_of(work, moved), sha256=sha256)
        return True

    def __bool__(self) -> bool:
        return bool(self._found())

    def _found(self) -> dict[str, str]:
        if self._by_text is None:
            self._by_text = {}
            for article_id in sorted(frozenset(self._store.articles()).difference(self._existing)):
                with suppress(StoreError):
                    if not self._has_file(article_id):
                        stored = self._store.peek(article_id)
                        if stored.work.annotations and stored.sha256:
                            self._by_text[stored.sha256] = article_id
        return self._by_text


def _copy_of(work: AnnotationSet, moved: str) -> Edit:
    """Return the edit that makes this work where there is none."""
    changes = [Change(None, each) for each in work.annotations] + [Change(None, each) for each in work.relations]
    if work.status is not Status.NEW:
        changes.append(Change(Status.NEW, work.status))
    if work.note:
        changes.append(Change("", work.note))
    return Edit(article_id=work.article_id, summary=f"taken over from {moved}", changes=tuple(changes))
