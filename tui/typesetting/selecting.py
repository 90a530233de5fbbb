"""What a key selects: stretches of text that an analyst thinks in.

Offsets of the text, not yet settled on a cell of a page; None where there is nothing to select.
"""

from typing import NamedTuple

from tui.typesetting.words import next_sentence, next_word, sentence_at, word_at


class Selection(NamedTuple):
    """Both ends of a selection."""

    anchor: int
    """The end that stays."""
    head: int
    """The end that moves, where the caret is."""


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


def count_words(text: str, start: int, end: int) -> int:
    """How many words begin in `[start, end)`, the one that `start` is inside of included."""
    count, extent = 0, word_at(text, start) or next_word(text, start)
    while extent is not None and extent[0] < end:
        count, extent = count + 1, next_word(text, extent[0])
    return count
