"""Selecting: the stretches of a text that keys select.

The offsets are the text's; the caller settles them on cells of a page. None means that there is nothing to select.
"""

import re
from typing import NamedTuple

from annotations.text.clauses import clause_end, quotation_at, units_at
from annotations.text.proclitics import MOST_PROCLITICS, PROCLITICS
from annotations.text.sentences import next_sentence, sentence_at
from annotations.text.words import next_word, word_at

_BLANK = re.compile(r"[\s\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""White space and invisible controls: with them at an edge two spans would look the same."""


class Selection(NamedTuple):
    """Both ends of a selection."""

    anchor: int
    """The end that stays."""
    head: int
    """The end that moves, where the caret is."""


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a stretch without white space and invisible controls at its edges. Returns None if nothing is left."""
    while start < end and _BLANK.fullmatch(text[start]):
        start += 1
    while start < end and _BLANK.fullmatch(text[end - 1]):
        end -= 1
    return (start, end) if start < end else None


def select_words(text: str, caret: int, anchor: int | None, count: int) -> Selection | None:
    """Select `count` words from the one at the caret on, or add `count` words to the selection."""
    head = caret
    for _ in range(count):
        extent = word_at(text, head) or next_word(text, head)
        if extent is None:
            break
        anchor = extent[0] if anchor is None else anchor
        head = extent[1]
    return None if anchor is None else Selection(anchor, head)


def select_unit(text: str, caret: int, anchor: int | None, unit: str) -> Selection | None:
    """Select what a key of the table of actions selects; `unit` is its name there. Raises `ValueError` for another."""
    selection = Selection(caret if anchor is None else anchor, caret)
    match unit:
        case "sentence":
            return select_sentence(text, caret)
        case "sentence_end":
            return select_to_sentence_end(text, caret, anchor)
        case "clause_end":
            return select_to_clause_end(text, caret, anchor)
        case "quotation":
            return select_quotation(text, caret)
        case "larger":
            return grow(text, selection)
        case "smaller":
            return shrink(text, selection)
        case "proclitic":
            word = word_at(text, caret) if anchor is None else None
            return toggle_proclitic(text, Selection(*word) if word else selection)
        case _:
            raise ValueError(f"no unit: {unit}")


def select_sentence(text: str, caret: int) -> Selection | None:
    """Select the sentence at the caret."""
    extent = sentence_at(text, caret)
    return Selection(*extent) if extent else None


def select_to_sentence_end(text: str, caret: int, anchor: int | None) -> Selection | None:
    """Select to the end of the sentence, or of the next one if the caret is there.

    Without an anchor the selection begins at the word at the caret.
    """
    extent = sentence_at(text, caret)
    if extent is not None and extent[1] <= caret:
        extent = next_sentence(text, caret)
    if extent is None:
        return None
    if anchor is None:
        word = word_at(text, caret)
        anchor = word[0] if word else caret
    return Selection(anchor, extent[1])


def select_to_clause_end(text: str, caret: int, anchor: int | None) -> Selection | None:
    """Select to the next clause mark, or to the one after it if the caret is there."""
    if anchor is None:
        word = word_at(text, caret) or next_word(text, caret)
        if word is None:
            return None
        anchor = caret = word[0]
    end = clause_end(text, caret)
    if end <= caret:
        word = next_word(text, caret)
        if word is None:
            return None
        end = clause_end(text, word[0])
    return Selection(anchor, end)


def select_quotation(text: str, caret: int) -> Selection | None:
    """Select the quotation around the caret, or else the next one in the paragraph."""
    extent = quotation_at(text, caret)
    return Selection(*extent) if extent else None


def grow(text: str, selection: Selection) -> Selection | None:
    """Select the smallest unit that holds the selection and more."""
    start, end = sorted(selection)
    larger = (unit for unit in units_at(text, start) if unit[0] <= start and end <= unit[1] and unit != (start, end))
    unit = next(larger, None)
    return Selection(*unit) if unit else None


def shrink(text: str, selection: Selection) -> Selection | None:
    """Select the largest unit at the selection's start that is smaller."""
    start, end = sorted(selection)
    smaller = [unit for unit in units_at(text, start) if start <= unit[0] and unit[1] <= end and unit != (start, end)]
    return Selection(*smaller[-1]) if smaller else None


def toggle_proclitic(text: str, selection: Selection) -> Selection | None:
    """Leave one more proclitic out at the selection's start; behind the last one, add all of them again."""
    start, end = sorted(selection)
    word = word_at(text, start)
    if word is None or start - word[0] > MOST_PROCLITICS:
        return None
    following = start + 1
    if text[start] in PROCLITICS and start - word[0] < MOST_PROCLITICS and following < min(end, word[1] - 1):
        return Selection(following, end)
    return Selection(word[0], end) if word[0] < start else None


def count_words(text: str, start: int, end: int) -> int:
    """Return the number of words that begin in `[start, end)`, with the word that `start` is inside."""
    count, extent = 0, word_at(text, start) or next_word(text, start)
    while extent is not None and extent[0] < end:
        count, extent = count + 1, next_word(text, extent[0])
    return count
