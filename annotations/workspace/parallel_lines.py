"""The lines of a large export, made in parallel: each process reads some articles and all annotators' work on them."""

from collections.abc import Iterator, Sequence
from typing import Any

from annotations.corpus.corpus import Corpus
from annotations.exchange.exporting.export import ExportReport, Request, lines_of
from annotations.exchange.format import Format
from annotations.exchange.registry import FORMATS
from annotations.index.index import is_kept
from annotations.processes import Workers
from annotations.store.store import Store
from annotations.workspace.article_list import ArticleIndex
from annotations.workspace.records import Reading, Records, one_by_one, with_metadata


class ParallelLines:
    """Makes the lines of any articles. It is pickled for each process, which opens the stores for itself."""

    def __init__(self, corpus: Corpus, annotators: Sequence[str], format_: Format, request: Request) -> None:
        self._corpus = corpus
        self._annotators = annotators
        self._format = format_.name
        self._request = request
        self._records: Records | None = None
        self._index: ArticleIndex | None = None
        """Has metadata, so that sections need not be parsed; None if there is no index or sections are wanted."""

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_records": None, "_index": None}

    def all(self) -> Iterator[tuple[bytes, ExportReport]]:
        """Yield the lines of all articles in order, some articles at a time, with a report on each."""
        try:
            with Workers(self, _lines_of) as workers:
                for made in workers.batches(iter(self._corpus.ids)):
                    yield from made
        finally:
            if self._index is not None:
                self._index.close()

    def lines_of(self, article_ids: Sequence[str]) -> tuple[bytes, ExportReport]:
        """Return the lines of some articles, and a report on them."""
        if self._records is None:
            root = self._corpus.root
            self._records = Records(self._corpus, [Store(root, each, writable=False) for each in self._annotators])
            if is_kept(root) and not self._request.selection.sections:
                self._index = ArticleIndex(self._corpus, ())
        records = self._records.of(article_ids, self._reading())
        return lines_of(records, FORMATS[self._format], self._request)

    def _reading(self) -> Reading:
        if self._index is None:
            return one_by_one(self._corpus)
        return with_metadata(self._corpus, self._index.metadata)


def _lines_of(lines: ParallelLines, article_ids: list[str]) -> list[tuple[bytes, ExportReport]]:
    return [lines.lines_of(article_ids)]
