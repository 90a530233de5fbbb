"""The three quiet rows around the text: title, status and keys."""

import time
from collections.abc import Iterable
from itertools import chain
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from tui.keys.actions import Action
from tui.keys.layouts import shown
from tui.language.catalogue import say, spoken
from tui.typesetting.bidi.direction import BaseDirection
from tui.typesetting.lines.display import set_rows
from tui.typesetting.lines.paragraph import Cell
from tui.widgets.base.cached_widget import StyledWidget
from tui.widgets.base.segments import columns, own_words, row, segments, words

NOTICE_ROWS = 4
"""Rows that a notice may take."""
READ = 4.0
"""Seconds to read a notice. A caret movement after that removes it, as it no longer fits what is under the caret."""
PROGRESS = 12
"""Columns below which the progress of the work is left out."""
PLACE = 26
"""Columns that a notice leaves for the place of the caret and the current annotation."""
CURRENT = 8, 48
"""Columns below which the current annotation is left out, and columns that it takes at most."""


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

    def _row(self, start: list[list[Segment]], end: list[list[Segment]]) -> Strip:
        """Draw a row of what is read first and what is read last. Both are lists of parts in reading order."""
        width, style = self.size.width, self.style_of()
        if spoken().is_mirrored:
            start, end = end[::-1], start[::-1]
        return row(width, style, left=list(chain(*start)), right=list(chain(*end)))


class TitleBar(Bar):
    """The corpus, the progress of the work, and the annotator."""

    def __init__(self, *, corpus: str, annotator: str) -> None:
        super().__init__()
        self._corpus = corpus
        self._annotator = annotator
        self._progress = ""

    def show_progress(self, progress: str) -> None:
        """Show the progress of the work."""
        self._progress = progress
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width, style, quiet = self.size.width, self.style_of(), self.style_of("bar--quiet")
        dot = [Segment(" · ", quiet)]
        start = [words("newsreader", width, self.style_of("bar--strong")), dot, words(self._corpus, width // 3, style)]
        end = [words(self._annotator, width // 4, style)]
        room = width - 4 - columns(chain(*start, *end, dot))
        if self._progress and room >= PROGRESS:
            end = [words(self._progress, room, quiet), dot, *end]
        return self._row(start, end)


class StatusLine(Bar):
    """The last notice, and the current annotation with the place of the caret.

    A notice that is longer than the row takes more rows. The current annotation takes what is left, and never a row.
    """

    def __init__(self) -> None:
        super().__init__()
        self._notice = ""
        self._since = 0.0
        """When the notice came, by the monotonic clock."""
        self._place = ""
        self._current = ""
        self._rows = 1

    def show(self, notice: str) -> None:
        """Show a notice until the next one, or until the caret moves after `READ` seconds."""
        self._notice, self._since = notice, time.monotonic()
        self._fit()
        self.refresh()

    @property
    def notice(self) -> str:
        """The notice that is shown, "" if there is none."""
        return self._notice

    def show_place(self, place: str, current: str = "") -> None:
        """Show where in the text the caret is, and the annotation that keys act on."""
        if (place, current) != (self._place, self._current):
            self._place, self._current = place, current
            if self._notice and time.monotonic() - self._since > READ:
                self.show("")
            self.refresh()

    def on_resize(self) -> None:
        """Take as many rows as the notice needs now."""
        self._fit()

    def render_line(self, y: int) -> Strip:
        """Draw row `y`."""
        style = self.style_of()
        notice = self._set()
        start = segments((cell, style) for cell in notice[y]) if y < len(notice) else []
        return self._row([start], self._where(self.size.width - columns(start) - 4) if y == 0 else [])

    def _where(self, room: int) -> list[list[Segment]]:
        """Draw the current annotation and the place in a number of columns, or in `PLACE` if these are more."""
        quiet = self.style_of("bar--quiet")
        place = words(self._place, PLACE, quiet)
        least, most = CURRENT
        left = min(most, max(PLACE, room) - columns(place) - 3)
        if not self._current or left < least:
            return [place]
        return [own_words(self._current, left, self.style_of()), [Segment(" · ", quiet)], place]

    @property
    def _room(self) -> int:
        return max(1, self.size.width - PLACE - 4)

    def _set(self) -> list[list[Cell]]:
        """Set the notice in rows, in the direction of the screen's language: a quote in it must not turn it round."""
        direction: BaseDirection = "rtl" if spoken().is_mirrored else "ltr"
        return set_rows(self._notice, self._room, NOTICE_ROWS, base_direction=direction)

    def _fit(self) -> None:
        rows = len(self._set()) or 1
        if rows != self._rows:
            self._rows = rows
            self.styles.height = rows


class KeyBar(Bar):
    """The keys that matter where the focus is, as many as fit."""

    def __init__(self) -> None:
        super().__init__()
        self._actions: tuple[Action, ...] = ()

    def show(self, actions: Iterable[Action]) -> None:
        """Show the keys of these actions."""
        self._actions = tuple(actions)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width, quiet = self.size.width, self.style_of("bar--quiet")
        start: list[list[Segment]] = []
        # Help has its place at the edge, however many keys there are.
        end = [part for action in self._actions if action.name == "help" for part in self._entry(action)]
        room = width - 2 - columns(chain(*end))
        for action in self._actions:
            entry = [*self._entry(action), [Segment("  ", quiet)]]
            room -= columns(chain(*entry))
            if room < 0:
                break
            start += [] if action.name == "help" else entry
        return self._row(start, end)

    def _entry(self, action: Action) -> list[list[Segment]]:
        quiet = self.style_of("bar--quiet")
        key = words(shown(action.keys[0]), self.size.width, self.style_of("bar--strong"))
        return [key, [Segment(" ", quiet)], words(say(action.title), self.size.width, quiet)]
