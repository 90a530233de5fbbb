"""A page of typeset paragraphs, such as help, as high as it needs to be."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from tui.language.catalogue import spoken
from tui.typesetting.bidi.direction import BaseDirection
from tui.typesetting.lines.display import set_rows
from tui.widgets.base.cached_widget import StyledWidget
from tui.widgets.base.segments import columns, row, segments, words

LEAST = 24
"""Columns that the text of an entry needs beside its name. With fewer, or beside a longer name, it stands below it."""
INDENT = 2
"""Columns by which a text below its name is indented."""
MOST_ROWS = 40
"""Rows that one paragraph may take."""


class InfoParagraph(NamedTuple):
    """A paragraph, or an entry: a text with a name before it."""

    text: str
    kind: str = ""
    """How it is drawn: "" is plain, the others are "strong", "quiet" and "hit"."""
    name: str = ""
    """The name of an entry, in a column of its own; "" for a paragraph. Two blanks stand between several names."""
    span: tuple[int, int] = (0, 0)
    """The range of the text that is drawn like a hit; half-open, in code points."""
    is_code: bool = False
    """Whether it reads from left to right whatever letters are in it."""
    is_own: bool = False
    """Whether it is the screen's own words: a quote at their start must not turn them round."""


class InfoPage(StyledWidget):
    """Draws paragraphs, from the edge at which readers of the screen's language begin."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"info-page--quiet", "info-page--strong", "info-page--hit"}
    DEFAULT_CSS = """
    InfoPage {
        width: 1fr;
        height: auto;
        &> .info-page--quiet { color: $quiet; }
        &> .info-page--strong { color: $accent; text-style: bold; }
        &> .info-page--hit { background: $label-1; text-style: bold; }
    }
    """

    def __init__(self, paragraphs: Callable[[], Iterable[InfoParagraph]], *, names: int = 0) -> None:
        """Take a function that returns the paragraphs when they are drawn, and the columns of the entries' names."""
        super().__init__()
        self._paragraphs = paragraphs
        self._names = names
        self._rows: list[Strip] = []
        self._width = 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of rows at a width."""
        return len(self._drawn(width))

    def render_line(self, y: int) -> Strip:
        """Draw row `y`."""
        drawn = self._drawn(self.size.width)
        return drawn[y] if y < len(drawn) else Strip.blank(self.size.width, self.style_of())

    def redraw(self) -> None:
        """Draw with new paragraphs."""
        self._width = 0
        self.refresh(layout=True)

    def notify_style_update(self) -> None:
        """Draw with the new styles."""
        super().notify_style_update()
        self._width = 0

    def _drawn(self, width: int) -> list[Strip]:
        if width != self._width:
            self._width = width
            self._rows = [strip for paragraph in self._paragraphs() for strip in self._draw(paragraph, width)]
        return self._rows

    def _draw(self, paragraph: InfoParagraph, width: int) -> Sequence[Strip]:
        base = self.style_of(*([f"info-page--{paragraph.kind}"] if paragraph.kind else []))
        if not paragraph.text and not paragraph.name:
            return [Strip.blank(width, self.style_of())]
        names = self._names if paragraph.name else 0
        # Several keys stand in the order in which readers of the screen's language read them.
        order = -1 if spoken().is_mirrored else 1
        name = words("  ".join(paragraph.name.split("  ")[::order]), width - 2, self.style_of("info-page--strong"))
        above = []
        if names and (columns(name) > names or width - names < LEAST):
            above, name, names = [self._row(width, name, columns(name), [])], [], INDENT
        hit, (start, end) = self.style_of("info-page--hit"), paragraph.span
        drawn = above
        direction = self._direction(paragraph)
        for cells in set_rows(paragraph.text, max(1, width - names - 2), MOST_ROWS, base_direction=direction):
            text = segments((cell, hit if start <= cell.start < end else base) for cell in cells)
            drawn.append(self._row(width, name, names, text))
            name = []
        return drawn

    def _direction(self, paragraph: InfoParagraph) -> BaseDirection:
        if paragraph.is_own:
            return "rtl" if spoken().is_mirrored else "ltr"
        return "ltr" if paragraph.is_code else "auto"

    def _row(self, width: int, name: list[Segment], names: int, text: list[Segment]) -> Strip:
        """Draw a row of an entry, the name where the readers begin."""
        style = self.style_of()
        space = [Segment(" " * (names - columns(name)), style)]
        if spoken().is_mirrored:
            return row(width, style, right=[*text, *space, *name])
        return row(width, style, left=[*name, *space, *text])
