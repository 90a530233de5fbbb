"""Places in articles, listed with the words around them: to go to one, to tag some, or to confirm some."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.timer import Timer

from annotations.model.label import LabelSet
from annotations.model.summary import CONTEXT, Hit
from tui.keys.layouts import latin
from tui.language.catalogue import counted, spoken
from tui.screens.background import Background
from tui.typesetting.bidi.direction import paragraph_direction
from tui.typesetting.lines.display import ELLIPSIS, set_line_cells, set_rows
from tui.widgets.base.segments import row, segments, words
from tui.widgets.lists.item_list import ItemList

SLICE = 0.015
"""Seconds of searching between two frames."""
HEADLINE = 4
"""The article's headline may take one part in `HEADLINE` of a row."""
KEY_ROWS = 2
"""Rows at most for the line about the keys."""
MOST = 5_000
"""Places that are listed at most."""


class HitList(ItemList):
    """A row for each place, the place itself on a tint."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hit-list--hit"}
    DEFAULT_CSS = """
    HitList { background: $surface; &> .hit-list--hit { background: $label-1; text-style: bold; } }
    """

    def __init__(
        self,
        heading: str,
        *,
        keys: str,
        is_choice: bool,
        id: str,  # noqa: A002 - Textual's own name
        on_choose: Callable[[int], None],
    ) -> None:
        super().__init__(heading, id=id, on_choose=on_choose)
        self._keys = keys
        self._hits: list[Hit] = []
        self._is_choice = is_choice
        self._skipped: set[int] = set()
        self._tagged: dict[int, str] = {}

    @property
    def item_height(self) -> int:
        """One row, and no blank one."""
        return 1

    @property
    def count(self) -> int:
        """The number of places."""
        return len(self._hits)

    @property
    def chosen(self) -> list[Hit]:
        """The confirmed places; in a list without a choice, the one under the cursor."""
        if not self._is_choice:
            return self._hits[self.cursor : self.cursor + 1]
        return [hit for index, hit in enumerate(self._hits) if index not in self._skipped]

    def clear(self) -> None:
        """List nothing."""
        self._hits.clear()
        self._skipped.clear()
        self.cursor = 0
        self.redraw()

    def extend(self, hits: Sequence[Hit]) -> None:
        """List more places. In a choice those that are doubtful begin as skipped."""
        self._skipped |= {at for at, hit in enumerate(hits, len(self._hits)) if self._is_choice and hit.is_doubtful}
        self._hits += hits
        self.redraw()

    def toggle(self) -> None:
        """Confirm the place under the cursor, or skip it, and go on to the next."""
        self._skipped ^= {self.cursor}
        self.refresh_item(self.cursor)
        self.cursor += 1

    def mark(self, key: str) -> None:
        """Show the key of the label that the place under the cursor was tagged with, and go on to the next."""
        self._tagged[self.cursor] = key
        self.refresh_item(self.cursor)
        self.cursor += 1

    def foot(self) -> Sequence[Strip]:
        """Draw the line about the keys."""
        width, quiet = self.size.width, self.style_of("item-list--quiet")
        is_mirrored = spoken().is_mirrored
        rows = set_rows(self._keys, width - 2, KEY_ROWS, base_direction="rtl" if is_mirrored else "ltr")
        drawn = [segments((cell, quiet) for cell in cells) for cells in rows]
        return [row(width, quiet, right=each) if is_mirrored else row(width, quiet, left=each) for each in drawn]

    def draw(self, index: int, width: int) -> Sequence[Strip]:
        """Draw the place in its context, in the direction of the text, and the headline at an article's first place.

        Places are aligned below each other, as in a concordance.
        """
        layer = ("item-list--cursor",) if index == self.cursor else ()
        base, quiet = self.style_of(*layer), self.style_of(*layer, "item-list--quiet")
        hit = self._hits[index]
        tint = quiet if self._is_choice and hit.is_doubtful else self.style_of(*layer, "hit-list--hit")
        mark = ("○" if index in self._skipped else "●") if self._is_choice else self._tagged.get(index, " ")
        mark += ELLIPSIS if hit.goes_on else " "
        headline = width // HEADLINE
        room = width - headline - 6
        side = room * 2 // 5
        rest = max(2, room - side - len(hit.words))
        before, after = _words_before(hit.before, side), _words_after(hit.after, rest)
        start, end = len(before), len(before) + len(hit.words)
        line = before + hit.words + after
        drawn = set_line_cells(line, room)
        is_hit = [start < cell.end and cell.start < end for cell in drawn]
        cells = [(cell, tint if each else quiet) for cell, each in zip(drawn, is_hit, strict=True)]
        at_right = rest if paragraph_direction(line) == "ltr" else side
        behind = next((place for place, each in enumerate(reversed(is_hit)) if each), 0)
        pad = at_right - sum(cell.columns for cell in drawn[len(drawn) - behind :])
        is_first = index == 0 or self._hits[index - 1].article_id != hit.article_id
        name = words(hit.headline, headline, quiet) if is_first else []
        return [row(width, base, left=[Segment(mark, base), *name], right=[*segments(cells), Segment(" " * pad, base)])]


def _words_before(context: str, side: int) -> str:
    """Return the whole words at the end of a context that fit into `side` code points, an ellipsis before them."""
    if len(context) <= side and len(context) < CONTEXT:
        return context
    kept = context[-max(1, side - 2) :]
    return f"{ELLIPSIS} {kept.partition(' ')[2]}" if " " in kept else kept


def _words_after(context: str, side: int) -> str:
    """Return the whole words at the start of a context that fit into `side` code points, an ellipsis behind them."""
    if len(context) <= side and len(context) < CONTEXT:
        return context
    kept = context[: max(1, side - 2)]
    return f"{kept.rpartition(' ')[0]} {ELLIPSIS}" if " " in kept else kept


class HitsScreen(ModalScreen[Sequence[Hit] | None]):
    """Searches between the frames. Returns the chosen places, or None if the user leaves."""

    BINDINGS = [("escape", "leave", "Leave"), ("space", "confirm", "Confirm or skip")]  # noqa: RUF012 - Textual's type
    AUTO_FOCUS = "#hits"

    def __init__(
        self,
        heading: str,
        hits: Iterator[Hit | None],
        *,
        keys: str,
        is_choice: bool = False,
        widened: Callable[[], Iterator[Hit | None]] | None = None,
        labels: LabelSet | None = None,
        tag: Callable[[Hit, str], bool] | None = None,
    ) -> None:
        """Take a heading, the places, and the line about the keys.

        `hits` yields None for each article without a place, so that a long search can pause.
        With `is_choice` several places may be chosen. `widened` starts the same search in more articles.
        `tag` tags a place with one of the `labels`, and returns False if that failed.
        """
        super().__init__()
        self._heading = heading
        self._hits = hits
        self._widened = widened
        self._is_choice = is_choice
        self._labels = labels
        self._tag = tag
        self._timer: Timer | None = None
        self._list = HitList(heading, keys=keys, is_choice=is_choice, id="hits", on_choose=self._choose)

    def compose(self) -> ComposeResult:
        """Make the list."""
        with Vertical():
            yield self._list

    def on_mount(self) -> None:
        """Begin to search."""
        self._begin()

    def _begin(self) -> None:
        search = Background(self, self._show_failure).reported(self._search)
        self._timer = self.set_interval(1 / 50, search)
        search()

    def _show_failure(self, message: str) -> None:
        """Stop searching, and show what failed beside what was found."""
        if self._timer is not None:
            self._timer.stop()
        self._list.heading = f"{message} · {self._heading}"
        self._list.refresh()

    def _search(self) -> None:
        """Search for `SLICE` seconds."""
        found: list[Hit] = []
        until = time.monotonic() + SLICE
        is_over = False
        try:
            while time.monotonic() < until and not is_over:
                try:
                    hit = next(self._hits)
                except StopIteration:
                    is_over = True
                else:
                    found += [] if hit is None else [hit]
                    is_over = self._list.count + len(found) >= MOST
        finally:
            if found:
                self._list.extend(found)
        if is_over and self._timer is not None:
            self._timer.stop()
        state = counted(self._list.count, "place") + ("" if is_over else " …")
        self._list.heading = f"{state} · {self._heading}"
        self._list.refresh()

    def take_key(self, event: events.Key) -> bool:
        """Widen the search by *, and tag by a label's key."""
        key = latin(event.character or "")
        if key == "*" and self._widened is not None and self._timer is not None:
            self._list.clear()
            self._timer.stop()
            self._hits, self._widened = self._widened(), None
            self._begin()
            return True
        if self._labels is not None and self._tag is not None and self._list.count:
            for label in self._labels:
                if key == label.key:
                    if self._tag(self._list.chosen[0], label.name):
                        self._list.mark(key)
                    return True
        return False

    def _choose(self, _: int) -> None:
        self.dismiss(self._list.chosen)

    def action_confirm(self) -> None:
        """Confirm the place under the cursor, or skip it."""
        if self._is_choice:
            self._list.toggle()

    def action_leave(self) -> None:
        """Choose none."""
        self.dismiss(None)
