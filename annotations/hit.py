"""Hits: places in articles' texts, with as much around each as a list shows."""

from typing import NamedTuple

from annotations.article import Article
from annotations.span import Span

CONTEXT = 80
"""Code points of the text before and after a place that a hit keeps."""


class Hit(NamedTuple):
    """A place in an article; it keeps no more of the text than a list shows."""

    article_id: str
    headline: str
    span: Span
    before: str
    words: str
    after: str

    @classmethod
    def of(cls, article: Article, span: Span) -> "Hit":
        """A hit at a span of an article."""
        return cls(
            article_id=article.id,
            headline=article.headline,
            span=span,
            before=article.text[max(0, span.start - CONTEXT) : span.start],
            words=span.of(article.text),
            after=article.text[span.end : span.end + CONTEXT],
        )
