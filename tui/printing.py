"""An article as plain text in visual order, for pipes and pagers."""

from annotations.article import Article
from tui.typesetting.bidi import text_direction
from tui.typesetting.page import Page
from tui.widgets.blocks import blocks


def printed(article: Article, width: int) -> str:
    """The article's rows at a width in columns, blank rows between its paragraphs, a line end behind each."""
    page = Page(article.text, blocks(article, folded=False), width, fallback=text_direction(article.text))
    place, rows = page.first, []
    while True:
        line = page.row(place).line
        cells = [cell for cell in line.cells if cell.columns] if line else []
        indent = cells[0].column if cells else 0
        rows.append((" " * indent + "".join(cell.glyphs for cell in cells)).rstrip())
        following = page.step(place, 1)
        if following == place:
            return "\n".join(rows) + "\n"
        place = following
