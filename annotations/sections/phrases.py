"""Finding the vocabulary in a line: one look-up by the first letters instead of a pattern for every sign."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from annotations.sections.folding import fold_lines
from annotations.sections.vocabulary import VOCABULARY, Sign

FOLDED: Mapping[Sign, tuple[str, ...]] = {sign: tuple(fold_lines(phrases)) for sign, phrases in VOCABULARY.items()}
"""The vocabulary, folded like the lines that are compared with it."""


class Phrase(NamedTuple):
    """A phrase of the vocabulary in a folded line: the code points `[start, end)`."""

    sign: Sign
    start: int
    end: int


_SIGNS: dict[str, list[Sign]] = {}
for _sign, _phrases in FOLDED.items():
    for _phrase in _phrases:
        _SIGNS.setdefault(_phrase, []).append(_sign)
_BEGINNING: dict[str, tuple[str, ...]] = {}
for _phrase in sorted(_SIGNS, key=len):
    _BEGINNING[_phrase[:3]] = (_phrase, *_BEGINNING.get(_phrase[:3], ()))
"""By their first three letters, or all of a shorter one: the phrases, the longest first."""

_WORD = re.compile(r"\w")
_LETTER = re.compile(r"[^\W\d]")


def opening(line: str) -> tuple[Phrase, ...]:
    """Return the phrases at the first letter or digit of a folded line, the longest first."""
    if line[:1].isalnum():
        return _phrases_at(line, 0)
    first = _WORD.search(line)
    return _phrases_at(line, first.start()) if first else ()


def consists_of(line: str, *signs: Sign) -> bool:
    """Return True if a folded line is nothing but phrases of some signs and numbers, with or without blanks."""
    word = _WORD.search(line)
    if not word:
        return False
    while word:
        phrase = next((phrase for phrase in _phrases_at(line, word.start()) if phrase.sign in signs), None)
        if not phrase:
            return False
        word = _LETTER.search(line, phrase.end)
    return True


def followed(line: str, phrases: tuple[Phrase, ...], after: str, *signs: Sign) -> bool:
    """Return True if the pattern `after` matches behind one of the phrases that has one of the signs.

    `after` is a string: few lines begin with such a phrase, so it is compiled when it is first needed.
    """
    return any(phrase.sign in signs and re.compile(after).match(line, phrase.end) for phrase in phrases)


def _phrases_at(line: str, offset: int) -> tuple[Phrase, ...]:
    found: tuple[Phrase, ...] = ()
    for length in (3, 2, 1):
        for phrase in _BEGINNING.get(line[offset : offset + length], ()):
            if line.startswith(phrase, offset):
                found += tuple(Phrase(sign, offset, offset + len(phrase)) for sign in _SIGNS[phrase])
    return found
