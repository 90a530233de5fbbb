"""Quoted words and their place in a text in which they may have moved: one rule for the store and for imports."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple


class Quote(NamedTuple):
    """Words that stood at certain offsets, in one part or in several, which move together."""

    parts: Sequence[tuple[int, str]]
    """The offset at which each part stood, and its words; in reading order, at least one."""
    context: tuple[str, str] | None
    """What stood before the first part and behind the last one. None if that is unknown: only the old place has it."""

    def shift(self, text: str, choose: Callable[[Sequence[int]], int | None]) -> int | None:
        """Return by how many code points the words have moved, or None if their place is not clear.

        The old place with the context comes first, then the only place with it, then the old place without it. Else
        `choose` picks one of the shifts at which the words stand, or None.
        """
        is_in_place = self._stands(text, 0)
        if is_in_place and self._has_context(text, 0):
            return 0
        start, words = self.parts[0]
        shifts = [found - start for found in _occurrences(words, text) if self._stands(text, found - start)]
        in_context = [shift for shift in shifts if self._has_context(text, shift)]
        if len(in_context) == 1:
            return in_context[0]
        return 0 if is_in_place else choose(shifts)

    def _stands(self, text: str, shift: int) -> bool:
        return all(text.startswith(words, start + shift) for start, words in self.parts)

    def _has_context(self, text: str, shift: int) -> bool:
        if self.context is None:
            return shift == 0
        prefix, suffix = self.context
        before = self.parts[0][0] + shift - len(prefix)
        start, words = self.parts[-1]
        return before >= 0 and text.startswith(prefix, before) and text.startswith(suffix, start + len(words) + shift)


def only(places: Sequence[int]) -> int | None:
    """Return the only one of some places, or None if there is none or a second one."""
    return places[0] if len(places) == 1 else None


def only_place(words: str, text: str) -> int | None:
    """Return the offset at which words stand in a text, or None if they stand nowhere or more than once."""
    start = text.find(words)
    return start if start >= 0 and text.find(words, start + 1) < 0 else None


def _occurrences(words: str, text: str) -> Iterator[int]:
    found = text.find(words)
    while found >= 0:
        yield found
        found = text.find(words, found + 1)
