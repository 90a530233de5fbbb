"""What the mouse makes of a caret. The place of the pointer is looked up in the rows in view."""

from textual.geometry import Offset

from annotations.text.selecting import select_unit
from annotations.text.words import word_at
from tui.widgets.article.caret import Caret, Extent
from tui.widgets.article.keys import select
from tui.widgets.article.text_view import TextView


class Mouse:
    """Turns presses, drags and clicks over a text into carets. A drag selects whole cells, both ends included."""

    def __init__(self, text_view: TextView) -> None:
        self._text_view = text_view
        self._pressed: Extent | None = None
        """What the cell shows on which the drag began; None unless a button is held."""
        self._pointer = Offset()

    def press(self, where: Offset, caret: Caret, *, is_extending: bool) -> Caret | None:
        """Begin a drag, and return the caret there; go on with the selection if `is_extending`, None if that stays."""
        self._pointer = where
        if is_extending:
            self._pressed = caret.held, caret.held
            return self.drag(where, caret)
        self._pressed = self._text_view.extent_at(where)
        return Caret(self._pressed[0])

    def release(self) -> None:
        """End the drag."""
        self._pressed = None

    def drag(self, where: Offset, caret: Caret) -> Caret | None:
        """Select from where the drag began to the pointer; None without a drag, or if that is selected already."""
        self._pointer = where
        if self._pressed is None:
            return None
        (first, beyond), (start, end) = self._pressed, self._text_view.extent_at(where)
        if (start, end) == self._pressed:
            dragged = Caret(start)
        elif start >= first:
            dragged = select(self._text_view.page, first, end)
        else:
            dragged = Caret(start, beyond)
        return None if dragged[:2] == caret[:2] else dragged

    def drag_on(self, caret: Caret) -> Caret | None:
        """Select up to where the pointer was last, after the rows below it have scrolled."""
        return self.drag(self._pointer, caret)

    def rows_beyond(self, height: int) -> int:
        """Return 1 if the pointer is below a view of `height` rows, -1 if it is above, else 0."""
        return -1 if self._pointer.y < 0 else int(self._pointer.y >= height)

    def click(self, where: Offset, count: int) -> Caret | None:
        """Select the word at the second click in a row, the sentence at the third; None where there is none."""
        page, offset = self._text_view.page, self._text_view.extent_at(where)[0]
        extent = (
            word_at(page.text, offset, page.borders)
            if count == 2
            else select_unit(page.text, offset, None, "sentence", page.borders)
        )
        return None if extent is None else select(page, *extent)
