"""A paragraph that is set once, and its lines at any width.

Setting (levels, joined glyphs, columns) takes microseconds per word and does not depend on the width. Wrapping is a
few searches per line, so a change of the terminal's width costs nothing that the user notices. The cells of a line
are put in visual order when they are first asked for.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from tui.typesetting.bidi.direction import BaseDirection, Direction, find_direction
from tui.typesetting.lines.breaks import without_line_end
from tui.typesetting.lines.shaped import ShapedParagraph
from tui.typesetting.lines.visual_order import VisualLine

MINIMUM_WIDTH: Final = 4
"""Narrower lines are set as if they were this wide, so that every cell fits into one."""


class Cell(NamedTuple):
    """One place on the screen and the code points it shows."""

    start: int
    """Offset of the first code point in the article."""
    end: int
    """Offset behind the last one; equal to `start` only in the empty cell that ends a text without a line end."""
    glyphs: str
    """The code points that are sent to the terminal: a base and its marks; "" if the cell has no columns."""
    column: int
    """First column, counted from the left edge."""
    columns: int
    """Width: 0, 1 or 2; more for a tab and an enclosing sign."""
    level: int
    """Embedding level (UAX #9); odd is right-to-left."""


class Paragraph:
    """One paragraph of an article, or a piece of one, ready to be wrapped."""

    __slots__ = ("_lines", "_shaped", "_width", "base_level", "end", "start")

    def __init__(
        self,
        text: str,
        start: int = 0,
        *,
        base_direction: BaseDirection = "auto",
        fallback: Direction = "ltr",
        marks: bool = True,
        goes_on: bool = False,
    ) -> None:
        """Set one paragraph that begins at offset `start` of the article; `text` includes its line end, if it has one.

        A line end anywhere else in it is shown like any other control code point. `fallback` is the direction that
        "auto" gives to a paragraph without letters. Without `marks` no glyph has combining marks; the cells cover
        them all the same. A piece that `goes_on` in the next one has no cell for its end.
        """
        self.start = start
        self.end = start + len(text)
        content = without_line_end(text)
        self.base_level = 1 if find_direction(content, base_direction, fallback) == "rtl" else 0
        # Lines refer to this and not to the paragraph, which refers to them: without a cycle no garbage is left.
        self._shaped = ShapedParagraph(text, start, content, base_level=self.base_level, marks=marks, goes_on=goes_on)
        self._width = 0
        self._lines: Sequence[Line] = ()

    def wrap(self, width: int) -> "Sequence[Line]":
        """Return the lines, at least one, at a width in columns. Caches those of the last width.

        Widths below `MINIMUM_WIDTH` count as that.
        """
        width = max(width, MINIMUM_WIDTH)
        if width != self._width:
            edges = self._shaped.line_edges(width)
            self._lines = [Line(self._shaped, first, last, width) for first, last in pairwise(edges)]
            self._width = width
        return self._lines

    def offset_after(self, offset: int, columns: int) -> int:
        """Return the end of the last cell that fits into `columns`, counted from the cell that covers `offset`."""
        return self._shaped.offset_after(offset, columns)


class Line:
    """One row of a paragraph at one width.

    Lines of a right-to-left paragraph begin at the right edge of the width, others at column 0. White space that does
    not fit at the end hangs: its cells have no columns.
    """

    __slots__ = ("_cells", "_first", "_last", "_shaped", "_visual", "end", "start", "width")

    def __init__(self, shaped: ShapedParagraph, first: int, last: int, width: int) -> None:
        """Take the cells from `first` to before `last` of a paragraph, in logical order."""
        self._shaped = shaped
        self._first = first
        self._last = last
        self._cells: tuple[Cell, ...] | None = None
        self._visual: VisualLine | None = None
        self.width = width
        self.start = shaped.cell_start(first)
        self.end = shaped.cell_start(last)

    @property
    def base_level(self) -> int:
        """Level of the paragraph: 1 for right-to-left, else 0."""
        return self._shaped.base_level

    @property
    def ends_paragraph(self) -> bool:
        """True for the paragraph's last line, whose last cell in logical order is the line end or an empty cell."""
        return self.end == self._shaped.end and not self._shaped.goes_on

    @property
    def columns(self) -> int:
        """Number of columns that the visible cells take."""
        return self._shaped.visible_columns(self._first, self._last, self.width)

    @property
    def end_column(self) -> int:
        """The column next to the content on the side where the paragraph ends.

        In a right-to-left paragraph it is to the left of the content: -1 if the line is full. In others it is to the
        right: `width` if the line is full.
        """
        return self.width - self.columns - 1 if self.base_level else self.columns

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells in visual order, left to right.

        Cells with columns stand side by side without gaps. A cell without columns at the logical end has the column
        `end_column`; elsewhere it has the column of the cell to its right.
        """
        if self._cells is None:
            self._cells = tuple(map(Cell._make, zip(*self.visual[:6], strict=True)))
        return self._cells

    @property
    def visual(self) -> VisualLine:
        """The same cells without an object for each, and the cell of each code point."""
        if self._visual is None:
            self._visual = self._shaped.visual_line(self._first, self._last, self.width)
        return self._visual

    def cell_at(self, offset: int) -> Cell:
        """Return the cell that covers a code point of this line. Raises ValueError if it is in another line."""
        if self.start <= offset < self.end:
            return self.cells[self.visual.covering[offset - self.start]]
        if offset == self.end and self._ends_in_empty_cell:
            return self.cells[0 if self.base_level else -1]
        raise ValueError(f"offset {offset} is not in the line {self.start}..{self.end}")

    @property
    def _ends_in_empty_cell(self) -> bool:
        return self.ends_paragraph and self._shaped.cell_start(self._last - 1) == self.end

    @property
    def stops(self) -> tuple[Cell, ...]:
        """The cells on which the caret may stand, left to right: the visible ones and the paragraph's end."""
        end = self._shaped.cell_start(self._last - 1) if self.ends_paragraph else -1
        return tuple(cell for cell in self.cells if cell.columns or cell.start == end)

    def hit(self, column: int) -> int:
        """Return the start of the cell under a column, or of the nearest cell."""
        stops = self.stops
        if not stops:
            return self.cells[0].start
        return stops[max(bisect_right(stops, column, key=itemgetter(3)) - 1, 0)].start

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the columns of the code points `[start, end)` in this line, as half-open runs from left to right.

        There are several runs if the visual order takes the code points apart. A cell counts as a whole as soon as
        one of its code points is in the range.
        """
        runs: list[tuple[int, int]] = []
        for cell in self.cells if start < end else ():
            if cell.columns and cell.start < end and start < cell.end:
                beyond = cell.column + cell.columns
                if runs and runs[-1][1] == cell.column:
                    runs[-1] = (runs[-1][0], beyond)
                else:
                    runs.append((cell.column, beyond))
        return runs
