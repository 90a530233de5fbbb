"""An alphabet of 256 code points, one byte each, that covers nearly all Arabic text and the Latin words in it.

A property of all code points of a text is then found at once, in C: `bytes.translate` replaces each by its property.
The results are read as large numbers with a byte for each code point, and combined by AND, OR and shifts.
"""

import codecs
from functools import lru_cache
from typing import Final

LETTERS: Final = (
    "".join(map(chr, (*range(0x621, 0x63B), *range(0x641, 0x64B))))
    + "\u0671\u0679\u067e\u0686\u0688\u0691\u0695\u0698\u06a4\u06a9\u06af\u06b5\u06ba\u06be\u06c0"
    + "\u06c1\u06c6\u06cc\u06ce\u06d2\u06d5"
)
"""Arabic letters, with those of Persian, Urdu and Kurdish."""
MARKS: Final = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670"
TATWEEL: Final = "\u0640"
NON_JOINER: Final = "\u200c"
MIRRORED: Final = "()<>[]{}\u00ab\u00bb"
_OTHERS: Final = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "\u00a0\u00ab\u00b0\u00b7\u00bb\u00dc\u00df\u00e0\u00e1\u00e2\u00e4\u00e7\u00e8\u00e9\u00ea\u00eb\u00ed"
    + "\u00ee\u00ef\u00f1\u00f3\u00f4\u00f6\u00fa\u00fb\u00fc\u060c\u061b\u061f"
    + "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u066a\u066b\u066c\u06d4"
    + "\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026"
    + "\u20ac"
    + "".join(map(chr, range(0x5D0, 0x5EB)))
)
_UNUSED: Final = "\ufffe"
# Python makes the fast kind of table only if the first code point is U+0000.
ALPHABET: Final = ("\0" + _OTHERS + NON_JOINER + MARKS + TATWEEL + LETTERS).ljust(256, _UNUSED)
WRITABLE: Final = ALPHABET[1:].rstrip(_UNUSED)
"""The code points of the alphabet."""
_ENCODING: Final = codecs.charmap_build(ALPHABET)


@lru_cache(maxsize=8)  # several stages of setting a paragraph encode the same text one after the other
def encode(text: str) -> bytes | None:
    """Return a text in the alphabet, a byte for each code point; None if a code point is not in it."""
    try:
        codes, _ = codecs.charmap_encode(text, "strict", _ENCODING)
    except UnicodeEncodeError:
        return None
    return None if 0 in codes else codes


def members(code_points: str) -> bytes:
    """Return a table for `number`: 1 for these code points of the alphabet, 0 for the others."""
    return bytes(code_point in code_points for code_point in ALPHABET)


def number(text: bytes, table: bytes) -> int:
    """Translate each byte of a text by a table; return the result as a number, the first byte lowest."""
    return int.from_bytes(text.translate(table), "little")
