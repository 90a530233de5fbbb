"""Jump hints: two letters on every word in view, so that three keys reach any of them."""

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Final, NamedTuple

from annotations.text.words import next_word, word_at
from tui.typesetting.lines.paragraph import Line

LETTERS: Final = "asdfjklewiohcmnvzxurpyq"
"""The keys within reach first; none that an Arabic layout gives two letters or, with Shift, another key's character."""


class Target(NamedTuple):
    """A word that a hint stands on."""

    start: int
    end: int
    cells: tuple[int, ...]
    """The starts of the cells that show the hint's letters, from left to right."""


class Hints:
    """The hints of the words in view, the nearest to the caret with the letters that are typed fastest."""

    def __init__(self, text: str, lines: Iterable[Line], caret: int) -> None:
        targets = [target for line in lines for target in _targets(text, line)]
        targets.sort(key=lambda target: abs(target.start - caret))
        self.targets: Mapping[str, Target] = dict(zip(map("".join, product(LETTERS, repeat=2)), targets, strict=False))
        """By its hint, each word that has one."""
        self._typed = ""

    @property
    def keys(self) -> str:
        """The letters that hints are made of."""
        return LETTERS

    def type(self, letter: str) -> Target | None:
        """Take one letter of a hint; with the second one the word is found, or none and the typing begins again."""
        self._typed += letter
        if len(self._typed) < 2:
            return None
        target, self._typed = self.targets.get(self._typed), ""
        return target

    def letters(self) -> Mapping[int, str]:
        """By the start of a cell the letter to show on it: of all hints that what was typed may become."""
        shown: dict[int, str] = {}
        for hint, target in self.targets.items():
            if hint.startswith(self._typed):
                shown.update(zip(target.cells, hint, strict=True))
        return shown


def _targets(text: str, line: Line) -> Iterable[Target]:
    """The words that begin in a line and have two cells at least."""
    visible = [cell for cell in line.cells if cell.columns == 1]
    extent = word_at(text, line.start) or next_word(text, line.start)
    while extent is not None and extent[0] < line.end:
        start, end = extent
        first = sorted(cell for cell in visible if start <= cell.start < end)[:2]
        if len(first) == 2 and start >= line.start:
            yield Target(start, end, tuple(cell.start for cell in sorted(first, key=lambda cell: cell.column)))
        extent = next_word(text, start)
