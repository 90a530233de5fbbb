"""The cells of a line put in visual order, as one sequence for each of their fields.

Nothing here makes an object for each cell, nor takes a step for it outside C.
"""

from collections.abc import Sequence
from itertools import accumulate
from operator import itemgetter, sub
from typing import Final, NamedTuple

from tui.typesetting.bidi.bidi import runs_from, visual_order


class VisualLine(NamedTuple):
    """The cells of a line as one sequence for each of their fields, and the way from an offset to a cell.

    What `Line.cells` says of one cell stands at the same index in each, in visual order, left to right.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    glyphs: Sequence[str]
    column: Sequence[int]
    columns: bytes
    levels: bytes
    covering: Sequence[int]
    """For each code point of the line the index of its cell."""


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

    All comes in logical order, `starts` with the line's end behind it. `columns` are those that each cell takes;
    `levels` are None where all are the paragraph's; `begins` are, for each code point, 1 where a cell begins, or None
    where each is one.
    """
    count = len(glyphs)
    # What is not seen at the logical end goes beyond the content; it is white space or a format character.
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
    """The first column of each cell in visual order.

    Those hidden behind the logical end have the one beyond what is seen; another cell that is not seen that of the
    cell to its right, or the last one.
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
    """For each of the code points covered the place of its cell, from the places of the cells."""
    if begins is None or not covered:
        return places[:covered]
    if not isinstance(places, range):
        return list(map(places.__getitem__, accumulate(begins[1:], initial=0)))
    return list(accumulate(begins[1:], sub if places.step < 0 else None, initial=places.start))


def visual_places(levels: bytes) -> tuple[Sequence[int], Sequence[int]]:
    """Which cell stands at each place from left to right (UAX #9 L2), and the place of each cell."""
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
