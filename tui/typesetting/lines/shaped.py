"""A shaped paragraph: its cells in logical order, which do not depend on the width, and their lines at a width."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, compress

from tui.typesetting.bidi.bidi import SEPARATORS, TRAILING, line_levels
from tui.typesetting.bidi.tokens import display_levels
from tui.typesetting.lines.breaks import last_break
from tui.typesetting.lines.cells import NO_CELLS, set_cells
from tui.typesetting.lines.visual_order import VisualLine, order


class ShapedParagraph:
    """The cells of one paragraph in logical order.

    A `place` is the index of a cell here. Offsets are those of the article.
    """

    __slots__ = (
        "_before",
        "_begins",
        "_columns",
        "_count",
        "_glyphs",
        "_has_separators",
        "_levels",
        "_starts",
        "_text",
        "_visible",
        "base_level",
        "end",
        "goes_on",
        "start",
    )  # fmt: skip

    def __init__(self, text: str, start: int, content: str, *, base_level: int, marks: bool, goes_on: bool) -> None:
        """Set a paragraph whose text without its line end is `content`; see `Paragraph` for the other arguments."""
        self.start = start
        self.end = start + len(text)
        self.goes_on = goes_on
        self.base_level = base_level
        self._text = text
        cells = set_cells(content, display_levels(content, base_level), marks=marks) if content else NO_CELLS
        begins, self._glyphs, levels, odd_columns = cells
        self._visible = count = len(levels)
        line_end = len(text) - len(content)
        if not goes_on:  # the cell of the line end, or the empty one at the end of the text
            odd_columns = [*odd_columns, (count, 0)]
            count += 1
            levels += bytes((base_level,))
        begins += bytes(line_end) if goes_on else b"\1\0"[:line_end]
        self._count = count
        self._begins = begins if 0 in begins else None
        if self._begins is None and count == len(text):
            self._starts: Sequence[int] = range(start, self.end + 1)
        else:
            self._starts = [*compress(range(start, self.end), begins), self.end]
            if len(self._starts) == count:
                self._starts.append(self.end)
        # None: all levels are the paragraph's, so every line is its cells or its cells reversed.
        self._levels = None if levels.count(base_level) == count else levels
        # A printable text has no separators; most are, and that check is cheap.
        may_separate = self._levels is not None and not content.isprintable()
        self._has_separators = may_separate and SEPARATORS.search(content) is not None
        self._set_columns(odd_columns)

    def _set_columns(self, odd: Sequence[tuple[int, int]]) -> None:
        """Store the columns of each cell, one unless it is in `odd`, and their sum before each visible cell."""
        columns = bytearray(b"\1") * self._count
        for place, taken in odd:
            columns[place] = taken
        self._columns = bytes(columns)
        is_even = len(odd) == self._count - self._visible
        self._before: Sequence[int] = (
            range(self._visible + 1) if is_even else [0, *accumulate(columns[: self._visible])]
        )

    def line_edges(self, width: int) -> list[int]:
        """Return the places of the cells at which lines of a width in columns begin, then the number of cells."""
        starts, before = self._starts, self._before
        offset = self.start
        first = 0
        edges = [0]
        while (limit := bisect_right(before, before[first] + width) - 1) < self._visible:
            after = offset + last_break(self._text, starts[first] - offset, starts[limit] - offset)
            # A mark on a space makes one cell of both: the next line begins with the cell that the break would cut.
            stop = bisect_right(starts, after) - 1
            if stop >= self._visible:
                break
            first = max(stop, first + 1)
            edges.append(first)
        edges.append(self._count)
        return edges

    def cell_start(self, place: int) -> int:
        """Return the offset of the start of a cell; of the paragraph's end for the number of its cells."""
        return self._starts[place]

    def offset_after(self, offset: int, columns: int) -> int:
        """Return the end of the last cell that fits into `columns`, counted from the cell that covers `offset`."""
        first = min(bisect_right(self._starts, offset), self._count) - 1
        return self.cell_start(self._fitting(first, columns))

    def visible_columns(self, first: int, last: int, width: int) -> int:
        """Return the number of columns of the cells `[first, last)` that fit into a line."""
        before = self._before
        return before[min(self._fitting(first, width), last, self._visible)] - before[first]

    def _fitting(self, first: int, width: int) -> int:
        """Return the place of the first cell from `first` on that does not fit; the number of cells if all do."""
        fitting = bisect_right(self._before, self._before[first] + width) - 1
        return self._count if fitting == self._visible else fitting

    def visual_line(self, first: int, last: int, width: int) -> VisualLine:
        """Return the cells `[first, last)` as one line in visual order."""
        glyphs, columns = self._glyphs[first:last], self._columns[first:last]
        fitting = self._fitting(first, width)
        seen = min(fitting, last, self._visible) - first
        if seen < last - first:
            glyphs = [*glyphs[:seen], *[""] * (last - first - seen)]
            columns = columns[:seen] + bytes(last - first - seen)
        starts = self._starts[first : last + 1]
        begins = self._begins
        if begins is not None:
            begins = begins[starts[0] - self.start : starts[-1] - self.start]
            if 0 not in begins:
                begins = None
                if len(starts) > 1 and starts[-2] < starts[-1]:
                    starts = range(starts[0], starts[-1] + 1)
        levels = self._line_levels(first, last)
        return order(starts, glyphs, columns, levels, begins=begins, base_level=self.base_level, width=width)

    def _line_levels(self, first: int, last: int) -> bytes | None:
        """Return the levels of a line's cells after L1 (UAX #9); None if all are the paragraph's."""
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
