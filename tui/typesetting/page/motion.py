"""The movements of the caret on a page.

The caret is a block on a cell: the offset at which the cell starts. So it needs no affinity where a line is wrapped or
a direction changes. Left and Right go to the cell beside it on the screen. All other movements, and all selecting, go
in reading order. The base direction of the line decides which arrow goes forward, so the caret goes where it points.
"""

from bisect import bisect_left, bisect_right
from typing import Final

from annotations.text.clusters import cluster_boundaries
from annotations.text.words import next_word, previous_word, word_at
from tui.typesetting.lines.paragraph import Cell, Line
from tui.typesetting.page.page import Page

FORWARD: Final = 1
BACKWARD: Final = -1


def moved(page: Page, caret: int, where: str, *, goal: int, page_rows: int, selecting: bool) -> int:
    """Return the offset of the caret after a movement.

    `where` is the movement's name in the table of actions. Movements by rows keep to the column `goal`. `page_rows`
    is the number of rows of one screen.
    Raises ValueError for a name that does not exist.
    """
    match where:
        case "left" | "right":
            side = -1 if where == "left" else 1
            return cluster(page, caret, forward(page, caret, side)) if selecting else beside(page, caret, side)
        case "word_left" | "word_right":
            direction = forward(page, caret, -1 if where == "word_left" else 1)
            return (word_edge if selecting else word)(page, caret, direction)
        case "up" | "down" | "page_up" | "page_down":
            count = {"up": -1, "down": 1, "page_up": -page_rows, "page_down": page_rows}[where]
            return rows(page, caret, count, goal)
        case "row_start":
            return row_start(page, caret)
        case "row_end":
            return row_end(page, caret, selecting=selecting)
        case "text_start" | "text_end":
            return text_edge(page, FORWARD if where == "text_end" else BACKWARD)
        case _:
            raise ValueError(f"no movement: {where}")


def forward(page: Page, caret: int, side: int) -> int:
    """Return the reading direction of an arrow: side -1 is left, 1 right."""
    line = page.row(page.place_of(caret)).line
    return -side if line is not None and line.base_level else side


def beside(page: Page, caret: int, side: int) -> int:
    """Return the offset of the cell to the left (side -1) or right (1) of the caret; at an edge, of the next row's."""
    row = page.row(page.place_of(caret))
    if row.line is None:
        return settled(page, caret, forward(page, caret, side))
    stops = row.line.stops
    starts = [stop.start for stop in stops]
    here = next((index for index, stop in enumerate(stops) if stop.start <= caret < stop.end), None)
    if here is None:
        here = starts.index(row.line.hit(_cell_under(row.line, caret).column))
    if 0 <= here + side < len(stops):
        return starts[here + side]
    following = next(page.text_rows(row.place, forward(page, caret, side)), None)
    if following is None or following.line is None:
        return caret
    # The caret leaves a row at one edge and enters the next row at the opposite one.
    entered = following.line.stops
    return entered[0 if side > 0 else -1].start


def cluster(page: Page, caret: int, direction: int) -> int:
    """Return the offset one grapheme cluster on or back in reading order. A lam-alef is one cell but two clusters."""
    row = page.row(page.place_of(caret))
    if row.line is None:
        return settled(page, caret, direction)
    boundaries = _boundaries(page, row.line)
    index = bisect_right(boundaries, caret) if direction > 0 else bisect_left(boundaries, caret) - 1
    if 0 <= index < len(boundaries):
        return boundaries[index]
    following = next(page.text_rows(row.place, direction), None)
    if following is None or following.line is None:
        return caret
    return _boundaries(page, following.line)[0 if direction > 0 else -1]


def _boundaries(page: Page, line: Line) -> list[int]:
    """Return the offsets of a line at which the caret can stand, in reading order."""
    boundaries: set[int] = set()
    for stop in line.stops:
        boundaries.add(stop.start)
        if stop.end - stop.start > 1:
            inner = cluster_boundaries(page.text[stop.start : stop.end])
            boundaries.update(stop.start + boundary for boundary in inner[:-1])
    return sorted(boundaries) or [line.start]


def word(page: Page, caret: int, direction: int) -> int:
    """Return the start of the next word; backwards, that of this word or of the one before."""
    extent = (
        next_word(page.text, caret, page.borders) if direction > 0 else previous_word(page.text, caret, page.borders)
    )
    if extent is None:
        return text_edge(page, direction)
    return settled(page, extent[0], direction)


def word_edge(page: Page, caret: int, direction: int) -> int:
    """Return the nearest end of a word after the caret, or the nearest start before it: the edges of selections."""
    if direction < 0:
        return word(page, caret, direction)
    extent = word_at(page.text, caret, page.borders) or next_word(page.text, caret, page.borders)
    return text_edge(page, direction) if extent is None else settled(page, extent[1], direction)


def rows(page: Page, caret: int, count: int, goal: int) -> int:
    """Return the offset of the cell nearest to the column `goal`, `count` rows down, or up if negative."""
    place = page.place_of(caret)
    direction = 1 if count > 0 else -1
    target = page.row(page.step(place, count))
    if target.line is None:
        beyond = page.text_rows(target.place, direction)
        target = next(beyond, None) or next(page.text_rows(target.place, -direction), target)
    return caret if target.line is None else target.line.hit(goal)


def row_start(page: Page, caret: int) -> int:
    """Return the first offset of the caret's row in reading order."""
    line = page.row(page.place_of(caret)).line
    return caret if line is None else _boundaries(page, line)[0]


def row_end(page: Page, caret: int, *, selecting: bool) -> int:
    """Return the last offset of the caret's row in reading order; for a selection, the one behind its last cluster."""
    line = page.row(page.place_of(caret)).line
    if line is None:
        return caret
    return line.end if selecting and not line.ends_paragraph else _boundaries(page, line)[-1]


def text_edge(page: Page, direction: int) -> int:
    """Return the last offset of the page at which the caret can stand (direction 1), or the first (-1)."""
    return settled(page, len(page.text), BACKWARD) if direction > 0 else settled(page, 0, FORWARD)


def column(page: Page, caret: int) -> int:
    """Return the column of the caret."""
    line = page.row(page.place_of(caret)).line
    return 0 if line is None else _cell_under(line, caret).column


def _cell_under(line: Line, caret: int) -> Cell:
    """Return the cell of a line that covers an offset, or its last cell: hanging white space may be in no cell."""
    covering = (cell for cell in line.cells if cell.start <= caret < cell.end)
    return next(covering, max(line.cells))


def settled(page: Page, offset: int, direction: int) -> int:
    """Return the offset if the caret can stand there, else the nearest one where it can, first in this direction."""
    row = page.row(page.place_of(offset))
    if row.line is None:
        following = next(page.text_rows(row.place, direction), None) or next(
            page.text_rows(row.place, -direction), None
        )
        if following is None or following.line is None:
            return offset
        boundaries = _boundaries(page, following.line)
        return boundaries[0] if following.place > row.place else boundaries[-1]
    boundaries = _boundaries(page, row.line)
    index = bisect_left(boundaries, offset)
    if index < len(boundaries) and boundaries[index] == offset:
        return offset
    if direction > 0 and index == len(boundaries):
        following = next(page.text_rows(row.place, direction), None)
        return boundaries[-1] if following is None or following.line is None else _boundaries(page, following.line)[0]
    return boundaries[max(0, index - 1)]
