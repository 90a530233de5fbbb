"""The styles of an article's cells, made of section, annotations, relation and selection."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from rich.style import Style
from textual.color import Color

from annotations.model.article import SectionKind
from annotations.model.label import LabelSet

COMPONENTS = {
    f"article-view--{name}" for name in ("headline", "quiet", "caret", "caret-blurred", "bar", "hint", "related")
}
"""The component classes of the article view."""
CSS = """
ArticleView {
    background: $background;
    &> .article-view--headline { text-style: bold; color: $primary; }
    &> .article-view--quiet { color: $quiet; }
    &> .article-view--caret { background: $accent; color: $background; }
    &:nocolor > .article-view--caret { background: #8a8a8a; color: #000000; text-style: bold underline; }
    &> .article-view--caret-blurred { background: $rule; }
    &> .article-view--bar { color: $rule; }
    &> .article-view--related { color: $accent; text-style: bold; }
    &> .article-view--hint { background: $panel; color: $accent; text-style: bold; }
}
"""
"""The styles of the article view and its components."""

RELATED = Style(bold=True, underline=True, underline2=True)
"""Of an annotation related to the current one: a double line, or a single one on terminals that know no double one."""


class CellState(NamedTuple):
    """Everything that the style of a cell depends on."""

    kind: str
    """The kind of its section."""
    labels: tuple[str, ...]
    """The labels of the annotations that cover it, the one in front first."""
    is_current: bool
    """Whether the annotation that keys act on covers it."""
    is_related: bool
    """Whether an annotation covers it that is related to the current one."""
    is_selected: bool


class CellStyles:
    """Makes each style once."""

    def __init__(self, labels: LabelSet, variables: Mapping[str, str], style_of: Callable[..., Style]) -> None:
        """Take the project's labels, the theme's variables, and the view's style, by itself and with `COMPONENTS`."""
        self._labels = labels
        self._variables = variables
        self.base = style_of()
        """Of the background and plain text."""
        self.quiet = style_of("article-view--quiet")
        self.bar = style_of("article-view--bar")
        self.caret = style_of("article-view--caret")
        self.caret_blurred = style_of("article-view--caret-blurred")
        self.related = style_of("article-view--related")
        self.hint = style_of("article-view--hint")
        headline = style_of("article-view--headline")
        self._by_section = {SectionKind.HEADLINE: headline, SectionKind.BODY: self.base, "": self.base}
        self._styles: dict[CellState, Style] = {}
        self._chips: dict[tuple[str, bool, bool], Style] = {}

    def style(self, state: CellState) -> Style:
        """Return the style of a cell."""
        style = self._styles.get(state)
        if style is None:
            style = self._styles[state] = self._mixed(state)
        return style

    def chip(self, label: str, *, is_current: bool, is_related: bool) -> Style:
        """Return the style of a label's key letter in the gutter."""
        state = label, is_current, is_related
        style = self._chips.get(state)
        if style is None:
            style = self.base + Style(bgcolor=self._tint(label), bold=True, reverse=is_current)
            style = self._chips[state] = style + RELATED if is_related else style
        return style

    def _tint(self, label: str, variant: str = "") -> str:
        return self._variables[f"label-{self._labels.shown(label).colour}{variant}"]

    @property
    def _strongest(self) -> str:
        """White if the theme's text is light, else black: plain text is too near to the current annotation's tint."""
        return "#ffffff" if Color.parse(self._variables["foreground"]).brightness > 0.5 else "#000000"

    def _mixed(self, state: CellState) -> Style:
        style = self._by_section.get(state.kind, self.quiet)
        if state.labels:
            tint, style = self._tint(state.labels[0]), self.base + Style(bold=style.bold)
            if state.is_current:
                tint = self._tint(state.labels[0], "-current")
                style = self.base + Style(color=self._strongest, bold=True)
            # A line under the text shows that another annotation lies around this one.
            style += Style(bgcolor=tint, underline=len(state.labels) > 1)
            if state.is_related:
                style += RELATED
        return style + Style(reverse=True) if state.is_selected else style
