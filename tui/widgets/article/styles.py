"""The styles of the text's cells: what a cell belongs to, in order of who wins."""

from collections.abc import Mapping
from typing import NamedTuple

from rich.style import Style
from textual.color import Color

from annotations.model.article import SectionKind
from annotations.model.label import LabelSet

CURRENT = 0.16
"""How much of the text's colour is mixed into the tint under the current annotation."""
RELATED = Style(bold=True, underline=True, underline2=True)
"""Of what the current annotation is related to: two lines, or one where a terminal knows no second."""


class CellState(NamedTuple):
    """All that decides how a cell is drawn."""

    kind: str
    """Of the section."""
    labels: tuple[str, ...]
    """Of the annotations that cover it, the one in front first."""
    is_current: bool
    """Whether the annotation that keys act on covers it."""
    is_related: bool
    """Whether one covers it that the current one is related to."""
    is_selected: bool


class CellStyles:
    """Makes each style once."""

    def __init__(
        self, labels: LabelSet, variables: Mapping[str, str], *, base: Style, headline: Style, quiet: Style, bar: Style
    ) -> None:
        """Take the project's labels, the theme's variables, and the styles of what is no annotation."""
        self._labels = labels
        self._variables = variables
        self.base = base
        """Of the background and plain text."""
        self.quiet = quiet
        self.bar = bar
        self._kinds = {SectionKind.HEADLINE: headline, SectionKind.BODY: base, "": base}
        self._styles: dict[CellState, Style] = {}
        self._chips: dict[tuple[str, bool, bool], Style] = {}

    def style(self, look: CellState) -> Style:
        """The style of a cell."""
        style = self._styles.get(look)
        if style is None:
            style = self._styles[look] = self._mixed(look)
        return style

    def chip(self, label: str, *, is_current: bool, is_related: bool) -> Style:
        """The style of a label's key letter."""
        look = label, is_current, is_related
        style = self._chips.get(look)
        if style is None:
            style = self.base + Style(bgcolor=self._tint(label), bold=True, reverse=is_current)
            style = self._chips[look] = style + RELATED if is_related else style
        return style

    def _tint(self, label: str) -> str:
        return self._variables[f"label-{self._labels.shown(label).colour}"]

    @property
    def _strongest(self) -> str:
        """White where text is light, black where it is dark: the tint under the current annotation is near to it."""
        return "#ffffff" if Color.parse(self._variables["foreground"]).brightness > 0.5 else "#000000"

    def _mixed(self, look: CellState) -> Style:
        style = self._kinds.get(look.kind, self.quiet)
        if look.labels:
            tint, style = self._tint(look.labels[0]), self.base + Style(bold=style.bold)
            if look.is_current:
                tint = Color.parse(tint).blend(Color.parse(self._variables["foreground"]), CURRENT).hex
                style = self.base + Style(color=self._strongest, bold=True)
            # A further annotation around this one is told by a line under the text.
            style += Style(bgcolor=tint, underline=len(look.labels) > 1)
            if look.is_related:
                style += RELATED
        return style + Style(reverse=True) if look.is_selected else style
