"""A record: what an export says of one article and one annotator."""

from dataclasses import dataclass

from annotations.annotation import AnnotationSet
from annotations.article import Article


@dataclass(frozen=True, slots=True)
class Record:
    """An article with one annotator's work on it, whose offsets belong to the article's text."""

    article: Article
    work: AnnotationSet
    orphans: int = 0
    """How many annotations are not part of the work, because their words are no longer in the article."""


def facts(article: Article) -> dict[str, str]:
    """What is known of an article beside its text: headline, outlet and date, what there is of them."""
    known = {"headline": article.headline, "outlet": article.outlet, "published": article.published}
    return {name: value for name, value in known.items() if value}
