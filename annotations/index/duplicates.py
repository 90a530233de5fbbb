"""Near-duplicates: one agency's report in many outlets, edited or not, found without comparing all with all."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, TypeVar

from annotations.index.minhash import CLASSES, resemblance, signature
from annotations.index.schema import connect
from annotations.index.search_words import searchable
from annotations.processes import spawn_context

THRESHOLD: Final = 0.8
"""Texts that share at least this much of their shingles are copies (`annotations.index.minhash`)."""
MANY: Final = 20_000
"""Signatures that are compared in a process of their own: fewer take less than a second."""
_ESTIMATE: Final = THRESHOLD - 0.05
"""The least estimate of a copy. Estimates err to both sides, and a missed copy harms more than one too many."""
_ROWS: Final = 6
_BAND: Final = 2 * _ROWS
"""Bytes of a band of 6 hashes. Two signatures are compared if they agree in one of the 21 bands: that holds for
99.8 % of the pairs with a resemblance of 0.8, and for 1 % to 2 % of those with 0.3."""
_COMPARED: Final = 32
"""Groups of a band with which a text is compared at most: pages of one form fill a band with thousands."""
_LOOK: Final = 0.1
"""Seconds between two yields while another process works."""


_Key = TypeVar("_Key")


def duplicate_groups(texts: Mapping[str, str]) -> list[list[str]]:
    """Return the groups of near-duplicates among texts, as keys, in the order of the texts.

    A group is connected by pairs of similar texts. It finds nine in ten of the pairs that share `THRESHOLD` of their
    shingles, all of those that share 0.85, and one in ten of those that share 0.7. A text without a similar one is in
    no group.
    """
    return groups((key, signature(searchable(text).split())) for key, text in texts.items())


def groups(signatures: Iterable[tuple[_Key, bytes]]) -> list[list[_Key]]:
    """Return the groups of near-duplicates among signatures, like `duplicate_groups`. Empty ones are in no group.

    Needs memory for the signatures and for one band at a time. The time grows linearly with the number of texts.
    """
    keys: list[_Key] = []
    distinct: dict[bytes, int] = {}
    roots: list[int] = []
    """For each text, an earlier text of its group, or itself if it is the first."""
    for key, each in signatures:
        keys.append(key)
        roots.append(distinct.setdefault(each, len(roots)) if each else len(roots))
    distinct.pop(b"", None)
    for start in range(0, 2 * CLASSES, _BAND):
        _join_band(distinct, start, roots)
    found: dict[int, list[_Key]] = {}
    for number, key in enumerate(keys):
        found.setdefault(_root(roots, number), []).append(key)
    return [group for group in found.values() if len(group) > 1]


def find_originals(file: Path) -> Iterator[dict[int, int]]:
    """Find the articles of an index that have copies. Yield each one's number with the number of its original.

    The original of a group is the article that was published first. Among articles of one day, and among those
    without a date, it is the first in the corpus. Only the last yield is the result: those before let a caller stop.
    """
    with closing(connect(file)) as connection:
        (signatures,) = connection.execute("SELECT count(*) FROM signatures").fetchone()
    if signatures >= MANY and (os.cpu_count() or 1) > 1:
        context = spawn_context()
        ours, its = context.Pipe()
        process = context.Process(target=_send_originals, args=(file, its), daemon=True)
        try:
            process.start()
            its.close()
            while not ours.poll(_LOOK):
                yield {}
            found = ours.recv()
        except (OSError, EOFError):
            pass  # the process could not start, or was ended from outside
        else:
            yield found
            return
        finally:
            if process.pid is not None:
                process.terminate()
                process.join()
    yield _originals(file)


def _send_originals(file: Path, ours: Connection) -> None:
    ours.send(_originals(file))


def _originals(file: Path) -> dict[int, int]:
    with closing(connect(file)) as connection:
        found = groups(
            connection.execute("SELECT number, signature FROM signatures JOIN articles USING (number) ORDER BY place")
        )
        originals: dict[int, int] = {}
        for group in found:
            dated = [
                (published, place, number)
                for number in group
                for published, place in connection.execute(
                    "SELECT coalesce(nullif(published, ''), '9999'), place FROM articles WHERE number = ?", [number]
                )
            ]
            originals |= dict.fromkeys(group, min(dated)[2])
        return originals


def _join_band(signatures: Mapping[bytes, int], start: int, roots: list[int]) -> None:
    """Join the groups of texts that agree in a band and resemble each other."""
    bands: dict[bytes, list[bytes]] = {}
    single: dict[bytes, bytes] = {}
    for each in signatures:
        band = each[start : start + _BAND]
        first = single.setdefault(band, each)
        if first is not each:
            bands.setdefault(band, [first]).append(each)
    bands.pop(bytes(_BAND), None)  # short texts have no shingle in many classes
    for members in bands.values():
        compared: list[bytes] = []
        for each in members:
            for other in compared:
                mine, its = _root(roots, signatures[each]), _root(roots, signatures[other])
                if mine == its:
                    break
                if resemblance(each, other) >= _ESTIMATE:
                    roots[max(mine, its)] = min(mine, its)
                    break
            else:
                if len(compared) < _COMPARED:
                    compared.append(each)


def _root(roots: list[int], number: int) -> int:
    """Return the first text of a group; halves the path to it for the next call."""
    while roots[number] != number:
        roots[number] = number = roots[roots[number]]
    return number
