"""What a key selects: stretches of text that an analyst thinks in.

Offsets of the text, not yet settled on a cell of a page; None where there is nothing to select.
"""

import re
from typing import NamedTuple

from annotations.text.clauses import clause_end, quotation_at, units_at
from annotations.text.proclitics import MOST, PROCLITICS
from annotations.text.sentences import next_sentence, sentence_at
from annotations.text.words import next_word, word_at

_BLANK = re.compile(r"[\s\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""White space, and what directs bidi or joins nothing: it would make two spans of words that look the same."""


class Selection(NamedTuple):
    """Both ends of a selection."""

    anchor: int
    """The end that stays."""
    head: int
    """The end that moves, where the caret is."""


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A stretch without the white space and the invisible controls at its edges; None when nothing is left."""
    while start < end and _BLANK.fullmatch(text[start]):
        start += 1
    while start < end and _BLANK.fullmatch(text[end - 1]):
        end -= 1
    return (start, end) if start < end else None


def select_words(text: str, caret: int, anchor: int | None, count: int) -> Selection | None:
    """So many words from the one at the caret on, or so many more."""
    head = caret
    for _ in range(count):
        extent = word_at(text, head) or next_word(text, head)
        if extent is None:
            break
        anchor = extent[0] if anchor is None else anchor
        head = extent[1]
    return None if anchor is None else Selection(anchor, head)


def select_unit(text: str, caret: int, anchor: int | None, unit: str) -> Selection | None:
    """What a key of the table of actions selects; `unit` as it names it."""
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
    """The sentence at the caret."""
    extent = sentence_at(text, caret)
    return Selection(*extent) if extent else None


def select_to_sentence_end(text: str, caret: int, anchor: int | None) -> Selection | None:
    """On to the end of the sentence, or of the next one from there; without an anchor from the word at the caret."""
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
    """On to the next clause mark; again, on to the one after that."""
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
    """What stands between the quotation marks around the caret, else in the next ones of the paragraph."""
    extent = quotation_at(text, caret)
    return Selection(*extent) if extent else None


def grow(text: str, selection: Selection) -> Selection | None:
    """The smallest unit that holds the selection and more."""
    start, end = sorted(selection)
    larger = (unit for unit in units_at(text, start) if unit[0] <= start and end <= unit[1] and unit != (start, end))
    unit = next(larger, None)
    return Selection(*unit) if unit else None


def shrink(text: str, selection: Selection) -> Selection | None:
    """The largest unit at the selection's start that is smaller."""
    start, end = sorted(selection)
    smaller = [unit for unit in units_at(text, start) if start <= unit[0] and unit[1] <= end and unit != (start, end)]
    return Selection(*smaller[-1]) if smaller else None


def toggle_proclitic(text: str, selection: Selection) -> Selection | None:
    """The selection with one more proclitic left out at its start, or all of those of its first word taken in again."""
    start, end = sorted(selection)
    word = word_at(text, start)
    if word is None or start - word[0] > MOST:
        return None
    following = start + 1
    if text[start] in PROCLITICS and start - word[0] < MOST and following < min(end, word[1] - 1):
        return Selection(following, end)
    return Selection(word[0], end) if word[0] < start else None


def count_words(text: str, start: int, end: int) -> int:
    """How many words begin in `[start, end)`, the one that `start` is inside of included."""
    count, extent = 0, word_at(text, start) or next_word(text, start)
    while extent is not None and extent[0] < end:
        count, extent = count + 1, next_word(text, extent[0])
    return count
