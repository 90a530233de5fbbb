"""A list of items of equal height with a cursor. It draws only the items in view, so its length does not matter."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip

from tui.keys.actions import Scope
from tui.keys.bindings import bindings
from tui.language.catalogue import spoken
from tui.widgets.base.cached_widget import StyledWidget
from tui.widgets.base.segments import own_words, row, words

HEADING = 2
"""Rows above the first item: what the list is, and a blank one."""


class ItemList(StyledWidget, can_focus=True):
    """The base of all lists: a heading, then items of `item_height` rows. A subclass draws an item."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "item-list--heading",
        "item-list--quiet",
        "item-list--cursor",
        "item-list--marked",
    }
    DEFAULT_CSS = """
    ItemList {
        background: $background;
        &> .item-list--heading { color: $quiet; }
        &> .item-list--quiet { color: $quiet; }
        &> .item-list--cursor { background: $panel; }
        &> .item-list--marked { color: $accent; }
    }
    """
    BINDINGS = bindings(Scope.LIST)

    cursor = reactive(0, repaint=False)
    """Index of the item that Enter chooses."""

    def __init__(
        self,
        heading: str,
        *,
        id: str,  # noqa: A002 - Textual's own name
        on_move: Callable[[int], None] = lambda _: None,
        on_choose: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Take a heading, and functions to call with the item that the user moves to or chooses.

        They are called at once: a message would arrive after the keys that were typed next.
        """
        super().__init__(id=id)
        self.heading = heading
        self.top = 0
        """Index of the first item in view."""
        self._on_move = on_move
        self._on_choose = on_choose
        self._width = 0
        self._foot_rows = 0
        """Rows of the foot when it was last drawn."""
        self._drawn: dict[int, Sequence[Strip]] = {}
        self._blank: tuple[object, Strip] = (None, Strip([]))
        """A blank row and the values it was made from: the same strip each time, so that its output is cached."""

    @property
    def item_height(self) -> int:
        """Rows of each item, with the blank one below it."""
        return 3

    @property
    def count(self) -> int:
        """The number of items."""
        raise NotImplementedError

    def draw(self, index: int, width: int) -> Sequence[Strip]:
        """Draw an item: at most `item_height` strips of `width` columns. Missing rows are blank."""
        raise NotImplementedError

    def foot(self) -> Sequence[Strip]:
        """Draw the rows at the bottom of the list; by default there are none."""
        return ()

    def render_line(self, y: int) -> Strip:
        """Draw row `y` of the widget."""
        return self.draw_lines(range(y, y + 1))[0]

    def draw_lines(self, lines: range) -> list[Strip]:
        """Draw some rows."""
        width, foot = self.size.width, self.foot()
        self._foot_rows = len(foot)
        style = self.style_of()
        if self._blank[0] != (width, style):
            self._blank = (width, style), Strip.blank(width, style)
        below = self.size.height - len(foot)
        return [foot[y - below] if y >= below else self._draw_line(y, width) for y in lines]

    def _draw_line(self, y: int, width: int) -> Strip:
        """Draw a row above the foot."""
        if y == 0:
            return self._draw_heading(width)
        index, row_index = divmod(y - HEADING, self.item_height)
        index += self.top
        if y >= HEADING and index < self.count:
            if index not in self._drawn:
                self._drawn[index] = self.draw(index, width)
            drawn = self._drawn[index]
            if row_index < len(drawn):
                return drawn[row_index]
        return self._blank[1]

    def _draw_heading(self, width: int) -> Strip:
        style = self.style_of("item-list--heading")
        place = f"{self.cursor + 1:,}/{self.count:,}" if self.count else "0"
        ends = [own_words(self.heading, width - len(place) - 3, style), words(place, width, style)]
        left, right = ends[::-1] if spoken().is_mirrored else ends
        return row(width, style, left=left, right=right)

    def redraw(self) -> None:
        """Redraw all items."""
        self._drawn.clear()
        self.refresh_rows()

    def notify_style_update(self) -> None:
        """Draw with the new styles."""
        super().notify_style_update()
        self._drawn.clear()

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on an item."""
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        """Bring the cursor into view and redraw what changed."""
        top = self.top
        self.keep_cursor_in_view()
        for index in (before, after):
            self.refresh_item(index)
        if self.top == top and not self._foot_rows and not self.foot():
            self.refresh(Region(0, 0, self.size.width, 1))
        else:
            self.refresh_rows()

    def refresh_item(self, index: int) -> None:
        """Redraw one item."""
        self._drawn.pop(index, None)
        self.refresh(Region(0, HEADING + (index - self.top) * self.item_height, self.size.width, self.item_height))

    def on_resize(self) -> None:
        """Keep the cursor in view, and redraw the items if the width has changed."""
        self.keep_cursor_in_view()
        if self.size.width != self._width:
            self._width = self.size.width
            self.redraw()
        else:
            self.refresh()

    @property
    def _page(self) -> int:
        """The number of items that fit."""
        return max(1, (self.size.height - HEADING - len(self.foot())) // self.item_height)

    def keep_cursor_in_view(self) -> None:
        """Scroll as little as brings the item under the cursor into view. The caller draws the rows."""
        self.top = max(min(self.top, self.cursor), self.cursor - self._page + 1, 0)

    def _move(self, index: int) -> None:
        """Move the cursor because the user asked, and call `on_move`. Setting `cursor` does not call it."""
        before = self.cursor
        self.cursor = index
        if self.cursor != before:
            self._on_move(self.cursor)

    def action_cursor(self, where: str) -> None:
        """Move the cursor."""
        targets = {
            "up": self.cursor - 1,
            "down": self.cursor + 1,
            "page_up": self.cursor - self._page,
            "page_down": self.cursor + self._page,
            "first": 0,
            "last": self.count - 1,
        }
        self._move(targets[where])

    def action_choose(self) -> None:
        """Choose the item under the cursor."""
        if self.count:
            self._on_choose(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the item that was clicked, and choose it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < HEADING:
            return
        index = self.top + (offset.y - HEADING) // self.item_height
        if index < self.count:
            self._move(index)
            self.action_choose()

    def on_mouse_scroll_up(self) -> None:
        """Move by the wheel."""
        self._move(self.cursor - 1)

    def on_mouse_scroll_down(self) -> None:
        """Move by the wheel."""
        self._move(self.cursor + 1)
