"""Places in an article's text, listed with what stands around them: to go to one, or to confirm some."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip

from annotations.span import Span
from tui.typesetting.display import set_line_cells
from tui.widgets.item_list import ItemList
from tui.widgets.strips import row, segments

CONTEXT = 60
"""Code points of the text that are shown before and after a place; fewer where the row is narrower."""


class HitList(ItemList):
    """A row for each place, the place itself on a tint."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hit-list--hit"}
    DEFAULT_CSS = """
    HitList { background: $surface; &> .hit-list--hit { background: $label-1; text-style: bold; } }
    """

    def __init__(self, heading: str, text: str, spans: Sequence[Span], *, is_choice: bool, id: str) -> None:  # noqa: A002
        super().__init__(heading, id=id)
        self._text = text
        self._spans = spans
        self._is_choice = is_choice
        self._chosen = set(range(len(spans)))

    @property
    def item_height(self) -> int:
        """One row, and no blank one."""
        return 1

    @property
    def count(self) -> int:
        """How many places there are."""
        return len(self._spans)

    @property
    def chosen(self) -> list[Span]:
        """The places that are confirmed; of a list to go to one of, that one."""
        return [self._spans[index] for index in sorted(self._chosen if self._is_choice else {self.cursor})]

    def toggle(self) -> None:
        """Confirm the place under the cursor, or skip it, and go on to the next."""
        self._chosen ^= {self.cursor}
        self.refresh_item(self.cursor)
        self.cursor += 1

    def draw(self, index: int, width: int) -> Sequence[Strip]:
        """The place in its context, in the direction of the text."""
        layer = ("item-list--cursor",) if index == self.cursor else ()
        base, quiet = self.style_of(*layer), self.style_of(*layer, "item-list--quiet")
        span, room = self._spans[index], max(4, (width - 12) // 2)
        start, end = max(0, span.start - min(CONTEXT, room // 2)), span.end + min(CONTEXT, room // 2)
        hit = self.style_of(*layer, "hit-list--hit")
        cells = [
            (cell, hit if span.start - start < cell.end and cell.start < span.end - start else quiet)
            for cell in set_line_cells(self._text[start:end], width - 8)
        ]
        mark = ("● " if index in self._chosen else "○ ") if self._is_choice else ""
        return [row(width, base, left=[Segment(mark, base)], right=segments(cells))]


class HitsScreen(ModalScreen[list[Span] | None]):
    """Answers with the places that were chosen, None when it was left."""

    BINDINGS = [("escape", "leave", "Leave"), ("space", "confirm", "Confirm or skip")]  # noqa: RUF012 - Textual's type
    AUTO_FOCUS = "#hits"

    def __init__(self, heading: str, text: str, spans: Sequence[Span], *, is_choice: bool) -> None:
        """Take a heading, the article's text, the places, and whether several may be chosen of them."""
        super().__init__()
        self._list = HitList(heading, text, spans, is_choice=is_choice, id="hits")
        self._is_choice = is_choice

    def compose(self) -> ComposeResult:
        """Make the list."""
        with Vertical():
            yield self._list

    @on(ItemList.Chosen)
    def _choose(self) -> None:
        self.dismiss(self._list.chosen)

    def action_confirm(self) -> None:
        """Confirm a place or skip it."""
        if self._is_choice:
            self._list.toggle()

    def action_leave(self) -> None:
        """Choose none."""
        self.dismiss(None)
