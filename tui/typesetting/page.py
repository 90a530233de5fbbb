"""The rows of a whole article, set block by block as they are asked for.

Rows are addressed by place, a block and a row within it, and never counted: an article of any size opens at once,
and nothing above the view moves when a block below or above it is set.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.typesetting.bidi import BaseDirection, Direction
from tui.typesetting.paragraph import Line, Paragraph

SET_BLOCKS = 256
"""How many blocks are kept set: some screens before and after the view."""


class Block(NamedTuple):
    """A piece of the text that is set as a paragraph of its own: `[start, end)` in code points."""

    start: int
    end: int
    kind: str = ""
    """What the viewer knows it by; typesetting does not care."""
    folded: bool = False
    """Shown as one row that stands for the whole."""


class Place(NamedTuple):
    """Where a row stands; places compare in reading order."""

    block: int
    row: int


class Row(NamedTuple):
    """One row of a page: a line of text, a folded block, or the blank row between two blocks."""

    place: Place
    block: Block
    line: Line | None

    @property
    def is_fold(self) -> bool:
        """Whether the row stands for a folded block."""
        return self.line is None and self.block.folded and self.place.row == (1 if self.place.block else 0)


class Page:
    """The rows of a text at one width.

    Between two blocks stands a blank row: row 0 of every block but the first.
    """

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        width: int,
        *,
        base_direction: BaseDirection = "auto",
        fallback: Direction = "rtl",
    ) -> None:
        self.text = text
        self.blocks = blocks or (Block(0, len(text)),)
        self.width = width
        self._direction: tuple[BaseDirection, Direction] = (base_direction, fallback)
        self._starts = [block.start for block in self.blocks]
        self._set: OrderedDict[int, Sequence[Line]] = OrderedDict()

    def at_width(self, width: int) -> "Page":
        """The same text at another width."""
        base_direction, fallback = self._direction
        return Page(self.text, self.blocks, width, base_direction=base_direction, fallback=fallback)

    def row(self, place: Place) -> Row:
        """The row at a place of this page."""
        block = self.blocks[place.block]
        first = _first_text_row(place.block)
        if place.row < first or block.folded:
            return Row(place, block, None)
        return Row(place, block, self._lines(place.block)[place.row - first])

    @property
    def first(self) -> Place:
        """The place of the first row."""
        return Place(0, 0)

    @property
    def last(self) -> Place:
        """The place of the last row."""
        return Place(len(self.blocks) - 1, self._height(len(self.blocks) - 1) - 1)

    def place_of(self, offset: int) -> Place:
        """The place of the row that shows a code point; the nearest one before for what no row shows."""
        index = max(0, bisect_right(self._starts, offset) - 1)
        first = _first_text_row(index)
        if self.blocks[index].folded:
            return Place(index, first)
        lines = self._lines(index)
        return Place(index, first + max(0, bisect_right(lines, offset, key=lambda line: line.start) - 1))

    def step(self, place: Place, rows: int) -> Place:
        """The place so many rows on, or back when negative; stops at the first and the last row."""
        block, row = place.block, place.row + rows
        while row < 0 and block > 0:
            block -= 1
            row += self._height(block)
        while row >= (height := self._height(block)) and block < len(self.blocks) - 1:
            row -= height
            block += 1
        return Place(block, min(max(row, 0), self._height(block) - 1))

    def distance(self, start: Place, end: Place, limit: int) -> int:
        """How many rows `end` is below `start`, negative above; not beyond `limit` either way."""
        if end < start:
            return -self.distance(end, start, limit)
        rows, block = -start.row, start.block
        while block < end.block and rows <= limit:
            rows += self._height(block)
            block += 1
        return min(rows + end.row, limit) if block == end.block else limit

    def text_rows(self, place: Place, direction: int) -> Iterator[Row]:
        """The rows with text after a place (direction 1) or before it (-1), nearest first."""
        while (following := self.step(place, direction)) != place:
            place = following
            row = self.row(place)
            if row.line is not None:
                yield row

    def _height(self, index: int) -> int:
        return _first_text_row(index) + (1 if self.blocks[index].folded else len(self._lines(index)))

    def _lines(self, index: int) -> Sequence[Line]:
        lines = self._set.get(index)
        if lines is None:
            block = self.blocks[index]
            base_direction, fallback = self._direction
            paragraph = Paragraph(
                self.text[block.start : block.end], block.start, base_direction=base_direction, fallback=fallback
            )
            lines = self._set[index] = paragraph.wrap(self.width)
            if len(self._set) > SET_BLOCKS:
                self._set.popitem(last=False)
        else:
            self._set.move_to_end(index)
        return lines


def _first_text_row(index: int) -> int:
    return 1 if index else 0
