"""What the keys make of a caret: each command returns the caret after it.

The commands know the page and no widget. Those that may find nothing return None then.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotations.text import selecting
from annotations.text.edges import trimmed
from annotations.text.sentences import next_sentence, previous_sentence
from annotations.text.span import Span
from annotations.text.words import word_at
from tui.typesetting.page import motion
from tui.typesetting.page.page import Page
from tui.widgets.article.caret import Caret

if TYPE_CHECKING:
    from tui.typesetting.page.hints import Target

BY_ROWS = frozenset({"up", "down", "page_up", "page_down"})
"""The movements that keep to a column."""


def move(page: Page, caret: Caret, where: str, *, page_rows: int, is_selecting: bool) -> Caret:
    """Move by a movement of the table of actions; drop the selection, or extend it if `is_selecting`."""
    goal = None
    if where in BY_ROWS:
        goal = motion.column(page, caret.offset) if caret.goal is None else caret.goal
    offset = motion.moved(page, caret.offset, where, goal=goal or 0, page_rows=page_rows, selecting=is_selecting)
    return caret.extended(offset, goal=goal) if is_selecting else Caret(offset, goal=goal)


def move_to(page: Page, offset: int, direction: int = motion.FORWARD) -> Caret:
    """Move to an offset, or to the nearest place in a direction where the caret can stand; drop the selection."""
    return Caret(motion.settled(page, offset, direction))


def move_by_sentence(page: Page, caret: Caret, step: int) -> Caret | None:
    """Move to the start of the next sentence (step 1) or the previous one (-1)."""
    extent = (next_sentence if step > 0 else previous_sentence)(page.text, caret.offset, page.borders)
    return None if extent is None else move_to(page, extent[0], step)


def move_to_word(page: Page, caret: Caret, word: "Target", *, is_selecting: bool) -> Caret:
    """Move to a word's start; extend the selection to its end if `is_selecting`."""
    if is_selecting:
        return caret.extended(motion.settled(page, word.end, motion.FORWARD))
    return move_to(page, word.start)


def select(page: Page, start: int, end: int) -> Caret:
    """Select a range, the caret at its end."""
    return Caret(motion.settled(page, end, motion.FORWARD), start)


def select_words(page: Page, caret: Caret, count: int) -> Caret | None:
    """Select a number of words from the caret on, or extend the selection by them."""
    selection = selecting.select_words(page.text, caret.offset, caret.anchor, count, page.borders)
    return None if selection is None else select(page, selection.anchor, selection.head)


def select_unit(page: Page, caret: Caret, unit: str) -> Caret | None:
    """Select a unit of the table of actions, or extend the selection to its end."""
    selection = selecting.select_unit(page.text, caret.offset, caret.anchor, unit, page.borders)
    return None if selection is None else select(page, selection.anchor, selection.head)


def selection(text: str, caret: Caret) -> Span | None:
    """Return what is selected, without what a span leaves out at its edges."""
    extent = None if caret.anchor is None else trimmed(text, *caret.selected)
    return None if extent is None else Span(*extent)


def word(text: str, caret: Caret, borders: Sequence[int] = ()) -> Span | None:
    """Return the word at the caret."""
    extent = word_at(text, caret.offset, borders)
    return None if extent is None else Span(*extent)
