"""The rows of a page that are in view."""

from collections.abc import Sequence

from tui.typesetting.page.page import Page, Place, Row

CONTEXT_ROWS = 2
"""Rows kept in view above and below the caret while scrolling, where there is room."""


class Viewport:
    """A view of some height over a page; changes only by its methods, which say whether the rows in view did."""

    def __init__(self, page: Page, height: int, top: Place) -> None:
        self.page = page
        self.height = max(1, height)
        self._top = top
        self.rows: Sequence[Row] = ()
        """From the top one down; fewer than `height` where the page is shorter."""
        self._fill(top)

    @property
    def top(self) -> Place:
        """The place of the first row in view."""
        return self._top

    def row_of(self, offset: int) -> int:
        """How many rows below the top the row of an offset is, negative above; no further than two heights."""
        return self.page.distance(self._top, self.page.place_of(offset), 2 * self.height)

    def scroll(self, rows: int) -> bool:
        """Scroll by so many rows, up when negative."""
        return self._fill(self.page.step(self._top, rows))

    def scroll_to(self, offset: int) -> bool:
        """Bring the row of an offset into view, with some context, moving as little as possible."""
        context = min(CONTEXT_ROWS, (self.height - 1) // 2)
        below, place = self.row_of(offset), self.page.place_of(offset)
        if below < context:
            return self._fill(self.page.step(place, -context))
        if below > self.height - 1 - context:
            return self._fill(self.page.step(place, context + 1 - self.height))
        return False

    def thumb(self) -> range:
        """The rows in view that the scroll bar's thumb takes, by code points; empty where all rows are in view."""
        first, last = self.rows[0], self.rows[-1]
        if first.place == self.page.first and last.place == self.page.last:
            return range(0)
        length = max(1, len(self.page.text))
        start = (first.line or first.block).start * self.height // length
        end = (last.line or last.block).end * self.height // length
        start = min(start, self.height - 1)
        return range(start, max(start + 1, end))

    def _fill(self, top: Place) -> bool:
        """Take the rows from a place on into view; below the last page there is nothing to scroll to."""
        page = self.page
        top = min(top, page.step(page.last, 1 - self.height))
        has_changed = top != self._top
        self._top = top
        in_view = {row.place: index for index, row in enumerate(self.rows)}
        rows = [page.row(top)]
        while len(rows) < self.height and (place := page.step(rows[-1].place, 1)) != rows[-1].place:
            # From the first row on that was in view before, those below it follow.
            start = in_view.get(place)
            rows += [page.row(place)] if start is None else self.rows[start : start + self.height - len(rows)]
        self.rows = rows
        return has_changed
