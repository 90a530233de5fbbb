"""Draws the rows of an article: text, annotations, selection, caret, and the gutter beside them."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from annotations.model.annotation import Annotation
from annotations.model.label import LabelSet
from tui.language.catalogue import counted, say
from tui.typesetting.lines.paragraph import Cell, Line
from tui.typesetting.page.page import Page, Place, Row
from tui.widgets.article.annotations import ArticleAnnotations
from tui.widgets.article.caret import Caret, Extent
from tui.widgets.article.coverage import Coverage
from tui.widgets.article.styles import CellState, CellStyles
from tui.widgets.base.segments import columns, segments, words

KEYS = 3
"""Key letters that the gutter shows in a row, one for each annotation that starts there."""
GUTTER = KEYS + 1
"""Columns beside the text, on the side where lines begin: the key letters, and the mark of a related annotation."""
FRAME = GUTTER + 2
"""Columns of a row beside its text: the gutter, and one on each side for the caret at a line's end."""
BLANK = Cell(0, 0, " ", 0, 1, 0)


class Overlay(NamedTuple):
    """What lies over the text."""

    coverage: Coverage
    current: Annotation | None
    """The annotation that keys act on."""
    related: Sequence[Annotation]
    """The annotations at the other ends of its relations."""
    caret: int
    caret_place: Place
    selected: Extent
    hints: Mapping[int, str]
    """By the start of a cell the letter of a jump hint that stands on it."""

    @classmethod
    def of(cls, annotations: ArticleAnnotations, caret: Caret, page: Page, hints: Mapping[int, str]) -> "Overlay":
        """Return what lies over a page where the caret is now."""
        current = annotations.current(caret.offset)
        related, place = annotations.related(current), page.place_of(caret.offset)
        return cls(annotations.coverage, current, related, caret.offset, place, caret.selected, hints)

    @property
    def pointed_at(self) -> Sequence[Annotation]:
        """The current annotation and those related to it, which look different from all others."""
        return [] if self.current is None else [self.current, *self.related]


