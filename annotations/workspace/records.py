"""Records of a corpus: everybody's work, article by article, as exports take it."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from annotations.anchoring.anchoring import anchor
from annotations.corpus.corpus import Corpus
from annotations.errors import CorpusError
from annotations.index.entry import Source
from annotations.model.annotation import Status
from annotations.model.article import Article, Metadata
from annotations.model.record import Record
from annotations.store.moved_articles import MovedArticles
from annotations.store.state import StoredWork
from annotations.store.store import Store

BATCH = 500
"""Articles about which the index is asked at once."""

MetadataLookup = Callable[[Sequence[str]], Mapping[tuple[str, str], Metadata]]
"""What articles say about themselves, by their ids and the digests of their texts."""


class _Work(NamedTuple):
    """What is stored of one annotator's work on one article, if anything."""

    store: Store
    strays: MovedArticles
    stored: StoredWork

    @property
    def is_there(self) -> bool:
        work = self.stored.work
        return bool(work.annotations or work.relations or work.note) or work.status is not Status.NEW

    @property
    def may_be_elsewhere(self) -> bool:
        """Whether it may be told by the article's text, as work on an article that was moved."""
        return bool(self.strays) and not self.stored.revision


class Records:
    """Goes through a corpus once; of what it has told it keeps nothing."""

    def __init__(self, corpus: Corpus, stores: Sequence[tuple[Store, MovedArticles]]) -> None:
        self._corpus = corpus
        self._stores = stores
        self._waiting: deque[list[_Work]] = deque()
        """The work on the articles that are wanted and not told yet."""

    def whole(self) -> Iterator[Record]:
        """Nothing is read before it is asked for."""
        return self._told(_read(self._corpus.article, each) for each in self._wanted(self._corpus.ids))

    def ahead(self, *, with_sections: bool) -> Iterator[Record]:
        """All of them, soon: other processes read articles ahead of what is asked for, if there are many."""
        from annotations.processes import Workers  # with what starts processes: an index does without

        with Workers(self._corpus, _read_all if with_sections else _read_all_without_sections) as readers:
            yield from self._told(each for batch in readers.batches(self._wanted(self._corpus.ids)) for each in batch)

    def known(self, said: MetadataLookup) -> Iterator[Record]:
        """Without the sections of those texts that are known, by an index, as they are: nobody looks for them."""
        ids = self._corpus.ids
        for start in range(0, len(ids), BATCH):
            yield from self.of(ids[start : start + BATCH], said)

    def of(self, article_ids: Sequence[str], said: MetadataLookup) -> Iterator[Record]:
        """As `known`, of some articles, about which is asked at once."""
        return self._told(self._read_known(article_ids, said))

    def _read_known(self, article_ids: Sequence[str], said: MetadataLookup) -> Iterator[Article | CorpusError]:
        known: Mapping[tuple[str, str], Metadata] | None = None
        for article_id in self._wanted(article_ids):
            known = said(article_ids) if known is None else known
            yield _read(partial(self._corpus.article_with, known=known), article_id)

    def _wanted(self, article_ids: Sequence[str]) -> Iterator[str]:
        """The articles on which there is work, or may be when their texts are known."""
        for article_id in article_ids:
            works = [_Work(store, strays, store.peek(article_id)) for store, strays in self._stores]
            if any(work.is_there or work.may_be_elsewhere for work in works):
                self._waiting.append(works)
                yield article_id

    def _told(self, articles: Iterator[Article | CorpusError]) -> Iterator[Record]:
        for article in articles:
            for work in self._waiting.popleft():
                stored = work.stored
                if isinstance(article, CorpusError):
                    if work.is_there:
                        raise article
                    continue  # nobody has worked on what cannot be read
                if work.may_be_elsewhere and work.strays.follow(article.id, article.sha256):
                    stored = work.store.peek(article.id)
                elif not work.is_there:
                    continue
                placed = anchor(stored.work, article.text)
                yield Record(article, placed.work, len(placed.orphans))


def _read(article: Callable[[str], Article], article_id: str) -> Article | CorpusError:
    try:
        return article(article_id)
    except CorpusError as error:
        return error


def _read_all(corpus: Source, article_ids: Sequence[str]) -> list[Article | CorpusError]:
    return [_read(corpus.article, each) for each in article_ids]


def _read_all_without_sections(corpus: Source, article_ids: Sequence[str]) -> list[Article | CorpusError]:
    read = _read_all(corpus, article_ids)
    return [replace(each, sections=None) if isinstance(each, Article) else each for each in read]
