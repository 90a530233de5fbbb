"""The SQL of a list: the conditions of a filter, and the columns of an order."""

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
    """One condition of a filter, as an SQL statement."""

    statement: str
    """Finds numbers of articles, in the column `number`, and perhaps numbers of articles that were removed."""
    given: tuple[str, ...] = ()
    """Its parameters."""
    is_met: bool = True
    """False if the articles that it finds do not meet the condition, and all others do."""


_LAST: Final = "\U0010ffff"


def conditions(chosen: Filter) -> Iterator[Condition]:
    """Yield the conditions of a filter, but for those on annotators' work, which the tables do not hold."""
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
    """Yield the conditions of the words of a query. No article meets a query without a word."""
    if not asked:
        yield Condition("SELECT number FROM articles WHERE FALSE")
    if whole := [term for term in asked if not is_short(term)]:
        yield Condition("SELECT rowid AS number FROM words WHERE words MATCH ?", (expression(whole),))
    if short := [f'"{term.words[0]}"' for term in asked if is_short(term)]:
        yield Condition("SELECT rowid AS number FROM prefixes WHERE prefixes MATCH ?", (" AND ".join(short),))
