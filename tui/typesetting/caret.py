"""Where the caret goes: one cell, one row, one row's edge at a time.

The caret is a block on a cell, its offset the start of that cell, so that it has one place on the screen even where
the direction changes. Left and right go where the arrow points; at the edge of a row they go on in reading order.
"""

from typing import Protocol

from tui.typesetting.paragraph import Cell, Line


class Rows(Protocol):
    """What the caret moves over: the rows of a text, of which only those asked for need to be set."""

    @property
    def row_count(self) -> int:
        """How many rows there are, at least one."""
        ...

    def line(self, row: int) -> Line:
        """The line in a row, counted from 0."""
        ...

    def row_of(self, offset: int) -> int:
        """The row of the line that holds a code point; the last one for the length of the text."""
        ...


def move_left(rows: Rows, offset: int) -> int:
    """One cell to the left on the screen."""
    return _step(rows, offset, -1)


def move_right(rows: Rows, offset: int) -> int:
    """One cell to the right on the screen."""
    return _step(rows, offset, 1)


def goal_column(rows: Rows, offset: int) -> int:
    """The column to keep while moving up and down from an offset."""
    return rows.line(rows.row_of(offset)).cell_at(offset).column


def move_rows(rows: Rows, offset: int, count: int, *, goal: int) -> int:
    """So many rows down (up if negative), as far as there are rows, to the cell nearest to the goal column."""
    row = rows.row_of(offset)
    target = min(max(row + count, 0), rows.row_count - 1)
    return offset if target == row else rows.line(target).hit(goal)


def row_start(rows: Rows, offset: int) -> int:
    """The cell at which reading of the row begins: the rightmost in a right-to-left paragraph."""
    return _reading_start(rows.line(rows.row_of(offset))).start


def row_end(rows: Rows, offset: int) -> int:
    """The cell at which reading of the row ends: the line end if it has one."""
    return _reading_end(rows.line(rows.row_of(offset))).start


def _step(rows: Rows, offset: int, by: int) -> int:
    row = rows.row_of(offset)
    line = rows.line(row)
    cells = line.cells
    stops = set(line.stops)
    place = cells.index(line.cell_at(offset))
    for cell in cells[place + 1 :] if by > 0 else cells[:place][::-1]:
        if cell in stops:
            return cell.start
    forward = (by < 0) == bool(line.base_level)
    if not 0 <= row + (1 if forward else -1) < rows.row_count:
        return offset
    return _reading_start(rows.line(row + 1)).start if forward else _reading_end(rows.line(row - 1)).start


def _reading_start(line: Line) -> Cell:
    return line.stops[-1 if line.base_level else 0]


def _reading_end(line: Line) -> Cell:
    return line.stops[0 if line.base_level else -1]
