"""An export of a workspace: every annotator's work, read in the way that is quickest, and copies kept in one split."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.exchange.exporting.export import ExportReport, Request, export, export_lines, is_divisible
from annotations.exchange.exporting.splits import folded_group
from annotations.exchange.format import Format
from annotations.index.index import is_kept
from annotations.model.article import Article
from annotations.model.record import Record
from annotations.store.store import Store
from annotations.workspace.articles import AnnotatedArticles
from annotations.workspace.records import Records, ahead, with_metadata

if TYPE_CHECKING:
    from annotations.workspace.article_list import ArticleIndex

PARALLEL_FROM = 4000
"""The number of articles from which on the lines are made in parallel: fewer are written before processes start."""


class Exporter:
    """Exports the articles of a corpus with the work in the stores of its annotators."""

    def __init__(
        self, articles: AnnotatedArticles, stores: Sequence[Store], index: "Callable[[], ArticleIndex]"
    ) -> None:
        """Take the articles, every annotator's store, and a function that opens the articles' index."""
        self._articles = articles
        self._corpus = articles.corpus
        self._stores = stores
        self._index = index

    def export(
        self,
        target: Path,
        format_: Format,
        request: Request,
        *,
        progress: Callable[[ExportReport], None] = lambda _: None,
    ) -> ExportReport:
        """Write every annotator's work as `export` does. Copies of an article go to one split.

        Splits need the index, which is built first; `progress` is then called with an empty report. Raises as `export`.
        """
        is_saved = not any(store.pending for store in self._stores)
        if len(self._corpus.ids) >= PARALLEL_FROM and is_saved and is_divisible(format_, request):
            from annotations.workspace.parallel_lines import ParallelLines  # with multiprocessing

            lines = ParallelLines(self._corpus, [store.annotator for store in self._stores], format_, request)
            return export_lines(lines.all(), target, request, progress=progress)
        if len(request.splits.names) == 1:
            records = self._records(with_sections=bool(request.selection.sections))
            return export(records, target, format_, request, progress=progress)
        for _ in self._index().build():
            progress(ExportReport())
        records = self._records(with_sections=True)
        return export(records, target, format_, request, group_of=self._group_of, progress=progress)

    def _records(self, *, with_sections: bool) -> Iterator[Record]:
        """Yield every record. Takes metadata from the index if there is one, instead of parsing sections for them."""
        if not with_sections and is_kept(self._corpus.root):
            reading = with_metadata(self._corpus, self._index().metadata)
        else:
            reading = ahead(self._corpus, with_sections=with_sections)
        return Records(self._corpus, self._stores).of(self._corpus.ids, reading)

    def _group_of(self, article: Article) -> str:
        """Return a key that is equal for near-duplicates, so that they land in the same split.

        The key is the text of the first article of the group, in the order of the corpus. So articles that are added
        leave every other one in its split, unless one comes first in a group or joins two groups.
        """
        first = self._index().first_copy(article.id)
        return folded_group(article if first == article.id else self._articles.article(first))
