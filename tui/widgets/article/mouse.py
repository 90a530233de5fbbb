"""What the mouse does to the caret and the selection of an article's text."""

from textual import events
from textual.geometry import Offset
from textual.timer import Timer

from annotations.model.annotation import Annotation
from annotations.text.selecting import select_unit
from annotations.text.words import word_at
from tui.typesetting.page import motion
from tui.typesetting.page.page import Row
from tui.typesetting.page.viewport import Viewport
from tui.widgets.article.painter import GUTTER
from tui.widgets.article.text_view import TextPane

WHEEL_ROWS = 3
DRAG_SECONDS = 0.05
"""Between two rows that a drag beyond the pane's edge scrolls by."""

Stretch = tuple[int, int]
"""What one place shows of the text: half-open, empty where it shows none of it."""


class PointingPane(TextPane):
    """Where one points is looked up in the layout. A drag selects whole cells, the first and the last included."""

    _pressed: Stretch | None = None
    """Where the drag began."""
    _pointer = Offset()
    _scrolling: Timer | None = None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret where the mouse is, and begin to select; with Shift go on selecting; or go to an annotation."""
        where = event.get_content_offset_capture(self)
        if self._article is None or event.button != 1:
            return
        if self._hints is not None:
            self._hints = None
            self.redraw()
        annotation = self._annotation_at(where)
        if annotation is not None:
            self.go_to_annotation(annotation)
            return
        if self._is_bar(where):
            self._show_part(where.y)
            return
        self.capture_mouse()
        self._pointer = where
        self._scrolling = self._scrolling or self.set_interval(DRAG_SECONDS, self._scroll_on)
        if event.shift:
            held = self._caret if self._anchor is None else self._anchor
            self._pressed = held, held
            self._drag()
        else:
            self._pressed = start, _ = self._stretch_at(where)
            self._place_caret(start, anchor=None, is_steady=True)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select while a button is held."""
        if self._pressed is not None:
            self._pointer = event.get_content_offset_capture(self)
            self._drag()

    def on_mouse_up(self) -> None:
        """End selecting."""
        self.release_mouse()
        self._pressed = None
        if self._scrolling is not None:
            self._scrolling.stop()
            self._scrolling = None

    def on_click(self, event: events.Click) -> None:
        """Select the word at the second click, the sentence at the third; show what is folded."""
        where = event.get_content_offset(self)
        if where is None or self._article is None or event.button != 1:
            return
        if self._is_bar(where) or self._annotation_at(where) is not None:
            return
        if self._row_at(where.y).is_fold:
            self.action_furniture()
        elif event.chain > 1:
            offset, text = self._stretch_at(where)[0], self._page.text
            extent = word_at(text, offset) if event.chain == 2 else select_unit(text, offset, None, "sentence")
            if extent is not None:
                self._place_caret(self._settle(extent[1], motion.FORWARD), anchor=extent[0], is_steady=True)

    def on_mouse_scroll_up(self) -> None:
        """Scroll by the wheel; the caret stays in the text."""
        self._scroll(-WHEEL_ROWS)

    def on_mouse_scroll_down(self) -> None:
        """Scroll by the wheel; the caret stays in the text."""
        self._scroll(WHEEL_ROWS)

    def _scroll(self, rows: int) -> None:
        if self._article is not None and self._window.scroll(rows):
            self.show_scrolled()
            self._on_move()  # what is related may have come into view

    def _show_part(self, y: int) -> None:
        """Show the part of the article that a row of the scroll bar stands for."""
        if self._window.thumb():
            offset = len(self._page.text) * y // self.size.height
            self._window = Viewport(self._page, self.size.height, self._page.place_of(offset))
            self.show_scrolled()
            self._on_move()

    def _scroll_on(self) -> None:
        """Scroll as long as a drag is held beyond the pane's upper or lower edge."""
        beyond = min(self._pointer.y, 0) or max(self._pointer.y - self.size.height + 1, 0)
        if beyond:
            self._scroll(1 if beyond > 0 else -1)
            self._drag()

    def _drag(self) -> None:
        """Select from where the drag began to where the pointer is."""
        if self._pressed is None:
            return
        (first, behind), (start, end) = self._pressed, self._stretch_at(self._pointer)
        if (start, end) == self._pressed:
            caret, anchor = start, None
        elif start >= first:
            caret, anchor = self._settle(end, motion.FORWARD), first
        else:
            caret, anchor = start, behind
        if (caret, anchor) != (self._caret, self._anchor):
            self._place_caret(caret, anchor=anchor, is_steady=True)

    # Where things are

    def _is_bar(self, where: Offset) -> bool:
        return where.x == self.size.width - 1

    def _row_at(self, y: int) -> Row:
        return self._window.rows[min(max(y, 0), len(self._window.rows) - 1)]

    def _annotation_at(self, where: Offset) -> Annotation | None:
        """The annotation whose key letter one points at in the gutter, or that an arrow in the scroll bar is for."""
        if self._is_bar(where) and where.y in (0, self.size.height - 1):
            return self._out_of_view()[where.y > 0]
        row = self._row_at(where.y)
        return self._painter.at_gutter(row, where.x - self._left, self._get_overlay())

    def _stretch_at(self, where: Offset) -> Stretch:
        """What the cell shows that one points at, or the nearest one in its row."""
        row = self._row_at(where.y)
        if row.line is None:
            start = self._settle(row.block.start, motion.FORWARD)
            return start, start
        cell = row.line.cell_at(row.line.hit(where.x - self._left - 1 - (0 if self._is_rtl else GUTTER)))
        return cell.start, cell.end if cell.columns else cell.start
