"""Numerals with their signs and scales, and the words and symbols around them, as figures are read from them.

The tokenizer of exports (`annotations.text.tokens`) keeps every sign apart and every code point in its place. Figures
are read from other tokens: "-5", "1 200" and "3/4" are one numeral, "$5M" is a numeral and its scale, every way of
writing percent is one sign, and digits are cut off letters. They have no places, since the text is rewritten before.
"""

import re
from typing import NamedTuple, Protocol

from annotations.text.folding import fold

SLASH = "\u2044"
"""The fraction slash, by which the numeral of a fraction is known, \xbd too when it is folded."""
_FATHATAN = "\u064b"
_ACCUSATIVE = re.compile("\u0627?\u064b\u0627?")
"""Fathatan before or behind its alef: the case ending of a counted noun."""
_IN_GROUPS = r"(?<!\d)\d{1,3}(?:[ \xa0\u2009\u202f]\d{3})+(?!\d)(?:[.,\u066b]\d+)?"
_NUMERAL = rf"(?:{_IN_GROUPS}|\d+{SLASH}\d+|\d+(?:[.,\u060c\u066b\u066c'\u2019]\d+)*)"
_WORD = rf"[^\W\d_]+(?:[./][^\W\d_]+)*{_FATHATAN}?"
_SIGN = r"(?:(?<![^\s\u0648(\[\"\xab\u201c\u2018'])[-\u2212\u2013+])?"
_SYMBOL = r"\xb0[CFcf\u0645]\b|\S"
_TOKEN = re.compile(rf"(?P<numeral>{_SIGN}{_NUMERAL})|(?P<word>{_WORD})|(?P<symbol>{_SYMBOL})")
_FRACTION = re.compile(r"(?<=(?<![\d/.,])\d)/(?=\d\d?(?![\d/.,]))")
_PERCENT = re.compile(r"\u066a|\b(?:في\s+ال|بال)(?:مئ|مائ|ما|مي)[ةه]\b|\bper\s?cent\b", re.IGNORECASE)
_MILLIONS = re.compile(r"([$\u20ac\xa3]\s?[\d.,]*\d)([KMBT])\b", re.IGNORECASE)
_LETTERS = {"k": "thousand", "m": "million", "b": "billion", "t": "trillion"}


class Readable(Protocol):
    """A word that a figure can be read from: a token, or a word of a suggestion, which knows its place."""

    @property
    def written(self) -> str:
        """The text without what `tokens` leaves out."""

    @property
    def folded(self) -> str:
        """The form that rules compare."""

    @property
    def is_numeral(self) -> bool:
        """True if it is a numeral."""

    @property
    def is_accusative(self) -> bool:
        """True if it had the ending of the accusative."""


class Token(NamedTuple):
    """One numeral, word or symbol; a conjunction before a numeral is a token of its own."""

    written: str
    """The text without vowel signs, tatweel, format characters and the ending of the accusative."""
    folded: str
    is_numeral: bool
    is_accusative: bool
    """True if it had that ending."""


class _Written(dict[int, str]):
    """Each code point as it is, or "" if folding leaves nothing of it; fathatan stays."""

    def __missing__(self, code_point: int) -> str:
        letter = chr(code_point)
        self[code_point] = written = letter if letter == _FATHATAN or fold(letter) else ""
        return written


_WRITTEN = _Written()


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text, in reading order. Every way of writing percent is the sign, $5M is five million."""
    clean = _ACCUSATIVE.sub(_FATHATAN, text).translate(_WRITTEN)
    clean = _FRACTION.sub(SLASH, clean)
    clean = _PERCENT.sub(" % ", clean)
    clean = _MILLIONS.sub(lambda match: f"{match[1]} {_LETTERS[match[2].lower()]}", clean)
    return [
        Token(written, folded, match.lastgroup == "numeral" or SLASH in folded, match[0] != written)
        for match in _TOKEN.finditer(clean)
        if (folded := fold(written := match[0].removesuffix(_FATHATAN)))
    ]


def vocabulary(words: str) -> frozenset[str]:
    """Return words that white space separates, folded: the set in which words of a text are looked up."""
    return frozenset(fold(words).split())
