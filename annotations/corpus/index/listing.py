"""What a list of articles shows: filtered, sorted, a page at a time, whatever the size of the corpus."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from annotations.corpus.index.query import expression
from annotations.corpus.index.schema import within

Given = list[str | int]
"""What the marks of a statement stand for."""
MANY: Final = 3000
"""So many articles with the words of a query: sooner found by looking at one after the other in order."""


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
    """A query (`annotations.corpus.index.query.terms`)."""
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


class Way(StrEnum):
    """How articles with the words of a query are put in order; each finds the same."""

    FIND = "find"
    """All with the words are found, then sorted."""
    WALK = "walk"
    """All are gone through in the order until the page is full: quicker when many have the words."""
    STREAM = "stream"
    """They are taken as FTS5 finds them, by number, where that is the order of the corpus."""


class Row(NamedTuple):
    """An article in a list."""

    id: str
    headline: str
    outlet: str
    published: str
    encoding: str
    problem: str
    length: int
    copies: int
    """How many other articles are copies of it, or of the same one as it is."""


_KEYS: Final = {Sort.DATE: "published", Sort.OUTLET: "outlet", Sort.HEADLINE: "folded", Sort.LENGTH: "length"}
_ROW: Final = """id, headline, outlet, published, encoding, problem, length,
    (SELECT max(count(*) - 1, 0) FROM articles AS other WHERE other.original = articles.original)"""
_LAST: Final = "\U0010ffff"


def page_of(
    chosen: Filter, sort: Sort, *, under: str, descending: bool, after: str, skip: int, limit: int, way: Way
) -> tuple[str, Given]:
    """The statement for a page of a list."""
    return _page(_ROW, chosen, sort, under, descending=descending, after=after, skip=skip, limit=limit, way=way)


def ids_of(chosen: Filter, sort: Sort, *, under: str, descending: bool, way: Way) -> tuple[str, Given]:
    """The statement for the ids of a whole list."""
    return _page("id", chosen, sort, under, descending=descending, after="", skip=0, limit=-1, way=way)


def _page(
    row: str, chosen: Filter, sort: Sort, under: str, *, descending: bool, after: str, skip: int, limit: int, way: Way
) -> tuple[str, Given]:
    conditions, given = _conditions(chosen, under, way)
    if way is Way.STREAM:
        if after:
            conditions.append("words.rowid > (SELECT number FROM articles WHERE id = ?)")
            given.append(after)
        source = "words CROSS JOIN articles ON number = words.rowid"
        given += (limit, skip)
        return f"SELECT {row} FROM {source} WHERE {' AND '.join(conditions)} LIMIT ? OFFSET ?", given
    keys = [key for key in (_KEYS.get(sort), "place") if key]
    columns = ", ".join(keys)
    if after:
        sign = "<" if descending else ">"
        conditions.append(f"({columns}) {sign} (SELECT {columns} FROM articles WHERE id = ?)")
        given.append(after)
    order = ", ".join(f"{key} DESC" if descending else key for key in keys)
    given += (limit, skip)
    return f"SELECT {row} FROM articles WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT ? OFFSET ?", given


def count_of(chosen: Filter, *, under: str, gone: bool) -> tuple[str, Given]:
    """The statement for how many articles a list has; `gone` says whether words are kept of articles that are not."""
    if not under and chosen == Filter(words=chosen.words) and (words := expression(chosen.words)):
        rest = "AND rowid NOT IN (SELECT number FROM gone)" if gone else ""
        return f"SELECT count(*) FROM words WHERE words MATCH ? {rest}", [words]
    conditions, given = _conditions(chosen, under, Way.FIND)
    return f"SELECT count(*) FROM articles WHERE {' AND '.join(conditions)}", given


def _conditions(chosen: Filter, under: str, way: Way) -> tuple[list[str], Given]:
    conditions: list[str] = []
    given: Given = []
    for condition, values in _parts(chosen, under, way):
        conditions.append(condition)
        given += values
    return conditions or ["TRUE"], given


def _parts(chosen: Filter, under: str, way: Way) -> Iterator[tuple[str, Given]]:
    if under:
        condition, bounds = within(under)
        yield condition, [*bounds]
    if chosen.words:
        words = expression(chosen.words)
        if not words:
            yield "FALSE", []
        elif way is Way.STREAM:
            yield "words MATCH ?", [words]
        elif way is Way.WALK:
            # The plus keeps SQLite from beginning here: it goes through the articles in order until the page is full.
            yield "+number IN (SELECT rowid FROM words WHERE words MATCH ?)", [words]
        else:
            yield "number IN (SELECT rowid FROM words WHERE words MATCH ?)", [words]
    if chosen.outlet:
        yield "outlet = ?", [chosen.outlet]
    if chosen.since:
        yield "published >= ?", [chosen.since]
    if chosen.until:
        yield "published BETWEEN '0' AND ?", [chosen.until + _LAST]
    if chosen.originals:
        yield "(original IS NULL OR original = number)", []
    if chosen.problems:
        yield "problem <> ''", []
    yield from _work(chosen)


def _work(chosen: Filter) -> Iterator[tuple[str, Given]]:
    """The conditions on annotators' work, which a connection has in tables of its own."""
    by, whose = (" AND annotator = ?", [chosen.annotator]) if chosen.annotator else ("", [])
    if chosen.status == "new":
        yield f"id NOT IN (SELECT article FROM work WHERE status <> 'new'{by})", [*whose]
    elif chosen.status:
        yield f"id IN (SELECT article FROM work WHERE status = ?{by})", [chosen.status, *whose]
    elif chosen.annotator and not chosen.label:
        yield "id IN (SELECT article FROM work WHERE annotator = ?)", [*whose]
    if chosen.label:
        yield f"id IN (SELECT article FROM labels WHERE label = ?{by})", [chosen.label, *whose]
