"""A pane that shows an article's text with what lies over it: annotations, caret, selection, hints."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from annotations.model.annotation import Annotation, AnnotationSet
from annotations.model.article import Article, SectionKind
from annotations.model.label import LabelSet
from annotations.text.span import Span
from tui.typesetting.bidi.direction import text_direction
from tui.typesetting.page import motion
from tui.typesetting.page.page import Page, Place, Row
from tui.typesetting.page.viewport import Viewport
from tui.widgets.article.annotations import Markings
from tui.widgets.article.blocks import blocks
from tui.widgets.article.painter import FRAME, Overlay, Painter
from tui.widgets.article.styles import CellStyles
from tui.widgets.base.cached_widget import StyledWidget
from tui.widgets.base.segments import joined

if TYPE_CHECKING:
    from tui.typesetting.page.hints import Hints


TEXT_WIDTH = 90
"""Columns of text at most: longer lines are hard to follow."""
EDGE = 1
"""Columns of the scroll bar."""
DIRECTION_SAMPLE = 10_000
"""Code points by which an article's direction is told."""


class TextPane(StyledWidget, can_focus=True):
    """Draws one article and knows where its caret is; what keys and mouse do to it is for a subclass."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "text-pane--headline",
        "text-pane--quiet",
        "text-pane--caret",
        "text-pane--caret-blurred",
        "text-pane--bar",
        "text-pane--hint",
        "text-pane--related",
    }
    DEFAULT_CSS = """
    TextPane {
        background: $background;
        &> .text-pane--headline { text-style: bold; color: $primary; }
        &> .text-pane--quiet { color: $quiet; }
        &> .text-pane--caret { background: $accent; color: $background; }
        &:nocolor > .text-pane--caret { background: #8a8a8a; color: #000000; text-style: bold underline; }
        &> .text-pane--caret-blurred { background: $rule; }
        &> .text-pane--bar { color: $rule; }
        &> .text-pane--related { color: $accent; text-style: bold; }
        &> .text-pane--hint { background: $panel; color: $accent; text-style: bold; }
    }
    """

    def __init__(
        self,
        labels: LabelSet,
        *,
        on_move: Callable[[], None],
        id: str,  # noqa: A002 - Textual's own name
    ) -> None:
        """Take what to call when the caret stands elsewhere: a message would come a frame later than the caret."""
        super().__init__(id=id)
        self._on_move = on_move
        self._labels = labels
        self._article: Article | None = None
        self._markings = Markings("", AnnotationSet(article_id="", annotator=""))
        self._page = Page("", (), TEXT_WIDTH)
        self._folded = True
        self._is_rtl = True
        self._caret = 0
        self._anchor: int | None = None
        self._goal: int | None = None
        self._hints: Hints | None = None
        self._window = Viewport(self._page, 1, self._page.first)
        self._ink: CellStyles | None = None
        self._overlay: Overlay | None = None
        """What lies over the text, until that changes."""
        self._drawn: dict[Place, tuple[list[Segment], dict[str, Strip]]] = {}
        """What was drawn of the rows in view, and by what stands in the scroll bar the whole row."""

    # What is shown

    def show(self, article: Article, work: AnnotationSet, *, caret: int | None) -> None:
        """Show an article and the work on it; without a caret it stands where the article begins."""
        self._article = article
        self._is_rtl = text_direction(article.text[:DIRECTION_SAMPLE]) == "rtl"
        self._anchor = self._goal = None
        self._markings, self._overlay = Markings(article.text, work), None
        self._set_page(article)
        if caret is None:
            caret = next((each.start for each in article.sections or () if each.kind == SectionKind.HEADLINE), 0)
        self._caret = motion.settled(self._page, caret, motion.FORWARD)
        self._look_at(self._caret, self.size.height // 3)
        self._on_move()

    def clear(self) -> None:
        """Show nothing."""
        self._article = None
        self.redraw()

    def show_work(self, work: AnnotationSet) -> None:
        """Show the annotations as they are now."""
        pointed_at = self._pointed_at()
        changed = self._markings.exchange(work, self._caret)
        self._overlay = None
        self._forget(each.span for each in (*changed, *pointed_at, *self._pointed_at()))
        self._refresh_edges()
        self._on_move()

    @property
    def caret(self) -> int:
        """The offset of the cell under the caret."""
        return self._caret

    @property
    def caret_row(self) -> int:
        """How many rows below the top of the view the caret's row is."""
        return self._window.row_of(self._caret)

    @property
    def current(self) -> Annotation | None:
        """The annotation that keys act on."""
        return None if self._article is None else self._markings.current(self._caret)

    def _pointed_at(self) -> list[Annotation]:
        """The current annotation and what it is related to: what looks otherwise than the others."""
        current = self.current
        return [] if current is None else [current, *self._markings.related(current)]

    def _out_of_view(self) -> tuple[Annotation | None, Annotation | None]:
        """The nearest above the view, and the nearest below it, of what the current annotation is related to."""
        related = self._pointed_at()[1:]
        if not related:
            return None, None
        first, last = self._window.rows[0], self._window.rows[-1]
        top = (first.line or first.block).start
        bottom = last.line.end if last.line else last.block.end if last.is_fold else last.block.start
        above = [each for each in related if each.span.end <= top]
        below = [each for each in related if each.span.start >= bottom]
        return max(above, key=_start, default=None), min(below, key=_start, default=None)

    @property
    def _selected(self) -> tuple[int, int]:
        anchor = self._caret if self._anchor is None else self._anchor
        return min(anchor, self._caret), max(anchor, self._caret)

    # Rows

    def _set_page(self, article: Article) -> None:
        """Cut the article into blocks, to be set as they come into view."""
        made = blocks(article, folded=self._folded)
        self._page = Page(article.text, made, self._text_width, fallback="rtl" if self._is_rtl else "ltr")

    @property
    def _text_width(self) -> int:
        """Columns of text that fit; before the first layout as many as there may be."""
        return max(1, min(TEXT_WIDTH, self.size.width - FRAME - EDGE)) if self.size.width else TEXT_WIDTH

    def action_furniture(self) -> None:
        """Show the page's furniture, or fold it; the caret's row stays where it is."""
        if self._article is not None:
            row = self.caret_row
            self._folded = not self._folded
            self._set_page(self._article)
            self._caret = self._settle(self._caret, motion.FORWARD)
            self._look_at(self._caret, row)
            self._on_move()

    def _look_at(self, offset: int, row: int) -> None:
        """Show the page with an offset's row so many rows below the top."""
        self._window = Viewport(self._page, self.size.height, self._page.step(self._page.place_of(offset), -row))
        self.redraw()

    def on_resize(self) -> None:
        """Set the article for the new size; the caret's row stays where it is."""
        if self._article is not None:
            row = self.caret_row
            if self._page.width != self._text_width:
                self._page = self._page.at_width(self._text_width)
            self._look_at(self._caret, max(0, row))
            self._window.scroll_to(self._caret)

    def notify_style_update(self) -> None:
        """Make the styles anew when the theme changes."""
        super().notify_style_update()
        self._ink = self._overlay = None
        self._drawn.clear()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw row `y` of the widget."""
        return self.draw_lines(range(y, y + 1))[0]

    def draw_lines(self, lines: range) -> list[Strip]:
        """Draw some rows of the widget."""
        is_set = self._article is not None and self._page.width == self._text_width
        rows = self._window.rows[lines.start : lines.stop] if is_set else ()
        bars = self._bars() if is_set else {}
        strips = []
        for y, row in zip(lines, rows, strict=False):
            drawn = self._drawn.get(row.place)
            if drawn is None:
                drawn = self._drawn[row.place] = self._draw(row), {}
            bar = bars.get(y, " ")
            strip = drawn[1].get(bar)
            if strip is None:
                edge = Segment(bar, self._get_ink().bar if bar in " ▐" else self.style_of("text-pane--related"))
                strip = drawn[1][bar] = Strip(joined([*drawn[0], edge]), self.size.width)
            strips.append(strip)
        if len(strips) < len(lines):
            blank = Strip.blank(self.size.width, self._get_ink().base)
            strips += [blank] * (len(lines) - len(strips))
        return strips

    def _bars(self) -> dict[int, str]:
        """What stands in the scroll bar: its thumb, and where something related is out of view an arrow there."""
        bars = dict.fromkeys(self._window.thumb(), "▐")
        above, below = self._out_of_view()
        if above:
            bars[0] = "▲"
        if below:
            bars[self.size.height - 1] = "▼"
        return bars

    def _draw(self, row: Row) -> list[Segment]:
        """A row without the scroll bar."""
        ink, width = self._get_ink(), self.size.width
        left = Segment(" " * self._left, ink.base)
        right = Segment(" " * (width - self._left - self._page.width - FRAME - EDGE), ink.base)
        return [left, *self._painter.draw(row, self._page.text, self._get_overlay()), right]

    def _get_overlay(self) -> Overlay:
        if self._overlay is None:
            self._overlay = Overlay(
                coverage=self._markings.coverage,
                current=self.current,
                related=self._pointed_at()[1:],
                related_style=self.style_of("text-pane--related"),
                caret=self._caret,
                caret_place=self._page.place_of(self._caret),
                caret_style=self._caret_style,
                selected=self._selected,
                hints=self._hints.letters() if self._hints else {},
                hint_style=self.style_of("text-pane--hint"),
            )
        return self._overlay

    @property
    def _painter(self) -> Painter:
        return Painter(self._get_ink(), self._labels, width=self._page.width, is_rtl=self._is_rtl)

    def redraw(self) -> None:
        """Draw all rows anew."""
        self._overlay = None
        self._drawn.clear()
        self.refresh_rows()

    def show_scrolled(self) -> None:
        """Draw what has come into view; of a row out of view it is not known whether it would still be drawn so."""
        in_view = {row.place for row in self._window.rows}
        self._drawn = {place: drawn for place, drawn in self._drawn.items() if place in in_view}
        self.refresh_rows()

    def on_focus(self) -> None:
        """Show the caret as the one that keys move."""
        self.redraw()

    def on_blur(self) -> None:
        """Show the caret as one that keys do not move."""
        self.redraw()

    @property
    def _left(self) -> int:
        """Columns left of what is drawn in the middle of the widget."""
        return max(0, (self.size.width - self._page.width - FRAME - EDGE) // 2)

    @property
    def _caret_style(self) -> Style:
        return self.style_of("text-pane--caret" if self.has_focus else "text-pane--caret-blurred")

    def _get_ink(self) -> CellStyles:
        if self._ink is None:
            self._ink = CellStyles(
                self._labels,
                self.app.theme_variables,
                base=self.style_of(),
                headline=self.style_of("text-pane--headline"),
                quiet=self.style_of("text-pane--quiet"),
                bar=self.style_of("text-pane--bar"),
            )
        return self._ink

    # The caret

    def _place_caret(
        self,
        caret: int,
        *,
        anchor: int | None,
        keep_goal: bool = False,
        is_steady: bool = False,
        on: Annotation | None = None,
    ) -> None:
        """Put the caret and the selection's other end, and draw what that changes.

        Where `is_steady`, it scrolls only to a caret that is out of view. Keys then act on the annotation `on`.
        """
        before, selected, pointed_at = self._caret, self._selected, self._pointed_at()
        self._markings.choose(on)
        self._caret, self._anchor, self._overlay = caret, anchor, None
        if not keep_goal:
            self._goal = None
        # Of two selections, what lies between their starts and between their ends is in one of them only.
        edges = zip(selected, self._selected, strict=True)
        changed = [Span(place, place + 1) for place in (before, caret)]
        changed += [Span(min(pair), max(pair)) for pair in edges if pair[0] != pair[1]]
        points_at = self._pointed_at()
        if pointed_at != points_at:
            changed += [each.span for each in (*pointed_at, *points_at)]
            self._refresh_edges()
        is_in_view = is_steady and 0 <= self.caret_row < len(self._window.rows)
        has_scrolled = not is_in_view and self._window.scroll_to(caret)
        self._forget(changed)
        if has_scrolled:
            self.show_scrolled()
        self._on_move()

    def _refresh_edges(self) -> None:
        """Draw the rows anew in whose scroll bar an arrow may stand."""
        width, height = self.size
        self.refresh(Region(0, 0, width, 1), Region(0, max(0, height - 1), width, 1))

    def _forget(self, changed: Iterable[Span]) -> None:
        """Draw the rows anew that show something of these stretches of the text."""
        edges = [(span.start, span.end) for span in changed]
        width, length = self.size.width, len(self._page.text)
        regions = []
        for y, row in enumerate(self._window.rows):
            if row.line is None:
                continue
            first, beyond = row.line.start, row.line.end + (row.line.end == length)  # the caret may stand behind all
            if any(first < end and start < beyond for start, end in edges):
                self._drawn.pop(row.place, None)
                regions.append(Region(0, y, width, 1))
        if regions:
            self.refresh(*regions)

    def _settle(self, offset: int, direction: int) -> int:
        return motion.settled(self._page, offset, direction)

    def go_to_annotation(self, annotation: Annotation, direction: int = motion.FORWARD) -> None:
        """Put the caret where an annotation starts; keys act on it, whatever else starts there."""
        if self._article is not None:
            self._place_caret(self._settle(annotation.span.start, direction), anchor=None, on=annotation)


def _start(annotation: Annotation) -> int:
    return annotation.span.start
