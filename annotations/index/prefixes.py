"""Short prefixes of words, which the index stores in a table of their own.

FTS5 is slow for prefixes of one or two letters, or of the article and one letter: they match half of all words. So the
index stores these prefixes of each article's words and looks them up there. Like a query, it finds the prefix with the
article also behind proclitics.
"""

from collections.abc import Iterable
from typing import Final

from annotations.index.query import Term, forms
from annotations.text.proclitics import ARTICLE

_LETTERS: Final = 2
"""Letters of the longest short prefix without the article; with the article it has one more letter."""
_BEFORE: Final = frozenset(form.removesuffix(f"{ARTICLE}x") for form in forms(f"{ARTICLE}x"))
"""The proclitics that may stand before a prefix of the article and one letter."""
_LONGEST: Final = max(map(len, _BEFORE))
_REMEMBERED: Final = 50_000
"""Words whose prefixes are cached; articles rarely use others."""


class _Prefixes(dict[str, str]):
    """The short prefixes of each word, with blanks between them. Computed when first asked for."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        prefixes = f"{word[:1]} {word[:_LETTERS]}"
        start = word.find(ARTICLE, 0, _LONGEST + len(ARTICLE))
        while start >= 0:
            if word[:start] in _BEFORE and len(word) > start + len(ARTICLE):
                prefixes += f" {word[start : start + len(ARTICLE) + 1]}"
            start = word.find(ARTICLE, start + 1, _LONGEST + len(ARTICLE))
        self[word] = prefixes
        return prefixes


_PREFIXES = _Prefixes()


def short_prefixes(words: Iterable[str]) -> str:
    """Return the short prefixes of folded words, with blanks between them, in any order and perhaps repeated."""
    return " ".join(set(map(_PREFIXES.__getitem__, words)))


def is_short(term: Term) -> bool:
    """Return True if a term is one prefix that `short_prefixes` returns."""
    word = term.words[0]
    is_known = len(word) <= _LETTERS or (len(word) == len(ARTICLE) + 1 and word.startswith(ARTICLE))
    return term.begins and len(term.words) == 1 and is_known
