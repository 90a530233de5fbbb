"""What an annotator has done over all articles: counted once, then kept up to date, whatever the size of the corpus."""

from collections import Counter
from contextlib import suppress
from functools import cached_property

from annotations.corpus.corpus import Corpus
from annotations.errors import StoreCorruptError
from annotations.model.summary import Progress
from annotations.store.time_spent import second
from annotations.workspace.tallies import Tallies

LOOKED = 100
"""How many articles are read at most to find one whose work is not finished."""
READ = 200
"""How many articles are read at most for examples."""


class Overview:
    """Answers from tallies; no article is read."""

    def __init__(self, tallies: Tallies, corpus: Corpus) -> None:
        self.tallies = tallies
        self._corpus = corpus
        self._progress: Progress | None = None

    def progress(self) -> Progress:
        """How far the annotator has come with the corpus; the first call counts what is not counted yet."""
        if self._progress is None:
            counted = self.tallies.all()
            there = [tally for article_id, tally in counted.items() if article_id in self._there]
            self._progress = Progress(
                articles=len(self._corpus.ids),
                finished=sum(each.is_finished for each in there),
                annotations=sum(each.annotations for each in there),
            )
        return self._progress

    def update(self, article_id: str) -> None:
        """Take in that the work on an article has changed."""
        before, after = self.tallies.update(article_id)
        if self._progress is not None and after is not None and article_id in self._there:
            self._progress = Progress(
                articles=self._progress.articles,
                finished=self._progress.finished + after.is_finished - (before is not None and before.is_finished),
                annotations=self._progress.annotations + after.annotations - (before.annotations if before else 0),
            )

    def first_unfinished(self) -> int:
        """The place of the first article whose work is not finished, 0 where all is; finds no more than it has to.

        It is not the very first where the cache of the tallies is not up to date, and of what it does not know only
        `LOOKED` articles are read.
        """
        finished = self.tallies.seem_finished()
        place = looked = 0
        while place < len(self._corpus.found) or self._corpus.more():
            for article_id in self._corpus.found[place:]:
                if article_id not in finished:
                    looked += 1
                    if looked > LOOKED or not self.tallies.is_finished(article_id):
                        return place
                place += 1
        return 0

    def examples(self, label: str, limit: int) -> tuple[str, ...]:
        """What was tagged with a label, the latest first and nothing twice; at most `limit` quotes."""
        store, made = self.tallies.store, dict[str, tuple[str, str]]()
        labelled = [article_id for article_id, tally in self.tallies.all().items() if label in tally.labels]
        labelled.sort(key=store.journal.files.edited, reverse=True)
        for article_id in labelled[:READ]:
            latest = sorted((created for created, _ in made.values()), reverse=True)[:limit]
            if len(latest) == limit and (not latest or second(latest[-1]) > store.journal.files.edited(article_id)):
                break  # whatever was made in the articles that follow was made before
            with suppress(StoreCorruptError):
                for each in store.peek(article_id).work.annotations:
                    if each.label == label:
                        made[each.quote] = max((each.created, each.id), made.get(each.quote, ("", "")))
        return tuple(sorted(made, key=made.__getitem__, reverse=True)[:limit])

    def entities(self) -> tuple[str, ...]:
        """The values that were given to the attribute `ENTITY`, the most frequent first."""
        counts = Counter[str]()
        for tally in self.tallies.all().values():
            counts.update(tally.entities)
        return tuple(sorted(counts, key=lambda value: (-counts[value], value)))

    @cached_property
    def _there(self) -> frozenset[str]:
        """The articles that count."""
        return frozenset(self._corpus.ids)
