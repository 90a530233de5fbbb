"""The rows of a page that are in view."""

from collections.abc import Sequence

from tui.typesetting.page.page import Page, Place, Row

CONTEXT_ROWS = 2
"""Rows kept in view above and below the caret while scrolling, if the height permits."""


class Viewport:
    """The rows of a page that are in view. The methods that scroll return True if the rows have changed."""

    def __init__(self, page: Page, height: int, top: Place) -> None:
        self.page = page
        self.height = max(1, height)
        self._top = top
        self.rows: Sequence[Row] = ()
        """The rows in view, downwards; fewer than `height` if the page is shorter."""
        self._fill(top)

    @property
    def top(self) -> Place:
        """The place of the first row in view."""
        return self._top

    def row_of(self, offset: int) -> int:
        """Return how many rows below the top the row of an offset is, negative if above; at most two heights."""
        return self.page.distance(self._top, self.page.place_of(offset), 2 * self.height)

    def scroll(self, rows: int) -> bool:
        """Scroll by a number of rows, up if negative."""
        return self._fill(self.page.step(self._top, rows))

    def scroll_to(self, offset: int) -> bool:
        """Scroll as little as possible to show the row of an offset with `CONTEXT_ROWS` around it."""
        context = min(CONTEXT_ROWS, (self.height - 1) // 2)
        below, place = self.row_of(offset), self.page.place_of(offset)
        if below < context:
            return self._fill(self.page.step(place, -context))
        if below > self.height - 1 - context:
            return self._fill(self.page.step(place, context + 1 - self.height))
        return False

    def thumb(self) -> range:
        """Return the screen rows of the scroll bar's thumb, by code points; none if all rows are in view."""
        first, last = self.rows[0], self.rows[-1]
        if first.place == self.page.first and last.place == self.page.last:
            return range(0)
        length = max(1, len(self.page.text))
        start = (first.line or first.block).start * self.height // length
        end = (last.line or last.block).end * self.height // length
        start = min(start, self.height - 1)
        return range(start, max(start + 1, end))

    def _fill(self, top: Place) -> bool:
        """Show the rows from a place on, but never scroll beyond the last row. Return True if the top has changed."""
        page = self.page
        top = min(top, page.step(page.last, 1 - self.height))
        has_changed = top != self._top
        self._top = top
        in_view = {row.place: index for index, row in enumerate(self.rows)}
        rows = [page.row(top)]
        while len(rows) < self.height and (place := page.step(rows[-1].place, 1)) != rows[-1].place:
            # Rows that were in view before are taken over: behind the first of them the others follow.
            start = in_view.get(place)
            rows += [page.row(place)] if start is None else self.rows[start : start + self.height - len(rows)]
        self.rows = rows
        return has_changed
