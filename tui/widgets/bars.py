"""The three quiet rows around the text: title, status and keys."""

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from tui.actions import Action
from tui.catalogue import say
from tui.keymap import shown
from tui.widgets.strips import columns, row, words
from tui.widgets.styled import StyledWidget


class Bar(StyledWidget):
    """One row of typeset text."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--quiet", "bar--strong"}
    DEFAULT_CSS = """
    Bar {
        height: 1;
        background: $surface;
        &> .bar--quiet { color: $quiet; }
        &> .bar--strong { color: $accent; }
    }
    """


class TitleBar(Bar):
    """What is open, how far the work has come, and whose it is."""

    def __init__(self, *, corpus: str, annotator: str) -> None:
        super().__init__()
        self._corpus = corpus
        self._annotator = annotator
        self._progress = ""

    def show_progress(self, progress: str) -> None:
        """Say how far the work has come."""
        self._progress = progress
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width, style, quiet = self.size.width, self.style_of(), self.style_of("bar--quiet")
        left = [*words("newsreader", width, self.style_of("bar--strong"))]
        left += [Segment(" · ", quiet), *words(self._corpus, width // 3, style)]
        right = words(self._annotator, width // 4, style)
        if self._progress:
            right = [*words(self._progress, width // 2, quiet), Segment(" · ", quiet), *right]
        return row(width, style, left=left, right=right)


class StatusLine(Bar):
    """What was just done, or what is under the caret."""

    def __init__(self) -> None:
        super().__init__()
        self._notice = ""
        self._place = ""

    def show(self, notice: str) -> None:
        """Show a notice until the next one."""
        self._notice = notice
        self.refresh()

    def show_place(self, place: str) -> None:
        """Show where in the text the caret is."""
        if place != self._place:
            self._place = place
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width, style, quiet = self.size.width, self.style_of(), self.style_of("bar--quiet")
        right = words(self._place, width, quiet)
        left = words(self._notice, width - columns(right) - 4, style)
        return row(width, style, left=left, right=right)


class KeyBar(Bar):
    """The keys that matter where the focus is; as many as fit."""

    def __init__(self) -> None:
        super().__init__()
        self._actions: tuple[Action, ...] = ()

    def show(self, actions: Iterable[Action]) -> None:
        """Show the keys of these actions."""
        self._actions = tuple(actions)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width, style, quiet = self.size.width, self.style_of(), self.style_of("bar--quiet")
        left: list[Segment] = []
        # Help has its place at the edge, however many keys there are.
        right = [segment for action in self._actions if action.name == "help" for segment in self._entry(action)]
        for action in self._actions:
            entry = [*self._entry(action), Segment("  ", quiet)]
            if columns(left) + columns(entry) + columns(right) + 2 > width:
                break
            left += [] if action.name == "help" else entry
        return row(width, style, left=left, right=right)

    def _entry(self, action: Action) -> list[Segment]:
        key = words(shown(action.keys[0]), self.size.width, self.style_of("bar--strong"))
        return [*key, *words(f" {say(action.title)}", self.size.width, self.style_of("bar--quiet"))]
