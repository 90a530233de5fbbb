"""What the keys and the mouse do to the caret and the selection of an article's text."""

from typing import TYPE_CHECKING

from textual import events

from tui.actions import Scope
from tui.bindings import bindings
from tui.keymap import latin
from tui.typesetting import motion
from tui.typesetting.selecting import Selection, select_unit, select_words
from tui.typesetting.window import CONTEXT_ROWS
from tui.typesetting.words import next_sentence, previous_sentence
from tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from annotations.candidates.candidates import Candidates
    from tui.typesetting.hints import Hints

WHEEL_ROWS = 3
BY_ROWS = frozenset({"up", "down", "page_up", "page_down"})
"""The movements that keep to a column."""


class ArticleView(TextPane):
    """The open article. What changes the annotations happens on the screen."""

    BINDINGS = bindings(Scope.TEXT)

    _candidates: "Candidates | None" = None

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
        """Go to the start of the next or the previous annotation."""
        starts = [each.span.start for each in self._annotations]
        beyond = [start for start in starts if (start - self._caret) * step > 0]
        if beyond:
            self._place_caret(self._settle(min(beyond) if step > 0 else max(beyond), step), anchor=None)

    def _select(self, selection: Selection | None) -> None:
        if selection is not None:
            self._place_caret(self._settle(selection.head, motion.FORWARD), anchor=selection.anchor)

    def action_words(self, count: int) -> None:
        """Select that many words from the caret, or so many more."""
        self._select(select_words(self._page.text, self._caret, self._anchor, count))

    def action_select_unit(self, unit: str) -> None:
        """Select a unit of the text, or on to its end."""
        self._select(select_unit(self._page.text, self._caret, self._anchor, unit))

    def propose(self, step: int) -> bool:
        """Select the next or the previous stretch that is likely to be annotated and is not; whether there is one."""
        if self._article is None:
            return False
        if self._candidates is None or self._candidates.article is not self._article:
            from annotations.candidates.candidates import Candidates

            self._candidates = Candidates(self._article)
        span = self._candidates.proposed(step, self._caret, self.selection, self._annotations)
        if span is not None:
            self.select(span.start, span.end)
        return span is not None

    def action_other_end(self) -> None:
        """Make the other end of the selection the one that moves."""
        if self._anchor is not None:
            self._place_caret(self._anchor, anchor=self._caret)

    def action_jump(self) -> None:
        """Put a hint on every word in view; the next two keys are its letters."""
        if self._article is not None:
            from tui.typesetting.hints import Hints  # whoever never jumps need not wait for it at the start

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

    def action_furniture(self) -> None:
        """Show the page's furniture, or fold it; the caret's row stays where it is."""
        if self._article is not None:
            row = self.caret_row
            self._folded = not self._folded
            self._set_page(self._article)
            self._caret = self._settle(self._caret, motion.FORWARD)
            self._look_at(self._caret, row)
            self._on_move()

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret where the mouse is, and begin to select."""
        caret = self._hit(event)
        if caret is not None:
            self._place_caret(caret, anchor=None)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select while a button is held."""
        caret = self._hit(event) if self.app.mouse_captured is self else None
        if caret is not None and caret != self._caret:
            self._place_caret(caret, anchor=self._caret if self._anchor is None else self._anchor)

    def on_mouse_up(self) -> None:
        """End selecting."""
        self.release_mouse()

    def on_mouse_scroll_up(self) -> None:
        """Scroll by the wheel; the caret stays in the text."""
        self._scroll(-WHEEL_ROWS)

    def on_mouse_scroll_down(self) -> None:
        """Scroll by the wheel; the caret stays in the text."""
        self._scroll(WHEEL_ROWS)

    def _scroll(self, rows: int) -> None:
        if self._article is not None and self._window.scroll(rows):
            self.show_scrolled()
