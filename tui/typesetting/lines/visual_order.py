"""The cells of a line in visual order, as one sequence for each of their fields.

This is the hot path of the first paint and of each scroll: it makes no object for a cell, and it loops over cells
only in C.
"""

from collections.abc import Sequence
from itertools import accumulate
from operator import itemgetter, sub
from typing import Final, NamedTuple

from tui.typesetting.bidi.bidi import runs_from, visual_order


class VisualLine(NamedTuple):
    """The cells of a line as one sequence for each of their fields, in visual order, left to right.

    The first six are the fields of `Cell`: the values of one cell stand at the same index in each.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    glyphs: Sequence[str]
    column: Sequence[int]
    columns: bytes
    levels: bytes
    covering: Sequence[int]
    """For each code point of the line, in logical order, the index of its cell."""


_UP: Final = list(range(256))
_IDENTITY: Final = bytes(_UP)
_DOWN: Final = _UP[::-1]


def order(
    starts: Sequence[int],
    glyphs: Sequence[str],
    columns: bytes,
    levels: bytes | None,
    *,
    begins: bytes | None,
    base_level: int,
    width: int,
) -> VisualLine:
    """Put the cells of a line in visual order.

    All arguments are in logical order. `starts` has the end of the line as its last element. `columns` has the width
    of each cell. `levels` is None if all are the paragraph's. `begins` has 1 for each code point that begins a cell;
    it is None if each does.
    """
    count = len(glyphs)
    # Cells without columns at the logical end (white space, format characters) are put beyond the content.
    shown = len(columns.rstrip(b"\0"))
    is_even = columns.count(1) == shown
    visible = shown if is_even else sum(columns)
    left = width - visible if base_level else 0
    covered = starts[-1] - starts[0]
    seen = range(left, left + visible)
    if levels is None or count == 1:
        levels = levels or bytes((base_level,)) * count
        if base_level:
            columns = columns[::-1]
            fields = starts[-2::-1], starts[:0:-1], glyphs[::-1]
            covering = _covering(range(count - 1, -1, -1), begins, covered)
        else:
            fields = starts[:-1], starts[1:], glyphs
            covering = _covering(range(count), begins, covered)
    else:
        levels = levels[:shown] + bytes((base_level,)) * (count - shown)
        visual, places = visual_places(levels)
        turn = itemgetter(*visual)
        logical = list(starts)
        fields = turn(logical), turn(logical[1:]), turn(list(glyphs))
        levels = visual.translate(levels.ljust(256)) if isinstance(visual, bytes) else bytes(turn(levels))
        if not is_even:
            columns = bytes(turn(columns))
        elif base_level:
            columns = columns[::-1]
        covering = _covering(places, begins, covered)
    column = _column(columns, seen, count - shown, is_even=is_even, base_level=base_level)
    return VisualLine(*fields, column, columns, levels, covering)


def _column(columns: bytes, seen: range, hidden: int, *, is_even: bool, base_level: int) -> Sequence[int]:
    """Return the first column of each cell in visual order.

    The `hidden` cells at the logical end have the column beyond the visible cells. Any other cell without columns
    has the column of the cell to its right, or the last column.
    """
    if is_even and hidden <= 1:
        return range(seen.start - hidden, seen.stop) if base_level else range(seen.start, seen.stop + hidden)
    inside: Sequence[int] = seen
    if not is_even:
        taken = columns[hidden:] if base_level else columns[: len(columns) - hidden]
        last = seen.stop - next(filter(None, reversed(taken)), 1)
        inside = [min(each, last) for each in accumulate(taken[:-1], initial=seen[0])]
    return [*[seen.start - 1] * hidden, *inside] if base_level else [*inside, *[seen.stop] * hidden]


def _covering(places: Sequence[int], begins: bytes | None, covered: int) -> Sequence[int]:
    """Return for each code point of the line the visual place of its cell; `places` has that of each cell."""
    if begins is None or not covered:
        return places[:covered]
    if not isinstance(places, range):
        return list(map(places.__getitem__, accumulate(begins[1:], initial=0)))
    return list(accumulate(begins[1:], sub if places.step < 0 else None, initial=places.start))


def visual_places(levels: bytes) -> tuple[Sequence[int], Sequence[int]]:
    """Return the cell at each place from left to right (UAX #9 L2), and the place of each cell."""
    count, lowest = len(levels), min(levels)
    if count > len(_UP) or levels.count(lowest) + levels.count(lowest + 1) < count:
        order = visual_order(levels)
        places = [0] * count
        for place, cell in enumerate(order):
            places[cell] = place
        return order, places
    runs = [run.span() for run in runs_from(lowest + 1).finditer(levels)]
    if lowest % 2:
        turned = _DOWN[len(_DOWN) - count :]
        for start, end in runs:
            turned[count - end : count - start] = _UP[start:end]
    else:
        turned = _UP[:count]
        for start, end in runs:
            turned[start:end] = _DOWN[len(_DOWN) - end : len(_DOWN) - start]
    visual = bytes(turned)
    return visual, bytes.maketrans(visual, _IDENTITY[:count])[:count]
