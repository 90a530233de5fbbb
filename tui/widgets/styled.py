"""A widget that does nothing twice: styles are looked up once, and what has not changed is not gone through again."""

from typing import Self

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class StyledWidget(Widget):
    """Keeps the Rich styles of its component classes until the theme or the style sheet changes."""

    ALLOW_SELECT = False  # Textual's own selection would copy glyphs in visual order.

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._styles_kept: dict[tuple[str, ...], Style] = {}
        self._lines_kept: tuple[Region, list[Strip]] | None = None

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw some regions anew, or all."""
        self._lines_kept = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of a region: those of the last frame while nothing of the widget has changed."""
        if self._lines_kept is None or self._lines_kept[0] != crop:
            self._lines_kept = crop, super().render_lines(crop)
        return self._lines_kept[1]

    def style_of(self, *components: str) -> Style:
        """The widget's own style with those of component classes laid over it, one after the other."""
        style = self._styles_kept.get(components)
        if style is None:
            style = self.rich_style
            for component in components:
                style += self.get_component_rich_style(component, partial=True)
            self._styles_kept[components] = style
        return style

    def notify_style_update(self) -> None:
        """Look the styles up anew."""
        super().notify_style_update()
        self._styles_kept.clear()
        self._lines_kept = None
