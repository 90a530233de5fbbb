"""Text to cells: Arabic set right for a grid of columns, with every cell knowing the code points it shows.

Pure functions over strings; nothing here knows a terminal, a widget or an annotation. `lay_out` sets a whole text;
`split_paragraphs` and `Paragraph` do the same piece by piece, for texts of any size; `set_line` and `set_rows` are the
door to the screen for everything that is not an article.
"""

from annotations.text.words import next_sentence, next_word, previous_sentence, previous_word, sentence_at, word_at
from tui.typesetting.bidi.bidi import BaseDirection, Direction, embedding_levels, paragraph_direction, text_direction
from tui.typesetting.lines.breaks import split_paragraphs
from tui.typesetting.lines.display import set_line, set_line_cells, set_rows
from tui.typesetting.lines.layout import Layout, lay_out
from tui.typesetting.lines.paragraph import Cell, Line, Paragraph

__all__ = [
    "BaseDirection",
    "Cell",
    "Direction",
    "Layout",
    "Line",
    "Paragraph",
    "embedding_levels",
    "lay_out",
    "next_sentence",
    "next_word",
    "paragraph_direction",
    "previous_sentence",
    "previous_word",
    "sentence_at",
    "set_line",
    "set_line_cells",
    "set_rows",
    "split_paragraphs",
    "text_direction",
    "word_at",
]
