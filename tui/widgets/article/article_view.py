"""The open article: what is selected there, and what the keys do to the caret and the selection."""

from typing import TYPE_CHECKING

from textual import events

from annotations.text.selecting import Selection, count_words, select_unit, select_words, trimmed
from annotations.text.sentences import next_sentence, previous_sentence
from annotations.text.span import Span
from annotations.text.words import word_at
from tui.keys.actions import Scope
from tui.keys.bindings import bindings
from tui.keys.layouts import latin
from tui.language.catalogue import counted, say, title_of
from tui.typesetting.page import motion
from tui.typesetting.page.viewport import CONTEXT_ROWS
from tui.widgets.article.mouse import PointingPane

if TYPE_CHECKING:
    from tui.typesetting.page.hints import Hints

BY_ROWS = frozenset({"up", "down", "page_up", "page_down"})
"""The movements that keep to a column."""


class ArticleView(PointingPane):
    """The open article. What changes the annotations happens on the screen."""

    BINDINGS = bindings(Scope.TEXT)

    _missed: tuple[int, int | None, str] | None = None
    """The caret and the anchor at which a key found nothing, and what is said of that until they are others."""

    @property
    def selection(self) -> Span | None:
        """What is selected, without what cannot be seen at its edges."""
        if self._article is None or self._anchor is None:
            return None
        extent = trimmed(self._article.text, *self._selected)
        return Span(*extent) if extent else None

    def target(self) -> Span | None:
        """What a label would be put on: the selection, else the word at the caret."""
        selection = self.selection
        if self._article is None or selection is not None:
            return selection
        extent = word_at(self._article.text, self._caret)
        return Span(*extent) if extent else None

    @property
    def place(self) -> str:
        """How far into the article the caret is; what was missed, is selected, or is related but out of view."""
        length = max(1, len(self._page.text))
        place = f"{100 * min(self._caret, length) // length} %"
        if self._missed is not None and self._missed[:2] == (self._caret, self._anchor):
            return f"{self._missed[2]} · {place}"
        selection = self.selection
        if selection is not None:
            count = count_words(self._page.text, selection.start, selection.end)
            return say("{words} selected · {place}", words=counted(count, "word"), place=place)
        related = zip(self._out_of_view(), "↑↓", strict=True) if self._article is not None else ()
        ends = [f"{title_of(self._labels.shown(each.label))} {arrow}" for each, arrow in related if each is not None]
        return " · ".join([*ends, place])

    def go_to(self, offset: int) -> None:
        """Put the caret at an offset and drop the selection."""
        if self._article is not None:
            self._place_caret(self._settle(offset, motion.FORWARD), anchor=None)

    def select(self, start: int, end: int) -> None:
        """Select a range, the caret at its end."""
        self._place_caret(self._settle(end, motion.FORWARD), anchor=start)

    def drop_selection(self) -> bool:
        """Drop the selection; whether there was one."""
        had = self._anchor is not None
        self._place_caret(self._caret, anchor=None)
        return had

    # Keys

    def _moved(self, where: str, *, selecting: bool) -> int:
        if self._goal is None:
            self._goal = motion.column(self._page, self._caret)
        return motion.moved(
            self._page,
            self._caret,
            where,
            goal=self._goal,
            page_rows=max(1, self.size.height - CONTEXT_ROWS),
            selecting=selecting,
        )

    def action_move(self, where: str) -> None:
        """Move the caret; a selection is dropped."""
        self._place_caret(self._moved(where, selecting=False), anchor=None, keep_goal=where in BY_ROWS)

    def action_select(self, where: str) -> None:
        """Move the caret and with it one end of the selection."""
        anchor = self._caret if self._anchor is None else self._anchor
        self._place_caret(self._moved(where, selecting=True), anchor=anchor, keep_goal=where in BY_ROWS)

    def action_sentence(self, step: int) -> None:
        """Go to the start of the next or the previous sentence."""
        find = next_sentence if step > 0 else previous_sentence
        extent = find(self._page.text, self._caret)
        if extent is not None:
            self._place_caret(self._settle(extent[0], step), anchor=None)

    def action_annotation(self, step: int) -> None:
        """Go to the start of the next or the previous annotation; where several start, to one after the other."""
        annotation = self._markings.following(self._caret, step)
        if annotation is not None:
            self.go_to_annotation(annotation, step)
        else:
            self._miss(say("no annotation"))

    def _select(self, selection: Selection | None) -> None:
        if selection is not None:
            self._place_caret(self._settle(selection.head, motion.FORWARD), anchor=selection.anchor)
        else:
            self._miss(say("nothing to select"))

    def _miss(self, what: str) -> None:
        """Say that a key found nothing: whoever takes it for done would tag something else."""
        self._missed = self._caret, self._anchor, what
        self._on_move()

    def action_words(self, count: int) -> None:
        """Select that many words from the caret, or so many more."""
        self._select(select_words(self._page.text, self._caret, self._anchor, count))

    def action_select_unit(self, unit: str) -> None:
        """Select a unit of the text, or on to its end."""
        self._select(select_unit(self._page.text, self._caret, self._anchor, unit))

    def action_other_end(self) -> None:
        """Make the other end of the selection the one that moves."""
        if self._anchor is not None:
            self._place_caret(self._anchor, anchor=self._caret)

    def action_jump(self) -> None:
        """Put a hint on every word in view; the next two keys are its letters."""
        if self._article is not None:
            from tui.typesetting.page.hints import Hints  # whoever never jumps need not wait for it at the start

            lines = [row.line for row in self._window.rows if row.line is not None]
            self._hints = Hints(self._page.text, lines, self._caret)
            self.redraw()

    async def on_key(self, event: events.Key) -> None:
        """Do what a key does at once: by itself it would go to parent after parent before it is looked up."""
        if self._hints is not None:
            event.stop()
            event.prevent_default()
            self._take_hint(event, self._hints)
            return
        if await self.app._check_bindings(event.key):  # noqa: SLF001 - what becomes of a key behind its last parent
            event.stop()
            event.prevent_default()

    def _take_hint(self, event: events.Key, hints: "Hints") -> None:
        """Take a letter of a hint: plain they go to its word, with Shift they select up to its end."""
        typed = latin(event.character or "")
        if typed.lower() not in hints.keys:
            self._hints = None
        elif target := hints.type(typed.lower()):
            self._hints = None
            anchor = self._caret if self._anchor is None else self._anchor
            if typed.isupper():
                self._place_caret(self._settle(target.end, motion.FORWARD), anchor=anchor)
            else:
                self._place_caret(self._settle(target.start, motion.FORWARD), anchor=None)
        self.redraw()
