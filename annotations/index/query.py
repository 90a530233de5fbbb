"""What is searched for: words with whatever is written onto them, phrases, beginnings of words.

Arabic writes its conjunctions, some prepositions and the article onto the word that follows. Whoever searches for a
word means it with these too; whoever writes the article means the word with the article.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from annotations.index.search_words import searchable
from annotations.text.proclitics import ARTICLE, CONJUNCTIONS, LI, PREPOSITIONS

_SHORT: Final = 2
"""A word of so few letters takes no proclitics: with the article or a preposition it would be another word."""
_MOST: Final = 32
"""Words or phrases that are looked for; the rest of what was pasted in narrows nothing down."""
_ARABIC: Final = re.compile("[\u0621-\u06d3]")
_PIECES: Final = re.compile(r'"([^"]*)"?|([^\s"]+)')


class Term(NamedTuple):
    """Words that stand in a row."""

    words: tuple[str, ...]
    """Folded (`annotations.index.search_words.searchable`)."""
    begins: bool
    """Whether the last is the beginning of a word."""

    @property
    def firsts(self) -> tuple[str, ...]:
        """The forms of the first word: itself, and with what may be written onto it."""
        return forms(self.words[0])


def forms(word: str) -> tuple[str, ...]:
    """A folded word with each sequence of proclitics that may stand before it, none among them.

    Waw or feh; then beh, lam or kaf; then the article, unless the word has it, whose alef is lost behind lam.
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
    """What a query asks for, all of which an article must have.

    Words apart may stand anywhere; words in quotation marks stand in a row, as do the parts of what is written as one
    word with a sign in it. A star at the end of a word leaves its end open. There are 32 terms at most.
    """
    found = []
    for quoted, plain in _PIECES.findall(query):
        piece = quoted or plain
        if words := tuple(searchable(piece).split()):
            found.append(Term(words, piece.endswith("*")))
    return tuple(dict.fromkeys(found))[:_MOST]


def expression(terms_: Iterable[Term]) -> str:
    """Terms as FTS5 has them; "" for none."""
    return " AND ".join(f"({' OR '.join(_phrases(term))})" for term in terms_)


def _phrases(term: Term) -> Iterator[str]:
    for first in term.firsts:
        yield f'"{" ".join((first, *term.words[1:]))}"' + ("*" if term.begins else "")
