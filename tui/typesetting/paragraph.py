"""A paragraph set once, whatever the width: levels, joined glyphs and columns; and its lines at a given width.

Setting costs microseconds per word and is done once; wrapping is a few searches per line, so that a change of the
window's width is free; the cells of a line are put in order only when somebody looks at it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import itemgetter
from typing import Final, NamedTuple

from tui.typesetting.bidi import (
    SEPARATORS,
    TRAILING,
    BaseDirection,
    Direction,
    display_levels,
    find_direction,
    line_levels,
)
from tui.typesetting.breaks import last_break, without_line_end
from tui.typesetting.glyphs import COMPOSING, GLYPHS, SPECIAL_RUNS
from tui.typesetting.ordering import Long, Maps, order
from tui.typesetting.shaping import shape

MINIMUM_WIDTH: Final = 4
"""Narrower lines are set as if they were this wide, so that every cell fits into one."""


class Cell(NamedTuple):
    """One place on the screen and the code points it shows."""

    start: int
    """First code point, as an offset into the article."""
    end: int
    """After the last code point. Equal to `start` only in the empty cell that ends a text without a line end."""
    glyphs: str
    """Exactly what is sent to the terminal: a base and its marks; "" without columns."""
    column: int
    """First column, counted from the left edge of the layout's width."""
    columns: int
    """0, 1 or 2, more for a tab and an enclosing sign."""
    level: int
    """Embedding level (UAX #9); odd is right-to-left."""


