"""The conditions by which a list chooses articles, and its order."""

from enum import StrEnum
from typing import NamedTuple


class Sort(StrEnum):
    """The order of a list; articles that are equal in it stay in the order of the corpus."""

    PATH = "path"
    """The order of the corpus."""
    DATE = "date"
    """Of publication; articles without one stand before all others."""
    OUTLET = "outlet"
    HEADLINE = "headline"
    """By its folded words."""
    LENGTH = "length"


class Filter(NamedTuple):
    """The conditions that a listed article meets, each of them unless it is empty."""

    words: str = ""
    """A query (`annotations.index.query.terms`)."""
    outlet: str = ""
    since: str = ""
    """Published on this day or later, YYYY-MM-DD or the beginning of it."""
    until: str = ""
    """Published on this day or before, YYYY-MM-DD or the beginning of it."""
    status: str = ""
    """The status of the work of `annotator`, or of any annotator; "new" also finds articles without work."""
    label: str = ""
    """The label of at least one annotation, by `annotator` or by any annotator."""
    annotator: str = ""
    """The annotator that `status` and `label` are about; without them, articles with work of this annotator."""
    originals: bool = False
    """True to list only the first of each group of near-duplicates."""
    problems: bool = False
    """True to list only articles with a problem."""
