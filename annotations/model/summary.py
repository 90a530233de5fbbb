"""The values that lists and bars show: lines of articles, progress, and hits of a search."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from annotations.model.annotation import Status
from annotations.model.article import Article, SectionKind
from annotations.text.span import Span

CONTEXT = 80
"""Code points of the text before and after its words that a hit keeps."""

DOUBTFUL = (SectionKind.KEYWORDS, SectionKind.RELATED, SectionKind.FURNITURE)


class Summary(NamedTuple):
    """An article and the annotator's work on it, as one line of a list."""

    id: str
    headline: str
    outlet: str = ""
    published: str = ""
    """As `Article.published`."""
    status: Status = Status.NEW
    counts: Mapping[str, int] = MappingProxyType({})
    """Label name -> how many annotations."""
    problem: str = ""
    """Why the article cannot be read, in one line; then the headline is the file's name."""
    copies: int = 0
    """How many near-duplicates of the article the index has found so far."""
    waiting: int = 0
    """How many edits have not arrived from another machine that others here were made in sight of."""


class Progress(NamedTuple):
    """How far an annotator has come with a corpus."""

    articles: int
    finished: int
    """Articles that are done or have nothing to annotate."""
    annotations: int


class IndexProgress(NamedTuple):
    """How far the index has come."""

    done: int
    """Articles that the index has read completely."""
    total: int
    """Articles of the corpus."""


class Hit(NamedTuple):
    """A place in an article, with only as much of the text as a list shows."""

    article_id: str
    headline: str
    span: Span
    before: str
    words: str
    after: str
    is_doubtful: bool = False
    """True in a section that is hardly ever annotated: furniture, keywords, or links to other articles."""
    goes_on: bool = False
    """True if the words are probably only a part of a longer name."""

    @classmethod
    def of(cls, article: Article, span: Span, *, goes_on: bool = False) -> "Hit":
        """Return the hit at a span of an article."""
        sections = article.sections or ()
        return cls(
            is_doubtful=any(each.start <= span.start < each.end for each in sections if each.kind in DOUBTFUL),
            goes_on=goes_on,
            article_id=article.id,
            headline=article.headline,
            span=span,
            before=article.text[max(0, span.start - CONTEXT) : span.start],
            words=span.of(article.text),
            after=article.text[span.end : span.end + CONTEXT],
        )