class Paragraph:
    """One paragraph of an article, or a piece of one, set."""

    __slots__ = (
        "_before",
        "_columns",
        "_count",
        "_glyphs",
        "_has_separators",
        "_levels",
        "_lines",
        "_long",
        "_starts",
        "_text",
        "_visible",
        "_width",
        "base_level",
        "end",
        "goes_on",
        "start",
    )  # fmt: skip

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
        """Set one paragraph (with its line end, if it has one) that begins at offset `start` of the article.

        A line end anywhere else in it is shown like any other control code point.
        `fallback` is the direction that "auto" gives to a paragraph without letters. Without `marks` the glyphs
        leave combining marks out; the cells cover them all the same. A piece that `goes_on` in the next one has no
        cell for its end.
        """
        self.start = start
        self.end = start + len(text)
        self.goes_on = goes_on
        content = without_line_end(text)
        self.base_level = 1 if find_direction(content, base_direction, fallback) == "rtl" else 0
        self._text = text
        self._set_cells(content, display_levels(content, self.base_level), marks=marks)
        self._width = 0
        self._lines: Sequence[Line] = ()

    def _set_cells(self, content: str, levels: bytes, *, marks: bool) -> None:
        shaped = shape(content)
        glyph_set = GLYPHS[marks]
        offset = self.start
        starts: list[int] = []
        glyphs: list[str] = []
        cell_levels = bytearray()
        odd_columns: list[tuple[int, int]] = []
        long: list[Long] = []
        done = 0
        for match in SPECIAL_RUNS.finditer(shaped):
            begin, end = match.span()
            if begin > done:
                starts += range(offset + done, offset + begin)
                glyphs += shaped[done:begin]
                cell_levels += levels[done:begin]
            run = match[0]
            extending, suffix, clusters = glyph_set.after_plain[run] if begin else glyph_set.first(run)
            if extending:
                base = glyphs[-1]
                glyphs[-1] = base + suffix if base >= COMPOSING else glyph_set.compose(base, run[:extending])
                begin += extending
                long.append((len(glyphs) - 1, extending))
            for length, glyph, mirrored, columns in clusters:
                if columns != 1:
                    odd_columns.append((len(starts), columns))
                if length > 1:
                    long.append((len(glyphs), length - 1))
                level = levels[begin]
                starts.append(offset + begin)
                glyphs.append(mirrored if level & 1 else glyph)
                cell_levels.append(level)
                begin += length
            done = end
        starts += range(offset + done, offset + len(content))
        glyphs += shaped[done:]
        cell_levels += levels[done:]
        self._visible = len(starts)
        if not self.goes_on:
            odd_columns.append((len(starts), 0))
            starts.append(offset + len(content))
            if self.end - starts[-1] > 1:
                long.append((len(glyphs), self.end - starts[-1] - 1))
            glyphs.append("")  # the line end, or the empty cell at the end of the text
            cell_levels.append(self.base_level)
        self._count = count = len(starts)
        starts.append(self.end)
        self._long = long
        self._starts = starts
        self._glyphs = glyphs
        # None: everything runs the paragraph's way, and every line is its cells or its cells reversed.
        self._levels = None if cell_levels.count(self.base_level) == count else bytes(cell_levels)
        self._has_separators = self._levels is not None and SEPARATORS.search(content) is not None
        self._set_columns(odd_columns)

    def _set_columns(self, odd: list[tuple[int, int]]) -> None:
        """Columns of each cell, one but for the `odd` ones, and how many there are before each visible cell."""
        columns = bytearray(b"\1") * self._count
        for place, taken in odd:
            columns[place] = taken
        self._columns = bytes(columns)
        is_even = len(odd) == self._count - self._visible
        self._before: Sequence[int] = (
            range(self._visible + 1) if is_even else [0, *accumulate(columns[: self._visible])]
        )

    def wrap(self, width: int) -> "Sequence[Line]":
        """The lines at a width in columns (at least `MINIMUM_WIDTH`); at least one. The last width is remembered."""
        width = max(width, MINIMUM_WIDTH)
        if width != self._width:
            self._lines = self._break_lines(width)
            self._width = width
        return self._lines

    def _break_lines(self, width: int) -> "list[Line]":
        starts, before = self._starts, self._before
        last = self._count
        offset = self.start
        lines: list[Line] = []
        first = 0
        while (limit := bisect_right(before, before[first] + width) - 1) < self._visible:
            after = offset + last_break(self._text, starts[first] - offset, starts[limit] - offset)
            # A mark on a space holds that space: go on from the cell that the break would cut.
            stop = bisect_right(starts, after) - 1
            if stop >= self._visible:
                break
            stop = max(stop, first + 1)
            lines.append(Line(self, first, stop, width))
            first = stop
        lines.append(Line(self, first, last, width))
        return lines

    def cell_start(self, place: int) -> int:
        """The offset in the article at which a cell begins; the paragraph's end for the number of its cells."""
        return self._starts[place]

    def offset_after(self, offset: int, columns: int) -> int:
        """Where the last cell ends that fits into so many columns, counted from the cell that covers `offset`."""
        first = min(bisect_right(self._starts, offset), self._count) - 1
        return self.cell_start(self._fitting(first, columns))

    def visible_columns(self, first: int, last: int, width: int) -> int:
        """Columns of the cells from `first` to before `last` that fit into a line."""
        before = self._before
        return before[min(self._fitting(first, width), last, self._visible)] - before[first]

    def _fitting(self, first: int, width: int) -> int:
        """The cell from `first` on that no longer fits; the number of cells if all do."""
        fitting = bisect_right(self._before, self._before[first] + width) - 1
        return self._count if fitting == self._visible else fitting

    def line_maps(self, first: int, last: int, width: int) -> Maps:
        """The cells from `first` to before `last` as one line."""
        glyphs, columns = self._glyphs[first:last], self._columns[first:last]
        if (fitting := self._fitting(first, width)) < last:
            columns = columns[: fitting - first] + bytes(last - fitting)
            glyphs[fitting - first :] = [""] * (last - fitting)
        levels = self._line_levels(first, last)
        long = [
            (cell - first, more)
            for cell, more in self._long[bisect_left(self._long, (first,)) : bisect_left(self._long, (last,))]
        ]
        starts = self._starts[first : last + 1]
        return order(starts, glyphs, columns, levels, long=long, base_level=self.base_level, width=width)

    def _line_levels(self, first: int, last: int) -> bytes | None:
        """The levels of a line's cells after L1; None where all are the paragraph's."""
        if self._levels is None:
            return None
        starts, offset, base_level = self._starts, self.start, self.base_level
        text = self._text[starts[first] - offset : starts[last] - offset]
        end = bisect_left(starts, starts[first] + len(text.rstrip(TRAILING)), first, last)
        levels = self._levels[first:end] + bytes([base_level]) * (last - end)
        if self._has_separators and SEPARATORS.search(text):
            signs = "".join(text[start - starts[first]] for start in starts[first:end])
            return line_levels(signs, levels[: end - first], base_level) + levels[end - first :]
        return None if levels.count(base_level) == len(levels) else levels


