"""Records of a corpus: every annotator's work, article by article, as an export writes it."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import NamedTuple

from annotations.anchoring.anchoring import view
from annotations.corpus.corpus import Corpus
from annotations.errors import CorpusError
from annotations.model.annotation import Status
from annotations.model.article import Article, Metadata
from annotations.model.record import Record
from annotations.store.moved_articles import MovedArticles
from annotations.store.state import StoredWork
from annotations.store.store import Store

BATCH = 64
"""The number of articles whose metadata is looked up at once."""

MetadataLookup = Callable[[Sequence[str]], Mapping[tuple[str, str], Metadata]]
"""Returns the metadata of articles, given their ids; the keys are an article's id and its text's digest."""
ReadArticle = Article | CorpusError
"""An article, or why it cannot be read."""
Reading = Callable[[Iterator[str]], Iterator[ReadArticle]]
"""A way to read articles: takes their ids and yields each in its turn."""


class _Work(NamedTuple):
    """The stored work of one annotator on one article, which may be empty."""

    store: Store
    moved: MovedArticles
    stored: StoredWork

    @property
    def is_there(self) -> bool:
        work = self.stored.work
        return bool(work.annotations or work.relations or work.note) or work.status is not Status.NEW

    @property
    def may_be_elsewhere(self) -> bool:
        """True if the article may be a moved one, whose work is found by its text."""
        return bool(self.moved) and not self.stored.revision


class Records:
    """Makes the records of articles from a corpus and the stores of its annotators. Caches nothing."""

    def __init__(self, corpus: Corpus, stores: Sequence[Store]) -> None:
        self._corpus = corpus
        self._stores = [(store, MovedArticles(store, corpus.ids, corpus.has_file)) for store in stores]

    def of(self, article_ids: Iterable[str], read: Reading | None = None) -> Iterator[Record]:
        """Yield the records of articles, in order; an article without work has none.

        `read` says how the articles are read: `one_by_one`, `ahead` or `with_metadata`. It defaults to `one_by_one`.
        Raises `CorpusError` for an article with stored work that cannot be read, `StoreError`.
        """
        waiting: deque[list[_Work]] = deque()
        for article in (read or one_by_one(self._corpus))(self._wanted(article_ids, waiting)):
            for work in waiting.popleft():
                stored = work.stored
                if isinstance(article, CorpusError):
                    if work.is_there:
                        raise article
                    continue
                if work.may_be_elsewhere and work.moved.follow(article.id, article.sha256):
                    stored = work.store.peek(article.id)
                elif not work.is_there:
                    continue
                placed = view(stored.work, article.text)
                yield Record(article, placed.work, len(placed.orphans))

    def _wanted(self, article_ids: Iterable[str], waiting: deque[list[_Work]]) -> Iterator[str]:
        """Yield the articles with work, and those that may be moved ones; append the work on each to `waiting`."""
        for article_id in article_ids:
            works = [_Work(store, moved, store.peek(article_id)) for store, moved in self._stores]
            if any(work.is_there or work.may_be_elsewhere for work in works):
                waiting.append(works)
                yield article_id


def one_by_one(corpus: Corpus) -> Reading:
    """Read each article when its record is asked for."""
    return lambda article_ids: (_read(corpus.article, each) for each in article_ids)


def ahead(corpus: Corpus, *, with_sections: bool) -> Reading:
    """Read articles ahead of what is asked for, in worker processes when there are many."""

    def read(article_ids: Iterator[str]) -> Iterator[ReadArticle]:
        from annotations.processes import Workers  # with multiprocessing, which the other two ways do without

        with Workers(corpus, _read_all if with_sections else _read_all_without_sections) as workers:
            for batch in workers.batches(article_ids):
                yield from batch

    return read


def with_metadata(corpus: Corpus, metadata_of: MetadataLookup) -> Reading:
    """Read articles with the metadata that are known; parse the sections only of texts that are not."""

    def read(article_ids: Iterator[str]) -> Iterator[ReadArticle]:
        while batch := list(islice(article_ids, BATCH)):
            known = metadata_of(batch)
            for each in batch:
                yield _read(partial(corpus.article_with, known=known), each)

    return read


def _read(article: Callable[[str], Article], article_id: str) -> ReadArticle:
    try:
        return article(article_id)
    except CorpusError as error:
        return error


def _read_all(corpus: Corpus, article_ids: Sequence[str]) -> list[ReadArticle]:
    return [_read(corpus.article, each) for each in article_ids]


def _read_all_without_sections(corpus: Corpus, article_ids: Sequence[str]) -> list[ReadArticle]:
    read = _read_all(corpus, article_ids)
    return [replace(each, sections=None) if isinstance(each, Article) else each for each in read]
