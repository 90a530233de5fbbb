"""The entries of one journal: where each edit is written. Kept in columns, since there may be millions of them."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import gt, le
from typing import NamedTuple

from annotations.model.edit import Step
from annotations.store.journals.line import FAR, Head
from annotations.store.time_spent import Moments

_STEPS = tuple(Step)
_STEP, _MORE, _STRUCK = 3, 4, 8
"""Bits of a step: its number, a flag if its unit goes on with the next entry, and a flag if the entry is struck."""


class Entry(NamedTuple):
    """The place of an edit of an article; entries sort in the order of all journals."""

    revision: int
    journal: str
    """Name of the journal's file, without its suffix."""
    offset: int
    """Bytes from the start of the file."""
    step: Step
    at: int
    """The time of the edit, as `second` returns it."""
    article_id: str
    crc: int
    """The checksum of the line: the same edit in a copy of the file has the same."""


Unit = tuple[Entry, ...]
"""Edits that were made at once: one entry, or a group of them."""


class Entries:
    """The entries of one file by their numbers, in the order of the file."""

    def __init__(self, journal: str, article_ids: Iterable[str] = ()) -> None:
        """Take the journal's name and, if the caller fills the columns, the articles by their numbers."""
        self._journal = journal
        self._ids = list(article_ids)
        self._articles = {article_id: number for number, article_id in enumerate(self._ids)}
        self._latest = array("I")
        """By an article's number: one more than the number of its last entry."""
        self._before = array("I")
        """By an entry's number: one more than the number of the same article's entry before it, or 0."""
        self._article = array("I")
        self._offset = array("Q")
        self._revision = array("Q")
        self._at = array("I")
        self._step = array("B")
        self._crc = array("I")

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
            self._crc[number],
        )

    def add(self, head: Head, offset: int) -> None:
        """Add the last line of the file, by its offset in bytes."""
        article_id, revision, step, left, at, crc = head
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
        self._crc.append(crc)
        self._latest[number] = len(self._offset)

    def is_far(self, article_id: str, revision: int) -> bool:
        """Return True if a revision is no edit's that may come next: see `FAR`."""
        return revision > self.newest(article_id) + FAR

    @property
    def last_at(self) -> int:
        """The time of the last entry, as `second` returns it; 0 if there is none."""
        return self._at[-1] if self._at else 0

    def newest(self, article_id: str) -> int:
        """Return the revision of an article's last entry, or 0."""
        number = self._articles.get(article_id)
        return 0 if number is None else self._revision[self._latest[number] - 1]

    def columns(self) -> "tuple[array[int], ...]":
        """Return all columns: the first has a number for each article, the others one for each entry."""
        return self._latest, self._before, self._article, self._offset, self._revision, self._at, self._step, self._crc

    def cut(self, length: int) -> None:
        """Remove all entries behind the first `length` ones."""
        for number in range(len(self) - 1, length - 1, -1):
            self._latest[self._article[number]] = self._before[number]
        for column in self.columns()[1:]:
            del column[length:]
        while self._latest and not self._latest[-1]:
            self._latest.pop()
            del self._articles[self._ids.pop()]

    def strike(self, offset: int) -> bool:
        """Strike the unit with the entry at an offset, which hides it; return False if there is no such entry."""
        number = self.at(offset)
        if number == len(self) or self._offset[number] != offset or self._step[number] & _STRUCK:
            return False
        first, end = self._unit(number)
        for each in range(first, end):
            self._step[each] |= _STRUCK
        return True

    def at(self, offset: int) -> int:
        """Return the number of the first entry at an offset or behind it."""
        return bisect_left(self._offset, offset)

    def articles(self) -> Iterable[str]:
        """Return the ids of all articles that have entries."""
        return self._articles

    def of(self, article_id: str) -> list[Entry]:
        """Return an article's entries, the last one first."""
        return list(map(self.__getitem__, self._numbers(article_id)))

    def revisions(self, article_id: str) -> list[int]:
        """Return the revisions of an article's entries, the last one first."""
        return list(map(self._revision.__getitem__, self._numbers(article_id)))

    def checksums(self, article_id: str) -> list[int] | None:
        """Return the checksums of an article's entries, the first one first; None if their revisions do not rise."""
        numbers = self._numbers(article_id)
        revisions = list(map(self._revision.__getitem__, numbers))
        if any(map(le, revisions, islice(revisions, 1, None))):
            return None
        return list(map(self._crc.__getitem__, reversed(numbers)))

    def last(self, article_id: str) -> int:
        """Return the highest revision of an article's entries, or 0."""
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
        """Return `Entry.at` of an article's last entry, or 0."""
        return next(map(self._at.__getitem__, self._numbers(article_id)), 0)

    def units(self, first: int) -> Iterator[Unit]:
        """Yield the units from an entry on."""
        while first < len(self):
            _, end = self._unit(first)
            if not self._step[first] & _STRUCK:
                yield tuple(map(self.__getitem__, range(first, end)))
            first = end

    def last_unit(self) -> Unit:
        """Return the last unit that is not struck; () if there is none."""
        first = len(self)
        while first:
            first, _ = self._unit(first - 1)
            if not self._step[first] & _STRUCK:
                return next(self.units(first))
        return ()

    def moments(self) -> Moments:
        """Return the times of the edits, rising."""
        at: Sequence[int] = self._at
        article: Sequence[int] = self._article
        if any(map(gt, at, islice(at, 1, None))):  # a clock was set back
            order = sorted(range(len(self)), key=at.__getitem__)
            at, article = [at[each] for each in order], [article[each] for each in order]
        return Moments(at, article, self._ids)

    def undoable(self) -> Unit:
        """Return the unit that `undo` takes back; () if there is none."""
        return self._back(undoable)

    def redoable(self) -> Unit:
        """Return the unit that `redo` takes back, which is itself an undo; () if there is none."""
        return self._back(redoable)

    def _back(self, which: Callable[[Iterable[Step]], int | None]) -> Unit:
        """Return the unit that a function chooses by the steps of all units, the latest first."""
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
        """Return the number of the first entry of an entry's unit, and the number behind its last."""
        first, end = number, number + 1
        while first and self._step[first - 1] & _MORE:
            first -= 1
        while self._step[end - 1] & _MORE:
            end += 1
        return first, end

    def _numbers(self, article_id: str) -> list[int]:
        """Return the numbers of an article's entries, the last one first."""
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
