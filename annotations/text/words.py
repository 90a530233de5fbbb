r"""Words of Arabic news, found near an offset.

`\w` alone would cut a vocalised word at its first mark and a decimal at its point. Nothing looks much further than the
answer lies. Extents are half-open pairs of offsets; None means that there is no such word.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from annotations.text.marks import JOINERS, MARKS
from annotations.text.restarts import restart_at, restarts_before

LETTERS: Final = rf"\w{MARKS}{JOINERS}"
"""The code points that a word goes on with, as the inside of a character class: letters, digits, marks, joiners."""
DECIMAL_SIGNS: Final = ".,\u066b\u066c"
"""The signs between the digits of a number within a word; also the inside of a character class."""

_WORD: Final = re.compile(rf"[^\W_](?:[{LETTERS}]|[{DECIMAL_SIGNS}](?=\d)(?<=\d.))*")


def word_at(text: str, offset: int) -> tuple[int, int] | None:
    """Return the word that covers the code point at an offset."""
    near = takewhile(lambda word: word[0] <= offset, words(text, restart_at(text, offset)))
    return next((word for word in near if offset < word[1]), None)


def next_word(text: str, offset: int) -> tuple[int, int] | None:
    """Return the first word that begins after an offset."""
    return next((word for word in words(text, restart_at(text, offset)) if word[0] > offset), None)


def previous_word(text: str, offset: int) -> tuple[int, int] | None:
    """Return the last word that begins before an offset."""
    for start in restarts_before(text, offset):
        near = list(takewhile(lambda word: word[0] < offset, words(text, start)))
        if near:
            return near[-1]
    return None


def words(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the words of a text in order, from its beginning or from one of the restarts on."""
    return (match.span() for match in _WORD.finditer(text, start))
