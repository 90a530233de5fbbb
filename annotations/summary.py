"""What a list shows of an article without opening it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotations.annotation import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """An article and the annotator's work on it in a line."""

    id: str
    headline: str
    outlet: str = ""
    published: str = ""
    """As `Article.published`."""
    status: Status = Status.NEW
    counts: Mapping[str, int] = field(default_factory=dict)
    """Label name -> how many annotations."""
    problem: str = ""
    """Why the article cannot be read, in a line; then the headline is the file's name."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an annotator has come with a corpus."""

    articles: int
    finished: int
    """Done, or nothing there to annotate."""
    annotations: int
