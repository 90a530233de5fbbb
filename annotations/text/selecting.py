"""Selecting: the stretches of a text that keys select.

The offsets are the text's; the caller settles them on cells of a page. None means that there is nothing to select. A
caller that knows the sections of an article gives their borders, as offsets in order: no unit crosses one.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from annotations.text.clauses import clause_end, quotation_at, units_at
from annotations.text.edges import trimmed
from annotations.text.lines import LINE_ENDS
from annotations.text.proclitics import MOST_PROCLITICS, PROCLITICS
from annotations.text.restarts import restart_at
from annotations.text.sentences import next_sentence, sentence_at
from annotations.text.words import next_word, word_at, words

_LINE_END = re.compile(f"[{LINE_ENDS}]")


class Selection(NamedTuple):
    """Both ends of a selection."""

    anchor: int
    """The end that stays."""
    head: int
    """The end that moves, where the caret is."""


def select_words(
    text: str, caret: int, anchor: int | None, count: int, borders: Sequence[int] = ()
) -> Selection | None:
    """Select `count` words from the one at the caret on, or add `count` words to the selection.

    Words are added up to the end of the paragraph.
    """
    head = caret
    for _ in range(count):
        extent = word_at(text, head, borders) or next_word(text, head, borders)
        if extent is None or (anchor is not None and _ends_paragraph(text, head, extent[0], borders)):
            break
        anchor = extent[0] if anchor is None else anchor
        head = extent[1]
    return None if anchor is None else Selection(anchor, head)


def _ends_paragraph(text: str, start: int, end: int, borders: Sequence[int]) -> bool:
    """Return True if a paragraph ends in a stretch of a text, or at a border there."""
    place = bisect_right(borders, start - 1)
    return (place < len(borders) and borders[place] <= end) or _LINE_END.search(text, start, end) is not None


def select_unit(text: str, caret: int, anchor: int | None, unit: str, borders: Sequence[int] = ()) -> Selection | None:
    """Select what a key of the table of actions selects; `unit` is its name there. Raises `ValueError` for another."""
    selection = Selection(caret if anchor is None else anchor, caret)
    match unit:
        case "sentence":
            return select_sentence(text, caret, borders)
        case "sentence_end":
            return select_to_sentence_end(text, caret, anchor, borders)
        case "clause_end":
            return select_to_clause_end(text, caret, anchor, borders)
        case "quotation":
            return select_quotation(text, caret, borders)
        case "larger":
            return grow(text, selection, borders)
        case "smaller":
            return shrink(text, selection, borders)
        case "proclitic":
            word = word_at(text, caret, borders) if anchor is None else None
            return toggle_proclitic(text, Selection(*word) if word else selection, borders)
        case _:
            raise ValueError(f"no unit: {unit}")


def select_sentence(text: str, caret: int, borders: Sequence[int] = ()) -> Selection | None:
    """Select the sentence at the caret, without what a span leaves out at its edges."""
    extent = sentence_at(text, caret, borders)
    inside = trimmed(text, *extent) if extent else None
    return Selection(*inside) if inside else None


def select_to_sentence_end(text: str, caret: int, anchor: int | None, borders: Sequence[int] = ()) -> Selection | None:
    """Select to the end of the sentence, or of the next one if the caret is there.

    What a span leaves out at its end is not selected. Without an anchor the selection begins at the word at the caret.
    """
    word = word_at(text, caret, borders) if anchor is None else None
    start = anchor if anchor is not None else word[0] if word else caret
    extent = sentence_at(text, caret, borders)
    while extent is not None and _last_ink(text, start, extent[1]) <= caret:
        extent = next_sentence(text, max(caret, extent[0]), borders)
    return None if extent is None else Selection(start, _last_ink(text, start, extent[1]))


def _last_ink(text: str, start: int, end: int) -> int:
    """Return the end of a stretch without what a span leaves out; `end` itself for a stretch that is empty."""
    inside = trimmed(text, start, end)
    return inside[1] if inside else end


def select_to_clause_end(text: str, caret: int, anchor: int | None, borders: Sequence[int] = ()) -> Selection | None:
    """Select to the next clause mark, or to the one after it if the caret is there."""
    if anchor is None:
        word = word_at(text, caret, borders) or next_word(text, caret, borders)
        if word is None:
            return None
        anchor = caret = word[0]
    end = clause_end(text, caret, borders)
    if end <= caret:
        word = next_word(text, caret, borders)
        if word is None:
            return None
        end = clause_end(text, word[0], borders)
    return Selection(anchor, end)


def select_quotation(text: str, caret: int, borders: Sequence[int] = ()) -> Selection | None:
    """Select the quotation around the caret, or else the next one in the paragraph."""
    extent = quotation_at(text, caret, borders)
    return Selection(*extent) if extent else None


def grow(text: str, selection: Selection, borders: Sequence[int] = ()) -> Selection | None:
    """Select the smallest unit that holds the selection and more."""
    start, end = sorted(selection)
    units = units_at(text, start, borders)
    larger = (unit for unit in units if unit[0] <= start and end <= unit[1] and unit != (start, end))
    unit = next(larger, None)
    return Selection(*unit) if unit else None


def shrink(text: str, selection: Selection, borders: Sequence[int] = ()) -> Selection | None:
    """Select the largest unit at the selection's start that is smaller."""
    start, end = sorted(selection)
    units = units_at(text, start, borders)
    smaller = [unit for unit in units if start <= unit[0] and unit[1] <= end and unit != (start, end)]
    return Selection(*smaller[-1]) if smaller else None


def toggle_proclitic(text: str, selection: Selection, borders: Sequence[int] = ()) -> Selection | None:
    """Leave one more proclitic out at the selection's start; behind the last one, add all of them again."""
    start, end = sorted(selection)
    word = word_at(text, start, borders)
    if word is None or start - word[0] > MOST_PROCLITICS:
        return None
    following = start + 1
    if text[start] in PROCLITICS and start - word[0] < MOST_PROCLITICS and following < min(end, word[1] - 1):
        return Selection(following, end)
    return Selection(word[0], end) if word[0] < start else None


def count_words(text: str, start: int, end: int, borders: Sequence[int] = ()) -> int:
    """Return the number of words that begin in `[start, end)`, with the word that `start` is inside."""
    beginning = takewhile(lambda word: word[0] < end, words(text, restart_at(text, start), borders))
    return sum(start < word[1] for word in beginning)
