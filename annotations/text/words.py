r"""Words of Arabic news, found near an offset.

They are those of UAX #29, with the exceptions below. `\w` alone would cut a vocalised word at its first mark, a decimal
at its point and a word at a soft hyphen. Within a word stand

- marks, joiners and invisible format characters (WB4), but no format character at its end;
- a separator between two digits (WB11, WB12);
- an apostrophe or a full stop between two letters (WB6, WB7), but no colon. Between two Arabic letters there is no
  apostrophe, which is a quotation mark there. A full stop between two Arabic letters belongs to an abbreviation: one
  letter stands on one side of it, or at most two on both. Elsewhere only the blank is missing behind a sentence.

A caller may give the borders of an article's sections, as offsets in order. A word ends at a border, even if letters or
digits stand on both sides.

Nothing looks much further than the answer lies. Extents are half-open pairs of offsets; None means that there is no
such word.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain, islice, takewhile
from typing import Final

from annotations.text.marks import INVISIBLE, JOINERS, MARKS
from annotations.text.patterns import lazily
from annotations.text.restarts import restart_at, restarts_before

LETTERS: Final = rf"\w{MARKS}{JOINERS}"
"""The code points that a word goes on with, as the inside of a character class: letters, digits, marks, joiners."""
DECIMAL_SIGNS: Final = ".,\u060c\u066b\u066c'\u2019"
"""The signs between the digits of a number within a word; also the inside of a character class."""
LETTER_SIGNS: Final = ".'\u2019\xb7\u2018\u2024\u2027\uff07\uff0e\u05f4"
"""The signs between two letters within a word (MidNumLet and MidLetter); also the inside of a character class."""

_ARABIC: Final = rf"\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc{JOINERS}"
_LETTER: Final = r"[^\W\d_]"
_STOP: Final = rf"[{INVISIBLE}]*+\.[{INVISIBLE}]*+"
_SIGN: Final = rf"[{INVISIBLE}]*+[{LETTER_SIGNS}][{INVISIBLE}]*+"
_ABBREVIATED: Final = (
    rf"(?<![{LETTERS}].){_STOP}(?={_LETTER})"
    rf"|{_STOP}(?={_LETTER}(?![{LETTERS}]))"
    rf"|(?<![{LETTERS}][{LETTERS}].){_STOP}(?={_LETTER}[{LETTERS}](?![{LETTERS}]))"
)
_CLINGING: Final = f"[{MARKS}{JOINERS}]"
_BEHIND_DIGIT: Final = rf"(?<=[\d_])|(?<=[\d_]{_CLINGING})|(?<=[\d_]{_CLINGING}{_CLINGING})"
"""The place behind a digit or an underscore, with the marks and joiners on it: a look behind has a fixed width."""
BETWEEN_LETTERS: Final = (
    rf"(?=[{INVISIBLE}{LETTER_SIGNS}])(?:[{INVISIBLE}]++(?=[{LETTERS}])"
    rf"|(?!{_BEHIND_DIGIT})(?:(?<![{_ARABIC}]){_SIGN}(?={_LETTER})|{_SIGN}(?=[^\W\d_{_ARABIC}])|{_ABBREVIATED}))"
)
"""What else stands between two letters of one word, as a regular expression for the place behind the first."""
_BETWEEN_DIGITS: Final = rf"(?<=\d)[{INVISIBLE}]*+[{DECIMAL_SIGNS}][{INVISIBLE}]*+(?=\d)"
NUMBER: Final = rf"\d+(?:(?:{_BETWEEN_DIGITS}|[{INVISIBLE}]++)\d+)*"
"""The digits of one number with their separators, as a regular expression."""
_WORD: Final = lazily(rf"[^\W_](?:[{LETTERS}]++|{_BETWEEN_DIGITS}|{BETWEEN_LETTERS})*+")


def word_at(text: str, offset: int, borders: Sequence[int] = ()) -> tuple[int, int] | None:
    """Return the word that covers the code point at an offset."""
    near = takewhile(lambda word: word[0] <= offset, words(text, restart_at(text, offset), borders))
    return next((word for word in near if offset < word[1]), None)


def next_word(text: str, offset: int, borders: Sequence[int] = ()) -> tuple[int, int] | None:
    """Return the first word that begins after an offset."""
    return next((word for word in words(text, restart_at(text, offset), borders) if word[0] > offset), None)


def previous_word(text: str, offset: int, borders: Sequence[int] = ()) -> tuple[int, int] | None:
    """Return the last word that begins before an offset."""
    for start in restarts_before(text, offset):
        near = list(takewhile(lambda word: word[0] < offset, words(text, start, borders)))
        if near:
            return near[-1]
    return None


def words(text: str, start: int = 0, borders: Sequence[int] = ()) -> Iterator[tuple[int, int]]:
    """Yield the words of a text in order, from its beginning or from one of the restarts on."""
    parts = between(borders, start, len(text)) if borders else ((start, len(text)),)
    return (match.span() for first, last in parts for match in _WORD.finditer(text, first, last))


def between(borders: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of a stretch of a text between the borders in it, in order."""
    inside = takewhile(lambda border: border < end, islice(borders, bisect_right(borders, start), None))
    for border in chain(inside, (end,)):
        yield start, border
        start = border
