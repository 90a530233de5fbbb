"""A record: the unit of exports and statistics, one article with one annotator's work."""

from dataclasses import dataclass

from annotations.model.annotation import AnnotationSet
from annotations.model.article import Article


@dataclass(frozen=True, slots=True)
class Record:
    """An article with one annotator's work on it, whose offsets belong to the article's text."""

    article: Article
    work: AnnotationSet
    orphans: int = 0
    """How many annotations are left out of the work, because their words are no longer in the article."""


FACTS = ("headline", "outlet", "published")
"""Names of the facts about an article beside its text."""


def facts(article: Article) -> dict[str, str]:
    """Return the facts about an article beside its text, by name; empty ones are left out."""
    return {name: value for name in FACTS if (value := str(getattr(article, name)))}
