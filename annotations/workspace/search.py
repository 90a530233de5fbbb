"""Search over the articles: words however they are spelt, and the same words elsewhere."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from annotations.errors import CorpusError, StoreCorruptError
from annotations.model.article import Article
from annotations.model.summary import Hit
from annotations.text.folding import Folded, find, fold
from annotations.text.occurrences import goes_on, occurrences
from annotations.workspace.articles import AnnotatedArticles

if TYPE_CHECKING:
    from annotations.workspace.article_list import ArticleIndex

LONGEST_NAME = 8
"""Words of an annotation that may be a name; a longer one only mentions names."""
INDEXED_FROM = 3000
"""In a corpus of more articles the index is asked first; fewer are read sooner than it answers."""


class Search:
    """Finds places in articles. Each call yields None for every article without a place, so that a caller can pause."""

    def __init__(self, articles: AnnotatedArticles, index: "Callable[[], ArticleIndex]") -> None:
        """Take the articles, and a function that opens their index."""
        self._articles = articles
        self._index = index

    def find(self, words: str, article_ids: Iterable[str] | None = None) -> Iterator[Hit | None]:
        """Yield the places where words stand, however they are spelt (`annotations.text.folding`).

        Yields None for an article that has no such place, and for one that cannot be read. `article_ids` defaults to
        the whole corpus. In a corpus of more than `INDEXED_FROM` articles, a complete index then chooses those that
        have the words, with or without proclitics.
        """
        query = fold(words.strip())
        if article_ids is None and len(self._articles.corpus.ids) > INDEXED_FROM and self._index().is_complete:
            from annotations.model.filter import Filter

            article_ids = self._index().ids(Filter(words=words))

        def found(article: Article) -> list[Hit]:
            return [Hit.of(article, span) for span in find(Folded.of(article.text), query)]

        return self._hits(article_ids, found)

    def same_words(self, label: str, quote: str, article_ids: Iterable[str] | None = None) -> Iterator[Hit | None]:
        """Yield the places where the words of a quote stand (`occurrences`) and lack a label; None as in `find`."""

        def untagged(article: Article) -> list[Hit]:
            annotations = self._articles.work(article.id).annotations
            taken = [each.span for each in annotations if each.label == label]
            spans = occurrences(article.text, quote, taken=taken)
            if not spans:  # as in most articles of a corpus
                return []
            names = [each.span for each in annotations if len(each.quote.split()) <= LONGEST_NAME]
            return [Hit.of(article, span, goes_on=goes_on(article.text, span, names)) for span in spans]

        return self._hits(article_ids, untagged)

    def _hits(
        self, article_ids: Iterable[str] | None, places: Callable[[Article], Sequence[Hit]]
    ) -> Iterator[Hit | None]:
        for article_id in self._articles.corpus.ids if article_ids is None else article_ids:
            try:
                article = self._articles.article(article_id)
                hits = places(article)
            except (CorpusError, StoreCorruptError):  # shown as a problem in the article's row of the list
                hits = ()
            yield from hits or (None,)
