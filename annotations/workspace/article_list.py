"""The articles of a corpus as a list shows them: filtered, sorted, and with their copies folded."""

from collections.abc import Iterable, Iterator, Sequence

from annotations.corpus.corpus import Corpus
from annotations.index.index import Index
from annotations.model.article import Metadata
from annotations.model.filter import Filter, Sort
from annotations.model.summary import IndexProgress
from annotations.model.tally import Tally


class ArticleIndex:
    """Queries the index of a corpus in its current state; `build` updates it. Every call may raise `CorpusError`."""

    def __init__(self, corpus: Corpus, works: Iterable[tuple[str, str, Tally]]) -> None:
        """Take the corpus and all annotators' work for `Index.set_work`; the first filter that needs work reads it."""
        self._corpus = corpus
        self._works = works
        self._has_work = False
        self._index = Index.open(corpus.root, under=corpus.under)
        self.is_complete = False
        """True once `build` has finished: the index has all articles as they were then."""

    @property
    def notice(self) -> str:
        """Why the index is not kept with the corpus, or "" if it is."""
        return self._index.notice

    def build(self) -> Iterator[IndexProgress]:
        """Update the index to the corpus, some articles a step, yielding the progress. Any thread may call this."""
        yield from self._index.refresh(self._corpus)
        self._index.prepare()
        self.is_complete = True

    def ids(self, chosen: Filter, sort: Sort = Sort.PATH, *, descending: bool = False) -> tuple[str, ...]:
        """Return the ids of the articles that meet a filter."""
        if not self._has_work and (chosen.status or chosen.label or chosen.annotator):
            self._has_work = True
            self._index.set_work(self._works)
        return self._index.ids(chosen, sort, descending=descending)

    def copies(self, article_id: str) -> tuple[str, ...]:
        """Return the other articles whose bodies are nearly the same."""
        return self._index.copies(article_id)

    def first_copy(self, article_id: str) -> str:
        """Return the first of an article and its copies, in the order of the corpus."""
        return self._index.first_copy(article_id)

    def metadata(self, article_ids: Sequence[str]) -> dict[tuple[str, str], Metadata]:
        """Return the metadata of some hundred articles: see `Index.metadata`."""
        return self._index.metadata(article_ids)

    def outlets(self) -> Sequence[str]:
        """Return the outlets, the most frequent first."""
        return [outlet for outlet, _ in self._index.outlets()]

    def update(self, article_id: str, annotator: str, tally: Tally) -> None:
        """Update the filters after an annotator's work on an article has changed."""
        if self._has_work:
            self._index.set_work([(article_id, annotator, tally)])

    def close(self) -> None:
        """Close the index."""
        self._index.close()
