"""The rows of an article in view: drawn once, and drawn anew where something changes."""

from collections.abc import Iterable

from rich.segment import Segment
from textual.geometry import Offset, Region
from textual.strip import Strip

from annotations.model.annotation import Annotation
from annotations.model.article import Article
from annotations.model.label import LabelSet
from tui.typesetting.bidi.direction import Direction, text_direction
from tui.typesetting.page import motion
from tui.typesetting.page.page import Page, Place, Row
from tui.typesetting.page.viewport import Viewport
from tui.widgets.article.blocks import blocks, borders
from tui.widgets.article.caret import Extent
from tui.widgets.article.coverage import Coverage
from tui.widgets.article.painter import FRAME, GUTTER, Overlay, Painter
from tui.widgets.article.styles import CellStyles
from tui.widgets.base.cached_widget import StyledWidget
from tui.widgets.base.segments import joined

TEXT_WIDTH = 90
"""Columns of text at most: longer lines are hard to follow."""
EDGE = 1
"""Columns of the scroll bar."""
DIRECTION_SAMPLE = 10_000
"""Code points from which an article's direction is found."""


class TextView:
    """The page of an article, the part of it in view, and what was drawn of that, for the widget that shows it."""

    def __init__(self, widget: StyledWidget, labels: LabelSet) -> None:
        self._widget = widget
        self._labels = labels
        self.article: Article | None = None
        self.page = Page("", (), TEXT_WIDTH)
        self.viewport = Viewport(self.page, 1, self.page.first)
        self.overlay = Overlay(Coverage(()), None, (), 0, self.page.first, (0, 0), {})
        """What is drawn over the text. The caller that changes it redraws the rows that look different then."""
        self._is_folded = True
        self._is_rtl = True
        self._styles: CellStyles | None = None
        self._drawn: dict[Place, tuple[list[Segment], dict[str, Strip]]] = {}
        """By the place of a row in view what was drawn of it, and the whole row by the glyph in its scroll bar."""

    # The page

    def open(self, article: Article) -> None:
        """Take an article. The caller calls `look_at` next."""
        self.article = article
        self._is_rtl = text_direction(article.text[:DIRECTION_SAMPLE]) == "rtl"
        self._set_page(article)

    def clear(self) -> None:
        """Show nothing."""
        self.article = None
        self.redraw()

    def toggle_furniture(self) -> None:
        """Fold the article's furniture, or unfold it. The caller calls `look_at` next."""
        self._is_folded = not self._is_folded
        if self.article is not None:
            self._set_page(self.article)

    def _set_page(self, article: Article) -> None:
        """Cut the article into blocks. Each is set when it comes into view."""
        made = blocks(article, folded=self._is_folded)
        fallback: Direction = "rtl" if self._is_rtl else "ltr"
        self.page = Page(article.text, made, self._text_width, fallback=fallback, borders=borders(article))

    def fit(self) -> None:
        """Set the page for the widget's width. The caller calls `look_at` next."""
        if self.page.width != self._text_width:
            self.page = self.page.at_width(self._text_width)

    @property
    def _text_width(self) -> int:
        """Columns of text that fit; `TEXT_WIDTH` before the first layout."""
        columns = self._widget.size.width
        return max(1, min(TEXT_WIDTH, columns - FRAME - EDGE)) if columns else TEXT_WIDTH

    @property
    def _left(self) -> int:
        """Columns left of the drawn rows, which stand in the middle of the widget."""
        return max(0, (self._widget.size.width - self.page.width - FRAME - EDGE) // 2)

    def settled(self, offset: int, direction: int = motion.FORWARD) -> int:
        """Return the offset if the caret can stand there, else the nearest one where it can, first in a direction."""
        return motion.settled(self.page, offset, direction)

    # Scrolling

    def look_at(self, offset: int, row: int) -> None:
        """Show the page with the row of an offset `row` rows below the top."""
        top = self.page.step(self.page.place_of(offset), -row)
        self.viewport = Viewport(self.page, self._widget.size.height, top)
        self.redraw()

    def look_at_part(self, y: int) -> bool:
        """Show the part of the article that row `y` of the scroll bar stands for. Return False if all is in view."""
        if not self.viewport.thumb():
            return False
        height = self._widget.size.height
        offset = len(self.page.text) * y // height
        self.viewport = Viewport(self.page, height, self.page.place_of(offset))
        self._redraw_scrolled()
        return True

    def scroll(self, rows: int) -> bool:
        """Scroll by a number of rows, up if negative. Return False at the page's end."""
        has_scrolled = self.viewport.scroll(rows)
        if has_scrolled:
            self._redraw_scrolled()
        return has_scrolled

    def scroll_to(self, offset: int, *, is_steady: bool) -> None:
        """Bring the row of an offset into view, with some context unless `is_steady`."""
        if is_steady and 0 <= self.viewport.row_of(offset) < len(self.viewport.rows):
            return
        if self.viewport.scroll_to(offset):
            self._redraw_scrolled()

    def out_of_view(self) -> tuple[Annotation | None, Annotation | None]:
        """Return the nearest related annotation above the view, and the nearest one below it."""
        related = self.overlay.related
        if not related:
            return None, None
        first, last = self.viewport.rows[0], self.viewport.rows[-1]
        top = (first.line or first.block).start
        bottom = last.line.end if last.line else last.block.end if last.is_fold else last.block.start
        above = [each for each in related if each.span.end <= top]
        below = [each for each in related if each.span.start >= bottom]
        return max(above, key=_start, default=None), min(below, key=_start, default=None)

    # Drawing

    def draw_lines(self, lines: range) -> list[Strip]:
        """Draw some rows of the widget."""
        width = self._widget.size.width
        is_set = self.article is not None and self.page.width == self._text_width
        rows = self.viewport.rows[lines.start : lines.stop] if is_set else ()
        bars = self._bars() if is_set else {}
        styles = self._get_styles()
        strips = []
        for y, row in zip(lines, rows, strict=False):
            drawn = self._drawn.get(row.place)
            if drawn is None:
                drawn = self._drawn[row.place] = self._draw(row), {}
            bar = bars.get(y, " ")
            strip = drawn[1].get(bar)
            if strip is None:
                edge = Segment(bar, styles.bar if bar in " ▐" else styles.related)
                strip = drawn[1][bar] = Strip(joined([*drawn[0], edge]), width)
            strips.append(strip)
        if len(strips) < len(lines):
            strips += [Strip.blank(width, styles.base)] * (len(lines) - len(strips))
        return strips

    def _bars(self) -> dict[int, str]:
        """Return by row the glyph in the scroll bar: its thumb, and arrows to related annotations out of view."""
        bars = dict.fromkeys(self.viewport.thumb(), "▐")
        above, below = self.out_of_view()
        if above:
            bars[0] = "▲"
        if below:
            bars[self._widget.size.height - 1] = "▼"
        return bars

    def _draw(self, row: Row) -> list[Segment]:
        """Draw a row without the scroll bar."""
        base, width = self._get_styles().base, self._widget.size.width
        left = Segment(" " * self._left, base)
        right = Segment(" " * (width - self._left - self.page.width - FRAME - EDGE), base)
        return [left, *self._painter.draw(row, self.page.text, self.overlay), right]

    @property
    def _painter(self) -> Painter:
        styles, has_focus = self._get_styles(), self._widget.has_focus
        return Painter(styles, self._labels, width=self.page.width, is_rtl=self._is_rtl, has_focus=has_focus)

    def _get_styles(self) -> CellStyles:
        if self._styles is None:
            self._styles = CellStyles(self._labels, self._widget.app.theme_variables, self._widget.style_of)
        return self._styles

    def drop_styles(self) -> None:
        """Draw with the new styles after the theme has changed."""
        self._styles = None
        self._drawn.clear()

    def redraw(self) -> None:
        """Redraw all rows."""
        self._drawn.clear()
        self._widget.refresh_rows()

    def redraw_extents(self, extents: Iterable[Extent]) -> None:
        """Redraw the rows that show any of these parts of the text."""
        edges = list(extents)
        width, length = self._widget.size.width, len(self.page.text)
        regions = []
        for y, row in enumerate(self.viewport.rows):
            if row.line is None:
                continue
            first, beyond = row.line.start, row.line.end + (row.line.end == length)  # the caret may stand behind all
            if any(first < end and start < beyond for start, end in edges):
                self._drawn.pop(row.place, None)
                regions.append(Region(0, y, width, 1))
        if regions:
            self._widget.refresh(*regions)

    def redraw_edges(self) -> None:
        """Redraw the first and the last row: an arrow may stand in their scroll bar."""
        width, height = self._widget.size
        self._widget.refresh(Region(0, 0, width, 1), Region(0, max(0, height - 1), width, 1))

    def _redraw_scrolled(self) -> None:
        """Redraw what has come into view. Drop the rows out of view: changes in them are not followed."""
        in_view = {row.place for row in self.viewport.rows}
        self._drawn = {place: drawn for place, drawn in self._drawn.items() if place in in_view}
        self._widget.refresh_rows()

    # Pointing

    def is_bar(self, where: Offset) -> bool:
        """Return True if a place of the widget is in the scroll bar."""
        return where.x == self._widget.size.width - 1

    def row_at(self, y: int) -> Row:
        """Return the row of the page in row `y` of the widget, or the nearest one."""
        return self.viewport.rows[min(max(y, 0), len(self.viewport.rows) - 1)]

    def annotation_at(self, where: Offset) -> Annotation | None:
        """Return the annotation of a key letter in the gutter, or of an arrow in the scroll bar."""
        if self.is_bar(where) and where.y in (0, self._widget.size.height - 1):
            return self.out_of_view()[where.y > 0]
        return self._painter.at_gutter(self.row_at(where.y), where.x - self._left, self.overlay)

    def extent_at(self, where: Offset) -> Extent:
        """Return the part of the text that the cell at a place shows, or the nearest cell in its row."""
        row = self.row_at(where.y)
        if row.line is None:
            start = self.settled(row.block.start)
            return start, start
        cell = row.line.cell_at(row.line.hit(where.x - self._left - 1 - (0 if self._is_rtl else GUTTER)))
        return cell.start, cell.end if cell.columns else cell.start


def _start(annotation: Annotation) -> int:
    return annotation.span.start
