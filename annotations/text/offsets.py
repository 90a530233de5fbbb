"""Offsets: the units in which other programs count a text, and code points, in which this one counts."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import accumulate

from annotations.text.clusters import cluster_boundaries


class Unit(StrEnum):
    """The unit that offsets count."""

    CODE_POINT = "code-point"
    UTF_16 = "utf-16"
    """Code units of UTF-16, as Java and JavaScript count."""
    GRAPHEME = "grapheme"
    """Grapheme clusters, as Swift counts."""
    BYTE = "byte"
    """Bytes of UTF-8, as Go and Rust count."""

    @property
    def meaning(self) -> str:
        """The unit in words for a message."""
        return {
            "code-point": "code points",
            "utf-16": "UTF-16 code units",
            "grapheme": "grapheme clusters",
            "byte": "bytes of UTF-8",
        }[self]


def edges(text: str, unit: Unit) -> Iterator[tuple[int, int]]:
    """Return each offset of a text in a unit, with the same place in code points. The last is the text's end."""
    match unit:
        case Unit.CODE_POINT:
            return zip(range(len(text) + 1), range(len(text) + 1), strict=True)
        case Unit.UTF_16:
            return utf_16_edges(text)
        case Unit.GRAPHEME:
            return enumerate(cluster_boundaries(text))
        case Unit.BYTE:
            lengths = (len(each.encode("utf-8", "surrogatepass")) for each in text)
            return zip(accumulate(lengths, initial=0), range(len(text) + 1), strict=True)


def utf_16_edges(text: str) -> Iterator[tuple[int, int]]:
    """Return each offset of a text in code units of UTF-16, with the same place in code points."""
    lengths = (1 + (each > "\uffff") for each in text)
    return zip(accumulate(lengths, initial=0), range(len(text) + 1), strict=True)


def from_utf_16(text: str, units: Iterable[int]) -> dict[int, int]:
    """Return offsets in code units of UTF-16 with their places in code points, without those that the text lacks."""
    pairs = [found.start() + number for number, found in enumerate(re.finditer("[\U00010000-\U0010ffff]", text))]
    places = {}
    for unit in units:
        before = bisect_left(pairs, unit)
        if 0 <= unit <= len(text) + len(pairs) and not (before and pairs[before - 1] == unit - 1):
            places[unit] = unit - before
    return places
