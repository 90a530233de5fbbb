"""Suggestions for the open article: the next span to tag, and the attributes of a figure."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from annotations.text.span import Span
from annotations.workspace.articles import AnnotatedArticles

if TYPE_CHECKING:
    from annotations.suggestions.suggestions import Suggestions


class ArticleSuggestions:
    """Suggests spans and attributes in an article. Keeps the suggestions of the last article."""

    def __init__(self, articles: AnnotatedArticles) -> None:
        self._articles = articles
        self._last: Suggestions | None = None

    def suggest(self, article_id: str, step: int, caret: int, selected: Span | None) -> Span | None:
        """Return the next span that is likely to be tagged, or with a `step` of -1 the one before: see `Suggestions`.

        Raises `CorpusError`, `StoreError`.
        """
        from annotations.suggestions.suggestions import Suggestions  # needed when its key is first pressed

        article = self._articles.article(article_id)
        if self._last is None or self._last.article is not article:
            self._last = Suggestions(article)
        return self._last.proposed(step, caret, selected, self._articles.work(article_id).annotations)

    def attributes(self, article_id: str, span: Span) -> Mapping[str, object]:
        """Return the value and unit that the words of a span say: see `propose`. Raises `CorpusError`."""
        from annotations.figures.proposal import propose  # needed when its key is first pressed

        return propose(self._articles.article(article_id).text, span)
