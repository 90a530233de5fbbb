"""Sentences: the one rule for where a sentence ends, for keys, exports and suggestions.

A sentence ends behind its end mark (. ! ? ؟ ۔ …) with the quotation marks and brackets that close there and with format
characters, such as the controls of bidi (SB5), if white space follows and the mark belongs to no initial or
abbreviation. It always ends before a line end, and at a border of sections if the caller gives these. It holds no white
space at its edges. UAX #29 would end a sentence after every initial.

Extents are half-open pairs of offsets. None means that there is no such sentence. Nothing looks much further than the
answer lies.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final, TypeVar

from annotations.text.lines import LINE_ENDS
from annotations.text.marks import INVISIBLE, JOINERS, MARKS
from annotations.text.patterns import lazily
from annotations.text.restarts import restarts_before
from annotations.text.words import between

FULL_STOPS: Final = ".\u06d4\u2026"
END_MARKS: Final = FULL_STOPS + "!?\u061f"
"""The marks that end a sentence; also the inside of a character class."""
CLAUSE_MARKS: Final = "\u060c\u061b:;,"
"""The marks that end a clause within a sentence; also the inside of a character class."""
CLOSING_MARKS: Final = r"\"'\u00bb\u201d\u2019\u203a)\]}"
"""The marks that may close behind an end mark, as the inside of a character class."""

# A line end, or an end mark that no other stands before. It begins with one class, by which a search skips the rest.
_END: Final = lazily(
    rf"[{END_MARKS}{LINE_ENDS}](?:(?<=[{LINE_ENDS}])"
    rf"|(?<![{END_MARKS}].)[{END_MARKS}]*+[{CLOSING_MARKS}{MARKS}\u200b{JOINERS}{INVISIBLE}]*+(?=\s|\Z))"
)
_STOP: Final = lazily(rf"\.[{INVISIBLE}]*+")
_ABBREVIATION: Final = lazily(
    rf"[(\"'\u00ab\u201c{INVISIBLE}]*+(?:(?:[^\W\d_][{INVISIBLE}]*+\.[{INVISIBLE}]*+)*[^\W\d_]"
    rf"|Mrs?|Ms|Dr|Prof|Gen|Col|Capt|Lt|Sgt|Sen|Rep|Gov|St|No|Inc|Ltd|Co|Corp|vs)[{INVISIBLE}]*+"
)
_LONGEST_ABBREVIATION: Final = 16
_LAST_LATIN_LETTER: Final = "\u024f"
"""Abbreviations of more than one letter without a full stop between are Latin."""
_SPACE: Final = re.compile(r"\s*")

_Token = TypeVar("_Token", bound=tuple[int, int])


def sentence_at(text: str, offset: int, borders: Sequence[int] = ()) -> tuple[int, int] | None:
    """Return the sentence that covers the code point at an offset, or that the white space there follows."""
    while offset > 0 and (offset >= len(text) or text[offset].isspace()):
        offset -= 1
        if text[offset] in LINE_ENDS:
            return None
    if offset >= len(text) or text[offset].isspace():
        return None
    start = _skip_space(text, _last_end(text, offset, borders))
    return start, _first_end(text, start, borders)


def next_sentence(text: str, offset: int, borders: Sequence[int] = ()) -> tuple[int, int] | None:
    """Return the first sentence that begins after an offset."""
    start = _skip_space(text, _last_end(text, offset, borders))
    while start <= offset and start < len(text):
        start = _skip_space(text, _first_end(text, start, borders))
    return (start, _first_end(text, start, borders)) if start < len(text) else None


def previous_sentence(text: str, offset: int, borders: Sequence[int] = ()) -> tuple[int, int] | None:
    """Return the last sentence that begins before an offset."""
    offset = _behind_ink(text, offset)
    return sentence_at(text, offset - 1, borders) if offset else None


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a stretch of a text in order. A sentence ends where the stretch ends."""
    start = _skip_space(text, start)
    for sentence_end in _ends(text, start, end):
        if start < sentence_end:
            yield start, sentence_end
            start = _skip_space(text, sentence_end)


def by_sentence(text: str, tokens: Sequence[_Token], joined: Iterable[tuple[int, int]] = ()) -> Iterator[list[_Token]]:
    """Yield the tokens of a whole text, which are given in order, by sentence; none is empty.

    A sentence never ends inside one of the stretches `joined`, each a start and an end, such as spans. A token of white
    space in which a sentence ends is its last one.
    """
    stretches = sorted(joined)
    reach = place = first = 0
    for end in _ends(text, 0, len(text)):
        behind = bisect_left(tokens, (end,), lo=first)
        if behind == first:
            continue
        last = tokens[behind - 1][1]
        while place < len(stretches) and stretches[place][0] < last:
            reach = max(reach, stretches[place][1])
            place += 1
        if reach <= last:
            yield list(tokens[first:behind])
            first = behind
    if first < len(tokens):
        yield list(tokens[first:])


def _ends(text: str, start: int, limit: int, borders: Sequence[int] = ()) -> Iterator[int]:
    """Yield the ends of sentences in order, from one of the restarts on; the last is `limit`."""
    for first, last in between(borders, start, limit) if borders else ((start, limit),):
        for match in _END.finditer(text, first, last):
            mark, end = match.span()
            if text[mark] in LINE_ENDS:
                yield mark
            elif not _is_lone_stop(text, mark, end) or not _is_abbreviated(text, mark):
                yield end
        yield last if last == limit else _behind_ink(text, last)


def _is_lone_stop(text: str, mark: int, end: int) -> bool:
    return text[mark] == "." and (end - mark == 1 or _STOP.fullmatch(text, mark, end) is not None)


def _behind_ink(text: str, end: int) -> int:
    """Return the end of the text before an offset without the white space there."""
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


def _is_abbreviated(text: str, stop: int) -> bool:
    """Return True if the full stop at `stop` belongs to an initial or an abbreviation."""
    if text[stop - 2 : stop].isalpha() and text[stop - 1] > _LAST_LATIN_LETTER:  # most often
        return False
    before = text[max(stop - _LONGEST_ABBREVIATION, 0) : stop].split()
    return bool(before and not text[stop - 1].isspace() and _ABBREVIATION.fullmatch(before[-1]))


def _first_end(text: str, start: int, borders: Sequence[int]) -> int:
    """Return the end of the sentence that starts at `start`."""
    return next(end for end in _ends(text, start, len(text), borders) if end > start or end == len(text))


def _last_end(text: str, limit: int, borders: Sequence[int]) -> int:
    """Return the last end of a sentence at or before `limit`, or the beginning of the text."""
    for start in restarts_before(text, limit):
        ends = list(takewhile(lambda end: end <= limit, _ends(text, start, len(text), borders)))
        if ends:
            return ends[-1]
    return 0


def _skip_space(text: str, offset: int) -> int:
    match = _SPACE.match(text, offset)
    return match.end() if match else offset
