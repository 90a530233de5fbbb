"""What counts of one annotator's work, article by article: read from the store once, then kept in a cache.

To read 60,000 articles' annotations takes many seconds. The cache knows up to which revisions each was counted, so that
only what was edited since is read again.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import StoreError
from annotations.model.annotation import FINISHED
from annotations.store.state import Tally
from annotations.store.store import Store

if TYPE_CHECKING:
    from annotations.workspace.progress_cache import TallyCache

WORTH = 500
"""From so many articles a cache is kept: fewer are read sooner than it is opened."""


class Tallies:
    """The tallies of one annotator. What of the work cannot be read is left out: the article's summary tells."""

    def __init__(self, store: Store, file: Path) -> None:
        """Take the store, and where the cache is, or is to be."""
        self.store = store
        self._file = file
        self._known: dict[str, Tally] = {}
        self._is_complete = False

    @property
    def is_complete(self) -> bool:
        """Whether all work is counted."""
        return self._is_complete

    def all(self) -> Mapping[str, Tally]:
        """By article; counts what is not counted yet."""
        for _ in self.gather():
            pass
        return self._known

    def gather(self) -> Iterator[tuple[int, int]]:
        """Count what is not counted yet, an article at a step: how many are done of how many.

        What changes between the steps has to be told by `update`.
        """
        if self._is_complete:
            return
        article_ids = tuple(self.store.articles())
        cache = self._cache() if len(article_ids) >= WORTH else None
        kept = set[str]()
        for article_id, tally in cache.read() if cache is not None else ():
            if article_id not in self._known and tally.revisions == self.store.journal.files.last(article_id):
                self._known[article_id] = tally
                kept.add(article_id)
            yield len(self._known), len(article_ids)
        for article_id in article_ids:
            if article_id not in self._known:
                self.update(article_id)
                yield len(self._known), len(article_ids)
        self._is_complete = True
        if cache is not None:
            cache.write((article_id, tally) for article_id, tally in self._known.items() if article_id not in kept)

    def update(self, article_id: str) -> tuple[Tally | None, Tally | None]:
        """Count the work on an article anew; what it was, as far as it was counted, and what it is."""
        before = self._known.get(article_id)
        try:
            after = self._known[article_id] = self.store.tally(article_id)
        except StoreError:
            return before, before
        return before, after

    def is_finished(self, article_id: str) -> bool:
        """Whether the work on an article is; one that is not counted yet is read."""
        tally = self._known.get(article_id)
        return tally.is_finished if tally is not None else self.store.read(article_id).work.status in FINISHED

    def seem_finished(self) -> frozenset[str]:
        """The articles whose work was finished when the cache was written: soon known, and nearly always right."""
        cache = self._cache() if self._file.exists() else None
        return cache.finished() if cache is not None else frozenset()

    def _cache(self) -> "TallyCache":
        from annotations.workspace.progress_cache import TallyCache  # a small store does without

        return TallyCache(self._file, self.store.annotator)
