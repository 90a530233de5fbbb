"""The rows of a whole article. A block is set when one of its rows is first asked for.

A row is addressed by its place: a block and a row within the block. Rows are never counted. So an article of any size
opens at once, and the view does not move when a block above or below it is set. A block that is too long to be set at
once (`breaks.LONGEST`) becomes several blocks that go on in each other.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.typesetting.bidi.direction import BaseDirection, Direction, find_direction
from tui.typesetting.lines.breaks import split_long
from tui.typesetting.lines.paragraph import Line, Paragraph

SET_BLOCKS = 256
"""Number of set blocks that are cached: some screens before and after the view."""


class Block(NamedTuple):
    """A range of the text that is set as a paragraph of its own: `[start, end)` in code points."""

    start: int
    end: int
    kind: str = ""
    """The caller's name for such blocks; typesetting does not read it."""
    folded: bool = False
    """True if one row stands for the whole block."""
    goes_on: bool = False
    """True if the next block belongs to the same paragraph: no blank row stands between the two."""


class Place(NamedTuple):
    """The address of a row; places compare in reading order."""

    block: int
    row: int


class Row(NamedTuple):
    """One row of a page: a line of text, a folded block, or the blank row between two blocks."""

    place: Place
    block: Block
    line: Line | None

    @property
    def is_fold(self) -> bool:
        """True if the row stands for a folded block."""
        return self.line is None and self.block.folded and self.place.row == (1 if self.place.block else 0)


class Page:
    """The rows of a text at one width.

    A blank row stands between two blocks. It is row 0 of the second block, unless that goes on with the first.
    """

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        width: int,
        *,
        base_direction: BaseDirection = "auto",
        fallback: Direction = "rtl",
        borders: Sequence[int] = (),
    ) -> None:
        self.text = text
        self.borders = borders
        """The offsets that no word and no sentence crosses, in order."""
        self.blocks = [piece for block in blocks or (Block(0, len(text)),) for piece in _pieces(text, block)]
        self.width = width
        self._direction: tuple[BaseDirection, Direction] = (base_direction, fallback)
        self._starts = [block.start for block in self.blocks]
        self._set: OrderedDict[int, Paragraph] = OrderedDict()
        self._directions: dict[int, BaseDirection] = {}

    def at_width(self, width: int) -> "Page":
        """Return the page of the same text at another width. Set blocks are only wrapped again, not set again."""
        base_direction, fallback = self._direction
        page = Page(
            self.text, self.blocks, width, base_direction=base_direction, fallback=fallback, borders=self.borders
        )
        page._set = self._set.copy()
        return page

    def row(self, place: Place) -> Row:
        """Return the row at a place of this page."""
        block = self.blocks[place.block]
        first = self._first_text_row(place.block)
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
        """Return the place of the row that shows a code point, or of the nearest row before one that is not shown."""
        index = max(0, bisect_right(self._starts, offset) - 1)
        first = self._first_text_row(index)
        if self.blocks[index].folded:
            return Place(index, first)
        lines = self._lines(index)
        return Place(index, first + max(0, bisect_right(lines, offset, key=lambda line: line.start) - 1))

    def step(self, place: Place, rows: int) -> Place:
        """Return the place `rows` further on, or back if negative; stops at the first and the last row."""
        block, row = place.block, place.row + rows
        while row < 0 and block > 0:
            block -= 1
            row += self._height(block)
        while row >= (height := self._height(block)) and block < len(self.blocks) - 1:
            row -= height
            block += 1
        return Place(block, min(max(row, 0), self._height(block) - 1))

    def distance(self, start: Place, end: Place, limit: int) -> int:
        """Return how many rows `end` is below `start`, negative if above; at most `limit` either way."""
        if end < start:
            return -self.distance(end, start, limit)
        rows, block = -start.row, start.block
        while block < end.block and rows <= limit:
            rows += self._height(block)
            block += 1
        return min(rows + end.row, limit) if block == end.block else limit

    def text_rows(self, place: Place, direction: int) -> Iterator[Row]:
        """Yield the rows with text after a place (direction 1) or before it (-1), nearest first."""
        while (following := self.step(place, direction)) != place:
            place = following
            row = self.row(place)
            if row.line is not None:
                yield row

    def _height(self, index: int) -> int:
        return self._first_text_row(index) + (1 if self.blocks[index].folded else len(self._lines(index)))

    def _lines(self, index: int) -> Sequence[Line]:
        paragraph = self._set.get(index)
        if paragraph is None:
            block = self.blocks[index]
            paragraph = self._set[index] = Paragraph(
                self.text[block.start : block.end],
                block.start,
                base_direction=self._direction_of(index),
                fallback=self._direction[1],
                goes_on=block.goes_on,
            )
            if len(self._set) > SET_BLOCKS:
                self._set.popitem(last=False)
        else:
            self._set.move_to_end(index)
        return paragraph.wrap(self.width)

    def _direction_of(self, index: int) -> BaseDirection:
        """Return the base direction of a block: the pieces of a long paragraph all have the paragraph's."""
        base_direction, fallback = self._direction
        first = index
        while self._is_continued(first):
            first -= 1
        if first == index and not self.blocks[index].goes_on:
            return base_direction
        if first not in self._directions:
            last = next(each for each in range(index, len(self.blocks)) if not self.blocks[each].goes_on)
            paragraph = self.text[self.blocks[first].start : self.blocks[last].end]
            self._directions[first] = find_direction(paragraph, base_direction, fallback)
        return self._directions[first]

    def _is_continued(self, index: int) -> bool:
        return index > 0 and self.blocks[index - 1].goes_on

    def _first_text_row(self, index: int) -> int:
        return 0 if index == 0 or self._is_continued(index) else 1


def _pieces(text: str, block: Block) -> Iterator[Block]:
    """Yield a block, or the blocks that it is cut into because it is too long."""
    if block.folded:
        yield block
        return
    pieces = split_long(text, block.start, block.end)
    for start, end in pieces:
        yield block._replace(start=start, end=end, goes_on=block.goes_on or end < block.end)
