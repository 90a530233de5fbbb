"""The styles of the text's cells: what a cell belongs to, in order of who wins."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.style import Style
from textual.color import Color

from annotations.article import SectionKind
from annotations.label import Label


class Look(NamedTuple):
    """All that decides how a cell is drawn."""

    kind: str
    """Of the section."""
    labels: tuple[str, ...]
    """Of the annotations that cover it, the innermost first."""
    is_current: bool
    """Whether the annotation under the caret covers it."""
    is_selected: bool


class Ink:
    """Makes each style once."""

    def __init__(
        self, *, base: Style, headline: Style, quiet: Style, bar: Style, tints: dict[str, str], foreground: str
    ) -> None:
        self.base = base
        """Of the background and plain text."""
        self.quiet = quiet
        self.bar = bar
        self._kinds = {SectionKind.HEADLINE: headline, SectionKind.BODY: base, "": base}
        self._tints = {
            label: (tint, Color.parse(tint).blend(Color.parse(foreground), 0.22).hex) for label, tint in tints.items()
        }
        self._styles: dict[Look, Style] = {}

    def style(self, look: Look) -> Style:
        """The style of a cell."""
        style = self._styles.get(look)
        if style is None:
            style = self._styles[look] = self._mixed(look)
        return style

    def chip(self, label: str) -> Style:
        """The style of a label's key letter."""
        return self.base + Style(bgcolor=self._tints[label][0], bold=True)

    def _mixed(self, look: Look) -> Style:
        style = self._kinds.get(look.kind, self.quiet)
        if look.labels:
            plain, strong = self._tints[look.labels[0]]
            # A further annotation around this one is told by a line under the text.
            style = self.base + Style(
                bgcolor=strong if look.is_current else plain, underline=len(look.labels) > 1, bold=style.bold
            )
        return style + Style(reverse=True) if look.is_selected else style


def tints(labels: Sequence[Label], variables: dict[str, str]) -> dict[str, str]:
    """The tint of each label in a theme's variables, by name."""
    return {label.name: variables[f"label-{label.colour}"] for label in labels}
