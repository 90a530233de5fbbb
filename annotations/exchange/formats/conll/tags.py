"""Tags of tokens in the spellings that programs write, and the spans that they describe."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from annotations.text.span import Span

OUTSIDE = frozenset({"O", "_", "-", ""})
"""The cells of a token that is in no span."""
KINDS = frozenset("BILUESM")
_PREFIX = re.compile(r"([BILUESM])[-_](\S+)")
_SUFFIX = re.compile(r"(\S+)[-_]([BILUESM])")
_BARE = re.compile(r"[^\W\d_][\w.&/-]*")
_GOES_ON = frozenset("ILEM")
_ENDS = frozenset("LEUS")


class Style(StrEnum):
    """The spelling of all tags of a file."""

    PREFIX = "prefix"
    """B-PER, B_PER."""
    SUFFIX = "suffix"
    """PER-B, PER_B."""
    BARE = "bare"
    """PER: neighbours of one type are one span."""


class Tag(NamedTuple):
    """The tag of a token that is in a span."""

    kind: str
    """One of IOB, IOBES, BILOU and BMES: B, I, L, U, E, S or M."""
    label: str


@lru_cache(maxsize=10_000)
def tag_of(cell: str, style: Style) -> Tag | None:
    """Return the tag that a cell has in this spelling, or None if it has none: it is outside, or something else."""
    if cell in OUTSIDE:
        return None
    if style is Style.BARE:
        return Tag("I", cell) if _BARE.fullmatch(cell) else None
    found = (_PREFIX if style is Style.PREFIX else _SUFFIX).fullmatch(cell)
    if found is None:
        return None
    return Tag(found[1], found[2]) if style is Style.PREFIX else Tag(found[2], found[1])


def tags_in(cells: Iterable[str], style: Style) -> Iterator[str]:
    """Yield the tags of cells: some programs write those of nested spans as B-ORG|I-PER."""
    for cell in cells:
        parts = cell.split("|")
        if all(part in OUTSIDE or tag_of(part, style) is not None for part in parts) and style is not Style.BARE:
            yield from parts
        else:
            yield cell


class _Open(NamedTuple):
    label: str
    start: int
    end: int


def spans(rows: Iterable[Mapping[object, Sequence[Tag]]], offsets: Sequence[tuple[int, int]]) -> list[tuple[str, Span]]:
    """Return the labels and places of the spans that the tags of one sentence describe, outer spans first.

    A row has the tags of a token by track: a column, or a label where rows have columns of their own. In a track, an
    inside tag continues the outermost open span of its label; the spans behind it that none continues end.
    """
    found: list[tuple[str, Span]] = []
    tracks: dict[object, list[_Open]] = {}
    for row, (start, end) in zip(rows, offsets, strict=True):
        for track in {**tracks, **dict.fromkeys(row)}:
            still: list[_Open] = []
            left = tracks.get(track, [])
            for kind, label in row.get(track, ()):
                place = next((at for at, each in enumerate(left) if each.label == label), None)
                if kind in _GOES_ON and place is not None:
                    now = left.pop(place)._replace(end=end)
                else:
                    now = _Open(label, start, end)
                if kind in _ENDS:
                    left.append(now)
                else:
                    still.append(now)
            found += [(each.label, Span(each.start, each.end)) for each in left]
            tracks[track] = still
            if not still:
                del tracks[track]
    found += [(each.label, Span(each.start, each.end)) for track in tracks.values() for each in track]
    return sorted(found, key=lambda each: (each[1].start, -each[1].end))
