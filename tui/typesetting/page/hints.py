"""Jump hints: two letters on every word in view, so that three keys reach any word."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product, takewhile
from typing import Final, NamedTuple

from annotations.text.restarts import restart_at
from annotations.text.words import words
from tui.typesetting.lines.paragraph import Line

LETTERS: Final = "asdfjklewiohcmnvzxurpyq"
"""The letters of hints, those that are easiest to reach first.

An Arabic layout gives each of these keys one letter, and with Shift no character of another key.
"""


class Target(NamedTuple):
    """A word with a hint on it: `[start, end)`."""

    start: int
    end: int
    cells: tuple[int, ...]
    """Offsets of the cells that show the hint's letters, from left to right."""


class Hints:
    """The hints of the words in view. Words near the caret have the letters that are easiest to reach."""

    def __init__(self, text: str, lines: Iterable[Line], caret: int, borders: Sequence[int] = ()) -> None:
        targets = [target for line in lines for target in _targets(text, line, borders)]
        targets.sort(key=lambda target: abs(target.start - caret))
        self.targets: Mapping[str, Target] = dict(zip(map("".join, product(LETTERS, repeat=2)), targets, strict=False))
        """Hint -> its word."""
        self._typed = ""

    @property
    def keys(self) -> str:
        """All letters that hints are made of."""
        return LETTERS

    def type(self, letter: str) -> Target | None:
        """Add a letter to the hint that is being typed.

        Returns the word after the second letter; None after the first, or if no word has this hint. After the
        second letter the next hint begins.
        """
        self._typed += letter
        if len(self._typed) < 2:
            return None
        target, self._typed = self.targets.get(self._typed), ""
        return target

    def letters(self) -> Mapping[int, str]:
        """Return for the offset of each cell its letter, of all hints that begin with the letters typed so far."""
        shown: dict[int, str] = {}
        for hint, target in self.targets.items():
            if hint.startswith(self._typed):
                shown.update(zip(target.cells, hint, strict=True))
        return shown


def _targets(text: str, line: Line, borders: Sequence[int]) -> Iterable[Target]:
    """Yield the words that begin in a line and have at least two cells of one column."""
    visible = [cell for cell in line.cells if cell.columns == 1]
    found = words(text, restart_at(text, line.start), borders)
    for start, end in takewhile(lambda word: word[0] < line.end, found):
        if start < line.start:
            continue
        first = sorted(cell for cell in visible if start <= cell.start < end)[:2]
        if len(first) == 2:
            yield Target(start, end, tuple(cell.start for cell in sorted(first, key=lambda cell: cell.column)))
