"""A compositor that draws only the rows that changed. No other module relies on private parts of Textual.

Textual's compositor goes through every row of every widget that touches a changed region, and cuts each row at every
widget's edge. `RowCompositor` asks only the foremost widgets for the rows that changed, and sends the strips that they
return. A strip that a widget kept from an earlier frame keeps the sequences that it was rendered to. A caret key takes
half as long with it, and scrolling by a row less than half as long.

`use_row_compositor` is the switch. It leaves Textual's compositor in place, which shows the same more slowly, if the
variable `NEWSREADER_COMPOSITOR` is "textual", or if `missing_parts` finds that Textual has changed.
"""

import os
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.console import Console
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from textual._compositor import Compositor, CompositorUpdate
else:
    try:
        from textual._compositor import Compositor, CompositorUpdate
    except ImportError:  # `missing_parts` reports it
        Compositor = CompositorUpdate = object

VARIABLE = "NEWSREADER_COMPOSITOR"
"""The environment variable that chooses the compositor: "textual" for Textual's own, anything else for this one."""

RowPart = tuple[int, int, int]
"""A row of the screen, the first column and the column after the last."""

Layers = list[tuple[Widget, Region, Region]]
"""The widgets that touch a row of the screen, the foremost first: each with its visible part and its whole region."""


def use_row_compositor(screen: Screen[Any]) -> None:
    """Let a new screen draw with a `RowCompositor`, unless `VARIABLE` or a change of Textual forbids it."""
    if os.environ.get(VARIABLE) != "textual" and not missing_parts(screen):
        screen._compositor = RowCompositor()  # noqa: SLF001 - `missing_parts` has checked it


def missing_parts(screen: Screen[Any]) -> list[str]:
    """Return the parts of Textual that `RowCompositor` needs and that are gone or have changed."""
    compositor = getattr(screen, "_compositor", None)
    parts = {
        "textual._compositor": Compositor is not object,
        "Screen._compositor": type(compositor) is Compositor,
        "Compositor._dirty_regions": isinstance(getattr(compositor, "_dirty_regions", None), set),
        "Compositor.size": hasattr(compositor, "size"),
        "CompositorUpdate.render_segments": hasattr(CompositorUpdate, "render_segments"),
    }
    methods = "_regions_to_spans", "layers_visible", "render_update", "render_partial_update", "render_full_update"
    parts |= {f"Compositor.{name}": hasattr(Compositor, name) for name in methods}
    return [name for name, is_as_expected in parts.items() if not is_as_expected]


class RowsUpdate(CompositorUpdate):
    """Strips with the place on the screen where each begins."""

    def __init__(self, strips: Iterable[tuple[int, int, Strip]]) -> None:
        """Take row, column and strip."""
        self._strips = list(strips)

    def render_segments(self, console: Console) -> str:
        """Return the sequences that draw the strips."""
        return "".join(f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for y, x, strip in self._strips)


class _Shown(NamedTuple):
    """A part of a row of the screen that one widget shows."""

    widget: Widget
    region: Region
    """The whole widget's."""
    visible: Region
    """The part of the region that the widget's containers do not cut off."""
    y: int
    start: int
    end: int


class RowCompositor(Compositor):
    """Takes the place of a screen's compositor."""

    def __init__(self) -> None:
        super().__init__()
        self._arranged: list[Layers] | None = None
        self._showing: dict[RowPart, list[_Shown]] = {}
        """The widgets that show in a part of a row, as long as the widgets are arranged as in `_arranged`."""

    def render_partial_update(self) -> RowsUpdate | None:  # type: ignore[override] # any update is shown alike
        """Return what changed since the last frame; None if nothing did."""
        screen = self.size.region
        changed = [region.intersection(screen) for region in self._dirty_regions]
        self._dirty_regions.clear()
        return RowsUpdate(self._drawn(self._regions_to_spans(changed))) if any(changed) else None

    def render_full_update(self, simplify: bool = False) -> CompositorUpdate:  # type: ignore[override] # noqa: FBT001, FBT002 - Textual's signature
        """Return the whole screen."""
        if simplify:
            return super().render_full_update(simplify=simplify)
        self._dirty_regions.clear()
        return RowsUpdate(self._drawn((y, 0, self.size.width) for y in range(self.size.height)))

    def _drawn(self, parts: Iterable[RowPart]) -> Iterator[tuple[int, int, Strip]]:
        """Yield row, column and strip of what shows in some parts of rows. Asks each widget once."""
        layers = self.layers_visible
        if self._arranged is not layers:
            self._arranged = layers
            self._showing.clear()
        by_widget: dict[Widget, list[_Shown]] = {}
        for part in parts:
            showing = self._showing.get(part)
            if showing is None:
                showing = self._showing[part] = list(_foremost(part, layers[part[0]]))
            for shown in showing:
                by_widget.setdefault(shown.widget, []).append(shown)
        for widget, shown_here in by_widget.items():
            _, region, visible, top, _, _ = shown_here[0]
            crop = Region(visible.x - region.x, top - region.y, visible.width, shown_here[-1].y + 1 - top)
            strips = widget.render_lines(crop)
            for _, _, _, y, start, end in shown_here:
                yield y, start, strips[y - top].crop(start - visible.x, end - visible.x)


def _foremost(part: RowPart, layers: Layers) -> Iterator[_Shown]:
    """Yield the widgets that show in a part of a row: in each column the foremost one. `layers` begins with it."""
    y, gaps = part[0], [part[1:]]
    for widget, visible, region in layers:
        left, right = visible.column_span
        still_open: list[tuple[int, int]] = []
        for first, last in gaps:
            start, end = max(first, left), min(last, right)
            if start < end:
                yield _Shown(widget, region, visible, y, start, end)
            else:
                start = end = last
            still_open += [each for each in ((first, start), (end, last)) if each[0] < each[1]]
        gaps = still_open
