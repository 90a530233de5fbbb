"""Edges: what a span leaves out where it begins and ends, and the quotation marks and brackets that pair up.

docs/guidelines.md gives the rule for spans.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from annotations.text.marks import INVISIBLE, clings
from annotations.text.patterns import lazily
from annotations.text.sentences import CLAUSE_MARKS, FULL_STOPS

_BLANK: Final = lazily(rf"[\s\u200b{INVISIBLE}]")
"""White space and invisible controls: with them at an edge two spans would look the same."""
_OUTSIDE: Final = frozenset(FULL_STOPS + CLAUSE_MARKS)
_DASHES: Final = frozenset("-\u2013\u2014")
_CLOSERS: Final = {
    '"': '"',
    "\u00ab": "\u00bb",
    "\u201c": "\u201d",
    "\u201d": "\u201c\u201d",
    "\u201e": "\u201c\u201d",
    "\u2018": "\u2019",
    "\u2039": "\u203a",
}
"""The marks that open a quotation, with those that close it.

Many sites write the pair U+201C, U+201D the other way round. So the second one opens a quotation too, behind a blank.
"""
_CLOSING_SIGNS: Final = frozenset("".join(_CLOSERS.values()))
_APOSTROPHES: Final = "'\u2019"
_BRACKETS: Final = {"(": ")", "[": "]", "{": "}", "\ufd3f": "\ufd3e"}
_ENCLOSING: Final = _CLOSERS | {"'": "'"} | _BRACKETS
_QUOTATION_MARK: Final = lazily(f"[{''.join({*_CLOSERS, *_CLOSING_SIGNS})}]")
_ENCLOSING_MARK: Final = lazily(f"[{re.escape(''.join({*_ENCLOSING, *_CLOSING_SIGNS, *_BRACKETS.values()}))}]")
_OPENED_BY: Final = {
    sign: [opener for opener, closers in _ENCLOSING.items() if sign in closers]
    for sign in {*_ENCLOSING, *_CLOSING_SIGNS, *_BRACKETS.values()}
}


class Pair(NamedTuple):
    """The places of two marks that belong together."""

    opening: int
    closing: int


def quotation_pairs(text: str, start: int, end: int) -> Iterator[Pair]:
    """Yield the quotation marks of a stretch of a text that belong together, in the order of the closing ones.

    A second opening mark of a kind opens nothing, since news often leave an inner quotation open: the closing mark
    belongs to the first one.
    """
    return _pairs(text, _QUOTATION_MARK.finditer(text, start, end), nests=False)


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a stretch without what a span leaves out at its edges. Returns None if it is blank.

    Left out are white space and invisible controls; full stops, commas, semicolons, colons and dashes between blanks;
    quotation marks and brackets that enclose all of it, or whose other half is missing. Of a stretch without anything
    else only white space and invisible controls are left out.
    """
    bare = _without_blanks(text, start, end)
    if bare is None:
        return None
    start, end = bare
    partners: dict[int, int] | None = None
    while start < end:
        first, last = text[start], text[end - 1]
        if _BLANK.match(last) or last in _OUTSIDE or (last in _DASHES and _is_free(text, end - 2, start, end)):
            end -= 1
            continue
        if _starts_outside(text, start, end):
            start += 1
            continue
        if first not in _OPENED_BY and last not in _OPENED_BY:
            break
        if partners is None:
            partners = {}
            for opening, closing in _pairs(text, _ENCLOSING_MARK.finditer(text, start, end), nests=True):
                partners[opening], partners[closing] = closing, opening
        if last in _OPENED_BY and partners.get(end - 1, -1) < start:
            end -= 1
        elif first in _OPENED_BY and not _is_clung_to(text, start, end) and partners.get(start, end) >= end - 1:
            end -= start in partners and partners[start] == end - 1
            start += 1
        else:
            break
    return (start, end) if start < end else bare


def _starts_outside(text: str, start: int, end: int) -> bool:
    """Return True if a stretch begins with a sign that no span begins with. A point may begin a decimal."""
    first = text[start]
    if _BLANK.match(first):
        return True
    if first in _DASHES:
        return _is_free(text, start + 1, start, end)
    return first in _OUTSIDE and not _is_clung_to(text, start, end) and not text[start + 1 : start + 2].isdecimal()


def _is_free(text: str, neighbour: int, start: int, end: int) -> bool:
    """Return True if a blank stands at a place, or nothing of the stretch."""
    return not start <= neighbour < end or text[neighbour].isspace()


def _is_clung_to(text: str, start: int, end: int) -> bool:
    return start + 1 < end and clings(text[start + 1])


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and _BLANK.match(text[start]):
        start += 1
    while start < end and _BLANK.match(text[end - 1]):
        end -= 1
    return (start, end) if start < end else None


def _pairs(text: str, marks: Iterable[re.Match[str]], *, nests: bool) -> Iterator[Pair]:
    """Yield the marks that belong together. If a kind `nests`, a closing mark belongs to the last opening one.

    The opening marks between them are closed with it, so the time grows with the number of marks.
    """
    opened: list[int] = []
    places: dict[str, list[int]] = {opener: [] for opener in _ENCLOSING}
    for mark in marks:
        place, sign = mark.start(), mark[0]
        if sign in _APOSTROPHES and _is_between_letters(text, place):
            continue
        opening = max((places[each][-1] for each in _OPENED_BY[sign] if places[each]), default=None)
        if opening is not None:
            while opened and opened[-1] >= opening:
                places[text[opened.pop()]].pop()
            yield Pair(opening, place)
        elif sign in _ENCLOSING and (nests or not places[sign]) and (sign != "\u201d" or _is_behind_blank(text, place)):
            opened.append(place)
            places[sign].append(place)


def _is_behind_blank(text: str, place: int) -> bool:
    return place == 0 or text[place - 1].isspace()


def _is_between_letters(text: str, place: int) -> bool:
    return text[place - 1 : place].isalnum() and text[place + 1 : place + 2].isalnum()
