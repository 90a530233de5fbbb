"""Widgets that do nothing twice: styles are looked up once, and a row that is drawn again as it was stays as it is."""

from collections.abc import Iterable
from itertools import groupby
from typing import Self

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

KEPT_ROWS = 512
"""Rows after which what is kept of them is thrown away: some screens."""


class StyledWidget(Widget):
    """Keeps what it looked up and what it drew until the theme or the style sheet changes.

    Where `render_line` gives the same strip again for what it has drawn before, what Textual puts around that, and the
    sequences that it is rendered to, are kept with it, wherever on the screen the row comes to stand.
    """

    ALLOW_SELECT = False  # Textual's own selection would copy glyphs in visual order.

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._styles_kept: dict[tuple[str, ...], Style] = {}
        self._framed: dict[int, tuple[Strip, Strip]] = {}
        """By the identity of a strip of the content, which is held so that no other gets it: the strip as it shows."""
        self._framed_columns = (0, 0)

    def style_of(self, *components: str) -> Style:
        """The widget's own style with those of component classes laid over it, one after the other."""
        style = self._styles_kept.get(components)
        if style is None:
            style = self.rich_style
            for component in components:
                style += self.get_component_rich_style(component, partial=True)
            self._styles_kept[components] = style
        return style

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw some regions anew; without any everything, as after a change of style."""
        if not regions:
            self._framed.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def refresh_rows(self) -> None:
        """Draw all rows anew that are not drawn as before."""
        self.refresh(self.size.region)

    def notify_style_update(self) -> None:
        """Look the styles up anew, and draw with them."""
        super().notify_style_update()
        self._styles_kept.clear()
        self._framed.clear()

    def draw_lines(self, lines: range) -> list[Strip]:
        """Some rows of the content."""
        return [self.render_line(y) for y in lines]

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region."""
        above, below = self.gutter.top, self.gutter.bottom
        if above or below:
            return super().render_lines(crop)  # the frame of a row depends on where it stands
        if self._framed_columns != crop.column_span or len(self._framed) > KEPT_ROWS:
            self._framed_columns = crop.column_span
            self._framed.clear()
        contents = self.draw_lines(crop.line_range)
        for is_kept, run in groupby(enumerate(contents, crop.y), lambda line: id(line[1]) in self._framed):
            if not is_kept:
                lines = list(run)
                framed = self._frame(Region(crop.x, lines[0][0], crop.width, len(lines)), lines)
                for (_, content), strip in zip(lines, framed, strict=True):
                    self._framed[id(content)] = content, strip
        return [self._framed[id(content)][1] for content in contents]

    def _frame(self, crop: Region, lines: Iterable[tuple[int, Strip]]) -> list[Strip]:
        """Rows with what Textual puts around them."""
        if any(self.gutter) or self.opacity != 1:
            return super().render_lines(crop)
        # Nothing stands around them: they need not go through everything that might.
        background, filters = self.background_colors[1], self.get_line_filters()
        start, end = crop.column_span
        strips = []
        for _, content in lines:
            strip = content
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, background)
            strips.append(strip.crop(start, end))
        return strips
