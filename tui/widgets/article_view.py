"""The article's text: set, scrolled, with a caret, a selection and the annotations drawn over it."""

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from annotations.annotation import Annotation, AnnotationSet
from annotations.article import Article, SectionKind
from annotations.label import LabelSet
from annotations.span import Span
from tui.actions import Scope
from tui.bindings import bindings
from tui.typesetting import motion
from tui.typesetting.bidi import text_direction
from tui.typesetting.page import Page, Place, Row
from tui.typesetting.paragraph import Cell
from tui.typesetting.words import next_sentence, next_word, previous_sentence, sentence_at, word_at
from tui.widgets.blocks import blocks
from tui.widgets.coverage import Coverage
from tui.widgets.ink import Ink, Look, tints
from tui.widgets.strips import columns, segments, words

TEXT_WIDTH = 90
"""Columns of text at most: longer lines are hard to follow."""
GUTTER = 3
"""Columns beside the text, where lines begin, for the keys of the labels that start in the row."""
FRAME = GUTTER + 3
"""Columns that no text takes: the gutter, one on either side of the text for the caret, and the scroll bar."""
CONTEXT_ROWS = 2
"""Rows kept in view above and below the caret while scrolling."""
WHEEL_ROWS = 3
DIRECTION_SAMPLE = 10_000
"""Code points by which an article's direction is told."""
BY_ROWS = frozenset({"up", "down", "page_up", "page_down"})
"""The movements that keep to a column."""
BLANK = Cell(0, 0, " ", 0, 1, 0)


