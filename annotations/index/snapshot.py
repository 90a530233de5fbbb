"""A snapshot of an index in memory: the ids in each order, and a mask of one byte per article for each condition.

SQLite finds the articles fast, but each row of a result costs a third of a microsecond. So the ids of 175,000 articles
are fetched once for all lists, as one text, and so are the numbers that a condition finds.
"""

import sqlite3
from array import array
from collections.abc import Collection, Iterator, Sequence
from functools import reduce
from itertools import compress
from json import loads
from operator import and_, eq
from typing import Any, Final

from annotations.index.conditions import KEYS, Condition
from annotations.index.schema import within
from annotations.model.filter import Sort

_OTHERS: Final = b"\1\0" + bytes(254)
"""The table with which `bytes.translate` inverts a mask."""

_KEPT: Final = 16
"""Masks that are cached."""

Marks = bytes | bytearray
"""A mask by the numbers of the articles: 1 if the article meets a condition, else 0."""


class Snapshot:
    """All articles whose ids begin with `under`, at one moment."""

    def __init__(self, connection: sqlite3.Connection, under: str) -> None:
        """Fetch the ids. All calls need a connection that sees the same state of the index."""
        condition, bounds = within(under)
        query = f"SELECT group_concat(number), group_concat(id, char(10)) FROM articles WHERE {condition}"
        found, ids = connection.execute(query, bounds).fetchone()
        (last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence").fetchone()
        self._ids: list[str | None] = [None] * (last + 1)
        """By number; None for an article that was removed, or is not `under` this."""
        for number, article_id in zip(_numbers(found or ""), (ids or "").split("\n"), strict=False):
            self._ids[number] = article_id
        self._all = int.from_bytes(bytes(each is not None for each in self._ids), "little")
        self._orders: dict[Sort, tuple[Sequence[int], tuple[str, ...]]] = {}
        self._met: dict[Condition, Marks] = {}

    def meeting(self, connection: sqlite3.Connection, condition: Condition) -> Marks:
        """Return a mask of the articles that meet a condition.

        Caches the last results, so that re-sorting a list does not query again.
        """
        if condition not in self._met:
            if len(self._met) == _KEPT:
                del self._met[next(iter(self._met))]
            marks = self._marked(_found(connection, condition.statement, condition.given))
            self._met[condition] = marks if condition.is_met else others(marks)
        return self._met[condition]

    def _marked(self, found: str) -> Marks:
        last = len(self._ids) - 1
        if found and found.count(",") + 1 == last:  # every number
            return b"\1" * len(self._ids)
        marks = bytearray(len(self._ids))
        for number in _numbers(found):
            marks[number] = 1
        return marks

    def named(self, article_ids: Collection[str]) -> Marks:
        """Return a mask of the articles with these ids, best given as a set."""
        return bytes(map(article_ids.__contains__, self._ids))

    def listed(self, connection: sqlite3.Connection, conditions: Sequence[Marks], sort: Sort) -> tuple[str, ...]:
        """Return the ids of the articles that meet all conditions, in an order."""
        if sort not in self._orders:
            self._orders[sort] = self._order(connection, sort)
        order, ids = self._orders[sort]
        both = reduce(and_, (int.from_bytes(each, "little") for each in conditions), self._all)
        if both == self._all:
            return ids
        marks = both.to_bytes(len(self._ids), "little")
        if isinstance(order, range):
            return tuple(compress(ids, marks[order.start : order.stop]))
        return tuple(compress(ids, map(marks.__getitem__, order)))

    def _order(self, connection: sqlite3.Connection, sort: Sort) -> tuple[Sequence[int], tuple[str, ...]]:
        """Return the numbers and the ids of all articles in an order."""
        every = _numbers(_found(connection, f"SELECT number FROM articles ORDER BY {', '.join(KEYS[sort])}"))
        found = [number for number in every if self._ids[number] is not None]
        row = range(found[0], found[-1] + 1) if found else range(0)
        is_row = len(row) == len(found) and all(map(eq, row, found))
        ids: Iterator[Any] = map(self._ids.__getitem__, found)
        return row if is_row else array("I", found), tuple(ids)


def _found(connection: sqlite3.Connection, statement: str, given: Sequence[str] = ()) -> str:
    """Return the column `number` of a statement's rows, in their order, with commas between."""
    (found,) = connection.execute(f"SELECT group_concat(number) FROM ({statement})", given).fetchone()
    return found or ""


def _numbers(found: str) -> list[int]:
    numbers: list[int] = loads(f"[{found}]")
    return numbers


def others(marks: Marks) -> Marks:
    """Return the inverted mask."""
    return marks.translate(_OTHERS)
