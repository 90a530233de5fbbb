"""Facts about an article that a format may carry beside its text."""

from annotations.article import Article

NAMES = ("headline", "outlet", "published")


def facts(article: Article) -> dict[str, str]:
    """What is known of the article, by name."""
    return {name: value for name in NAMES if (value := str(getattr(article, name)))}
