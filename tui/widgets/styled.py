"""A widget that looks each of its styles up once."""

from rich.style import Style
from textual.widget import Widget


class StyledWidget(Widget):
    """Keeps the Rich styles of its component classes until the theme or the style sheet changes."""

    ALLOW_SELECT = False  # Textual's own selection would copy glyphs in visual order.

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._styles_kept: dict[tuple[str, ...], Style] = {}

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
