"""A pane that shows an article's text with what lies over it: annotations, caret, selection, hints."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip

from annotations.annotation import Annotation, AnnotationSet
from annotations.article import Article, SectionKind
from annotations.label import LabelSet
from annotations.span import Span
from tui.catalogue import counted, say
from tui.typesetting import motion
from tui.typesetting.bidi import text_direction
from tui.typesetting.page import Page, Place, Row
from tui.typesetting.selecting import count_words, trimmed
from tui.typesetting.window import Window
from tui.typesetting.words import word_at
from tui.widgets.blocks import blocks
from tui.widgets.coverage import Coverage
from tui.widgets.ink import Ink
from tui.widgets.painter import FRAME, GUTTER, Overlay, Painter
from tui.widgets.strips import joined
from tui.widgets.styled import StyledWidget

if TYPE_CHECKING:
    from tui.typesetting.hints import Hints


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
    }
    DEFAULT_CSS = """
    TextPane {
        background: $background;
        &> .text-pane--headline { text-style: bold; color: $primary; }
        &> .text-pane--quiet { color: $quiet; }
        &> .text-pane--caret { background: $accent; color: $background; }
        &> .text-pane--caret-blurred { background: $rule; }
        &> .text-pane--bar { color: $rule; }
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
        self._annotations: tuple[Annotation, ...] = ()
        self._coverage = Coverage(())
        self._page = Page("", (), TEXT_WIDTH)
        self._folded = True
        self._is_rtl = True
        self._caret = 0
        self._anchor: int | None = None
        self._goal: int | None = None
        self._hints: Hints | None = None
        self._window = Window(self._page, 1, self._page.first)
        self._ink: Ink | None = None
        self._overlay: Overlay | None = None
        """What lies over the text, until that changes."""
        self._drawn: dict[Place, tuple[Strip, Strip]] = {}
        """What was drawn of the rows in view, without the scroll bar's thumb and with it."""

    # What is shown

    def show(self, article: Article, work: AnnotationSet, *, caret: int | None) -> None:
        """Show an article and the work on it; without a caret it stands where the article begins."""
        self._article = article
        self._is_rtl = text_direction(article.text[:DIRECTION_SAMPLE]) == "rtl"
        self._anchor = self._goal = None
        self._annotations, self._overlay = work.annotations, None
        self._coverage = Coverage(work.annotations)
        self._set_page(article)
        if caret is None:
            caret = next((each.start for each in article.sections if each.kind == SectionKind.HEADLINE), 0)
        self._caret = motion.settled(self._page, caret, motion.FORWARD)
        self._look_at(self._caret, self.size.height // 3)
        self._on_move()

    def clear(self) -> None:
        """Show nothing."""
        self._article = None
        self.redraw()

    def show_work(self, work: AnnotationSet) -> None:
        """Show the annotations as they are now."""
        current = self.current
        changed = self._coverage.exchange(work.annotations)
        self._annotations, self._overlay = work.annotations, None
        self._forget(each.span for each in (*changed, current, self.current) if each is not None)
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
        """The innermost annotation under the caret; behind a word the one that ends there, as when it was just made."""
        if self._article is None:
            return None
        covering = self._coverage.at(self._caret)
        if not covering and word_at(self._article.text, self._caret) is None:
            covering = self._coverage.ending(self._caret)
        return next(iter(covering), None)

    @property
    def _selected(self) -> tuple[int, int]:
        anchor = self._caret if self._anchor is None else self._anchor
        return min(anchor, self._caret), max(anchor, self._caret)

    @property
    def selection(self) -> Span | None:
        """What is selected, without what cannot be seen at its edges."""
        if self._article is None or self._anchor is None:
            return None
        extent = trimmed(self._article.text, *self._selected)
        return Span(*extent) if extent else None

    def target(self) -> Span | None:
        """What a label would be put on: the selection, else the word at the caret."""
        selection = self.selection
        if self._article is None or selection is not None:
            return selection
        extent = word_at(self._article.text, self._caret)
        return Span(*extent) if extent else None

    # Rows

    def _set_page(self, article: Article) -> None:
        """Cut the article into blocks, to be set as they come into view."""
        made = blocks(article, folded=self._folded)
        self._page = Page(article.text, made, self._text_width, fallback="rtl" if self._is_rtl else "ltr")

    @property
    def _text_width(self) -> int:
        """Columns of text that fit; before the first layout as many as there may be."""
        return max(1, min(TEXT_WIDTH, self.size.width - FRAME - EDGE)) if self.size.width else TEXT_WIDTH

    def _look_at(self, offset: int, row: int) -> None:
        """Show the page with an offset's row so many rows below the top."""
        self._window = Window(self._page, self.size.height, self._page.step(self._page.place_of(offset), -row))
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
        thumb = self._window.thumb() if is_set else range(0)
        strips = []
        for y, row in zip(lines, rows, strict=False):
            drawn = self._drawn.get(row.place)
            if drawn is None:
                drawn = self._drawn[row.place] = self._draw(row)
            strips.append(drawn[y in thumb])
        if len(strips) < len(lines):
            blank = Strip.blank(self.size.width, self._get_ink().base)
            strips += [blank] * (len(lines) - len(strips))
        return strips

    def _draw(self, row: Row) -> tuple[Strip, Strip]:
        """A row without the scroll bar's thumb and with it."""
        ink, width = self._get_ink(), self.size.width
        if self._overlay is None:
            self._overlay = Overlay(
                coverage=self._coverage,
                current=self.current,
                caret=self._caret,
                caret_place=self._page.place_of(self._caret),
                caret_style=self._caret_style,
                selected=self._selected,
                hints=self._hints.letters() if self._hints else {},
                hint_style=self.style_of("text-pane--hint"),
            )
        painter = Painter(ink, self._labels, width=self._page.width, is_rtl=self._is_rtl)
        left = Segment(" " * self._left, ink.base)
        right = Segment(" " * (width - self._left - self._page.width - FRAME - EDGE), ink.base)
        drawn = [left, *painter.draw(row, self._page.text, self._overlay), right]
        bars = Segment(" ", ink.base), Segment("▐", ink.bar)
        bare, with_thumb = (Strip(joined([*drawn, bar]), width) for bar in bars)
        return bare, with_thumb

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

    def _get_ink(self) -> Ink:
        if self._ink is None:
            self._ink = Ink(
                self._labels,
                self.app.theme_variables,
                base=self.style_of(),
                headline=self.style_of("text-pane--headline"),
                quiet=self.style_of("text-pane--quiet"),
                bar=self.style_of("text-pane--bar"),
            )
        return self._ink

    # The caret

    def _place_caret(self, caret: int, *, anchor: int | None, keep_goal: bool = False) -> None:
        """Put the caret and the selection's other end, and draw what that changes."""
        before, selected, current = self._caret, self._selected, self.current
        self._caret, self._anchor, self._overlay = caret, anchor, None
        if not keep_goal:
            self._goal = None
        # Of two selections, what lies between their starts and between their ends is in one of them only.
        edges = zip(selected, self._selected, strict=True)
        changed = [Span(place, place + 1) for place in (before, caret)]
        changed += [Span(min(pair), max(pair)) for pair in edges if pair[0] != pair[1]]
        if current is not self.current:
            changed += [each.span for each in (current, self.current) if each is not None]
        has_scrolled = self._window.scroll_to(caret)
        self._forget(changed)
        if has_scrolled:
            self.show_scrolled()
        self._on_move()

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

    @property
    def place(self) -> str:
        """How far into the article the caret is, and how much is selected, in words."""
        length = max(1, len(self._page.text))
        place = f"{100 * min(self._caret, length) // length} %"
        selection = self.selection
        if selection is None:
            return place
        count = count_words(self._page.text, selection.start, selection.end)
        return say("{words} selected · {place}", words=counted(count, "word"), place=place)

    def _settle(self, offset: int, direction: int) -> int:
        return motion.settled(self._page, offset, direction)

    def go_to(self, offset: int) -> None:
        """Put the caret at an offset and drop the selection."""
        if self._article is not None:
            self._place_caret(self._settle(offset, motion.FORWARD), anchor=None)

    def select(self, start: int, end: int) -> None:
        """Select a range, the caret at its end."""
        self._place_caret(self._settle(end, motion.FORWARD), anchor=start)

    def drop_selection(self) -> bool:
        """Drop the selection; whether there was one."""
        had = self._anchor is not None
        self._place_caret(self._caret, anchor=None)
        return had

    def _hit(self, event: events.MouseEvent) -> int | None:
        offset = event.get_content_offset_capture(self)
        if self._article is None:
            return None
        row = self._window.rows[min(max(offset.y, 0), len(self._window.rows) - 1)]
        if row.line is None:
            return self._settle(row.block.start, motion.FORWARD)
        return row.line.hit(offset.x - self._left - 1 - (0 if self._is_rtl else GUTTER))
