"""Near-duplicates: one agency's report in many outlets, edited or not, found without comparing all with all."""

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from annotations.index.minhash import CLASSES, resemblance, signature
from annotations.index.search_words import searchable

THRESHOLD: Final = 0.8
"""Texts that share at least this much of their shingles are copies (`annotations.index.minhash`)."""
_ESTIMATE: Final = THRESHOLD - 0.05
"""What an estimate has to reach: it errs to both sides, and a copy that is missed harms more than one too many."""
_ROWS: Final = 6
_BAND: Final = 2 * _ROWS
"""Sketches are compared that agree in one of 21 bands of 6 hashes: of the pairs with a resemblance of 0.8 99.8 in a
hundred, of those with 0.3 one or two."""
_COMPARED: Final = 32
"""With how many groups of a band a text is compared at most: pages of one form fill a band with thousands."""


_Key = TypeVar("_Key")


def duplicate_groups(texts: Mapping[str, str]) -> list[list[str]]:
    """The groups of near-duplicates among texts by their keys, members and groups in the order of the texts.

    Of the pairs that share `THRESHOLD` of their shingles nine in ten are found, of those that share 0.85 all; of
    those that share 0.7 one in ten is. A group is what such pairs connect. A text that resembles none is in no group:
    an export that keeps copies in one part of a split keeps each group whole.
    """
    return groups((key, signature(searchable(text).split())) for key, text in texts.items())


def groups(sketches: Iterable[tuple[_Key, bytes]]) -> list[list[_Key]]:
    """As `duplicate_groups`, of sketches; an empty one is in no group.

    Takes memory for the sketches and one band at a time, and time that grows with the number of texts.
    """
    keys: list[_Key] = []
    distinct: dict[bytes, int] = {}
    roots: list[int] = []
    """Of each text the first of its group, as far as it is known; by way of others."""
    for key, each in sketches:
        keys.append(key)
        roots.append(distinct.setdefault(each, len(roots)) if each else len(roots))
    distinct.pop(b"", None)
    for start in range(0, 2 * CLASSES, _BAND):
        _join_band(distinct, start, roots)
    found: dict[int, list[_Key]] = {}
    for number, key in enumerate(keys):
        found.setdefault(_root(roots, number), []).append(key)
    return [group for group in found.values() if len(group) > 1]


def _join_band(sketches: Mapping[bytes, int], start: int, roots: list[int]) -> None:
    """Join the groups of texts that agree in a band and resemble each other."""
    bands: dict[bytes, list[bytes]] = {}
    single: dict[bytes, bytes] = {}
    for each in sketches:
        band = each[start : start + _BAND]
        first = single.setdefault(band, each)
        if first is not each:
            bands.setdefault(band, [first]).append(each)
    bands.pop(bytes(_BAND), None)  # short texts have no shingle in many classes
    for members in bands.values():
        compared: list[bytes] = []
        for each in members:
            for other in compared:
                mine, its = _root(roots, sketches[each]), _root(roots, sketches[other])
                if mine == its:
                    break
                if resemblance(each, other) >= _ESTIMATE:
                    roots[max(mine, its)] = min(mine, its)
                    break
            else:
                if len(compared) < _COMPARED:
                    compared.append(each)


def _root(roots: list[int], number: int) -> int:
    """The first text of a group; the way there is halved for the next time."""
    while roots[number] != number:
        roots[number] = number = roots[roots[number]]
    return number
