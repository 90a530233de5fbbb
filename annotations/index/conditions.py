"""What the tables of the index know of a filter, and the columns that they sort by."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from annotations.index.prefixes import is_short
from annotations.index.query import Term, expression, terms
from annotations.model.filter import Filter, Sort

KEYS: Final = {
    Sort.PATH: ("place",),
    Sort.DATE: ("published", "place"),
    Sort.OUTLET: ("outlet", "place"),
    Sort.HEADLINE: ("folded", "place"),
    Sort.LENGTH: ("length", "place"),
}
"""The columns of `articles` that a list is sorted by."""


class Condition(NamedTuple):
    """What the tables of the index know of a filter."""

    statement: str
    """Finds the numbers of articles, in the column `number`; also of some that are gone."""
    given: tuple[str, ...] = ()
    """What its marks stand for."""
    is_met: bool = True
    """Whether these meet the filter, or all others do."""


_LAST: Final = "\U0010ffff"


def conditions(chosen: Filter) -> Iterator[Condition]:
    """What of a filter the tables of the index know: all but annotators' work."""
    if chosen.words:
        yield from _words(terms(chosen.words))
    if chosen.outlet:
        yield Condition("SELECT number FROM articles WHERE outlet = ?", (chosen.outlet,))
    if chosen.since or chosen.until:
        bounds = chosen.since or "0", chosen.until + _LAST
        yield Condition("SELECT number FROM articles WHERE published BETWEEN ? AND ?", bounds)
    if chosen.originals:
        yield Condition("SELECT number FROM articles WHERE original <> number", is_met=False)
    if chosen.problems:
        yield Condition("SELECT number FROM articles WHERE problem <> ''")


def _words(asked: Sequence[Term]) -> Iterator[Condition]:
    """The conditions of the words of a query; one without a word is met by nothing."""
    if not asked:
        yield Condition("SELECT number FROM articles WHERE FALSE")
    if whole := [term for term in asked if not is_short(term)]:
        yield Condition("SELECT rowid AS number FROM words WHERE words MATCH ?", (expression(whole),))
    if short := [f'"{term.words[0]}"' for term in asked if is_short(term)]:
        yield Condition("SELECT rowid AS number FROM beginnings WHERE beginnings MATCH ?", (" AND ".join(short),))
