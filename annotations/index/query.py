"""Search queries: words with their proclitics, phrases, prefixes of words.

Arabic writes its conjunctions, some prepositions and the article onto the word that follows. A query for a word finds
it with these, too. A query for a word with the article finds it only with the article.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from annotations.index.search_words import searchable
from annotations.text.proclitics import ARTICLE, CONJUNCTIONS, LI, PREPOSITIONS

_SHORT: Final = 2
"""A word of at most this many letters takes no proclitics: with them it would look like another word."""
_MOST: Final = 32
"""Terms of a query; further ones are ignored."""
_ARABIC: Final = re.compile("[\u0621-\u06d3]")
_PARTS: Final = re.compile(r'"([^"]*)"?|([^\s"]+)')


class Term(NamedTuple):
    """A word or a phrase."""

    words: tuple[str, ...]
    """Folded (`annotations.index.search_words.searchable`)."""
    begins: bool
    """True if the last word is a prefix."""

    @property
    def firsts(self) -> tuple[str, ...]:
        """The `forms` of the first word."""
        return forms(self.words[0])


def forms(word: str) -> tuple[str, ...]:
    """Return a folded word, alone and with each sequence of proclitics that it can have.

    A sequence is waw or feh, then beh, lam or kaf, then the article unless the word has it; each may be missing.
    Behind lam, the article loses its alef.
    """
    if len(word) <= _SHORT or not _ARABIC.match(word):
        return (word,)
    has_article = len(word) > len(ARTICLE) + 1 and word.startswith(ARTICLE)
    noun = word.removeprefix(ARTICLE) if has_article else word
    before = [each + ARTICLE for each in ("", *PREPOSITIONS) if each != LI]
    before.append(LI if noun.startswith(LI) else 2 * LI)
    if not has_article:
        before[:0] = ("", *PREPOSITIONS)
    return tuple(conjunction + each + noun for conjunction in ("", *CONJUNCTIONS) for each in before)


def terms(query: str) -> tuple[Term, ...]:
    """Return the terms of a query, at most 32; an article has to have all of them.

    Words in quotation marks are one phrase, and so are words joined by a punctuation mark. A star at the end makes the
    last word a prefix.
    """
    found = []
    for quoted, plain in _PARTS.findall(query):
        part = quoted or plain
        if words := tuple(searchable(part).split()):
            found.append(Term(words, part.endswith("*")))
    return tuple(dict.fromkeys(found))[:_MOST]


def expression(terms_: Iterable[Term]) -> str:
    """Return terms in the syntax of FTS5; "" for none."""
    return " AND ".join(f"({' OR '.join(_phrases(term))})" for term in terms_)


def _phrases(term: Term) -> Iterator[str]:
    for first in term.firsts:
        yield f'"{" ".join((first, *term.words[1:]))}"' + ("*" if term.begins else "")
