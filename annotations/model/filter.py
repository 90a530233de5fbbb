"""Which articles a list shows, and in which order."""

from enum import StrEnum
from typing import NamedTuple


class Sort(StrEnum):
    """What a list is sorted by; what is equal stays in the order of the corpus."""

    PATH = "path"
    """The order of the corpus."""
    DATE = "date"
    """Of publication; articles without one stand before all others."""
    OUTLET = "outlet"
    HEADLINE = "headline"
    """By its folded words."""
    LENGTH = "length"


class Filter(NamedTuple):
    """Which articles are listed: those that meet every condition that is set."""

    words: str = ""
    """A query (`annotations.index.query.terms`)."""
    outlet: str = ""
    since: str = ""
    """Published on this day or later, YYYY-MM-DD or the beginning of it."""
    until: str = ""
    """Published on this day or before, YYYY-MM-DD or the beginning of it."""
    status: str = ""
    """Of the work of `annotator`, or of anybody's; "new" is also what has no work."""
    label: str = ""
    """With an annotation of this label, by `annotator` or by anybody."""
    annotator: str = ""
    """Alone: articles with work of this annotator."""
    originals: bool = False
    """Whether copies are left out, but for the first of each group."""
    problems: bool = False
    """Only articles with a problem."""
