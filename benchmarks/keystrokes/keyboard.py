"""The effect of each key on the caret and the selection, by the application's own functions on plain values."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from annotations.model.annotation import Annotation
from annotations.model.article import Article
from annotations.suggestions.suggestions import Suggestions
from annotations.text.edges import trimmed
from annotations.text.selecting import Selection, select_unit, select_words
from annotations.text.sentences import next_sentence, previous_sentence
from annotations.text.span import Span
from annotations.text.words import word_at
from tui.keys.actions import ACTIONS, Scope
from tui.typesetting.page import motion
from tui.typesetting.page.page import Page
from tui.typesetting.page.viewport import CONTEXT_ROWS
from tui.widgets.article.annotations import annotations_at
from tui.widgets.article.caret import Caret
from tui.widgets.article.coverage import Coverage
from tui.widgets.article.keys import BY_ROWS

_ACTION = re.compile(r"(?:screen\.)?(\w+)(?:\('?(-?\w+)'?\))?")
_DROPPING = frozenset({"move", "sentence", "annotation"})
"""Actions that drop the selection."""
_BY_CARET = frozenset({"sentence", "quotation"})
"""Units that do not depend on the selection."""
_ONWARD = frozenset({"sentence_end", "clause_end"})
"""Units that only move the selection's head, if there is one."""

_OF_ROWS = BY_ROWS | {"row_start", "row_end"}
"""The movements whose effect depends on the width of the terminal."""


class Key(NamedTuple):
    """A key of the text, and the action that it is bound to."""

    key: str
    kind: str
    argument: str


def _keys() -> tuple[Key, ...]:
    """Return the keys of the table that move the caret or the selection."""
    kinds = {"move", "select", "sentence", "annotation", "words", "select_unit", "other_end", "propose"}
    parsed = ((action, _ACTION.fullmatch(action.name)) for action in ACTIONS if action.scope is Scope.TEXT)
    return tuple(Key(action.keys[0], each[1], each[2] or "") for action, each in parsed if each and each[1] in kinds)


KEYS = _keys()


