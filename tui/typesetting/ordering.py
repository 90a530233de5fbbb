"""The cells of a line put in visual order, as one sequence for each of their fields.

Nothing here makes an object for each cell: whole runs are cut out and turned round, in C.
"""

from collections.abc import Sequence
from itertools import accumulate, chain, repeat
from operator import sub
from typing import NamedTuple, TypeVar

from tui.typesetting.bidi import Run, visual_runs

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


def order(
    starts: list[int], glyphs: list[str], columns: bytes, levels: bytes | None, *, base_level: int, width: int
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
    runs = [(0, shown, base_level)] if levels is None else visual_runs(levels[:shown])
    column: Sequence[int] = range(left, left + shown)
    if not is_even:
        columns = b"".join([_in_order(columns, run) for run in runs])
        # A cell that is not seen has the column of the cell to its right; there is none behind the last one.
        column = [min(each, left + visible - 1) for each in accumulate(columns[:-1], initial=left)]
    if shown < count:
        run = (shown, count, base_level)
        beyond, hidden = [left - 1 if base_level else visible] * (count - shown), bytes(count - shown)
        seen = columns[:shown]
        if base_level:
            runs, column, columns = [run, *runs], [*beyond, *column], hidden + seen
        else:
            runs, column, columns = [*runs, run], [*column, *beyond], seen + hidden
    if levels is None:
        every_level = bytes((base_level,)) * count
        turned = slice(None, None, -1) if base_level else slice(None)
        ranks: Sequence[int] = range(count)[turned]
        maps = Maps(starts[:-1][turned], starts[1:][turned], glyphs[turned], column, columns, every_level, ranks)
    else:
        every_level = b"".join([bytes((level,)) * (end - start) for start, end, level in runs])
        ranks = _ranks(runs, count)
        bounds = _reordered(starts[:-1], runs), _reordered(starts[1:], runs)
        maps = Maps(*bounds, _reordered(glyphs, runs), column, columns, every_level, ranks)
    if starts[-1] - starts[0] == count and starts[-2] < starts[-1]:
        return maps
    lengths = map(sub, starts[1:], starts)
    return maps._replace(covering=list(chain.from_iterable(map(repeat, ranks, lengths))))


def _ranks(runs: Sequence[Run], count: int) -> list[int]:
    """The place of each cell in visual order."""
    ranks = [0] * count
    before = 0
    for start, end, level in runs:
        after = before + end - start
        ranks[start:end] = range(after - 1, before - 1, -1) if level & 1 else range(before, after)
        before = after
    return ranks


def _reordered(logical: list[Item], runs: Sequence[Run]) -> list[Item]:
    visual: list[Item] = []
    for start, end, level in runs:
        piece = logical[start:end]
        if level & 1:
            piece.reverse()
        visual += piece
    return visual


def _in_order(columns: bytes, run: Run) -> bytes:
    start, end, level = run
    return columns[start:end][::-1] if level & 1 else columns[start:end]
