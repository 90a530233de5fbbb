"""Words with their places, which the rules of suggestions read. The edges of suggestions are edges of words.

They are the words of the text (`annotations.text.words`), with two changes that figures need. Digits are cut off
letters, since a proclitic is written onto a numeral too. Abbreviations with a slash inside are one word.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from annotations.figures.numerals import Token, tokens
from annotations.text.marks import INVISIBLE, JOINERS, MARKS
from annotations.text.words import BETWEEN_LETTERS, NUMBER

_LETTER = rf"[^\W\d]|[{MARKS}{JOINERS}]"
_WORD = re.compile(
    rf"{NUMBER}|[^\W\d_](?:{_LETTER}|(?![{INVISIBLE}]+\d)(?:{BETWEEN_LETTERS})|/(?=[^\W\d_]))*+|[^\s{INVISIBLE}]"
)


class Word(NamedTuple):
    """A numeral, word or symbol, at the code points `[start, end)` of a text."""

    start: int
    end: int
    written: str
    """This and the next three are those of `annotations.figures.numerals.Token`."""
    folded: str
    is_numeral: bool
    is_accusative: bool

    @property
    def is_word(self) -> bool:
        """True if it is made of letters."""
        return self.folded[0].isalpha()

    def without(self, letters: int) -> "Word":
        """Return the word without its first letters, which are proclitics.

        The letters have to stand in the text without marks or tatweel behind them.
        """
        return self._replace(start=self.start + letters, written=self.written[letters:], folded=self.folded[letters:])


def words_of(text: str, start: int, end: int) -> Sequence[Word]:
    """Return the words of a stretch of a text in order, but for those that fold to nothing."""
    found = ((match, _token(match[0])) for match in _WORD.finditer(text, start, end))
    return [Word(match.start(), match.end(), *token) for match, token in found if token is not None]


@lru_cache(maxsize=1 << 14)
def _token(written: str) -> Token | None:
    """Return what stands in a text as one token, or None if it folds to nothing. News repeat their words."""
    known = tokens(written)
    if not known:
        return None
    return known[0] if len(known) == 1 else known[0]._replace(written=written)
