"""The three quiet rows around the text: title, status and keys."""

import re
import time
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from tui.keys.actions import Action
from tui.keys.layouts import shown
from tui.language.catalogue import say, spoken
from tui.typesetting.lines.display import ELLIPSIS, set_rows
from tui.widgets.base.cached_widget import StyledWidget
from tui.widgets.base.segments import columns, own_words, row, words

READ = 4.0
"""Seconds to read a notice. A caret movement after that removes it, as it no longer fits what is under the caret."""
PROGRESS = 12
"""Columns below which the progress of the work is left out."""
GAP = 2
"""Columns between a notice and what stands at the other edge."""
PLACE = 26
"""Columns that the place of the caret takes at most."""
WHOLE_KEY = "f3"
"""The key that shows the whole of a notice that is cut."""
FOLDERS = re.compile(r"(?<![^\s(\u201c\u200e\u2066\u2067])/[^\s:;]*(?=/[^\s:;/]+)")
"""The folders of a path in a notice. One that is cut shows the name of the file, and more of what happened to it."""
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
    """The last notice, and the current annotation with the place of the caret: one row, whatever there is to say.

    The text above never loses a row. A notice that does not fit is cut, and the key that shows all of it stands behind.
    The current annotation takes what is left.
    """

    def __init__(self) -> None:
        super().__init__()
        self._notice = ""
        self._since = 0.0
        """When the notice came, by the monotonic clock."""
        self._place = ""
        self._current = ""

    def show(self, notice: str) -> None:
        """Show a notice until the next one, or until the caret moves after `READ` seconds."""
        self._notice, self._since = notice, time.monotonic()
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

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width = self.size.width - 2
        place = words(self._place, PLACE, self.style_of("bar--quiet"))
        start = self._set_notice(width - columns(place) - GAP if place else width)
        return self._row(start, self._where(place, width - columns(chain(*start)) - GAP))

    def _where(self, place: list[Segment], room: int) -> list[list[Segment]]:
        """Draw the current annotation before the place if a number of columns has room for it."""
        least, most = CURRENT
        left = min(most, room - columns(place) - 3)
        if not self._current or left < least:
            return [place]
        return [own_words(self._current, left, self.style_of()), [Segment(" · ", self.style_of("bar--quiet"))], place]

    def _set_notice(self, room: int) -> list[list[Segment]]:
        """Set the notice in the direction of the screen's language: a quote in it must not turn it round."""
        style = self.style_of()
        if is_whole(self._notice, room):
            return [own_words(self._notice, room, style)]
        key = words(f" {shown(WHOLE_KEY)}", room, self.style_of("bar--strong"))
        return [own_words(FOLDERS.sub(ELLIPSIS, self._notice), room - columns(key), style), key]


@lru_cache(maxsize=64)
def is_whole(notice: str, room: int) -> bool:
    """Return True if a notice fits into a number of columns."""
    return len(set_rows(notice, room, 2)) <= 1


class KeyBar(Bar):
    """The keys that matter where the focus is, as many as fit."""

    def __init__(self) -> None:
        super().__init__()
        self._actions: tuple[Action, ...] = ()
        self._typing: Sequence[tuple[str, str]] = ()
        """The keys of a prompt with what they do, shown instead while there are any."""

    def show(self, actions: Iterable[Action]) -> None:
        """Show the keys of these actions."""
        self._actions = tuple(actions)
        self.refresh()

    def show_typing(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show the keys of a prompt, each with what it does; none for those of the actions."""
        if keys != self._typing:
            self._typing = keys
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the row."""
        width, quiet = self.size.width, self.style_of("bar--quiet")
        start: list[list[Segment]] = []
        end: list[list[Segment]] = []
        if self._typing:
            entries = [self._entry(key, title) for key, title in self._typing]
        else:
            # Help has its place at the edge, however many keys there are.
            shown_keys = [(action, self._entry(action.keys[0], say(action.title))) for action in self._actions]
            entries = [entry for action, entry in shown_keys if action.name != "help"]
            end = [part for action, entry in shown_keys if action.name == "help" for part in entry]
        room = width - 2 - columns(chain(*end))
        for entry in entries:
            spaced = [*entry, [Segment("  ", quiet)]]
            room -= columns(chain(*spaced))
            if room < 0:
                break
            start += spaced
        return self._row(start, end)

    def _entry(self, key: str, title: str) -> list[list[Segment]]:
        quiet = self.style_of("bar--quiet")
        name = words(shown(key), self.size.width, self.style_of("bar--strong"))
        return [name, [Segment(" ", quiet)], words(title, self.size.width, quiet)]
