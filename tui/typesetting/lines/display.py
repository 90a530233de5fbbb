"""One or a few rows of untrusted text for a surface of fixed size: a headline, a file name, an error.

All text that is not an article reaches the screen through this module only. It comes out in visual order, joined,
cut with an ellipsis at its logical end, and without control code points.
"""

import re
from typing import Final, Literal

from tui.typesetting.bidi.direction import BaseDirection, paragraph_direction
from tui.typesetting.lines.breaks import LINE_END
from tui.typesetting.lines.paragraph import MINIMUM_WIDTH, Cell, Line, Paragraph

Align = Literal["left", "right", "base"]
"""The edge at which rows stand; "base" is the right edge for right-to-left text and the left one for other text."""

ELLIPSIS: Final = "\u2026"
_CARRIAGE_RETURN: Final = re.compile("\r(?=\n)")


def set_line(
    text: str, width: int, *, base_direction: BaseDirection = "auto", align: Align = "left", marks: bool = True
) -> str:
    """Return a text as one string in visual order, of at most `width` columns.

    Line ends become spaces. A text that does not fit is cut, and an ellipsis stands at its logical end: the left one
    in a right-to-left line. Aligned to the right, the string begins with the spaces that move it there.
    """
    cells = set_line_cells(text, width, base_direction=base_direction, align=align, marks=marks)
    indent = cells[0].column if cells else 0
    return " " * indent + "".join(cell.glyphs for cell in cells)


def set_line_cells(
    text: str, width: int, *, base_direction: BaseDirection = "auto", align: Align = "base", marks: bool = True
) -> list[Cell]:
    """Return the visible cells of `set_line`, left to right. The cell of the ellipsis covers the text that was cut."""
    rows = set_rows(text, width, 1, base_direction=base_direction, align=align, marks=marks)
    return rows[0] if rows else []


def set_rows(
    text: str,
    width: int,
    height: int,
    *,
    base_direction: BaseDirection = "auto",
    align: Align = "base",
    marks: bool = True,
) -> list[list[Cell]]:
    """Wrap a text to at most `height` rows; return the visible cells of each row, left to right.

    A text that does not fit ends in an ellipsis, whose cell covers the text that was cut. A width below
    `MINIMUM_WIDTH` gives one row.
    """
    if width < 1 or height < 1:
        return []
    if width < MINIMUM_WIDTH:
        height = 1
    # Enough code points for all cells, unless marks are piled up: a headline may be a file of ten megabytes.
    sample = text[: 16 * width * height + 64]
    flat = LINE_END.sub(" ", _CARRIAGE_RETURN.sub("\u200b", sample))
    if base_direction == "auto":
        base_direction = paragraph_direction(flat)
    paragraph = Paragraph(flat, base_direction=base_direction, marks=marks)
    lines = paragraph.wrap(width)
    kept = len(text)
    if len(sample) < len(text) or len(lines) > height or any(line.columns > width for line in lines):
        last = lines[min(height, len(lines)) - 1]
        kept = len(flat[: paragraph.offset_after(last.start, width - 1)].rstrip())
        lines = Paragraph(flat[:kept] + ELLIPSIS, base_direction=base_direction, marks=marks).wrap(width)
    return [_align(line, width, align, cut=(kept, len(text))) for line in lines[:height]]


def _align(line: Line, width: int, align: Align, *, cut: tuple[int, int]) -> list[Cell]:
    """Return the visible cells of a line, moved to its edge. Cells in or behind `cut` cover all of it."""
    cells = [cell for cell in line.cells if cell.columns]
    if not cells:
        return []
    stands_right = align == "right" or (align == "base" and line.base_level == 1)
    shift = width - cells[-1].column - cells[-1].columns if stands_right else -cells[0].column
    start, end = cut
    return [
        cell._replace(
            start=min(cell.start, start), end=end if cell.start >= start else cell.end, column=cell.column + shift
        )
        for cell in cells
    ]
