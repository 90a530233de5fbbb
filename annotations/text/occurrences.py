"""Occurrences: the other places where an annotation's words stand, never a blind substring.

Proclitics (`annotations.text.proclitics`) stay outside an annotation. So its words stand again where such letters are
written before them, and nowhere else inside a word.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from annotations.text.folding import Folded, fold
from annotations.text.proclitics import ARTICLE, CONJUNCTIONS, LI, PREPOSITIONS
from annotations.text.span import Span
from annotations.text.words import DECIMAL_SIGNS, word_at

_SEPARATORS = f"{DECIMAL_SIGNS}/"
_SIGNS = "-\u2212+"

_WORD_START = rf"(?:(?<!\w)|(?<=(?<!\w)[{CONJUNCTIONS}{PREPOSITIONS}])|(?<=(?<!\w)[{CONJUNCTIONS}][{PREPOSITIONS}]))"
_AFTER_LAM = rf"(?:(?<=(?<!\w){LI})|(?<=(?<!\w)[{CONJUNCTIONS}]{LI}))"
_NUMBER_START = rf"(?<!\d[{_SEPARATORS}])(?<!\A[{_SIGNS}])(?<![^\w][{_SIGNS}])"
_NUMBER_END = rf"(?![{_SEPARATORS}]\d)"
_WORD_END = r"(?!\w)"
_SHORTEST = 3
"""Letters, with the article, of a word that is too short to be a noun."""
_NOT_OF_NAMES = frozenset(
    fold(
        """
        الذي التي الذين اللذان اللتان اللذين اللتين
        اليوم الليلة الآن السبت الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة
        """
    ).split()
)
"""Definite words behind a name that are no part of it: relative pronouns and days."""


def occurrences(text: str, quote: str, *, taken: Sequence[Span]) -> list[Span]:
    """Return the places of a quote's words in a text, in text order, without those that overlap a taken one.

    Foldings are compared (`annotations.text.folding.fold`), and white space of any length is equal. A place begins
    where a word does, or behind its proclitics (waw or feh; beh, lam or kaf; one of each). It ends where a word does. A
    number is a word with its sign, its decimals and its groups. Behind a lam the article has lost its alef, and its lam
    too if the noun begins with one; the place begins behind the first lam all the same.
    """
    words = fold(quote).split()
    if not words or words[-1].removeprefix(ARTICLE) not in fold(text):  # as in most articles of a corpus
        return []
    folded = Folded.of(text)
    found = [folded.span(*match.span()) for match in _pattern(words).finditer(folded.text)]
    by_start = sorted(taken)
    starts = [span.start for span in by_start]
    ends = list(accumulate((span.end for span in by_start), max, initial=0))
    return [span for span in found if ends[bisect_left(starts, span.end)] <= span.start]


def goes_on(text: str, span: Span, names: Sequence[Span]) -> bool:
    """Return True if a place is probably a part of a longer name.

    It is a part if it lies inside one of the tagged names, or if the next word follows the same words in one of them.
    It is also a part if a definite word follows, as an adjective or the rest of a name does. Days and relative pronouns
    are definite too, and do not count.
    """
    if any(each != span and each.start <= span.start and span.end <= each.end for each in names):
        return True
    start = span.end
    while text[start : start + 1] == " ":
        start += 1
    following = word_at(text, start) if start > span.end else None
    if following is None or following[0] != start:
        return False
    word = fold(text[start : following[1]])
    if word.startswith(ARTICLE) and len(word) > _SHORTEST and word not in _NOT_OF_NAMES:
        return True
    longer = f" {fold(span.of(text))} {word} "
    return any(longer in f" {fold(each.of(text))} " for each in names)


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Return the pattern of the words of a folded quote in a folded text."""
    quote = " +".join(map(re.escape, words))
    first = words[0]
    start = _WORD_START + (_NUMBER_START if first[0].isdecimal() else "")
    end = (_WORD_END if _is_word(words[-1][-1]) else "") + (_NUMBER_END if words[-1][-1].isdecimal() else "")
    forms = start + quote
    if first.startswith(ARTICLE) and _is_word(first[2:3]):
        bare = quote.removeprefix(ARTICLE)
        forms = f"(?:{forms}|{_AFTER_LAM}{bare if bare.startswith(LI) else LI + bare})"
    return re.compile(forms + end)


def _is_word(code_point: str) -> bool:
    return code_point.isalnum() or code_point == "_"
