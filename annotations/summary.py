"""What a list shows of an article without opening it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from annotations.annotation import Status


class Summary(NamedTuple):
    """An article and the annotator's work on it in a line."""

    id: str
    headline: str
    outlet: str = ""
    published: str = ""
    """As `Article.published`."""
    status: Status = Status.NEW
    counts: Mapping[str, int] = MappingProxyType({})
    """Label name -> how many annotations."""
    problem: str = ""
    """Why the article cannot be read, in a line; then the headline is the file's name."""
    copies: int = 0
    """How many other articles are nearly the same, as far as that is known."""


class Progress(NamedTuple):
    """How far an annotator has come with a corpus."""

    articles: int
    finished: int
    """Done, or nothing there to annotate."""
    annotations: int
