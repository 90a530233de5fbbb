"""Tokens that know where they stand: what rules about words read, and what a candidate's edges are taken from."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from annotations.figures.numerals import Token, tokens

_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u2060\ufeff"
_NUMERAL = r"\d+(?:[.,\u060c\u066b\u066c]\d+)*"
_WORD = rf"[^\W\d_](?:[^\W\d]|[{_MARKS}])*(?:[./](?=[^\W\d_])(?:[^\W\d]|[{_MARKS}])+)*"
_TOKEN = re.compile(rf"{_NUMERAL}|{_WORD}|\S")


class Word(NamedTuple):
    """A numeral, word or symbol of a text."""

    start: int
    end: int
    token: Token

    @property
    def folded(self) -> str:
        """As rules compare it."""
        return self.token.folded

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.token.folded[0].isalpha()

    def without(self, letters: int) -> "Word":
        """The same without its first letters, which are proclitics, nor the tatweel behind them."""
        rest = self.token.written[letters:]
        token = self.token._replace(written=rest, folded=self.token.folded[letters:])
        return Word(self.start + letters, self.end, token)


def placed(text: str, start: int, end: int) -> Sequence[Word]:
    """The tokens of a stretch of a text, in reading order; what folds to nothing is none."""
    found = ((match, _token(match[0])) for match in _TOKEN.finditer(text, start, end))
    return [Word(*match.span(), token) for match, token in found if token is not None]


@lru_cache(maxsize=1 << 14)
def _token(written: str) -> Token | None:
    """What stands in a text as one token; news repeat their words."""
    known = tokens(written)
    if not known:
        return None
    return known[0] if len(known) == 1 else known[0]._replace(written=written)