class ArticleView(Widget, can_focus=True):
    """Draws one article. What the keys do to the caret and the selection happens here, the rest on the screen."""

    ALLOW_SELECT = False  # Textual's own selection would copy glyphs in visual order.
    BINDINGS = bindings(Scope.TEXT)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article-view--headline",
        "article-view--quiet",
        "article-view--caret",
        "article-view--caret-blurred",
        "article-view--bar",
    }
    DEFAULT_CSS = """
    ArticleView {
        background: $background;
        &> .article-view--headline { text-style: bold; color: $primary; }
        &> .article-view--quiet { color: $quiet; }
        &> .article-view--caret { background: $accent; color: $background; }
        &> .article-view--caret-blurred { background: $rule; }
        &> .article-view--bar { color: $rule; }
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
        self._labels = tuple(labels)
        self._keys = {label.name: label.key for label in labels}
        self._article: Article | None = None
        self._annotations: tuple[Annotation, ...] = ()
        self._coverage = Coverage(())
        self._page = Page("", (), TEXT_WIDTH)
        self._folded = True
        self._is_rtl = True
        self._caret = 0
        self._anchor: int | None = None
        self._goal: int | None = None
        self._top = Place(0, 0)
        self._rows: list[Row] = []
        self._ink: Ink | None = None

    # What is shown

    def show(self, article: Article, work: AnnotationSet, *, caret: int | None) -> None:
        """Show an article and the work on it; without a caret it stands where the article begins."""
        self._article = article
        self._is_rtl = text_direction(article.text[:DIRECTION_SAMPLE]) == "rtl"
        self._anchor = self._goal = None
        self._annotate(work.annotations)
        self._set_page()
        if caret is None:
            caret = next((each.start for each in article.sections if each.kind == SectionKind.HEADLINE), 0)
        self._caret = motion.settled(self._page, caret, motion.FORWARD)
        self._top = self._page.step(self._page.place_of(self._caret), -(self.size.height // 3))
        self._show_rows()
        self._on_move()

    def clear(self) -> None:
        """Show nothing."""
        self._article = None
        self._rows = []
        self.refresh()

    def show_work(self, work: AnnotationSet) -> None:
        """Show the annotations as they are now."""
        self._annotate(work.annotations)
        self.refresh()
        self._on_move()

    def _annotate(self, annotations: tuple[Annotation, ...]) -> None:
        self._annotations = annotations
        self._coverage = Coverage(annotations)

    @property
    def caret(self) -> int:
        """The offset of the cell under the caret."""
        return self._caret

    @property
    def caret_row(self) -> int:
        """How many rows below the top of the view the caret's row is."""
        return self._page.distance(self._top, self._page.place_of(self._caret), 2 * self.size.height)

    @property
    def current(self) -> Annotation | None:
        """The innermost annotation under the caret."""
        return next(iter(self._coverage.at(self._caret)), None) if self._article else None

    @property
    def selection(self) -> Span | None:
        """What is selected, without white space at its edges."""
        if self._article is None or self._anchor is None:
            return None
        start, end = sorted((self._anchor, self._caret))
        selected = self._article.text[start:end]
        if not selected.strip():
            return None
        return Span(start + len(selected) - len(selected.lstrip()), start + len(selected.rstrip()))

    def target(self) -> Span | None:
        """What a label would be put on: the selection, else the word at the caret."""
        selection = self.selection
        if self._article is None or selection is not None:
            return selection
        extent = word_at(self._article.text, self._caret)
        return Span(*extent) if extent else None

    # Rows

    def _set_page(self) -> None:
        if self._article is None:
            return
        text_width = max(1, min(TEXT_WIDTH, self.size.width - FRAME))
        made = blocks(self._article, folded=self._folded)
        self._page = Page(self._article.text, made, text_width, fallback="rtl" if self._is_rtl else "ltr")

    def _show_rows(self) -> None:
        """Take the rows from the top one on into view, and draw them."""
        page, height = self._page, self.size.height
        self._top = min(self._top, max(page.first, page.step(page.last, 1 - height)))
        self._rows = [page.row(self._top)]
        while len(self._rows) < height and (place := page.step(self._rows[-1].place, 1)) != self._rows[-1].place:
            self._rows.append(page.row(place))
        self.refresh()

    def _scroll_to_caret(self) -> None:
        """Bring the caret's row into view, with some context, moving as little as possible."""
        page, height = self._page, self.size.height
        context = min(CONTEXT_ROWS, max(0, (height - 1) // 2))
        place = page.place_of(self._caret)
        below = self.caret_row
        if below < context:
            top = page.step(place, -context)
        elif below > height - 1 - context:
            top = min(page.step(place, context + 1 - height), page.step(page.last, 1 - height))
        else:
            return
        if top != self._top:
            self._top = top
            self._show_rows()

    def on_resize(self) -> None:
        """Set the article for the new width; the caret's row stays where it is."""
        if self._article is None:
            return
        row = self.caret_row
        self._set_page()
        self._top = self._page.step(self._page.place_of(self._caret), -max(0, row))
        self._show_rows()
        self._scroll_to_caret()

    def notify_style_update(self) -> None:
        """Make the styles anew when the theme changes."""
        super().notify_style_update()
        self._ink = None

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw row `y` of the widget."""
        ink, width = self._get_ink(), self.size.width
        if self._article is None or y >= len(self._rows):
            return Strip([Segment(" " * width, ink.base)], width)
        row = self._rows[y]
        text, gutter = self._draw_text(row, ink), self._draw_gutter(row, ink)
        made = [Segment(" " * self._left, ink.base), *([*text, *gutter] if self._is_rtl else [*gutter, *text])]
        pad = Segment(" " * (width - self._left - self._page.width - FRAME), ink.base)
        return Strip([*made, pad, Segment(self._bar(y), ink.bar)], width)

    @property
    def _left(self) -> int:
        """Columns left of what is drawn in the middle of the widget."""
        return max(0, (self.size.width - self._page.width - FRAME) // 2)

    def _bar(self, y: int) -> str:
        """The scroll bar in a row: where in the text the view is."""
        first, last = self._rows[0], self._rows[-1]
        if first.place == self._page.first and last.place == self._page.last:
            return " "
        height, length = self.size.height, max(1, len(self._page.text))
        thumb = first.block.start if first.line is None else first.line.start
        until = last.block.end if last.line is None else last.line.end
        start = min(height - 1, thumb * height // length)
        return "▐" if start <= y <= max(start, until * height // length - 1) else " "

    def _draw_text(self, row: Row, ink: Ink) -> list[Segment]:
        """The row's text in the page's width, and a column more on either side for the caret at a line's end."""
        width = self._page.width
        if row.line is None:
            made = self._draw_fold(row, ink) if row.is_fold else []
            blank, space = Segment(" ", ink.base), Segment(" " * (width + 1 - columns(made)), ink.base)
            return [space, *made, blank] if self._is_rtl else [blank, *made, space]
        line = row.line
        cells = [cell for cell in line.cells if cell.columns]
        before = 1 + (cells[0].column if cells else width if line.base_level else 0)
        after = width + 2 - before - line.columns
        blank_cell = (BLANK, ink.base)
        canvas = [blank_cell] * before + self._inked(cells, row.block.kind, ink) + [blank_cell] * after
        is_covered = any(cell.start <= self._caret < cell.end for cell in cells)
        if not is_covered and row.place == self._page.place_of(self._caret):
            # The blanks on either side are one column each, so their place in the list follows from the column.
            canvas[before - 1 if line.base_level else -after] = (BLANK, self._caret_style)
        return segments(canvas)

    def _draw_fold(self, row: Row, ink: Ink) -> list[Segment]:
        text = self._page.text[row.block.start : row.block.end]
        lines = sum(1 for line in text.splitlines() if line.strip())
        what = f"⋯ {lines} {'line' if lines == 1 else 'lines'} of page furniture · z shows them"
        return words(what, self._page.width, ink.quiet)

    def _draw_gutter(self, row: Row, ink: Ink) -> list[Segment]:
        """The key letters of the labels whose annotations start in the row."""
        labels = [] if row.line is None else self._coverage.starting(row.line.start, row.line.end)[:GUTTER]
        chips = [Segment(self._keys[label], ink.chip(label)) for label in labels]
        space = Segment(" " * (GUTTER - len(chips)), ink.base)
        return [*chips, space] if self._is_rtl else [space, *chips]

    def _inked(self, cells: list[Cell], kind: str, ink: Ink) -> list[tuple[Cell, Style]]:
        """Cells with their styles."""
        current, caret = self.current, self._caret
        start, end = sorted((caret if self._anchor is None else self._anchor, caret))
        inked: list[tuple[Cell, Style]] = []
        for cell in cells:
            if cell.start <= caret < cell.end:
                inked.append((cell, self._caret_style))
                continue
            covering = self._coverage.within(cell.start, cell.end)
            look = Look(
                kind=kind,
                labels=tuple(each.label for each in covering),
                is_current=bool(covering) and current is covering[0],
                is_selected=start < cell.end and cell.start < end,
            )
            inked.append((cell, ink.style(look)))
        return inked

    @property
    def _caret_style(self) -> Style:
        focused = "" if self.has_focus else "-blurred"
        return self.get_component_rich_style(f"article-view--caret{focused}")

    def _get_ink(self) -> Ink:
        if self._ink is None:
            variables = self.app.theme_variables
            self._ink = Ink(
                base=self.rich_style,
                headline=self.get_component_rich_style("article-view--headline", partial=True),
                quiet=self.get_component_rich_style("article-view--quiet", partial=True),
                bar=self.get_component_rich_style("article-view--bar", partial=True),
                tints=tints(self._labels, variables),
                foreground=variables["foreground"],
            )
        return self._ink

    # The caret

    def _place_caret(self, caret: int, *, anchor: int | None, keep_goal: bool = False) -> None:
        """Put the caret and the selection's other end, and draw what that changes."""
        before = {self._caret, caret} | {each for each in (self._anchor, anchor) if each is not None}
        current = self.current
        self._caret, self._anchor = caret, anchor
        if not keep_goal:
            self._goal = None
        self._refresh_between(min(before), max(before))
        for annotation in (current, self.current):
            if annotation is not None and current != self.current:
                self._refresh_between(annotation.span.start, annotation.span.end)
        self._scroll_to_caret()
        self._on_move()

    def _refresh_between(self, start: int, end: int) -> None:
        for y, row in enumerate(self._rows):
            if row.line is not None and row.line.start <= end and start <= row.line.end:
                self.refresh(Region(0, y, self.size.width, 1))

    @property
    def place(self) -> str:
        """How far into the article the caret is, and how much is selected, in words."""
        length = max(1, len(self._page.text))
        place = f"{100 * min(self._caret, length) // length} %"
        selection = self.selection
        if selection is None:
            return place
        count = _count_words(self._page.text, selection)
        return f"{count} {'word' if count == 1 else 'words'} selected · {place}"

    def _settle(self, offset: int, direction: int) -> int:
        return motion.settled(self._page, offset, direction)

    def go_to(self, offset: int) -> None:
        """Put the caret at an offset and drop the selection."""
        if self._article is not None:
            self._place_caret(self._settle(offset, motion.FORWARD), anchor=None)

    def drop_selection(self) -> bool:
        """Drop the selection; whether there was one."""
        had = self._anchor is not None
        self._place_caret(self._caret, anchor=None)
        return had

    def _moved(self, where: str, *, selecting: bool) -> int:
        if self._goal is None:
            self._goal = motion.column(self._page, self._caret)
        return motion.moved(
            self._page,
            self._caret,
            where,
            goal=self._goal,
            page_rows=max(1, self.size.height - CONTEXT_ROWS),
            selecting=selecting,
        )

    def action_move(self, where: str) -> None:
        """Move the caret; a selection is dropped."""
        self._place_caret(self._moved(where, selecting=False), anchor=None, keep_goal=where in BY_ROWS)

    def action_select(self, where: str) -> None:
        """Move the caret and with it one end of the selection."""
        anchor = self._caret if self._anchor is None else self._anchor
        self._place_caret(self._moved(where, selecting=True), anchor=anchor, keep_goal=where in BY_ROWS)

    def action_sentence(self, step: int) -> None:
        """Go to the start of the next or the previous sentence."""
        find = next_sentence if step > 0 else previous_sentence
        extent = find(self._page.text, self._caret)
        if extent is not None:
            self._place_caret(self._settle(extent[0], step), anchor=None)

    def action_annotation(self, step: int) -> None:
        """Go to the start of the next or the previous annotation."""
        starts = [each.span.start for each in self._annotations]
        beyond = [start for start in starts if (start - self._caret) * step > 0]
        if beyond:
            self._place_caret(self._settle(min(beyond) if step > 0 else max(beyond), step), anchor=None)

    def action_words(self, count: int) -> None:
        """Select that many words from the caret, or so many more."""
        text, head, anchor = self._page.text, self._caret, self._anchor
        for _ in range(count):
            extent = word_at(text, head) or next_word(text, head)
            if extent is None:
                break
            anchor = extent[0] if anchor is None else anchor
            head = extent[1]
        self._place_caret(self._settle(head, motion.FORWARD), anchor=anchor)

    def action_select_sentence(self) -> None:
        """Select the sentence at the caret."""
        extent = sentence_at(self._page.text, self._caret)
        if extent is not None:
            self._place_caret(self._settle(extent[1], motion.FORWARD), anchor=extent[0])

    def action_to_sentence_end(self) -> None:
        """Select on to the end of the sentence; from the word's start where nothing is selected."""
        text = self._page.text
        extent = sentence_at(text, self._caret)
        if extent is not None and extent[1] <= self._caret:
            extent = next_sentence(text, self._caret)
        if extent is not None:
            anchor = self._anchor
            if anchor is None:
                word = word_at(text, self._caret)
                anchor = word[0] if word else self._caret
            self._place_caret(self._settle(extent[1], motion.FORWARD), anchor=anchor)

    def action_other_end(self) -> None:
        """Make the other end of the selection the one that moves."""
        if self._anchor is not None:
            self._place_caret(self._anchor, anchor=self._caret)

    def action_furniture(self) -> None:
        """Show the page's furniture, or fold it; the caret's row stays where it is."""
        self._folded = not self._folded
        self.on_resize()
        self._place_caret(self._settle(self._caret, motion.FORWARD), anchor=self._anchor)

    # The mouse

    def _hit(self, event: events.MouseEvent) -> int | None:
        offset = event.get_content_offset_capture(self)
        if not self._rows:
            return None
        row = self._rows[min(max(offset.y, 0), len(self._rows) - 1)]
        if row.line is None:
            return self._settle(row.block.start, motion.FORWARD)
        return row.line.hit(offset.x - self._left - 1 - (0 if self._is_rtl else GUTTER + 1))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the caret where the mouse is, and begin to select."""
        caret = self._hit(event)
        if caret is not None:
            self._place_caret(caret, anchor=None)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select while a button is held."""
        caret = self._hit(event) if self.app.mouse_captured is self else None
        if caret is not None and caret != self._caret:
            self._place_caret(caret, anchor=self._caret if self._anchor is None else self._anchor)

    def on_mouse_up(self) -> None:
        """End selecting."""
        self.release_mouse()

    def on_mouse_scroll_up(self) -> None:
        """Scroll by the wheel; the caret stays in the text."""
        self._scroll(-WHEEL_ROWS)

    def on_mouse_scroll_down(self) -> None:
        """Scroll by the wheel; the caret stays in the text."""
        self._scroll(WHEEL_ROWS)

    def _scroll(self, rows: int) -> None:
        self._top = self._page.step(self._top, rows)
        self._show_rows()


def _count_words(text: str, span: Span) -> int:
    count, extent = 0, word_at(text, span.start) or next_word(text, span.start)
    while extent is not None and extent[0] < span.end:
        count, extent = count + 1, next_word(text, extent[0])
    return count
