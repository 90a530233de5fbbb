r"""Words and sentences of Arabic news, found near an offset.

`\w` alone would cut a vocalised word at its first mark and a decimal at its point; UAX #29 would end a sentence
after every initial. Nothing looks much further than the answer lies, so that in a megabyte a step costs what it
costs in a line. Spans are half-open pairs of offsets; None says that there is no such word or sentence.
"""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff"
_LINE_ENDS: Final = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_WORD: Final = re.compile(rf"[^\W_](?:[\w{_MARKS}\u200c\u200d]|[.,\u066b\u066c](?=\d)(?<=\d.))*")
# End marks, what closes after them, then white space; or a line end; or the end of the text.
_SENTENCE_END: Final = re.compile(
    rf"[.!?\u061f\u06d4\u2026]+[\"'\u00bb\u201d\u2019\u203a)\]}}{_MARKS}\u200c-\u200f]*(?=\s|\Z)|(?=[{_LINE_ENDS}])|\Z"
)
_ABBREVIATION: Final = re.compile(
    r"(?:[^\W\d_]\.)*[^\W\d_]|Mrs?|Ms|Dr|Prof|Gen|Col|Capt|Lt|Sgt|Sen|Rep|Gov|St|No|Inc|Ltd|Co|Corp|vs"
)
_LONGEST_ABBREVIATION: Final = 10
_SPACE: Final = re.compile(r"\s*")
_WINDOW: Final = 128


def word_at(text: str, offset: int) -> tuple[int, int] | None:
    """The word that covers the code point at an offset."""
    words = takewhile(lambda word: word[0] <= offset, _words(text, _after_space(text, offset)))
    return next((word for word in words if offset < word[1]), None)


def next_word(text: str, offset: int) -> tuple[int, int] | None:
    """The first word that begins after an offset."""
    return next((word for word in _words(text, _after_space(text, offset)) if word[0] > offset), None)


def previous_word(text: str, offset: int) -> tuple[int, int] | None:
    """The last word that begins before an offset."""
    for anchor in _anchors(text, offset):
        words = list(takewhile(lambda word: word[0] < offset, _words(text, anchor)))
        if words:
            return words[-1]
    return None


def sentence_at(text: str, offset: int) -> tuple[int, int] | None:
    """The sentence that covers the code point at an offset, or that the white space there follows.

    A sentence ends after its end mark (. ! ? ؟ ۔ …) with the quotation marks and brackets that close there, if
    white space follows and the mark belongs to no initial or abbreviation; and always before a line end. It holds
    no white space at its edges.
    """
    while offset > 0 and (offset >= len(text) or text[offset].isspace()):
        offset -= 1
        if text[offset] in _LINE_ENDS:
            return None
    if offset >= len(text) or text[offset].isspace():
        return None
    start = _skip_space(text, _last_end(text, offset))
    return start, _first_end(text, start)


def next_sentence(text: str, offset: int) -> tuple[int, int] | None:
    """The first sentence that begins after an offset."""
    start = _skip_space(text, _last_end(text, offset))
    while start <= offset and start < len(text):
        start = _skip_space(text, _first_end(text, start))
    return (start, _first_end(text, start)) if start < len(text) else None


def previous_sentence(text: str, offset: int) -> tuple[int, int] | None:
    """The last sentence that begins before an offset."""
    while offset > 0 and text[offset - 1].isspace():
        offset -= 1
    return sentence_at(text, offset - 1) if offset else None


def _words(text: str, anchor: int) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _WORD.finditer(text, anchor))


def _ends(text: str, anchor: int) -> Iterator[int]:
    for match in _SENTENCE_END.finditer(text, anchor):
        start, end = match.span()
        if match[0] != "." or not _is_abbreviated(text, start):
            yield end


def _is_abbreviated(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` belongs to an initial or an abbreviation."""
    before = text[max(stop - _LONGEST_ABBREVIATION, 0) : stop].split()
    return bool(
        before and not text[stop - 1].isspace() and _ABBREVIATION.fullmatch(before[-1].lstrip("(\"'\u00ab\u201c"))
    )


def _first_end(text: str, start: int) -> int:
    return next(end for end in _ends(text, start) if end > start or end == len(text))


def _last_end(text: str, limit: int) -> int:
    """The last end of a sentence at or before `limit`, or the beginning of the text."""
    for anchor in _anchors(text, limit):
        ends = list(takewhile(lambda end: end <= limit, _ends(text, anchor)))
        if ends:
            return ends[-1]
    return 0


def _skip_space(text: str, offset: int) -> int:
    match = _SPACE.match(text, offset)
    return match.end() if match else offset


def _after_space(text: str, offset: int) -> int:
    """The nearest place at or before an offset that no word and no end mark can reach across."""
    space = text.rfind(" ", 0, max(offset, 0))
    return max(space, text.rfind("\n", space + 1, max(offset, 0))) + 1


def _anchors(text: str, offset: int) -> Iterator[int]:
    """Such places further and further before an offset, down to 0."""
    window = _WINDOW
    anchor = offset
    while anchor > 0:
        anchor = _after_space(text, max(offset - window, 0))
        yield anchor
        window *= 4
