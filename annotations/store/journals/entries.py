"""Where the edits of one file of the journal are written: in columns, as objects of millions would fill the memory."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import gt
from typing import NamedTuple

from annotations.model.edit import Step
from annotations.store.journals.line import Head
from annotations.store.time_spent import Moments

_STEPS = tuple(Step)
_STEP, _MORE, _STRUCK = 3, 4, 8
"""Bits of a step: which it is, whether its unit goes on with the next entry, whether it is left out."""


class Entry(NamedTuple):
    """Where an edit of an article is written; entries sort in the order of all journals."""

    revision: int
    journal: str
    """Name of the journal's file, without its suffix."""
    offset: int
    """Bytes from the start of the file."""
    step: Step
    at: int
    """When it was made, as of `timing.second`."""
    article_id: str


Unit = tuple[Entry, ...]
"""What was done at once: one entry, or a group of them."""


class Entries:
    """The entries of one file by their numbers, in the order of the file."""

    def __init__(self, journal: str, article_ids: Iterable[str] = ()) -> None:
        """Take the journal's name and, where the columns are filled by somebody else, the articles of their entries."""
        self._journal = journal
        self._ids = list(article_ids)
        self._articles = {article_id: number for number, article_id in enumerate(self._ids)}
        self._latest = array("I")
        """By an article's number, one more than the number of its last entry."""
        self._before = array("I")
        """By an entry's number, the same of the entry before it of the same article; 0 where there is none."""
        self._article = array("I")
        self._offset = array("Q")
        self._revision = array("I")
        self._at = array("I")
        self._step = array("B")

    def __len__(self) -> int:
        return len(self._offset)

    def __getitem__(self, number: int) -> Entry:
        return Entry(
            self._revision[number],
            self._journal,
            self._offset[number],
            _STEPS[self._step[number] & _STEP],
            self._at[number],
            self._ids[self._article[number]],
        )

    def add(self, head: Head, offset: int) -> None:
        """Take in a line that begins at an offset, behind all others."""
        article_id, revision, step, left, at = head
        number = self._articles.get(article_id)
        if number is None:
            number = self._articles[article_id] = len(self._ids)
            self._ids.append(article_id)
            self._latest.append(0)
        self._before.append(self._latest[number])
        self._article.append(number)
        self._offset.append(offset)
        self._revision.append(revision)
        self._at.append(at)
        self._step.append(step | _MORE if left > 0 else step)
        self._latest[number] = len(self._offset)

    def columns(self) -> "tuple[array[int], ...]":
        """All that there is beside the articles' ids: the first is by article, the others by entry."""
        return self._latest, self._before, self._article, self._offset, self._revision, self._at, self._step

    def cut(self, length: int) -> None:
        """Forget all entries but the first ones."""
        for number in range(len(self) - 1, length - 1, -1):
            self._latest[self._article[number]] = self._before[number]
        for column in self.columns()[1:]:
            del column[length:]
        while self._latest and not self._latest[-1]:
            self._latest.pop()
            del self._articles[self._ids.pop()]

    def strike(self, offset: int) -> bool:
        """Leave out the unit with the entry at an offset; whether it was there."""
        number = self.at(offset)
        if number == len(self) or self._offset[number] != offset or self._step[number] & _STRUCK:
            return False
        first, end = self._unit(number)
        for each in range(first, end):
            self._step[each] |= _STRUCK
        return True

    def at(self, offset: int) -> int:
        """The number of the first entry at an offset or behind it."""
        return bisect_left(self._offset, offset)

    def articles(self) -> Iterable[str]:
        """The ids of all articles that have entries."""
        return self._articles

    def of(self, article_id: str) -> list[Entry]:
        """Those of an article."""
        return list(map(self.__getitem__, self._numbers(article_id)))

    def revisions(self, article_id: str) -> list[int]:
        """The revisions of an article's entries."""
        return list(map(self._revision.__getitem__, self._numbers(article_id)))

    def last(self, article_id: str) -> int:
        """The highest revision of an article's entries; 0 where there is none."""
        article, revision = self._articles.get(article_id), self._revision
        if article is None:
            return 0
        number, before, highest = self._latest[article], self._before, 0
        while number:
            number -= 1
            if revision[number] > highest and self._step[number] < _STRUCK:
                highest = revision[number]
            number = before[number]
        return highest

    def edited(self, article_id: str) -> int:
        """When the last of an article's entries was made, as of `Entry.at`; 0 where there is none."""
        return next(map(self._at.__getitem__, self._numbers(article_id)), 0)

    def units(self, first: int) -> Iterator[Unit]:
        """The units from an entry on."""
        while first < len(self):
            _, end = self._unit(first)
            if not self._step[first] & _STRUCK:
                yield tuple(map(self.__getitem__, range(first, end)))
            first = end

    def moments(self) -> Moments:
        """When the edits were made."""
        at: Sequence[int] = self._at
        article: Sequence[int] = self._article
        if any(map(gt, at, islice(at, 1, None))):  # a clock was put back
            order = sorted(range(len(self)), key=at.__getitem__)
            at, article = [at[each] for each in order], [article[each] for each in order]
        return Moments(at, article, self._ids)

    def undoable(self) -> Unit:
        """What `undo` takes back; () when there is nothing."""
        return self._back(undoable)

    def redoable(self) -> Unit:
        """What was taken back and `redo` makes again: the unit that took it back; () when there is nothing."""
        return self._back(redoable)

    def _back(self, which: Callable[[Iterable[Step]], int | None]) -> Unit:
        """The unit that is chosen by the steps of all units, the latest first."""
        passed: list[int] = []

        def steps() -> Iterator[Step]:
            first = len(self)
            while first:
                first, _ = self._unit(first - 1)
                if not self._step[first] & _STRUCK:
                    passed.append(first)
                    yield _STEPS[self._step[first] & _STEP]

        return () if which(steps()) is None else next(self.units(passed[-1]))

    def _unit(self, number: int) -> tuple[int, int]:
        """The first entry of the unit that an entry belongs to, and the entry behind its last."""
        first, end = number, number + 1
        while first and self._step[first - 1] & _MORE:
            first -= 1
        while self._step[end - 1] & _MORE:
            end += 1
        return first, end

    def _numbers(self, article_id: str) -> list[int]:
        """The numbers of an article's entries, the last one first."""
        numbers = []
        article = self._articles.get(article_id)
        if article is not None:
            number, before, step = self._latest[article], self._before, self._step
            while number:
                number -= 1
                if step[number] < _STRUCK:
                    numbers.append(number)
                number = before[number]
        return numbers


def undoable(steps: Iterable[Step]) -> int | None:
    """Return the number of the step that `undo` takes back: the latest edit or redo that was not undone since.

    Steps come latest first. Returns None if there is no such step.
    """
    taken_back = 0
    for number, step in enumerate(steps):
        if step is Step.UNDO:
            taken_back += 1
        elif step is not Step.ADOPT:
            if not taken_back:
                return number
            taken_back -= 1
    return None


def redoable(steps: Iterable[Step]) -> int | None:
    """Return the number of the step that `redo` takes back: the latest undo that no redo has taken back since.

    Steps come latest first. Returns None if there is no such step, or if an edit was made since.
    """
    made_again = 0
    for number, step in enumerate(steps):
        if step is Step.EDIT:
            return None
        if step is Step.REDO:
            made_again += 1
        elif step is Step.UNDO:
            if not made_again:
                return number
            made_again -= 1
    return None