class Painter:
    """Draws rows of one width and direction."""

    def __init__(self, styles: CellStyles, labels: LabelSet, *, width: int, is_rtl: bool, has_focus: bool) -> None:
        """Take the project's labels, the columns of text, the side on which lines begin, and if keys move the caret."""
        self._styles = styles
        self._labels = labels
        self._width = width
        self._is_rtl = is_rtl
        self._caret_style = styles.caret if has_focus else styles.caret_blurred

    def draw(self, row: Row, text: str, overlay: Overlay) -> list[Segment]:
        """Draw a row, `width` + `FRAME` columns. `text` is the whole article's."""
        drawn = self._fold(row, text) if row.line is None else self._line(row, overlay)
        gutter = self._gutter(row, overlay)
        return [*drawn, *gutter] if self._is_rtl else [*gutter, *drawn]

    def _line(self, row: Row, overlay: Overlay) -> list[Segment]:
        line = row.line
        if line is None:
            return []
        blank = (BLANK, self._styles.base)
        cells = [cell for cell in line.cells if cell.columns]
        before = 1 + (cells[0].column if cells else self._width if line.base_level else 0)
        after = self._width + 2 - before - line.columns
        canvas = [blank] * before + self._styled_cells(cells, row.block.kind, overlay, line) + [blank] * after
        is_covered = any(cell.start <= overlay.caret < cell.end for cell in cells)
        if row.place == overlay.caret_place and not is_covered:
            # The blanks on either side are one column each, so their place in the list follows from the column.
            canvas[before - 1 if line.base_level else -after] = (BLANK, self._caret_style)
        return segments(canvas)

    def _styled_cells(self, cells: list[Cell], kind: str, overlay: Overlay, line: Line) -> list[tuple[Cell, Style]]:
        """Return cells with their styles."""
        caret, hints = overlay.caret, overlay.hints
        # Between two of these offsets annotations and selection are the same, so the style is looked up once.
        cuts = {line.start, *overlay.coverage.edges(line.start, line.end), *overlay.selected}
        starts = sorted(cut for cut in cuts if line.start <= cut < line.end)
        ends = [*starts[1:], line.end]
        styles = [self._style(start, start + 1, kind, overlay) for start in starts]
        styled: list[tuple[Cell, Style]] = []
        for cell in cells:
            index = bisect_right(starts, cell.start) - 1
            if cell.start in hints:
                styled.append((cell._replace(glyphs=hints[cell.start]), self._styles.hint))
            elif cell.start <= caret < cell.end:
                styled.append((cell, self._caret_style))
            elif cell.end <= ends[index]:
                styled.append((cell, styles[index]))
            else:
                styled.append((cell, self._style(cell.start, cell.end, kind, overlay)))
        return styled

    def _style(self, start: int, end: int, kind: str, overlay: Overlay) -> Style:
        """Return the style of a cell that shows a range of the text."""
        covering = overlay.coverage.within(start, end)
        current = overlay.current if overlay.current in covering else None
        labels = [each.label for each in covering]
        if current is not None and current.fragments == covering[0].fragments:
            # Of annotations of the same words only the one in front is seen: let that be the current one.
            labels.remove(current.label)
            labels.insert(0, current.label)
        state = CellState(
            kind=kind,
            labels=tuple(labels),
            is_current=current is not None,
            is_related=any(each in covering for each in overlay.related),
            is_selected=overlay.selected[0] < end and start < overlay.selected[1],
        )
        return self._styles.style(state)

    def _fold(self, row: Row, text: str) -> list[Segment]:
        base = self._styles.base
        made: list[Segment] = []
        if row.is_fold:
            lines = sum(1 for line in text[row.block.start : row.block.end].splitlines() if line.strip())
            what = say("⋯ {lines} of page furniture · z shows them", lines=counted(lines, "line"))
            made = words(what, self._width, self._styles.quiet)
        blank, space = Segment(" ", base), Segment(" " * (self._width + 1 - columns(made)), base)
        return [space, *made, blank] if self._is_rtl else [blank, *made, space]

    def _gutter(self, row: Row, overlay: Overlay) -> list[Segment]:
        """Draw the key letters of the annotations that start in the row, and a mark if a related one is among them."""
        line, base, related = row.line, self._styles.base, overlay.related
        starting = [] if line is None else overlay.coverage.starting(line.start, line.end)
        shown = self._shown(starting, overlay.current)
        chips = [
            Segment(
                self._labels.shown(each.label).key or "?",
                self._styles.chip(each.label, is_current=each == overlay.current, is_related=each in related),
            )
            for each in shown
        ]
        if len(starting) > KEYS and shown[-1] != overlay.current:
            chips[-1] = Segment("+", self._styles.quiet)
        space = Segment(" " * (KEYS - len(chips)), base)
        is_marked = any(each in related for each in starting)
        mark = Segment("◄" if self._is_rtl else "►", self._styles.related) if is_marked else Segment(" ", base)
        return [*chips, space, mark] if self._is_rtl else [mark, space, *chips]

    def at_gutter(self, row: Row, column: int, overlay: Overlay) -> Annotation | None:
        """Return the annotation whose key letter is nearest to a column of a drawn row; None outside the gutter."""
        start = self._width + 2 if self._is_rtl else 0
        if row.line is None or not start <= column < start + GUTTER:
            return None
        shown = self._shown(overlay.coverage.starting(row.line.start, row.line.end), overlay.current)
        index = column - (start if self._is_rtl else GUTTER - len(shown))
        return shown[min(max(index, 0), len(shown) - 1)] if shown else None

    @staticmethod
    def _shown(starting: list[Annotation], current: Annotation | None) -> list[Annotation]:
        """Return the annotations whose letters the gutter shows, the current one always among them."""
        hidden = starting[KEYS:]
        return [*starting[: KEYS - 1], current] if current is not None and current in hidden else starting[:KEYS]
