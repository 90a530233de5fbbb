"""Typeset text as Rich segments: the only way for text from outside into a widget's rows."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.language.catalogue import spoken
from tui.typesetting.bidi.direction import BaseDirection
from tui.typesetting.lines.display import set_line_cells
from tui.typesetting.lines.paragraph import Cell


def segments(cells: Iterable[tuple[Cell, Style]]) -> list[Segment]:
    """Return the fewest segments that draw cells of visible columns in their styles.

    A segment ends behind each cell that carries marks: Rich cuts segments by columns, and would cut between a letter
    and its marks.
    """
    made: list[Segment] = []
    glyphs: list[str] = []
    current: Style | None = None
    for cell, style in cells:
        if glyphs and style is not current:
            made.append(Segment("".join(glyphs), current))
            glyphs.clear()
        current = style
        glyphs.append(cell.glyphs)
        if len(cell.glyphs) > 1:
            made.append(Segment("".join(glyphs), current))
            glyphs.clear()
    if glyphs:
        made.append(Segment("".join(glyphs), current))
    return made


def joined(made: Iterable[Segment]) -> list[Segment]:
    """Return the segments with blanks joined to a neighbour of the same style."""
    neighbours: list[Segment] = []
    for segment in made:
        last = neighbours[-1] if neighbours else None
        if last is not None and last.style is segment.style and (segment.text.isspace() or last.text.isspace()):
            neighbours[-1] = Segment(last.text + segment.text, segment.style)
        elif segment.text:
            neighbours.append(segment)
    return neighbours


def words(text: str, width: int, style: Style, *, base_direction: BaseDirection = "auto") -> list[Segment]:
    """Set one line of any text in at most `width` columns."""
    return list(_words(text, width, style, base_direction))


@lru_cache(maxsize=1024)
def _words(text: str, width: int, style: Style, base_direction: BaseDirection) -> tuple[Segment, ...]:
    return tuple(segments((cell, style) for cell in set_line_cells(text, width, base_direction=base_direction)))


def own_words(text: str, width: int, style: Style) -> list[Segment]:
    """Set one line of the screen's own words in its direction: a quote in them must not turn them round."""
    return words(text, width, style, base_direction="rtl" if spoken().is_mirrored else "ltr")


def columns(made: Iterable[Segment], /) -> int:
    """Return the number of columns that segments take."""
    return sum(segment.cell_length for segment in made)


def row(
    width: int, style: Style, *, left: Sequence[Segment] = (), right: Sequence[Segment] = (), margin: int = 1
) -> Strip:
    """Draw a row of exactly `width` columns: segments at both edges, the background between them.

    The segments have to fit. If they do not, those at the left are cut.
    """
    space = max(0, width - 2 * margin - columns(right))
    start = Strip(left).crop(0, space)
    gap = Segment(" " * (space - start.cell_length), style)
    edge = Segment(" " * margin, style)
    return Strip([edge, *start, gap, *right, edge]).crop(0, width)
