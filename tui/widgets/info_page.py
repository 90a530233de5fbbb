"""A info: rows of typeset text that say something once, such as help; as high as it needs to be."""

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
"""Columns that the text of an entry needs beside its name; with less, or a longer name, it stands below."""
INDENT = 2
MOST_ROWS = 40
"""Rows that one passage may take."""


class InfoParagraph(NamedTuple):
    """A paragraph of a info, or an entry with a name of its own before it."""

    text: str
    kind: str = ""
    """How it is drawn: "" plain, "strong", "quiet", "hit"."""
    name: str = ""
    """Of an entry: it stands in a column of its own, and the text behind it; two blanks are between several."""
    span: tuple[int, int] = (0, 0)
    """Code points of the text that are drawn as a hit is."""
    is_code: bool = False
    """Whether it reads from left to right whatever letters are in it."""


class InfoPage(StyledWidget):
    """Draws passages, from the edge at which readers of the screen's language begin."""

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

    def __init__(self, passages: Callable[[], Iterable[InfoParagraph]], *, names: int = 0) -> None:
        """Take what there is to say, asked for when it is drawn, and the columns of the entries' names."""
        super().__init__()
        self._passages = passages
        self._names = names
        self._rows: list[Strip] = []
        self._width = 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are at this width."""
        return len(self._drawn(width))

    def render_line(self, y: int) -> Strip:
        """Draw row `y`."""
        drawn = self._drawn(self.size.width)
        return drawn[y] if y < len(drawn) else Strip.blank(self.size.width, self.style_of())

    def redraw(self) -> None:
        """Ask for the passages anew."""
        self._width = 0
        self.refresh(layout=True)

    def notify_style_update(self) -> None:
        """Draw with the new styles."""
        super().notify_style_update()
        self._width = 0

    def _drawn(self, width: int) -> list[Strip]:
        if width != self._width:
            self._width = width
            self._rows = [strip for passage in self._passages() for strip in self._draw(passage, width)]
        return self._rows

    def _draw(self, passage: InfoParagraph, width: int) -> Sequence[Strip]:
        base = self.style_of(*([f"info-page--{passage.kind}"] if passage.kind else []))
        if not passage.text and not passage.name:
            return [Strip.blank(width, self.style_of())]
        names = self._names if passage.name else 0
        # The text speaks of several keys in the order in which its readers meet them.
        order = -1 if spoken().is_mirrored else 1
        name = words("  ".join(passage.name.split("  ")[::order]), width - 2, self.style_of("info-page--strong"))
        above = []
        if names and (columns(name) > names or width - names < LEAST):
            above, name, names = [self._row(width, name, columns(name), [])], [], INDENT
        hit, (start, end) = self.style_of("info-page--hit"), passage.span
        drawn = above
        direction: BaseDirection = "ltr" if passage.is_code else "auto"
        for cells in set_rows(passage.text, max(1, width - names - 2), MOST_ROWS, base_direction=direction):
            text = segments((cell, hit if start <= cell.start < end else base) for cell in cells)
            drawn.append(self._row(width, name, names, text))
            name = []
        return drawn

    def _row(self, width: int, name: list[Segment], names: int, text: list[Segment]) -> Strip:
        """A row of an entry; its name stands where the readers begin."""
        style = self.style_of()
        space = [Segment(" " * (names - columns(name)), style)]
        if spoken().is_mirrored:
            return row(width, style, right=[*text, *space, *name])
        return row(width, style, left=[*name, *space, *text])
