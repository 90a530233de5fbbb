"""An export's lines, made by several processes: each reads the articles of its parts, and everybody's work on them."""

from collections.abc import Iterator, Sequence
from typing import Any

from annotations.corpus.corpus import Corpus
from annotations.exchange.exporting.export import Report, Request, part
from annotations.exchange.format import Format
from annotations.exchange.registry import FORMATS
from annotations.index.index import is_kept
from annotations.processes import Workers
from annotations.store.moved_articles import MovedArticles
from annotations.store.store import Store
from annotations.workspace.article_list import ArticleIndex
from annotations.workspace.records import Records


class Parts:
    """What a process has to know to make any part. It is pickled; what is opened is opened where it is used."""

    def __init__(self, corpus: Corpus, annotators: Sequence[str], format_: Format, request: Request) -> None:
        self._corpus = corpus
        self._annotators = annotators
        self._format = format_.name
        self._request = request
        self._opened: tuple[Records, ArticleIndex | None] | None = None
        """What is read from here, and the index, where there is one that may tell of articles instead of sections."""

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_opened": None}

    def all(self) -> Iterator[tuple[bytes, Report]]:
        """The parts in the order of the articles."""
        try:
            with Workers(self, _parts) as readers:
                for made in readers.batches(iter(self._corpus.ids)):
                    yield from made
        finally:
            if self._opened is not None and self._opened[1] is not None:
                self._opened[1].close()

    def of(self, article_ids: Sequence[str]) -> tuple[bytes, Report]:
        """The part of some articles."""
        if self._opened is None:
            corpus, root = self._corpus, self._corpus.root
            stores = [Store(root, each, writable=False) for each in self._annotators]
            strays = [MovedArticles(each, corpus.ids, corpus.has_file) for each in stores]
            needs_sections = bool(self._request.selection.sections)
            listing = ArticleIndex(corpus, ()) if is_kept(root) and not needs_sections else None
            self._opened = Records(corpus, list(zip(stores, strays, strict=True))), listing
        records, listing = self._opened
        said = listing.metadata if listing is not None else lambda _: {}
        return part(records.of(article_ids, said), FORMATS[self._format], self._request)


def _parts(parts: Parts, article_ids: list[str]) -> list[tuple[bytes, Report]]:
    return [parts.of(article_ids)]
