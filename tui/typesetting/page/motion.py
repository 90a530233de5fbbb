"""Where a key takes the caret of a page.

The caret is a block on a cell: the offset at which a cell starts, so it needs no affinity where a line is wrapped or
a direction changes. Left and Right go to the cell beside it on the screen. Everything else, and all selecting, goes
in reading order; which arrow is forward follows the base direction of the line, so that it points where the caret
goes.
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
    """Where a movement takes the caret.

    `where` names it as the table of actions does, `goal` is the column that movements by rows keep to, and
    `page_rows` what one screen is.
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
    """The reading direction of an arrow: side -1 is left, 1 right."""
    line = page.row(page.place_of(caret)).line
    return -side if line is not None and line.base_level else side


def beside(page: Page, caret: int, side: int) -> int:
    """The cell to the left (side -1) or to the right (1) of the caret; at the row's edge that of the next row on."""
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
    # The next row is entered at the edge opposite to the one that was left.
    entered = following.line.stops
    return entered[0 if side > 0 else -1].start


def cluster(page: Page, caret: int, direction: int) -> int:
    """One grapheme cluster on or back in reading order; stops inside a lam-alef, whose cell holds two."""
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
    """The offsets of a line at which the caret can stand in reading order."""
    boundaries: set[int] = set()
    for stop in line.stops:
        boundaries.add(stop.start)
        if stop.end - stop.start > 1:
            inner = cluster_boundaries(page.text[stop.start : stop.end])
            boundaries.update(stop.start + boundary for boundary in inner[:-1])
    return sorted(boundaries) or [line.start]


def word(page: Page, caret: int, direction: int) -> int:
    """The start of the next word, or of this one or the one before."""
    extent = next_word(page.text, caret) if direction > 0 else previous_word(page.text, caret)
    if extent is None:
        return text_edge(page, direction)
    return settled(page, extent[0], direction)


def word_edge(page: Page, caret: int, direction: int) -> int:
    """The nearest word's end after the caret, or its start before it: how far a selection goes by words."""
    if direction < 0:
        return word(page, caret, direction)
    extent = word_at(page.text, caret) or next_word(page.text, caret)
    return text_edge(page, direction) if extent is None else settled(page, extent[1], direction)


def rows(page: Page, caret: int, count: int, goal: int) -> int:
    """The cell nearest to the column `goal` in the text row so many rows down, or up when negative."""
    place = page.place_of(caret)
    direction = 1 if count > 0 else -1
    target = page.row(page.step(place, count))
    if target.line is None:
        beyond = page.text_rows(target.place, direction)
        target = next(beyond, None) or next(page.text_rows(target.place, -direction), target)
    return caret if target.line is None else target.line.hit(goal)


def row_start(page: Page, caret: int) -> int:
    """The first place of the caret's row in reading order."""
    line = page.row(page.place_of(caret)).line
    return caret if line is None else _boundaries(page, line)[0]


def row_end(page: Page, caret: int, *, selecting: bool) -> int:
    """The last place of the caret's row in reading order; for a selection the edge behind its last cluster."""
    line = page.row(page.place_of(caret)).line
    if line is None:
        return caret
    return line.end if selecting and not line.ends_paragraph else _boundaries(page, line)[-1]


def text_edge(page: Page, direction: int) -> int:
    """The first or the last place of the page."""
    return settled(page, len(page.text), BACKWARD) if direction > 0 else settled(page, 0, FORWARD)


def column(page: Page, caret: int) -> int:
    """The column that the caret is in."""
    line = page.row(page.place_of(caret)).line
    return 0 if line is None else _cell_under(line, caret).column


def _cell_under(line: Line, caret: int) -> Cell:
    """The cell of a line that covers an offset, else its last one: white space behind a line may belong to none."""
    covering = (cell for cell in line.cells if cell.start <= caret < cell.end)
    return next(covering, max(line.cells))


def settled(page: Page, offset: int, direction: int) -> int:
    """The offset itself where the caret can stand; else the nearest place where it can, first in a direction."""
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
