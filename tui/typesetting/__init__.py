"""Text to cells: Arabic set right for a grid of columns, with every cell knowing the code points it shows.

Pure functions over strings; nothing here knows a terminal, a widget or an annotation.
"""

from tui.typesetting.bidi import BaseDirection, Direction, embedding_levels, paragraph_direction, text_direction
from tui.typesetting.breaks import split_paragraphs
from tui.typesetting.caret import Rows
from tui.typesetting.display import set_line, set_line_cells, set_rows
from tui.typesetting.layout import Layout, lay_out
from tui.typesetting.paragraph import Cell, Line, Paragraph

__all__ = [
    "BaseDirection",
    "Cell",
    "Direction",
    "Layout",
    "Line",
    "Paragraph",
    "Rows",
    "embedding_levels",
    "lay_out",
    "paragraph_direction",
    "set_line",
    "set_line_cells",
    "set_rows",
    "split_paragraphs",
    "text_direction",
]
