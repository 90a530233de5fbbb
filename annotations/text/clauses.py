"""Clauses, quotations and paragraphs: the units of a text above the word, beside sentences.

All are half-open pairs of offsets without white space at their edges. None means that there is no such unit.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from annotations.text.edges import quotation_pairs, trimmed
from annotations.text.lines import LINE_ENDS
from annotations.text.patterns import lazily
from annotations.text.sentences import CLAUSE_MARKS, sentence_at
from annotations.text.words import word_at

Extent = tuple[int, int]
"""Start and end of a unit."""

# These, but not between digits, where they belong to the number; dashes between blanks; brackets.
_CLAUSE_MARK: Final = lazily(
    rf"(?<!\d)[{CLAUSE_MARKS}]|[{CLAUSE_MARKS}](?!\d)|(?<=\s)[-\u2013\u2014](?=\s)|[()\[\]{{}}\u2014]"
)
_LINE_END: Final = lazily(f"[{LINE_ENDS}]")


def paragraph_at(text: str, offset: int, borders: Sequence[int] = ()) -> Extent | None:
    """Return the paragraph that holds an offset. It ends at a border of sections too."""
    start = text.rfind("\n", 0, offset) + 1
    for match in _LINE_END.finditer(text, start, offset):
        start = match.end()
    found = _LINE_END.search(text, offset)
    end = found.start() if found else len(text)
    place = bisect_right(borders, offset)
    if place:
        start = max(start, borders[place - 1])
    if place < len(borders):
        end = min(end, borders[place])
    return _without_space(text, start, end)


def clause_end(text: str, offset: int, borders: Sequence[int] = ()) -> int:
    """Return the end of the clause that holds an offset: before the next clause mark, or where the sentence ends.

    It may be the offset itself.
    """
    sentence = sentence_at(text, offset, borders)
    limit = sentence[1] if sentence and sentence[1] > offset else len(text)
    found = _CLAUSE_MARK.search(text, offset, limit)
    end = found.start() if found else limit
    clause = trimmed(text, offset, end)
    return clause[1] if clause else offset


def clause_at(text: str, offset: int, borders: Sequence[int] = ()) -> Extent | None:
    """Return the clause that holds an offset: between clause marks, or between one and the sentence's edge."""
    sentence = sentence_at(text, offset, borders)
    if sentence is None:
        return None
    start, end = sentence
    for mark in _CLAUSE_MARK.finditer(text, start, end):
        if mark.start() >= offset:
            end = mark.start()
            break
        start = mark.end()
    return trimmed(text, start, end)


def quotations(text: str, start: int, end: int) -> list[Extent]:
    """Return the quotations in a stretch of a text, without their marks, outer ones before inner ones."""
    inside = (_without_space(text, opening + 1, closing) for opening, closing in quotation_pairs(text, start, end))
    return sorted((each for each in inside if each is not None), key=lambda extent: (extent[0], -extent[1]))


def quotation_at(text: str, offset: int, borders: Sequence[int] = ()) -> Extent | None:
    """Return the innermost quotation around an offset, its marks included, or else the next one in the paragraph."""
    paragraph = paragraph_at(text, offset, borders)
    if paragraph is None:
        return None
    found = quotations(text, *paragraph)
    around = [(start, end) for start, end in found if start - 1 <= offset <= end]
    if around:
        return min(around, key=lambda extent: extent[1] - extent[0])
    return next((extent for extent in found if extent[0] > offset), None)


def units_at(text: str, offset: int, borders: Sequence[int] = ()) -> list[Extent]:
    """Return the units that hold an offset, smallest first: word, clause, quotation, sentence, paragraph."""
    paragraph = paragraph_at(text, offset, borders)
    quoted = quotations(text, *paragraph) if paragraph else []
    word, clause = word_at(text, offset, borders), clause_at(text, offset, borders)
    candidates = [word, clause, *quoted, sentence_at(text, offset, borders), paragraph]
    holding = {unit for unit in candidates if unit is not None and unit[0] <= offset < unit[1]}
    return sorted(holding, key=lambda unit: unit[1] - unit[0])


def _without_space(text: str, start: int, end: int) -> Extent | None:
    """Return a stretch without the white space around it. Returns None if nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
