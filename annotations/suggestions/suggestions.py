"""The suggestions of an article, found paragraph by paragraph when they are needed."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from annotations.model.annotation import Annotation
from annotations.model.article import Article, SectionKind
from annotations.suggestions.figures import quantities
from annotations.suggestions.speech import quoted, speech
from annotations.suggestions.words import Word, words_of
from annotations.text.sentences import sentences
from annotations.text.span import Span

_READ = (SectionKind.HEADLINE, SectionKind.BODY)
"""The sections that are annotated."""
_LONGEST = 4000
"""Code points; a longer paragraph is searched in parts."""
_REACH = 20_000
"""Code points that are searched for the next suggestion: no key may hold up the screen."""


class Suggestions:
    """The suggestions of one article. No more of it is searched than a call needs."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._text = article.text
        self._pieces = list(_pieces(article))
        self._starts = [piece.start for piece in self._pieces]
        self._found = lru_cache(maxsize=256)(self._find)

    def __reduce__(self) -> tuple[type["Suggestions"], tuple[Article]]:
        """Pickle the article alone, from which another process makes the same suggestions."""
        return type(self), (self.article,)

    def proposed(self, step: int, caret: int, selected: Span | None, made: Sequence[Annotation]) -> Span | None:
        """Return the next suggestion in reading order, or the one before for a step of -1, that is not tagged already.

        The search starts at the selection; else at the innermost annotation that ends at the caret, such as the one
        just made, so that suggestions inside it come next; else at the caret.
        """
        origin = selected or _just_made(caret, made)
        here = (caret, -len(self._text) - 1) if origin is None else _place(origin)
        taken = {each.fragments[0] for each in made if len(each.fragments) == 1}
        behind = bisect_right(self._starts, here[0])
        if step > 0:
            pieces = takewhile(lambda piece: piece.start - here[0] < _REACH, self._pieces[max(0, behind - 1) :])
            following = (each for piece in pieces for each in self._found(piece))
            return next((each for each in following if _place(each) > here and each not in taken), None)
        pieces = takewhile(lambda piece: here[0] - piece.end < _REACH, reversed(self._pieces[:behind]))
        preceding = (each for piece in pieces for each in reversed(self._found(piece)))
        return next((each for each in preceding if _place(each) < here and each not in taken), None)

    def _find(self, piece: Span) -> Sequence[Span]:
        """Return the suggestions of a piece in reading order, the longer first."""
        text, words = self._text, words_of(self._text, piece.start, piece.end)
        reported: list[Span] = []
        for sentence in sentences(text, piece.start, piece.end):
            first, last = (bisect_left(words, each, key=_start) for each in sentence)
            reported += speech(text, words[first:last])
        found = {*quantities(text, words), *reported}
        for span in quoted(text, piece.start, piece.end):
            if not any(each.start < span.start and span.end <= each.end for each in reported):
                found.add(span)
        return sorted(found, key=_place)


def _start(word: Word) -> int:
    return word.start


def _place(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _just_made(caret: int, made: Sequence[Annotation]) -> Span | None:
    """Return the innermost annotation that ends at the caret, or None."""
    ending = (each.span for each in made if each.span.end == caret)
    return max(ending, key=lambda span: span.start, default=None)


def _pieces(article: Article) -> Iterator[Span]:
    """Yield the paragraphs that are searched, very long ones in parts: of an article without sections all of it."""
    read = [(each.start, each.end) for each in article.sections or () if each.kind in _READ] or [(0, len(article.text))]
    for section_start, end in read:
        start = section_start
        while start < end:
            stop = article.text.find("\n", start, end)
            stop = end if stop < 0 else stop + 1
            if stop - start > _LONGEST:
                stop = max(article.text.rfind(" ", start, start + _LONGEST), start) + 1
            if article.text[start:stop].strip():
                yield Span(start, stop)
            start = stop
