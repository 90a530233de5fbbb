"""A whole text set at one width, for callers that need neither blocks nor a viewport."""

from bisect import bisect_right
from collections.abc import Sequence

from tui.typesetting.bidi.direction import BaseDirection, find_direction, text_direction
from tui.typesetting.lines.breaks import split_long, split_paragraphs, without_line_end
from tui.typesetting.lines.paragraph import MINIMUM_WIDTH, Cell, Line, Paragraph


class Layout:
    """The lines of a text at a width in columns; finds the cell of an offset and the offset under a column."""

    __slots__ = ("_starts", "lines", "width")

    def __init__(self, lines: Sequence[Line], width: int) -> None:
        """Take the lines of a text in order; there is at least one."""
        self.lines = lines
        self.width = width
        self._starts = [line.start for line in lines]

    def line_index(self, offset: int) -> int:
        """Return the index of the line that holds a code point; of the last line for the length of the text."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def cell_at(self, offset: int) -> Cell:
        """Return the cell that covers a code point, or the empty cell at the end of the text.

        Raises ValueError if the offset is beyond the text.
        """
        return self.lines[self.line_index(offset)].cell_at(offset)

    def column_of(self, offset: int) -> tuple[int, int]:
        """Return the row and the column of the cell that covers a code point."""
        row = self.line_index(offset)
        return row, self.lines[row].cell_at(offset).column

    def hit(self, line_index: int, column: int) -> int:
        """Return the start of the cell under a column of a row, or of the nearest cell."""
        return self.lines[line_index].hit(column)


def lay_out(text: str, width: int, *, base_direction: BaseDirection = "auto", marks: bool = True) -> Layout:
    """Set a text of any number of paragraphs at a width in columns.

    With "auto" each paragraph has the direction of `direction.paragraph_direction`; a paragraph without letters has
    that of most letters of the text. With "first-strong" it has that of UAX #9, P2 and P3. A paragraph longer than
    `breaks.LONGEST` is set in pieces (`breaks.split_long`). Widths below `MINIMUM_WIDTH` count as that. Without
    `marks` no glyph has combining marks.
    """
    fallback = text_direction(text)
    lines: list[Line] = []
    for start, end in split_paragraphs(text):
        pieces = split_long(text, start, end)
        direction = base_direction
        if len(pieces) > 1:
            direction = find_direction(without_line_end(text[start:end]), base_direction, fallback)
        for begin, stop in pieces:
            paragraph = Paragraph(
                text[begin:stop], begin, base_direction=direction, fallback=fallback, marks=marks, goes_on=stop < end
            )
            lines.extend(paragraph.wrap(width))
    return Layout(lines, max(width, MINIMUM_WIDTH))
