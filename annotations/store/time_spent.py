"""The time that an annotator spent, computed from the times of the edits."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import chain
from operator import sub
from typing import NamedTuple

PAUSE = 300
"""Seconds: a longer gap between two edits is a break, and counts for nothing."""


class Moments(NamedTuple):
    """The times of the edits of one file, rising."""

    at: Sequence[int]
    """As `second` returns them."""
    article: Sequence[int]
    """The number of each edit's article."""
    article_ids: Sequence[str]
    """By an article's number."""


class TimeSpent:
    """Seconds for each article: a gap between two successive edits, at most `PAUSE`, counts for the later one."""

    def __init__(self, files: Sequence[Moments]) -> None:
        """Take the times of all edits so far, by file."""
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
        """Add an edit; return False if it is older than another, because then all have to be counted again."""
        if moment < self._last:
            return False
        if 0 < moment - self._last <= PAUSE:
            self._seconds[article_id] += moment - self._last
        self._last = moment
        return True

    def seconds(self, article_id: str) -> int:
        """Return the seconds that were spent on an article."""
        return self._seconds[article_id]

    def total(self) -> int:
        """Return the seconds that were spent on all articles."""
        return self._seconds.total()


@lru_cache(maxsize=8)
def second(at: str) -> int:
    """Return a time of ISO 8601, such as `Line.at`, as seconds since 1970 in 32 bits.

    Returns 0 for any other text, and from 2106 on.
    """
    with suppress(ValueError):
        moment = int(datetime.fromisoformat(at).timestamp())
        return moment if 0 < moment < 0xFFFF_0000 else 0
    return 0


def _in_order(files: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, int]]:
    """Merge rising numbers of several files: yield a file's number, and the start and end of a run of its numbers."""
    heads = [(moments[0], number, 0) for number, moments in enumerate(files) if moments]
    heapify(heads)
    while heads:
        _, number, first = heappop(heads)
        moments = files[number]
        # An annotator rarely works in two places at once, so most runs are long.
        end = bisect_right(moments, heads[0][0], first) if heads else len(moments)
        yield number, first, end
        if end < len(moments):
            heappush(heads, (moments[end], number, end))
