"""What an annotator has done over all articles: read once, then kept, whatever the size of the corpus."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property

from annotations.annotation import FINISHED, AnnotationSet
from annotations.errors import StoreCorruptError
from annotations.label import ENTITY
from annotations.store.store import Store
from annotations.summary import Progress


class Overview:
    """Reads what is stored, no article. What of it cannot be read is left out: the article's summary tells."""

    def __init__(self, store: Store, article_ids: Sequence[str]) -> None:
        self._store = store
        self._article_ids = article_ids
        self._counted: dict[str, tuple[bool, int]] | None = None
        """Whether an article is finished, and how many annotations it has."""
        self._finished = self._annotations = 0

    def progress(self) -> Progress:
        """How far the annotator has come with the corpus; only the first call has to read."""
        if self._counted is None:
            self._counted = {}
            for article_id in tuple(self._store.articles()):
                with suppress(StoreCorruptError):
                    self._count(article_id, self._counted)
        return Progress(articles=len(self._article_ids), finished=self._finished, annotations=self._annotations)

    def update(self, article_id: str) -> None:
        """Take in that the work on an article has changed."""
        if self._counted is not None:
            with suppress(StoreCorruptError):
                self._count(article_id, self._counted)

    def examples(self, label: str, limit: int) -> tuple[str, ...]:
        """What was tagged with a label, the latest first and nothing twice; at most `limit` quotes."""
        made: dict[str, tuple[str, str]] = {}
        for work in self._works():
            for each in work.annotations:
                if each.label == label:
                    made[each.quote] = max((each.created, each.id), made.get(each.quote, ("", "")))
        return tuple(sorted(made, key=made.__getitem__, reverse=True)[:limit])

    def entities(self) -> tuple[str, ...]:
        """The values that were given to the attribute `ENTITY`, the most frequent first."""
        values = (each.attributes.get(ENTITY) for work in self._works() for each in work.annotations)
        counts = Counter(value for value in values if isinstance(value, str))
        return tuple(sorted(counts, key=lambda value: (-counts[value], value)))

    def _works(self) -> Iterator[AnnotationSet]:
        for article_id in tuple(self._store.articles()):
            with suppress(StoreCorruptError):
                yield self._store.read(article_id).work

    @cached_property
    def _corpus(self) -> frozenset[str]:
        """The articles that count; where nobody has worked yet they are never asked for."""
        return frozenset(self._article_ids)

    def _count(self, article_id: str, counted: dict[str, tuple[bool, int]]) -> None:
        """Count the work on an article, instead of what was counted of it before."""
        if article_id in self._corpus:
            outline = self._store.outline(article_id)
            was_finished, annotations = counted.get(article_id, (False, 0))
            is_finished = outline.status in FINISHED
            counted[article_id] = is_finished, outline.annotations
            self._finished += is_finished - was_finished
            self._annotations += outline.annotations - annotations
