"""Puts a frame together from the rows that have changed, and asks no widget for others.

Textual's own compositor goes through every row of every widget that touches the changed region, and cuts each at every
widget's edge. Here a widget is asked for the rows that show, and what it answers is sent as it is: a row that it kept
from an earlier frame keeps the sequences that it was rendered to.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.console import Console
from textual._compositor import Compositor, CompositorUpdate
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

Stretch = tuple[int, int, int]
"""A row of the screen, its first column and the one after the last."""

Layers = list[tuple[Widget, Region, Region]]
"""The widgets that touch a row of the screen, the foremost first; what shows of each, and its whole region."""


class RowsUpdate(CompositorUpdate):
    """Strips, and where on the screen each begins."""

    def __init__(self, pieces: Iterable[tuple[int, int, Strip]]) -> None:
        """Take row, column and strip of each piece."""
        self._pieces = list(pieces)

    def render_segments(self, console: Console) -> str:
        """The sequences that draw the pieces."""
        return "".join(f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for y, x, strip in self._pieces)


class _Piece(NamedTuple):
    """A stretch of the screen that one widget shows."""

    widget: Widget
    region: Region
    """Of the whole widget."""
    shown: Region
    """The part of it that its containers do not cut off."""
    y: int
    start: int
    end: int


class RowCompositor(Compositor):
    """A drop-in for a screen's compositor."""

    def __init__(self) -> None:
        super().__init__()
        self._arranged: list[Layers] | None = None
        self._showing: dict[Stretch, list[_Piece]] = {}
        """What shows in a stretch, for as long as the widgets are arranged so."""

    def render_partial_update(self) -> RowsUpdate | None:  # type: ignore[override] # any update is shown alike
        """What has changed since the last frame; None for nothing."""
        screen = self.size.region
        changed = [region.intersection(screen) for region in self._dirty_regions]
        self._dirty_regions.clear()
        return RowsUpdate(self._drawn(self._regions_to_spans(changed))) if any(changed) else None

    def render_full_update(self, simplify: bool = False) -> CompositorUpdate:  # type: ignore[override] # noqa: FBT001, FBT002 - Textual's signature
        """The whole screen."""
        if simplify:
            return super().render_full_update(simplify=simplify)
        self._dirty_regions.clear()
        return RowsUpdate(self._drawn((y, 0, self.size.width) for y in range(self.size.height)))

    def _drawn(self, stretches: Iterable[Stretch]) -> Iterator[tuple[int, int, Strip]]:
        """Row, column and strip of what shows in some stretches; each widget is asked once."""
        layers = self.layers_visible
        if self._arranged is not layers:
            self._arranged = layers
            self._showing.clear()
        pieces: dict[Widget, list[_Piece]] = {}
        for stretch in stretches:
            showing = self._showing.get(stretch)
            if showing is None:
                showing = self._showing[stretch] = list(_foremost(stretch, layers[stretch[0]]))
            for piece in showing:
                pieces.setdefault(piece.widget, []).append(piece)
        for widget, shown_here in pieces.items():
            _, region, shown, top, _, _ = shown_here[0]
            crop = Region(shown.x - region.x, top - region.y, shown.width, shown_here[-1].y + 1 - top)
            strips = widget.render_lines(crop)
            for _, _, _, y, start, end in shown_here:
                yield y, start, strips[y - top].crop(start - shown.x, end - shown.x)


def _foremost(stretch: Stretch, layers: Layers) -> Iterator[_Piece]:
    """Which widgets show in a stretch: in each column the foremost one, with which the layers begin."""
    y, gaps = stretch[0], [stretch[1:]]
    for widget, shown, region in layers:
        left, right = shown.column_span
        still_open: list[tuple[int, int]] = []
        for first, last in gaps:
            start, end = max(first, left), min(last, right)
            if start < end:
                yield _Piece(widget, region, shown, y, start, end)
            else:
                start = end = last
            still_open += [each for each in ((first, start), (end, last)) if each[0] < each[1]]
        gaps = still_open
