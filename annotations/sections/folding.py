"""How lines of a page are folded to be compared with the vocabulary."""

import re
from collections.abc import Iterable

from annotations.text import folding
from annotations.text.translation import Translation


class _Foldings(dict[int, str]):
    """Each code point's folding, but that an ellipsis is not three full stops, and a line feed ends a line."""

    def __missing__(self, code_point: int) -> str:
        letter = chr(code_point)
        folded = self[code_point] = letter if letter in "\u2026\n" else folding.fold(letter)
        return folded


_FOLDED = Translation("sections", _Foldings())
_TATWEEL = "\u0640"
_DASH = rf" {_TATWEEL}+(?!\w)"
"""A tatweel that is typed for a dash: it joins no letters. Folding would drop it."""


def fold(text: str) -> str:
    """Fold a text for comparison with the vocabulary. The offsets change."""
    return _FOLDED.of(with_dashes(text)).strip()


def fold_lines(lines: Iterable[str]) -> list[str]:
    """Fold each of some lines, given without their ends: all at once, which is faster."""
    return list(map(str.strip, _FOLDED.of(with_dashes("\n".join(lines))).split("\n")))


def with_dashes(text: str) -> str:
    """Return a text with a dash for each tatweel that stands alone."""
    return re.sub(_DASH, " -", text) if f" {_TATWEEL}" in text else text
