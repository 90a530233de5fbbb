"""A whole text set at one width, with the maps between its offsets and the screen."""

from bisect import bisect_right
from collections.abc import Sequence

from tui.typesetting.bidi.direction import BaseDirection, find_direction, text_direction
from tui.typesetting.lines.breaks import split_long, split_paragraphs, without_line_end
from tui.typesetting.lines.paragraph import MINIMUM_WIDTH, Cell, Line, Paragraph


class Layout:
    """The lines of a text at a width in columns, and the way from an offset to a cell and back."""

    __slots__ = ("_starts", "lines", "width")

    def __init__(self, lines: Sequence[Line], width: int) -> None:
        """Take the lines of a text in order; there is at least one."""
        self.lines = lines
        self.width = width
        self._starts = [line.start for line in lines]

    def line_index(self, offset: int) -> int:
        """The row of the line that holds a code point; of the last line for the length of the text."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def cell_at(self, offset: int) -> Cell:
        """The cell that covers a code point, or the empty cell at the end of the text. Raises ValueError beyond it."""
        return self.lines[self.line_index(offset)].cell_at(offset)

    def column_of(self, offset: int) -> tuple[int, int]:
        """Row and column of the cell that covers a code point."""
        row = self.line_index(offset)
        return row, self.lines[row].cell_at(offset).column

    def hit(self, line_index: int, column: int) -> int:
        """The offset at which the cell starts that is under a column of a row, or nearest to it."""
        return self.lines[line_index].hit(column)


def lay_out(text: str, width: int, *, base_direction: BaseDirection = "auto", marks: bool = True) -> Layout:
    """Set a text of any number of paragraphs at a width in columns.

    With "auto" each paragraph has the direction that `bidi.paragraph_direction` gives it, those without letters
    that of most letters of the text; with "first-strong" that of UAX #9, P2 and P3. A paragraph longer than
    `breaks.LONGEST` is set in pieces (`breaks.split_long`). A width below 4 is taken as 4. Without `marks` the
    glyphs leave combining marks out.
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
