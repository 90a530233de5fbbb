"""The guideline: what is marked with each label, with the project's examples and the user's own."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.strip import Strip

from annotations.label import Label, LabelSet
from tui.catalogue import Language, say, spoken, title_of
from tui.typesetting.display import set_line_cells, set_rows
from tui.widgets.strips import row, segments, words
from tui.widgets.styled import StyledWidget

OWN = 6
"""How many of the user's own examples of a label are shown."""
ROWS = 6
"""Rows that a guideline may take."""


class Guidelines(StyledWidget):
    """The labels one below the other."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"guidelines--quiet"}
    DEFAULT_CSS = """
    Guidelines { width: 1fr; height: auto; &> .guidelines--quiet { color: $quiet; } }
    """

    def __init__(self, labels: Sequence[Label], examples: Callable[[str, int], Sequence[str]]) -> None:
        super().__init__()
        self._labels = labels
        self._examples = examples
        self._rows: list[Strip] = []
        self._width = 0

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many rows as there are at this width."""
        return len(self._drawn(width))

    def render_line(self, y: int) -> Strip:
        """Draw row `y`."""
        drawn = self._drawn(self.size.width)
        return drawn[y] if y < len(drawn) else Strip.blank(self.size.width, self.style_of())

    def _drawn(self, width: int) -> list[Strip]:
        if width != self._width or not self._rows:
            self._width = width
            self._rows = [strip for label in self._labels for strip in self._draw(label, width)]
        return self._rows

    def _draw(self, label: Label, width: int) -> list[Strip]:
        base, quiet = self.style_of(), self.style_of("guidelines--quiet")
        tint = base + Style(bgcolor=self.app.theme_variables[f"label-{label.colour}"], bold=True)
        title = [Segment(f" {label.key} ", tint), Segment(" ", base), *words(title_of(label), width - 8, base)]
        drawn = [self._row(width, title)]
        drawn += [
            self._row(width, segments((cell, base) for cell in cells))
            for cells in set_rows(label.guideline, width - 4, ROWS)
            if cells
        ]
        for example in label.examples:
            drawn.append(self._row(width, self._example(example, width - 4, quiet, tint)))
        own = self._examples(label.name, OWN)
        if own:
            drawn.append(self._row(width, words(say("yours:"), width - 4, quiet)))
            drawn += [self._row(width, words(quote, width - 4, base)) for quote in own]
        return [*drawn, Strip.blank(width, base)]

    def _row(self, width: int, made: Sequence[Segment]) -> Strip:
        if spoken() is Language.ARABIC:
            return row(width, self.style_of(), right=made)
        return row(width, self.style_of(), left=made)

    def _example(self, example: str, width: int, quiet: Style, tint: Style) -> list[Segment]:
        """An example with its span on the label's tint; the brackets that mark it are not shown."""
        plain = example.replace("⟦", "").replace("⟧", "")
        edges, inside = [], 0
        for code_point in example:
            if code_point in "⟦⟧":
                edges.append(inside)
            else:
                inside += 1
        spans = list(zip(edges[::2], edges[1::2], strict=False))
        return segments(
            (cell, tint if any(start <= cell.start < end for start, end in spans) else quiet)
            for cell in set_line_cells(plain, width)
        )


class GuidelineScreen(ModalScreen[None]):
    """Lies over the text; any of the keys that leave something leaves it."""

    BINDINGS = [("escape,q,ض,g,ل,enter", "dismiss", "Close")]  # noqa: RUF012 - Textual's own type
    AUTO_FOCUS = "#guideline"

    def __init__(self, labels: LabelSet, examples: Callable[[str, int], Sequence[str]], *, first: str) -> None:
        """Take the labels, the user's own examples by label and number, and the name of the label to begin with."""
        super().__init__()
        self._labels = sorted(labels, key=lambda label: label.name != first)
        self._examples = examples

    def compose(self) -> ComposeResult:
        """Make the page."""
        with VerticalScroll(id="guideline"):
            yield Guidelines(self._labels, self._examples)
