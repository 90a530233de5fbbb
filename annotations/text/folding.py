"""Folding: a text as search compares it, with the way back to the text itself.

Arabic is written with or without its vowel signs, with several forms of one letter and with three sets of digits. A
search means all of them. Folding brings them to one form. It remembers, for every code point that is left, which code
point of the verbatim text it comes from, so that a hit can be marked in the text as it stands.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, repeat

from annotations.text.marks import TATWEEL, clings, is_mark
from annotations.text.span import Span
from annotations.text.translation import SHORT, Translation

_LETTERS = str.maketrans(
    {
        "\u0671": "\u0627",  # alef with wasla: alef
        "\u0649": "\u064a",  # alef maksura: yeh
        "\u06cc": "\u064a",  # Farsi yeh: yeh
        "\u0629": "\u0647",  # teh marbuta: heh
        "\u06a9": "\u0643",  # keheh: kaf
        "\u06aa": "\u0643",  # swash kaf: kaf
        "\u06c1": "\u0647",  # heh goal, with hamza too: heh
        "\u06be": "\u0647",  # heh doachashmee: heh
        "\u06c3": "\u0647",  # teh marbuta goal: heh
        "\u06d5": "\u0647",  # ae, with hamza too (heh with yeh above): heh
        "\u06d2": "\u064a",  # yeh barree, with hamza too: yeh
        "\u06cd": "\u064a",  # yeh with tail: yeh
    }
)
"""Letters that no decomposition brings together; the forms with hamza and madda decompose into letter and mark."""


class _Foldings(dict[int, str]):
    """The folding of each code point, worked out when a text first needs it."""

    def __missing__(self, code_point: int) -> str:
        self[code_point] = folded = _folded(chr(code_point))
        return folded


class _Lengths(dict[int, str]):
    """The length of each code point's folding, as the code point of that number."""

    def __missing__(self, code_point: int) -> str:
        self[code_point] = length = chr(len(_FOLDINGS[code_point]))
        return length


_FOLDINGS = _Foldings()
_FOLDED = Translation("folding", _FOLDINGS)
_LENGTHS = _Lengths()
_SEVERAL = re.compile(rb"[^\0\1]")


def fold(text: str) -> str:
    """Return a text as it is compared.

    Dropped are vowel signs and all other non-spacing marks, tatweel and format characters. The forms of alef become
    alef; waw and yeh lose their hamza; alef maksura, Farsi yeh and yeh barree become yeh; teh marbuta and the forms of
    heh that Persian, Urdu and Kurdish write become heh, keheh kaf, as in the analyzers of Lucene. Digits
    become ASCII, letters lose their case (Unicode's full case folding), compatibility forms, ligatures too, become what
    they stand for (NFKD), and every white space is a blank. Each code point folds by itself: the folding of two texts
    is the folding of their concatenation.
    """
    return text.translate(_FOLDINGS) if len(text) < SHORT else _FOLDED.of(text)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where it comes from."""

    text: str
    offsets: Sequence[int]
    """For each code point of `text` the offset of the code point of `verbatim` that it comes from, never decreasing."""
    verbatim: str
    """The text that was folded."""

    @classmethod
    def of(cls, verbatim: str) -> "Folded":
        """Fold a text, in time that grows with its length."""
        lengths = verbatim.translate(_LENGTHS).encode("latin-1")
        if lengths.count(1) == len(verbatim):
            return cls(fold(verbatim), range(len(verbatim)), verbatim)
        offsets = array("L")
        behind = 0
        for several in _SEVERAL.finditer(lengths):  # few: ligatures, an ellipsis
            place = several.start()
            offsets.extend(compress(range(behind, place), lengths[behind:place]))
            offsets.extend(repeat(place, lengths[place]))
            behind = place + 1
        offsets.extend(compress(range(behind, len(verbatim)), lengths[behind:]))
        return cls(fold(verbatim), offsets, verbatim)

    def span(self, start: int, end: int) -> Span:
        """Return the span of the verbatim text that folded code points `[start, end)` come from.

        It includes the marks, tatweel and joiners behind the last letter, but no other format character: a direction
        mark behind a word does not belong to it.
        Raises `IndexError` beyond the text, `SpanError` for an empty stretch.
        """
        behind = self.offsets[end - 1] + 1 if end > start else self.offsets[start]
        while behind < len(self.verbatim) and clings(self.verbatim[behind]):
            behind += 1
        return Span(self.offsets[start], behind)


def find(folded: Folded, query: str) -> Iterator[Span]:
    """Yield the places of a folded query in a folded text, in order; none overlaps another.

    A blank in the query stands for white space of any length. A query of nothing but blanks has no place.
    """
    if not query.strip():
        return
    behind = 0
    for match in re.finditer(" +".join(map(re.escape, re.split(" +", query))), folded.text):
        span = folded.span(*match.span())
        if span.start >= behind:  # else the second half of a ligature that the last one has already
            yield span
            behind = span.end


def _folded(code_point: str) -> str:
    if code_point.isspace():
        return " "
    if code_point.isascii():
        return code_point.lower()  # half of the table that is made at the start
    parts = [part for part in unicodedata.normalize("NFKD", code_point) if not _is_dropped(part)]
    # Marks that stand alone, such as the Arabic presentation forms, decompose into a blank and the mark.
    return "".join(map(_cased, parts)).translate(_LETTERS).strip()


def _cased(code_point: str) -> str:
    digit = unicodedata.decimal(code_point, None)
    return code_point.casefold() if digit is None else str(digit)


def _is_dropped(code_point: str) -> bool:
    return code_point == TATWEEL or is_mark(code_point) or unicodedata.category(code_point) == "Cf"
