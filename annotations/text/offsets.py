"""Units in which other programs count a text, and code points, in which this one does."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from itertools import accumulate

Boundaries = Callable[[str], list[int]]
"""The offsets at which the grapheme clusters of a text begin, then its length: typesetting knows them."""

_LETTERS = " !-~\u00a0\u00ab\u00bb\u060c\u061b\u061f\u0621-\u063a\u0641-\u064a\u0660-\u0669\u201c\u201d"
_SURE_EDGE = re.compile(rf"(?<=[{_LETTERS}\n\u064b-\u0652])[{_LETTERS}\n]|\A|\Z")
"""Where a cluster surely ends: between the commonest letters and signs, vowel signs and all, and at a text's ends.

Nearly all edges of spans are there, and to find where all clusters of a text end takes longer than all else. What
stands behind such a place is cut into clusters whatever stands before it.
"""


class Unit(StrEnum):
    """What offsets count."""

    CODE_POINT = "code-point"
    UTF_16 = "utf-16"
    """Code units of UTF-16, as Java and JavaScript count."""
    GRAPHEME = "grapheme"
    """Grapheme clusters, as Swift counts."""
    BYTE = "byte"
    """Bytes of UTF-8, as Go and Rust count."""

    @property
    def meaning(self) -> str:
        """What is counted, in words for a message."""
        return {
            "code-point": "code points",
            "utf-16": "UTF-16 code units",
            "grapheme": "grapheme clusters",
            "byte": "bytes of UTF-8",
        }[self]


def edges(text: str, unit: Unit, boundaries: Boundaries) -> Iterator[tuple[int, int]]:
    """Each offset of a text in a unit, with the same place in code points; the text's end is the last."""
    match unit:
        case Unit.CODE_POINT:
            return zip(range(len(text) + 1), range(len(text) + 1), strict=True)
        case Unit.UTF_16:
            return utf_16_edges(text)
        case Unit.GRAPHEME:
            return enumerate(boundaries(text))
        case Unit.BYTE:
            lengths = (len(each.encode("utf-8", "surrogatepass")) for each in text)
            return zip(accumulate(lengths, initial=0), range(len(text) + 1), strict=True)


def utf_16_edges(text: str) -> Iterator[tuple[int, int]]:
    """As `edges`, in code units of UTF-16."""
    lengths = (1 + (each > "\uffff") for each in text)
    return zip(accumulate(lengths, initial=0), range(len(text) + 1), strict=True)


def from_utf_16(text: str, units: Iterable[int]) -> dict[int, int]:
    """Of these offsets in code units of UTF-16 those that a text has, with the same places in code points."""
    pairs = [found.start() + number for number, found in enumerate(re.finditer("[\U00010000-\U0010ffff]", text))]
    places = {}
    for unit in units:
        before = bisect_left(pairs, unit)
        if 0 <= unit <= len(text) + len(pairs) and not (before and pairs[before - 1] == unit - 1):
            places[unit] = unit - before
    return places


def is_boundary(text: str, offset: int, boundaries: Boundaries) -> bool:
    """Whether no grapheme cluster of a text reaches across an offset."""
    if _SURE_EDGE.match(text, offset):
        return True
    start = next(place for place in range(offset - 1, -1, -1) if _SURE_EDGE.match(text, place))
    found = _SURE_EDGE.search(text, offset)
    return offset - start in boundaries(text[start : found.end() if found else len(text)])
