"""The time that an annotator spent, told from when the edits were made."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from heapq import heapify, heappop, heappush
from itertools import chain
from operator import sub
from typing import NamedTuple

PAUSE = 300
"""Seconds: after a longer silence the annotator was elsewhere, and none of it counts."""


class Moments(NamedTuple):
    """When the edits of one file were made, in order of time."""

    at: Sequence[int]
    """As of `second`."""
    article: Sequence[int]
    """Of each edit, the number of its article."""
    article_ids: Sequence[str]
    """By an article's number."""


class TimeSpent:
    """Between two successive edits of one annotator, at most `PAUSE` apart, the later one's article was worked on."""

    def __init__(self, files: Sequence[Moments]) -> None:
        """Take the edits so far."""
        self._last = 0
        self._seconds: Counter[str] = Counter()
        spent = [[0] * len(each.article_ids) for each in files]
        for number, first, end in _in_order([each.at for each in files]):
            at, seconds = files[number].at[first:end], spent[number]
            passing = map(sub, at, chain((self._last,), at))
            for passed, article in zip(passing, files[number].article[first:end], strict=True):
                if 0 < passed <= PAUSE:
                    seconds[article] += passed
            self._last = at[-1]
        for each, seconds in zip(files, spent, strict=True):
            self._seconds.update(dict(zip(each.article_ids, seconds, strict=True)))

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


def _in_order(files: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    """Rising numbers of several files in one order: in turn the number of a file, and the start and end of a piece."""
    heads = [(moments[0], number, 0) for number, moments in enumerate(files) if moments]
    heapify(heads)
    while heads:
        _, number, first = heappop(heads)
        moments = files[number]
        # Nobody works in two places at once for long: most of a file comes before the next of another.
        end = bisect_right(moments, heads[0][0], first) if heads else len(moments)
        yield number, first, end
        if end < len(moments):
            heappush(heads, (moments[end], number, end))
