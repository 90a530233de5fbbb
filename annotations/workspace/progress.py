"""What one annotator has done over all articles: read from the store once, then kept up to date and in a cache.

To read the annotations of 60,000 articles takes many seconds. The cache knows which edits it has counted of
each article, so the next start reads only what was edited since. No article's text is read.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from annotations.corpus.corpus import Corpus
from annotations.errors import StoreCorruptError, StoreError
from annotations.model.annotation import FINISHED
from annotations.model.summary import Progress
from annotations.model.tally import Tally
from annotations.project.layout import CACHE
from annotations.store.store import Store
from annotations.store.time_spent import second

if TYPE_CHECKING:
    from annotations.workspace.progress_cache import TallyCache

CACHE_FILE = "tallies.sqlite3"
CACHED_FROM = 500
"""The number of annotated articles from which on a cache is kept: fewer are read sooner than it is opened."""
UNCOUNTED_READ = 100
"""The most uncounted articles whose work is read to find an unfinished one."""
EXAMPLES_READ = 200
"""The most articles whose work is read for examples."""


class ProgressTracker:
    """Counts an annotator's work. Articles whose work cannot be read are skipped; their summary carries the error."""

    def __init__(self, store: Store, corpus: Corpus) -> None:
        self._store = store
        self._corpus = corpus
        self._file = corpus.root / CACHE / CACHE_FILE
        self._tallies: dict[str, Tally] = {}
        """By article id; of all work if `is_counted`."""
        self._is_counted = False
        self._total: Progress | None = None

    @property
    def is_counted(self) -> bool:
        """True if all stored work is counted."""
        return self._is_counted

    def count(self) -> Iterator[tuple[int, int]]:
        """Count what is not counted yet, one article a step. Yields how many are counted and how many there are.

        Call `update` for every article that changes between two steps.
        """
        if self._is_counted:
            return
        article_ids = tuple(self._store.articles())
        cache = self._cache() if len(article_ids) >= CACHED_FROM else None
        kept = set[str]()
        for article_id, tally in cache.read() if cache is not None else ():
            if article_id not in self._tallies and tally.seal == self._store.journal.files.seal(article_id):
                self._tallies[article_id] = tally
                kept.add(article_id)
            yield len(self._tallies), len(article_ids)
        for article_id in article_ids:
            if article_id not in self._tallies:
                self._recount(article_id)
                yield len(self._tallies), len(article_ids)
        self._is_counted = True
        if cache is not None:
            cache.write((article_id, tally) for article_id, tally in self._tallies.items() if article_id not in kept)

    def tallies(self) -> Mapping[str, Tally]:
        """Return the tally of every article with stored work, by id. Counts what is not counted yet."""
        for _ in self.count():
            pass
        return self._tallies

    def total(self) -> Progress:
        """Return how far the annotator has come with the corpus. Counts what is not counted yet."""
        if self._total is None:
            tallies = [tally for article_id, tally in self.tallies().items() if article_id in self._ids]
            self._total = Progress(
                articles=len(self._corpus.ids),
                finished=sum(each.is_finished for each in tallies),
                annotations=sum(each.annotations for each in tallies),
            )
        return self._total

    def update(self, article_id: str) -> Tally | None:
        """Update the counts after the work on an article has changed. Return its tally, or None if there is none."""
        before, after = self._recount(article_id)
        if self._total is not None and after is not None and article_id in self._ids:
            self._total = Progress(
                articles=self._total.articles,
                finished=self._total.finished + after.is_finished - (before is not None and before.is_finished),
                annotations=self._total.annotations + after.annotations - (before.annotations if before else 0),
            )
        return after

    def is_finished(self, article_id: str) -> bool:
        """Return True if the annotator has finished an article. Reads its work if it is not counted yet."""
        tally = self._tallies.get(article_id)
        return tally.is_finished if tally is not None else self._store.read(article_id).work.status in FINISHED

    def first_unfinished(self) -> int:
        """Return the place in `Corpus.found` of the first unfinished article, or 0 if all are finished.

        Lists no more of the corpus than it needs. Reads the work on at most `UNCOUNTED_READ` uncounted articles, so
        with a stale cache it may return a later place.
        """
        finished = self._finished_in_cache()
        place = looked = 0
        while place < len(self._corpus.found) or self._corpus.more():
            for article_id in self._corpus.found[place:]:
                if article_id not in finished:
                    looked += 1
                    if looked > UNCOUNTED_READ or not self.is_finished(article_id):
                        return place
                place += 1
        return 0

    def examples(self, label: str, limit: int) -> tuple[str, ...]:
        """Return at most `limit` quotes that the annotator tagged with a label, the latest first and each once."""
        store, made = self._store, dict[str, tuple[str, str]]()
        labelled = [article_id for article_id, tally in self.tallies().items() if label in tally.labels]
        labelled.sort(key=store.journal.files.edited, reverse=True)
        for article_id in labelled[:EXAMPLES_READ]:
            latest = sorted((created for created, _ in made.values()), reverse=True)[:limit]
            if len(latest) == limit and (not latest or second(latest[-1]) > store.journal.files.edited(article_id)):
                break  # the annotations of all articles that follow are older
            with suppress(StoreCorruptError):
                for each in store.peek(article_id).work.annotations:
                    if each.label == label:
                        made[each.quote] = max((each.created, each.id), made.get(each.quote, ("", "")))
        return tuple(sorted(made, key=made.__getitem__, reverse=True)[:limit])

    def entities(self) -> tuple[str, ...]:
        """Return the values that the annotator gave to the attribute `ENTITY`, the most frequent first."""
        counts = Counter[str]()
        for tally in self.tallies().values():
            counts.update(tally.entities)
        return tuple(sorted(counts, key=lambda value: (-counts[value], value)))

    def drop_caches(self) -> None:
        """Drop all counts; the next call counts again."""
        self._tallies = {}
        self._is_counted = False
        self._total = None

    def _recount(self, article_id: str) -> tuple[Tally | None, Tally | None]:
        """Count the work on an article again. Returns the tally before, or None if there was none, and after.

        Returns the tally before twice if the work cannot be read.
        """
        before = self._tallies.get(article_id)
        try:
            after = self._tallies[article_id] = self._store.tally(article_id)
        except StoreError:
            return before, before
        return before, after

    @cached_property
    def _ids(self) -> frozenset[str]:
        """The ids of the articles of the corpus: only these count."""
        return frozenset(self._corpus.ids)

    def _finished_in_cache(self) -> frozenset[str]:
        """Return the articles that were finished when the cache was written: quick, and nearly always right."""
        cache = self._cache() if self._file.exists() else None
        return cache.finished() if cache is not None else frozenset()

    def _cache(self) -> "TallyCache":
        from annotations.workspace.progress_cache import TallyCache  # a small store does without

        return TallyCache(self._file, self._store.annotator)
