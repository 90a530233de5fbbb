"""The three panes: which of them fit beside each other, and which one has the focus."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

WIDE, MEDIUM = 120, 80
"""Columns from which three panes stand side by side, and from which two do."""


class Panes(Horizontal):
    """Holds the list, the text and the annotations, which cover it."""

    def __init__(
        self, articles: Widget, text: Widget, annotations: Widget, *, first: Widget, is_mirrored: bool
    ) -> None:
        """Take the panes in reading order and the one that begins with the focus. A mirrored list is at the right."""
        super().__init__(id="panes")
        self.current = first
        """The pane that has the focus, or had it last."""
        self._articles, self._text, self._annotations = self._all = articles, text, annotations
        self._is_mirrored = is_mirrored

    def compose(self) -> ComposeResult:
        """Stand the panes in the order of the screen's language."""
        yield from reversed(self._all) if self._is_mirrored else self._all

    def show_those_that_fit(self) -> None:
        """Show the current pane, with those that fit beside it."""
        columns = self.app.size.width
        if columns >= WIDE:
            shown: tuple[Widget, ...] = self._all
        elif columns >= MEDIUM and self.current is not self._articles:
            shown = self._text, self._annotations
        else:
            shown = (self.current,)
        for each in self._all:
            show(each, is_shown=each in shown)

    def enter(self, pane: Widget) -> None:
        """Give a pane the focus and show it, with those that fit beside it."""
        pane.display = True  # first: a hidden widget takes no focus
        self.screen.set_focus(pane)
        self.current = pane
        self.show_those_that_fit()

    def next(self, step: int) -> Widget:
        """Return the pane that is `step` panes after the one with the focus."""
        focused = self.screen.focused
        here = self._all.index(focused) if focused in self._all else 0
        return self._all[(here + step) % len(self._all)]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return blank rows: the panes cover them, and Textual would draw each of them in every frame."""
        return [Strip.blank(crop.width)] * crop.height


def show(widget: Widget, *, is_shown: bool) -> None:
    """Show or hide a widget. Sets nothing that is so already: Textual would lay out the whole screen again."""
    if widget.display != is_shown:
        widget.display = is_shown
