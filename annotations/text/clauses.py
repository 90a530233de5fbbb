"""Clauses, quotations and paragraphs: the units of a text above the word, beside sentences.

All are half-open pairs of offsets without white space at their edges. None means that there is no such unit.
"""

import re
from typing import Final

from annotations.text.lines import LINE_ENDS
from annotations.text.sentences import END_MARKS, sentence_at
from annotations.text.words import word_at

Extent = tuple[int, int]
"""Start and end of a unit."""

CLAUSE_MARKS: Final = "\u060c\u061b:;,"
"""The marks that end a clause within a sentence; also the inside of a character class."""
# These, but not between digits, where they belong to the number; dashes between blanks; brackets.
_CLAUSE_MARK: Final = re.compile(
    rf"(?<!\d)[{CLAUSE_MARKS}]|[{CLAUSE_MARKS}](?!\d)|(?<=\s)[-\u2013\u2014](?=\s)|[()\[\]{{}}\u2014]"
)
_LINE_END: Final = re.compile(f"[{LINE_ENDS}]")
_QUOTATION_MARK: Final = re.compile('["\u00ab\u00bb\u201c\u201d\u201e\u2018\u2019\u2039\u203a]')
_CLOSERS: Final = {
    '"': '"',
    "\u00ab": "\u00bb",
    "\u201c": "\u201d",
    "\u201e": "\u201d",
    "\u2018": "\u2019",
    "\u2039": "\u203a",
}

_EDGES: Final = f' \t\u00a0"{END_MARKS}' + "".join(_CLOSERS) + "".join(_CLOSERS.values())
"""Signs at the edges of a clause that are no part of it."""


def paragraph_at(text: str, offset: int) -> Extent | None:
    """Return the paragraph that holds an offset."""
    start = 0
    for match in _LINE_END.finditer(text, text.rfind("\n", 0, offset) + 1, offset):
        start = match.end()
    start = max(start, text.rfind("\n", 0, offset) + 1)
    found = _LINE_END.search(text, offset)
    return _trimmed(text, start, found.start() if found else len(text))


def clause_end(text: str, offset: int) -> int:
    """Return the end of the clause that holds an offset: before the next clause mark, or where the sentence ends."""
    sentence = sentence_at(text, offset)
    limit = sentence[1] if sentence and sentence[1] > offset else len(text)
    found = _CLAUSE_MARK.search(text, offset, limit)
    end = found.start() if found else limit
    return offset + len(text[offset:end].rstrip(_EDGES))


def clause_at(text: str, offset: int) -> Extent | None:
    """Return the clause that holds an offset: between clause marks, or between one and the sentence's edge."""
    sentence = sentence_at(text, offset)
    if sentence is None:
        return None
    start, end = sentence
    for mark in _CLAUSE_MARK.finditer(text, start, end):
        if mark.start() >= offset:
            end = mark.start()
            break
        start = mark.end()
    return _trimmed(text, start, end, _EDGES)


def quotations(text: str, start: int, end: int) -> list[Extent]:
    """Return the quotations in a stretch of a text, without their marks, outer ones before inner ones."""
    found: list[Extent] = []
    opened: list[tuple[str, int]] = []
    for mark in _QUOTATION_MARK.finditer(text, start, end):
        sign = mark.group()
        closed = next((index for index, (closer, _) in enumerate(opened) if closer == sign), None)
        if closed is not None:
            extent = _trimmed(text, opened[closed][1], mark.start())
            del opened[closed:]
            if extent is not None:
                found.append(extent)
        # A second one of a kind is never closed: its mark closes the first, and all that was opened since.
        elif sign in _CLOSERS and not any(closer == _CLOSERS[sign] for closer, _ in opened):
            opened.append((_CLOSERS[sign], mark.end()))
    return sorted(found, key=lambda extent: (extent[0], -extent[1]))


def quotation_at(text: str, offset: int) -> Extent | None:
    """Return the innermost quotation around an offset, its marks included, or else the next one in the paragraph."""
    paragraph = paragraph_at(text, offset)
    if paragraph is None:
        return None
    found = quotations(text, *paragraph)
    around = [(start, end) for start, end in found if start - 1 <= offset <= end]
    if around:
        return min(around, key=lambda extent: extent[1] - extent[0])
    return next((extent for extent in found if extent[0] > offset), None)


def units_at(text: str, offset: int) -> list[Extent]:
    """Return the units that hold an offset, smallest first: word, clause, quotation, sentence, paragraph."""
    paragraph = paragraph_at(text, offset)
    quoted = quotations(text, *paragraph) if paragraph else []
    candidates = [word_at(text, offset), clause_at(text, offset), *quoted, sentence_at(text, offset), paragraph]
    holding = {unit for unit in candidates if unit is not None and unit[0] <= offset < unit[1]}
    return sorted(holding, key=lambda unit: unit[1] - unit[0])


def _trimmed(text: str, start: int, end: int, edges: str | None = None) -> Extent | None:
    """Return a stretch without the white space, or the `edges`, around it. Returns None if nothing is left."""
    inside = text[start:end]
    if not inside.strip(edges):
        return None
    return start + len(inside) - len(inside.lstrip(edges)), start + len(inside.rstrip(edges))
