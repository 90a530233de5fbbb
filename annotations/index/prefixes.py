"""Beginnings of words that the index knows as words of their own, in a table beside its words.

Half of all words begin with some one or two letters, or with the article and one more: FTS5 would go through each of
them, for seconds. So an article is told with these beginnings of its words, as a query means them: one of three letters
also behind proclitics.
"""

from collections.abc import Iterable
from typing import Final

from annotations.index.query import Term, forms
from annotations.text.proclitics import ARTICLE

_LETTERS: Final = 2
"""So many letters, or the article and one more, are short."""
_BEFORE: Final = frozenset(form.removesuffix(f"{ARTICLE}x") for form in forms(f"{ARTICLE}x"))
"""What may be written onto a word that a query begins with the article and one letter."""
_LONGEST: Final = max(map(len, _BEFORE))
_REMEMBERED: Final = 50_000
"""Words whose beginnings are kept; articles rarely use others."""


class _Beginnings(dict[str, str]):
    """The short beginnings of each word, with blanks between them, worked out when it is first met."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        beginnings = f"{word[:1]} {word[:_LETTERS]}"
        start = word.find(ARTICLE, 0, _LONGEST + len(ARTICLE))
        while start >= 0:
            if word[:start] in _BEFORE and len(word) > start + len(ARTICLE):
                beginnings += f" {word[start : start + len(ARTICLE) + 1]}"
            start = word.find(ARTICLE, start + 1, _LONGEST + len(ARTICLE))
        self[word] = beginnings
        return beginnings


_BEGINNINGS = _Beginnings()


def beginnings(words: Iterable[str]) -> str:
    """The short beginnings of folded words, with blanks between them, in no order and some more than once."""
    return " ".join(set(map(_BEGINNINGS.__getitem__, words)))


def is_short(term: Term) -> bool:
    """Whether a term is a beginning that `beginnings` tells."""
    word = term.words[0]
    is_known = len(word) <= _LETTERS or (len(word) == len(ARTICLE) + 1 and word.startswith(ARTICLE))
    return term.begins and len(term.words) == 1 and is_known
