"""The time that an annotator spent, told from when the edits were made."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from heapq import heapify, heappop, heappush

PAUSE = 300
"""Seconds: after a longer silence the annotator was elsewhere, and none of it counts."""


class Timing:
    """Between two successive edits of one annotator, at most `PAUSE` apart, the later one's article was worked on."""

    def __init__(self, edits: Iterable[tuple[int, str]]) -> None:
        """Take (`second`, article) of every edit so far, in order of time."""
        self._seconds: Counter[str] = Counter()
        self._last = 0
        seconds, last = self._seconds, 0
        for moment, article_id in edits:
            if last < moment <= last + PAUSE:
                seconds[article_id] += moment - last
            last = moment
        self._last = last

    def add(self, moment: int, article_id: str) -> bool:
        """Take in one more edit; False when it is older than another, and all have to be gone through again."""
        if moment < self._last:
            return False
        if 0 < moment - self._last <= PAUSE:
            self._seconds[article_id] += moment - self._last
        self._last = moment
        return True

    def seconds(self, article_id: str) -> int:
        """What was spent on an article."""
        return self._seconds[article_id]

    def total(self) -> int:
        """What was spent on all."""
        return self._seconds.total()


def second(at: str) -> int:
    """When something was done, in seconds since 1970, of the time as `Line.at` has it: a number of 32 bits.

    0 where that is not understood, and from 2106 on.
    """
    with suppress(ValueError):
        moment = int(datetime.fromisoformat(at).timestamp())
        return moment if 0 < moment < 0xFFFF_0000 else 0
    return 0


def merged(files: Sequence[tuple[Sequence[int], Sequence[str]]]) -> Iterator[tuple[int, str]]:
    """All (`second`, article) in order of time; each file's seconds rise."""
    heads = [(moments[0], number, 0) for number, (moments, _) in enumerate(files) if moments]
    heapify(heads)
    while heads:
        _, number, first = heappop(heads)
        moments, article_ids = files[number]
        # Nobody works in two places at once for long: most of a file comes before the next of another.
        end = bisect_right(moments, heads[0][0], first) if heads else len(moments)
        yield from zip(moments[first:end], article_ids[first:end], strict=True)
        if end < len(moments):
            heappush(heads, (moments[end], number, end))
