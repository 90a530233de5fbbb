"""The time that an annotator spent, told from when the edits were made."""

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

PAUSE = 300
"""Seconds: after a longer silence the annotator was elsewhere, and none of it counts."""


class Timing:
    """Between two successive edits of one annotator, at most `PAUSE` apart, the later one's article was worked on."""

    def __init__(self, edits: Iterable[tuple[str, str]]) -> None:
        """Take (time, article) of every edit so far; the time as `Line.at` has it."""
        self._seconds: Counter[str] = Counter()
        self._last = 0
        moments = [(_second(at), article_id) for at, article_id in edits]
        for moment, article_id in sorted(moments):
            self._count(moment, article_id)

    def add(self, at: str, article_id: str) -> bool:
        """Take in one more edit; False when it is older than another, and all have to be gone through again."""
        moment = _second(at)
        if moment < self._last:
            return False
        self._count(moment, article_id)
        return True

    def seconds(self, article_id: str) -> int:
        """What was spent on an article."""
        return self._seconds[article_id]

    def total(self) -> int:
        """What was spent on all."""
        return self._seconds.total()

    def _count(self, moment: int, article_id: str) -> None:
        if 0 < moment - self._last <= PAUSE:
            self._seconds[article_id] += moment - self._last
        self._last = max(moment, self._last)


def _second(at: str) -> int:
    with suppress(ValueError):
        return int(datetime.fromisoformat(at).timestamp())
    return 0