class Keyboard:
    """The keys on one page with `height` rows in view. Caches their effects, because a search asks often."""

    def __init__(self, article: Article, page: Page, height: int, *, with_rows: bool = True) -> None:
        self.page = page
        self.keys = [key for key in KEYS if with_rows or key.argument not in _OF_ROWS]
        self.selecting = [key for key in self.keys if key.kind not in _DROPPING and key.argument not in _BY_CARET]
        """The keys whose effect depends on the selection."""
        self.by_rows = [key for key in self.keys if key.argument in BY_ROWS]
        """The keys whose effect depends on the column `Caret.goal`."""
        self._suggestions = Suggestions(article)
        self._suggested: dict[tuple[int, int, tuple[int, int] | None], Caret | None] = {}
        self.text = page.text
        self._borders = page.borders
        self.height = height
        self.clear()
        self._goal = cache(lambda caret: motion.column(page, caret))
        self._moved = cache(self._move)
        self._onward = cache(self._move_on)
        self._selected = cache(self._select)
        self._by_sentence = cache(self._sentence)
        self._settled = cache(lambda offset: motion.settled(page, offset, motion.FORWARD))
        self.word_at: Callable[[int], tuple[int, int] | None] = cache(
            lambda offset: word_at(page.text, offset, page.borders)
        )

    def clear(self) -> None:
        """Remove all annotations."""
        self._done: list[Annotation] = []
        self._starts: list[int] = []
        self._coverage = Coverage(())
        self._made_at = -1
        self._suggested.clear()

    def tag(self, annotation: Annotation, caret: int) -> None:
        """Add an annotation that was made, the caret then at an offset."""
        self._made_at = caret
        self._done.append(annotation)
        self._coverage = Coverage(self._done)
        self._starts = sorted(each.span.start for each in self._done)
        self._suggested.clear()

    def selection(self, state: Caret) -> tuple[int, int] | None:
        """Return the selection without the white space at its edges; None if nothing is selected."""
        if state.anchor is None:
            return None
        return trimmed(self.text, min(state.offset, state.anchor), max(state.offset, state.anchor))

    def target(self, state: Caret, *, labelling: bool) -> tuple[int, int] | None:
        """Return the range that a label (`labelling`) or a further fragment would get; None if it would relabel."""
        selection = self.selection(state)
        if selection is not None:
            return selection
        # The caret may have come back to `_made_at`, where the annotation just made is no longer meant: that is rare.
        if labelling and (state.offset == self._made_at or annotations_at(self.text, self._coverage, state.offset)):
            return None
        return self.word_at(state.offset)

    def after(self, state: Caret, keys: Sequence[Key] | None = None) -> Iterator[tuple[Key, Caret]]:
        """Yield each key, or each of `keys`, with the state that it leads to, in the order of the table."""
        for key in self.keys if keys is None else keys:
            reached = self._press(key, state)
            if reached is not None:
                yield key, reached

    def _press(self, key: Key, state: Caret) -> Caret | None:
        caret, anchor, goal = state
        if key.kind in {"move", "select"}:
            by_rows = key.argument in BY_ROWS
            if by_rows and goal is None:
                goal = self._goal(caret)
            selecting = key.kind == "select"
            moved = self._moved(caret, key.argument, goal if by_rows else None, selecting)
            held = None if not selecting else caret if anchor is None else anchor
            return Caret(moved, held, goal if by_rows else None)
        if key.kind == "other_end":
            return None if anchor is None else Caret(anchor, caret)
        if key.kind == "propose":
            return self._suggestion(state, int(key.argument))
        if key.kind == "annotation":
            return self._annotation(caret, int(key.argument))
        if key.kind == "sentence":
            start = self._by_sentence(caret, int(key.argument))
            return None if start is None else Caret(start)
        if key.kind == "words" or key.argument in _ONWARD:
            if anchor is not None:
                head = self._onward(caret, key)
                return None if head is None else Caret(head, anchor)
        elif key.argument in _BY_CARET:
            anchor = None
        return self._selected(caret, anchor, key)

    def _move(self, caret: int, where: str, goal: int | None, selecting: bool) -> int:  # noqa: FBT001 - cached by place
        page_rows = max(1, self.height - CONTEXT_ROWS)
        return motion.moved(self.page, caret, where, goal=goal or 0, page_rows=page_rows, selecting=selecting)

    def _sentence(self, caret: int, step: int) -> int | None:
        extent = (next_sentence if step > 0 else previous_sentence)(self.text, caret, self._borders)
        return None if extent is None else motion.settled(self.page, extent[0], step)

    def _suggestion(self, state: Caret, step: int) -> Caret | None:
        selected = self.selection(state)
        asked = step, state.offset, selected
        if asked not in self._suggested:
            span = self._suggestions.proposed(step, state.offset, Span(*selected) if selected else None, self._done)
            self._suggested[asked] = None if span is None else Caret(self._settled(span.end), span.start)
        return self._suggested[asked]

    def _annotation(self, caret: int, step: int) -> Caret | None:
        place = bisect_right(self._starts, caret) if step > 0 else bisect_left(self._starts, caret) - 1
        if not 0 <= place < len(self._starts):
            return None
        return Caret(motion.settled(self.page, self._starts[place], step))

    def _move_on(self, caret: int, key: Key) -> int | None:
        selected = self._select(caret, caret, key)
        return None if selected is None else selected.offset

    def _select(self, caret: int, anchor: int | None, key: Key) -> Caret | None:
        selection: Selection | None
        if key.kind == "words":
            selection = select_words(self.text, caret, anchor, int(key.argument), self._borders)
        else:
            selection = select_unit(self.text, caret, anchor, key.argument, self._borders)
        if selection is None:
            return None
        return Caret(self._settled(selection.head), selection.anchor)
