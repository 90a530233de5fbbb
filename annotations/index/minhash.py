"""MinHash signatures: 252 bytes per text, from which the resemblance of two texts is estimated.

The resemblance of two texts is the share of their shingles (three words in a row, folded) that both have: Jaccard's
index. A signature keeps the least hash of each of 126 classes of shingles (one-permutation MinHash: Li, Owen, Zhang
2012). The share of classes in which two signatures agree estimates the resemblance, near 0.8 with a standard error of
0.036. The hashes are the same on every machine.
"""

import struct
import sys
from hashlib import blake2b
from itertools import repeat
from operator import eq, mod
from typing import Final

CLASSES: Final = 126
"""Hashes of a signature."""
SHORTEST: Final = 12
"""Texts of fewer words have no signature: a label or a notice is no copy of another."""
_SHINGLE: Final = 3
_REMEMBERED: Final = 50_000
"""Words whose hashes are cached; articles rarely use others."""
_THIRTY: Final = sum(((1 << 30) - 1) << (32 * place) for place in range(_SHINGLE))
"""The bits of a word's hashes that are kept: Python is quickest with numbers of 30 bits."""
_BITS: Final = 0xFFFF
_PACKED: Final = struct.Struct(f"<{CLASSES}H")


class _Hashes(dict[str, bytes]):
    """For each word, a hash of 30 bits in 4 bytes for each place in a shingle. Computed when first asked for."""

    def __missing__(self, word: str) -> bytes:
        if len(self) >= _REMEMBERED:
            self.clear()
        hashes = int.from_bytes(blake2b(word.encode(), digest_size=4 * _SHINGLE).digest(), "little")
        self[word] = value = (hashes & _THIRTY).to_bytes(4 * _SHINGLE, "little")
        return value


_HASHES = _Hashes()


def signature(words: list[str]) -> bytes:
    """Return the signature of a text's words in order: 252 bytes. Returns b"" for fewer than `SHORTEST` words."""
    if len(words) < SHORTEST:
        return b""
    # All hashes as one number: shifted by a word and a hash, the second of the next word stands over the first.
    hashes = int.from_bytes(b"".join(map(_HASHES.__getitem__, words)), "little")
    mixed = hashes ^ hashes >> 32 * (_SHINGLE + 1) ^ hashes >> 64 * (_SHINGLE + 1)
    numbers = memoryview(mixed.to_bytes(4 * _SHINGLE * len(words), sys.byteorder)).cast("I")
    if sys.byteorder == "big":
        numbers = numbers[::-1]
    shingles = sorted(numbers[: _SHINGLE * (len(words) - _SHINGLE + 1) : _SHINGLE], reverse=True)
    least = dict(zip(map(mod, shingles, repeat(CLASSES)), shingles, strict=True))  # the last of a class stays
    values = [0] * CLASSES
    for number, value in least.items():
        values[number] = value // CLASSES & _BITS or 1  # zero stands for a class without a shingle
    return _PACKED.pack(*values)


def resemblance(one: bytes, other: bytes) -> float:
    """Return an estimate, from 0 to 1, of the resemblance of two texts, from their signatures."""
    mine, theirs = _PACKED.unpack(one), _PACKED.unpack(other)
    neither = sum(not (a or b) for a, b in zip(mine, theirs, strict=True)) if 0 in mine and 0 in theirs else 0
    agreeing: int = sum(map(eq, mine, theirs))
    return (agreeing - neither) / (CLASSES - neither)