class Line:
    """One row of a paragraph at one width.

    Lines of a right-to-left paragraph end at the right edge of the width, others begin at column 0. White space at
    the end that does not fit hangs: its cells have no columns.
    """

    __slots__ = ("_cells", "_first", "_last", "_maps", "_paragraph", "end", "start", "width")

    def __init__(self, paragraph: Paragraph, first: int, last: int, width: int) -> None:
        """Take the cells from `first` to before `last` of a paragraph, in logical order."""
        self._paragraph = paragraph
        self._first = first
        self._last = last
        self._cells: tuple[Cell, ...] | None = None
        self._maps: Maps | None = None
        self.width = width
        self.start = paragraph.cell_start(first)
        self.end = paragraph.cell_start(last)

    @property
    def base_level(self) -> int:
        """Of the paragraph: 1 for right-to-left, else 0."""
        return self._paragraph.base_level

    @property
    def ends_paragraph(self) -> bool:
        """Whether this is the paragraph's last line, whose last cell in logical order is the line end (or empty)."""
        return self.end == self._paragraph.end and not self._paragraph.goes_on

    @property
    def columns(self) -> int:
        """Columns of what is visible."""
        return self._paragraph.visible_columns(self._first, self._last, self.width)

    @property
    def end_column(self) -> int:
        """The column just beyond the content on the side where the paragraph ends.

        Left of the content in a right-to-left paragraph, so -1 when the line is full; right of it in others, so
        `width`.
        """
        return self.width - self.columns - 1 if self.base_level else self.columns

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells in visual order, left to right.

        Those with columns tile the row from the first to the last. Cells without columns at the logical end have
        `end_column`; others have the column of the cell to their right.
        """
        if self._cells is None:
            self._cells = tuple(map(Cell._make, zip(*self.maps[:6], strict=True)))
        return self._cells

    @property
    def maps(self) -> Maps:
        """The cells and the way to them without an object for each."""
        if self._maps is None:
            self._maps = self._paragraph.line_maps(self._first, self._last, self.width)
        return self._maps

    def cell_at(self, offset: int) -> Cell:
        """The cell that covers a code point of this line. Raises ValueError for one of another line."""
        if self.start <= offset < self.end:
            return self.cells[self.maps.covering[offset - self.start]]
        if offset == self.end and self._ends_in_empty_cell:
            return self.cells[0 if self.base_level else -1]
        raise ValueError(f"offset {offset} is not in the line {self.start}..{self.end}")

    @property
    def _ends_in_empty_cell(self) -> bool:
        return self.ends_paragraph and self._paragraph.cell_start(self._last - 1) == self.end

    @property
    def stops(self) -> tuple[Cell, ...]:
        """The cells on which a caret may rest, left to right: the visible ones and the paragraph's end."""
        end = self._paragraph.cell_start(self._last - 1) if self.ends_paragraph else -1
        return tuple(cell for cell in self.cells if cell.columns or cell.start == end)

    def hit(self, column: int) -> int:
        """The offset at which the cell starts that is under a column, or nearest to it."""
        stops = self.stops
        if not stops:
            return self.cells[0].start
        return stops[max(bisect_right(stops, column, key=itemgetter(3)) - 1, 0)].start

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """The columns that the code points from `start` to before `end` take in this line.

        Half-open runs from left to right, several where the order of the line takes a span apart; a cell counts as
        a whole as soon as one of its code points belongs to the span.
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
