"""A paragraph set once, whatever the width: levels, joined glyphs and columns; and its lines at a given width.

Setting costs microseconds per word and is done once; wrapping is a few searches per line, so that a change of the
window's width is free; the cells of a line are put in order only when somebody looks at it.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import accumulate, compress
from operator import itemgetter
from typing import Final, NamedTuple, cast

from tui.typesetting.bidi import (
    BaseDirection,
    Direction,
    display_levels,
    line_levels,
    paragraph_direction,
    visual_order,
)
from tui.typesetting.breaks import last_break, without_line_end
from tui.typesetting.glyphs import COMPOSING, GLYPHS, SPECIAL_RUNS
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


# What Cell._make does, without a Python frame for each cell.
_new_cell: Final = cast("Callable[[Iterable[object]], Cell]", partial(tuple.__new__, Cell))


class Paragraph:
    """One paragraph of an article, set."""

    __slots__ = (
        "_columns", "_columns_before", "_count", "_levels", "_lines", "_shaped", "_special", "_special_places",
        "_starts", "_text", "_width",
        "base_level", "end", "start",
    )  # fmt: skip

    def __init__(
        self,
        text: str,
        start: int = 0,
        *,
        base_direction: BaseDirection = "auto",
        fallback: Direction = "ltr",
        marks: bool = True,
    ) -> None:
        """Set one paragraph (with its line end, if it has one) that begins at offset `start` of the article.

        A line end anywhere else in it is shown like any other control code point.
        `fallback` is the direction that "auto" gives to a paragraph without letters. Without `marks` the glyphs
        leave combining marks out; the cells cover them all the same.
        """
        self.start = start
        self.end = start + len(text)
        content = without_line_end(text)
        if base_direction == "auto":
            base_direction = paragraph_direction(content, fallback=fallback)
        self.base_level = 1 if base_direction == "rtl" else 0
        self._text = text
        levels = display_levels(content, self.base_level)
        base = bytes([self.base_level])
        # None: everything runs the paragraph's way, and every line is its cells or its cells reversed.
        self._levels = None if levels == base * len(levels) else levels + base * (len(text) - len(content) + 1)
        self._set_cells(content, levels, marks=marks)
        self._width = 0
        self._lines: Sequence[Line] = ()

    def _set_cells(self, content: str, levels: bytes, *, marks: bool) -> None:
        shaped = shape(content)
        glyph_set = GLYPHS[marks]
        starts = array("Q")
        special: dict[int, str] = {}
        odd_columns: list[tuple[int, int]] = []
        done = 0
        for match in SPECIAL_RUNS.finditer(shaped):
            begin, end = match.span()
            starts.extend(range(self.start + done, self.start + begin))
            run = match[0]
            extending, suffix, clusters = glyph_set.after_plain[run] if begin else glyph_set.first(run)
            if extending:
                base = shaped[begin - 1]
                glyphs = base + suffix if base >= COMPOSING else glyph_set.compose(base, run[:extending])
                special[len(starts) - 1] = glyphs
                begin += extending
            for cluster in clusters:
                if cluster.columns != 1:
                    odd_columns.append((len(starts), cluster.columns))
                special[len(starts)] = cluster.mirrored if levels[begin] & 1 else cluster.glyphs
                starts.append(self.start + begin)
                begin += cluster.length
            done = end
        starts.extend(range(self.start + done, self.start + len(content) + 1))
        self._count = count = len(starts)
        special[count - 1] = ""  # the line end, or the empty cell at the end of the text
        # The glyph of a cell: what is shaped where it begins, unless it is one of the special ones.
        self._shaped = shaped + " "
        self._special = special
        self._special_places = list(special)
        starts.append(self.end)
        self._starts: Sequence[int] = starts
        columns = bytearray(b"\1") * count
        columns[-1] = 0
        for place, taken in odd_columns:
            columns[place] = taken
        self._columns = bytes(columns)
        self._columns_before: Sequence[int] = (
            array("Q", accumulate(columns[:-1], initial=0)) if odd_columns else range(count)
        )

    def _glyphs(self, first: int, last: int) -> list[str]:
        starts, places = self._starts, self._special_places
        begin, stop = starts[first] - self.start, starts[last - 1] - self.start + 1
        glyphs = list(self._shaped[begin:stop])
        if len(glyphs) > last - first:
            glyphs = [glyphs[start - starts[first]] for start in starts[first:last]]
        for place in places[bisect_left(places, first) : bisect_left(places, last)]:
            glyphs[place - first] = self._special[place]
        return glyphs

    def wrap(self, width: int) -> "Sequence[Line]":
        """The lines at a width in columns (at least `MINIMUM_WIDTH`); at least one. The last width is remembered."""
        width = max(width, MINIMUM_WIDTH)
        if width != self._width:
            self._lines = self._break_lines(width)
            self._width = width
        return self._lines

    def _break_lines(self, width: int) -> "list[Line]":
        starts, before = self._starts, self._columns_before
        last = self._count
        offset = self.start
        lines: list[Line] = []
        first = 0
        while True:
            limit = bisect_right(before, before[first] + width) - 1
            if limit >= last - 1:
                break
            after = offset + last_break(self._text, starts[first] - offset, starts[limit] - offset)
            # A mark on a space holds that space: go on from the cell that the break would cut.
            stop = bisect_right(starts, after) - 1
            if stop >= last - 1:
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
        before = self._columns_before
        total = before[min(last, len(before) - 1)] - before[first]
        return total if total <= width else before[self._fitting(first, width)] - before[first]

    def order_cells(self, first: int, last: int, width: int, end_column: int) -> tuple[Cell, ...]:
        """The cells from `first` to before `last` in visual order."""
        fitting = min(self._fitting(first, width), last)
        columns = self._columns[first:fitting] + bytes(last - fitting)
        starts, ends = self._starts[first:last], self._starts[first + 1 : last + 1]
        glyphs = self._glyphs(first, last)
        if fitting < last:
            glyphs[fitting - first :] = [""] * (last - fitting)
        if self._levels is None:
            levels = bytes([self.base_level]) * (last - first)
            if self.base_level:
                starts, ends, glyphs, columns = starts[::-1], ends[::-1], glyphs[::-1], columns[::-1]
        else:
            begin, stop = starts[0] - self.start, ends[-1] - self.start
            levels = line_levels(self._text[begin:stop], self._levels[begin:stop], self.base_level)
            levels += self._levels[stop : stop + (starts[-1] == ends[-1])]
            if len(levels) > last - first:
                levels = bytes([levels[start - starts[0]] for start in starts])
            if last - first > 1:
                pick = itemgetter(*visual_order(levels))
                levels, columns = bytes(pick(levels)), bytes(pick(columns))
                starts, ends, glyphs = pick(starts), pick(ends), pick(glyphs)
        visible = sum(columns)
        left = width - visible if self.base_level else 0
        if visible == len(columns) and 0 not in columns:
            return tuple(
                map(_new_cell, zip(starts, ends, glyphs, range(left, left + visible), columns, levels, strict=False))
            )
        places = list(accumulate(columns, initial=left))
        last_visible = max(compress(starts, columns), default=-1)
        for place, taken in enumerate(columns):
            if not taken:
                places[place] = end_column if starts[place] > last_visible else min(places[place], left + visible - 1)
        return tuple(map(_new_cell, zip(starts, ends, glyphs, places, columns, levels, strict=False)))

    def _fitting(self, first: int, width: int) -> int:
        return bisect_right(self._columns_before, self._columns_before[first] + width) - 1


class Line:
    """One row of a paragraph at one width.

    Lines of a right-to-left paragraph end at the right edge of the width, others begin at column 0. White space at
    the end that does not fit hangs: its cells have no columns.
    """

    __slots__ = ("_cells", "_first", "_last", "_paragraph", "end", "start", "width")

    def __init__(self, paragraph: Paragraph, first: int, last: int, width: int) -> None:
        """Take the cells from `first` to before `last` of a paragraph, in logical order."""
        self._paragraph = paragraph
        self._first = first
        self._last = last
        self._cells: tuple[Cell, ...] | None = None
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
        return self.end == self._paragraph.end

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
            self._cells = self._paragraph.order_cells(self._first, self._last, self.width, self.end_column)
        return self._cells

    def cell_at(self, offset: int) -> Cell:
        """The cell that covers a code point of this line. Raises ValueError for one of another line."""
        for cell in self.cells:
            if cell.start <= offset < cell.end or cell.start == offset == cell.end:
                return cell
        raise ValueError(f"offset {offset} is not in the line {self.start}..{self.end}")

    @property
    def stops(self) -> tuple[Cell, ...]:
        """The cells on which a caret may rest, left to right: the visible ones and the paragraph's end."""
        end = max(self.cells).start if self.ends_paragraph else -1
        return tuple(cell for cell in self.cells if cell.columns or cell.start == end)

    def hit(self, column: int) -> int:
        """The offset at which the cell starts that is under a column, or nearest to it."""
        return min(self.stops, key=lambda cell: _distance(cell, column), default=self.cells[0]).start

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


def _distance(cell: Cell, column: int) -> int:
    return max(cell.column - column, column - (cell.column + max(cell.columns, 1) - 1), 0)
