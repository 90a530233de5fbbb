"""The cells of a line put in visual order, as one sequence for each of their fields.

Nothing here makes an object for each cell, nor takes a step for it outside C.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple, TypeVar

from tui.typesetting.bidi import runs_from, visual_order

Item = TypeVar("Item")


class Maps(NamedTuple):
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


Long = tuple[int, int]
"""A cell of several code points: its index, and how many it has beyond the first; -1 for an empty one."""
_MOST: Final = 1 << 10
_UP: Final = list(range(_MOST))
_DOWN: Final = _UP[::-1]


def order(
    starts: list[int],
    glyphs: list[str],
    columns: bytes,
    levels: bytes | None,
    *,
    long: Sequence[Long],
    base_level: int,
    width: int,
) -> Maps:
    """Put the cells of a line in visual order.

    All comes in logical order, `starts` with the line's end behind it. `columns` are those that each cell takes;
    `levels` are None where all are the paragraph's.
    """
    count = len(glyphs)
    # What is not seen at the logical end goes beyond the content; it is white space or a format character.
    shown = len(columns.rstrip(b"\0"))
    is_even = columns.count(1) == shown
    visible = shown if is_even else sum(columns)
    left = width - visible if base_level else 0
    if levels is None:
        visual = _Order(count, (), is_reversed=base_level == 1)
        every_level = bytes((base_level,)) * count
    else:
        levels = levels[:shown] + bytes((base_level,)) * (count - shown)
        visual = _Order.of(levels)
        every_level = bytes(visual.turn(list(levels)))
    seen = range(left, left + visible)
    if not is_even:
        columns = bytes(visual.turn(list(columns)))
    elif base_level:
        columns = columns[::-1]
    column = _column(columns, seen, count - shown, is_even=is_even, base_level=base_level)
    covering = visual.places()
    for cell, more in reversed(long):
        covering[cell + 1 : cell + 1] = [covering[cell]] * more
    if starts[-2] == starts[-1]:
        covering.pop()
    fields = visual.turn(starts[:-1]), visual.turn(starts[1:]), visual.turn(glyphs)
    return Maps(*fields, column, columns, every_level, covering)


def _column(columns: bytes, seen: range, hidden: int, *, is_even: bool, base_level: int) -> Sequence[int]:
    """The first column of each cell in visual order.

    Those hidden behind the logical end have the one beyond what is seen; another cell that is not seen that of the
    cell to its right, or the last one.
    """
    if not hidden and is_even:
        return seen
    inside: Sequence[int] = seen
    if not is_even:
        taken = columns[hidden:] if base_level else columns[: len(columns) - hidden]
        inside = [min(each, seen[-1]) for each in accumulate(taken[:-1], initial=seen[0])]
    return [*[seen.start - 1] * hidden, *inside] if base_level else [*inside, *[seen.stop] * hidden]


class _Order:
    """The visual order of a line's cells (UAX #9 L2), as whole runs that are cut out and turned round."""

    __slots__ = ("_count", "_is_reversed", "_logical", "_runs")

    def __init__(
        self, count: int, runs: Sequence[tuple[int, int]], *, is_reversed: bool, logical: Sequence[int] = ()
    ) -> None:
        """Take the runs that are turned against the rest, or any order: `logical` says which cell is at each place."""
        self._count = count
        self._runs = runs
        self._is_reversed = is_reversed
        self._logical = logical

    @classmethod
    def of(cls, levels: bytes) -> "_Order":
        """The order of cells with these levels."""
        count, lowest = len(levels), min(levels)
        if levels.count(lowest) + levels.count(lowest + 1) < count:
            return cls(count, (), is_reversed=False, logical=visual_order(levels))
        runs = [run.span() for run in runs_from(lowest + 1).finditer(levels)]
        return cls(count, runs, is_reversed=lowest % 2 == 1)

    def turn(self, field: list[Item]) -> list[Item]:
        """A field of the cells, from logical to visual order."""
        if self._logical:
            return list(map(field.__getitem__, self._logical))
        if not self._is_reversed:
            for start, end in self._runs:
                field[start:end] = field[start:end][::-1]
            return field
        count = self._count
        turned = field[::-1]
        for start, end in self._runs:
            turned[count - end : count - start] = field[start:end]
        return turned

    def places(self) -> list[int]:
        """The place of each cell in visual order."""
        count = self._count
        up, down = (_UP, _DOWN) if count <= _MOST else (list(range(count)), list(range(count - 1, -1, -1)))
        if self._logical:
            found = up[:count]
            for place, cell in enumerate(self._logical):
                found[cell] = place
            return found
        if not self._is_reversed:
            return self.turn(up[:count])
        found = down[len(down) - count :]
        for start, end in self._runs:
            found[start:end] = up[count - end : count - start]
        return found
