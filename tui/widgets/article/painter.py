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
from tui.typesetting.page.page import Place, Row
from tui.widgets.article.coverage import Coverage
from tui.widgets.article.styles import CellState, CellStyles
from tui.widgets.base.segments import columns, segments, words

KEYS = 3
"""Annotations of a row whose key letters the gutter shows."""
GUTTER = KEYS + 1
"""Columns beside the text, where lines begin: the key letters, and a mark where something related starts."""
FRAME = GUTTER + 2
"""Columns that a row takes beside its text: the gutter, and one on either side for the caret at a line's end."""
BLANK = Cell(0, 0, " ", 0, 1, 0)


class Overlay(NamedTuple):
    """What lies over the text."""

    coverage: Coverage
    current: Annotation | None
    """The annotation that keys act on."""
    related: Sequence[Annotation]
    """What that is related to."""
    related_style: Style
    caret: int
    caret_place: Place
    caret_style: Style
    selected: tuple[int, int]
    """Half-open; empty where nothing is selected."""
    hints: Mapping[int, str]
    """By the start of a cell the letter of a jump hint that stands on it."""
    hint_style: Style


class Painter:
    """Draws rows of one width and direction."""

    def __init__(self, ink: CellStyles, labels: LabelSet, *, width: int, is_rtl: bool) -> None:
        """Take the project's labels, the columns of text, and on which side lines begin."""
        self._ink = ink
        self._labels = labels
        self._width = width
        self._is_rtl = is_rtl

    def draw(self, row: Row, text: str, overlay: Overlay) -> list[Segment]:
        """The segments of a row, `width` + `FRAME` columns; `text` is the whole article's."""
        drawn = self._fold(row, text) if row.line is None else self._line(row, overlay)
        gutter = self._gutter(row, overlay)
        return [*drawn, *gutter] if self._is_rtl else [*gutter, *drawn]

    def _line(self, row: Row, overlay: Overlay) -> list[Segment]:
        line = row.line
        if line is None:
            return []
        blank = (BLANK, self._ink.base)
        cells = [cell for cell in line.cells if cell.columns]
        before = 1 + (cells[0].column if cells else self._width if line.base_level else 0)
        after = self._width + 2 - before - line.columns
        canvas = [blank] * before + self._inked(cells, row.block.kind, overlay, line) + [blank] * after
        is_covered = any(cell.start <= overlay.caret < cell.end for cell in cells)
        if row.place == overlay.caret_place and not is_covered:
            # The blanks on either side are one column each, so their place in the list follows from the column.
            canvas[before - 1 if line.base_level else -after] = (BLANK, overlay.caret_style)
        return segments(canvas)

    def _inked(self, cells: list[Cell], kind: str, overlay: Overlay, line: Line) -> list[tuple[Cell, Style]]:
        """Cells with their styles."""
        caret, hints = overlay.caret, overlay.hints
        # The line is looked at stretch by stretch: in each one annotations and selection are the same.
        cuts = {line.start, *overlay.coverage.edges(line.start, line.end), *overlay.selected}
        starts = sorted(cut for cut in cuts if line.start <= cut < line.end)
        ends = [*starts[1:], line.end]
        styles = [self._style(start, start + 1, kind, overlay) for start in starts]
        inked: list[tuple[Cell, Style]] = []
        for cell in cells:
            index = bisect_right(starts, cell.start) - 1
            if cell.start in hints:
                inked.append((cell._replace(glyphs=hints[cell.start]), overlay.hint_style))
            elif cell.start <= caret < cell.end:
                inked.append((cell, overlay.caret_style))
            elif cell.end <= ends[index]:
                inked.append((cell, styles[index]))
            else:
                inked.append((cell, self._style(cell.start, cell.end, kind, overlay)))
        return inked

    def _style(self, start: int, end: int, kind: str, overlay: Overlay) -> Style:
        """The style of what shows a range of the text."""
        covering = overlay.coverage.within(start, end)
        current = overlay.current if overlay.current in covering else None
        labels = [each.label for each in covering]
        if current is not None and current.fragments == covering[0].fragments:
            # What covers the same words as the innermost cannot be seen beside it: the current one is in front.
            labels.remove(current.label)
            labels.insert(0, current.label)
        look = CellState(
            kind=kind,
            labels=tuple(labels),
            is_current=current is not None,
            is_related=any(each in covering for each in overlay.related),
            is_selected=overlay.selected[0] < end and start < overlay.selected[1],
        )
        return self._ink.style(look)

    def _fold(self, row: Row, text: str) -> list[Segment]:
        base = self._ink.base
        made: list[Segment] = []
        if row.is_fold:
            lines = sum(1 for line in text[row.block.start : row.block.end].splitlines() if line.strip())
            what = say("⋯ {lines} of page furniture · z shows them", lines=counted(lines, "line"))
            made = words(what, self._width, self._ink.quiet)
        blank, space = Segment(" ", base), Segment(" " * (self._width + 1 - columns(made)), base)
        return [space, *made, blank] if self._is_rtl else [blank, *made, space]

    def _gutter(self, row: Row, overlay: Overlay) -> list[Segment]:
        """The key letters of the annotations that start in the row, and a mark where a related one is among them."""
        line, base, related = row.line, self._ink.base, overlay.related
        starting = [] if line is None else overlay.coverage.starting(line.start, line.end)
        shown = self._shown(starting, overlay.current)
        chips = [
            Segment(
                self._labels.shown(each.label).key or "?",
                self._ink.chip(each.label, is_current=each == overlay.current, is_related=each in related),
            )
            for each in shown
        ]
        if len(starting) > KEYS and shown[-1] != overlay.current:
            chips[-1] = Segment("+", self._ink.quiet)
        space = Segment(" " * (KEYS - len(chips)), base)
        is_marked = any(each in related for each in starting)
        mark = Segment("◄" if self._is_rtl else "►", overlay.related_style) if is_marked else Segment(" ", base)
        return [*chips, space, mark] if self._is_rtl else [mark, space, *chips]

    def at_gutter(self, row: Row, column: int, overlay: Overlay) -> Annotation | None:
        """The annotation whose key letter is nearest to a column of what `draw` gives, where that is in the gutter."""
        start = self._width + 2 if self._is_rtl else 0
        if row.line is None or not start <= column < start + GUTTER:
            return None
        shown = self._shown(overlay.coverage.starting(row.line.start, row.line.end), overlay.current)
        index = column - (start if self._is_rtl else GUTTER - len(shown))
        return shown[min(max(index, 0), len(shown) - 1)] if shown else None

    @staticmethod
    def _shown(starting: list[Annotation], current: Annotation | None) -> list[Annotation]:
        """Those that have a place in the gutter; the last is the current annotation's where it would have none."""
        hidden = starting[KEYS:]
        return [*starting[: KEYS - 1], current] if current is not None and current in hidden else starting[:KEYS]
