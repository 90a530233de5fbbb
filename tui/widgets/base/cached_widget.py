"""A widget that does nothing twice: it keeps the styles that it looked up and the rows that it drew."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Self

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

KEPT_ROWS = 512
"""Framed rows to keep, some screens of them: beyond that all are dropped."""


class StyledWidget(Widget):
    """The base of all our widgets: caches styles and framed rows until the theme or the style sheet changes.

    `render_line` should return the *same* strip for a row that has not changed. The strip with its frame and its ANSI
    output is then taken from the cache, wherever on the screen the row is now.
    """

    ALLOW_SELECT = False  # Textual's own selection would copy glyphs in visual order.

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._kept_styles: dict[tuple[str, ...], Style] = {}
        self._framed = _FramedRows()

    def style_of(self, *components: str) -> Style:
        """Return the widget's own style with those of component classes laid over it, one after the other."""
        style = self._kept_styles.get(components)
        if style is None:
            style = self.rich_style
            for component in components:
                style += self.get_component_rich_style(component, partial=True)
            self._kept_styles[components] = style
        return style

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Redraw some regions; without any redraw everything, as after a change of style."""
        if not regions:
            self._framed.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def refresh_rows(self) -> None:
        """Redraw all rows whose strips are not the same as before."""
        self.refresh(self.size.region)

    def notify_style_update(self) -> None:
        """Look the styles up anew, and draw with them."""
        super().notify_style_update()
        self._kept_styles.clear()
        self._framed.clear()

    def draw_lines(self, lines: range) -> list[Strip]:
        """Draw some rows of the content."""
        return [self.render_line(y) for y in lines]

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of a region, framed."""
        if self.gutter.top or self.gutter.bottom:
            return super().render_lines(crop)  # the frame of a row depends on where it stands
        frame = super().render_lines if any(self.gutter) or self.opacity != 1 else None
        return self._framed.rows(self, crop, self.draw_lines(crop.line_range), frame)


class _FramedRows:
    """Rows with what Textual puts around them, kept by the identity of the strip of their content."""

    def __init__(self) -> None:
        self._rows: dict[int, tuple[Strip, Strip]] = {}
        """The content, held so that no other strip gets its identity, and the framed row."""
        self._columns = (0, 0)

    def clear(self) -> None:
        """Drop all rows."""
        self._rows.clear()

    def rows(
        self, widget: Widget, crop: Region, contents: Sequence[Strip], frame: Callable[[Region], list[Strip]] | None
    ) -> list[Strip]:
        """Return the rows of a region of a widget with some contents, which `frame` frames; None if nothing is around.

        Frames neighbouring rows together, and each row once.
        """
        if self._columns != crop.column_span or len(self._rows) > KEPT_ROWS:
            self._columns = crop.column_span
            self._rows.clear()
        for is_kept, run in groupby(enumerate(contents, crop.y), lambda line: id(line[1]) in self._rows):
            if not is_kept:
                lines = list(run)
                region = Region(crop.x, lines[0][0], crop.width, len(lines))
                drawn = [content for _, content in lines]
                framed = _filtered(widget, region, drawn) if frame is None else frame(region)
                for content, strip in zip(drawn, framed, strict=True):
                    self._rows[id(content)] = content, strip
        return [self._rows[id(content)][1] for content in contents]


def _filtered(widget: Widget, crop: Region, contents: Iterable[Strip]) -> list[Strip]:
    """Return rows around which Textual puts nothing, with the filters that it lays over every row."""
    background, filters = widget.background_colors[1], widget.get_line_filters()
    start, end = crop.column_span
    strips = []
    for content in contents:
        strip = content
        for line_filter in filters:
            strip = strip.apply_filter(line_filter, background)
        strips.append(strip.crop(start, end))
    return strips
