"""Joining without a step for each letter: what nearly all Arabic text needs, in a few passes in C.

A text is written in an alphabet of 256 code points, one byte each. Whether two neighbours join is then the AND of two
such texts taken as numbers, one of them shifted by a byte. The presentation forms of a letter follow each other in
Unicode (isolated, final, initial, medial), so its form is the isolated one, plus 1 where it joins to what is before
it, plus 2 where it joins to what is after it.
"""

import codecs
import re
from collections.abc import Mapping
from typing import Final

ABSORBED: Final = "\u034f"
"""Stands where an alef has become part of a lam-alef: the combining grapheme joiner, which extends the cell before
it and shows nothing, so that a real one in the text is treated the same way, and rightly.
"""
LAM: Final = "\u0644"
LAM_ALEFS: Final = {
    "\u0622": "\ufef5\ufef6",
    "\u0623": "\ufef7\ufef8",
    "\u0625": "\ufef9\ufefa",
    "\u0627": "\ufefb\ufefc",
}
"""Isolated and final form of each lam-alef by its alef."""

Forms = tuple[str, str, str, str]
"""Isolated, initial, medial and final form of a letter, "" where there is none."""

_LETTERS: Final = (
    "".join(map(chr, (*range(0x621, 0x63B), *range(0x641, 0x64B))))
    + "\u0671\u0679\u067e\u0686\u0688\u0691\u0695\u0698\u06a4\u06a9\u06af\u06b5\u06ba\u06be\u06c0"
    + "\u06c1\u06c6\u06cc\u06ce\u06d2\u06d5"
)
_MARKS: Final = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670"
_TATWEEL: Final = "\u0640"
_OTHERS: Final = (
    "".join(map(chr, range(0x80)))
    + "\u00a0\u00ab\u00b0\u00bb\u00e9\u060c\u061b\u061f\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669"
    + "\u066a\u066b\u066c\u06d4\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9\u200c\u2013\u2014\u2018"
    + "\u2019\u201c\u201d\u2022\u2026\u20ac"
)
_ALPHABET: Final = (_OTHERS + _MARKS + _TATWEEL + _LETTERS).ljust(256, "\ufffe")
_MARK: Final = re.compile(f"[{_MARKS}]+")
_NO_MARKS: Final = str.maketrans("", "", _MARKS)


class BulkJoiner:
    """Joins text that is written in an alphabet of 256 code points."""

    def __init__(self, forms: Mapping[str, Forms], *, dual: str, right: str) -> None:
        """Take the forms of the letters, and joining types D and R as the insides of character classes."""
        self._encoding = codecs.charmap_build(_ALPHABET)
        is_dual, is_right = re.compile(f"[{dual}{_TATWEEL}]"), re.compile(f"[{dual}{right}{_TATWEEL}]")
        isolated = [forms.get(letter, (letter,))[0] or letter for letter in _ALPHABET]
        self._low = bytes(ord(form) & 0xFF for form in isolated)
        self._high = bytes(ord(form) >> 8 for form in isolated)
        self._joins_on = bytes(is_dual.match(letter) is not None for letter in _ALPHABET)
        self._joins_back = bytes(is_right.match(letter) is not None for letter in _ALPHABET)
        has_forms = [letter != _TATWEEL and forms.get(letter, ("",) * 4)[3] != "" for letter in _ALPHABET]
        self._has_forms = bytes(has_forms)
        # Those whose initial and medial forms are elsewhere, or nowhere.
        self._is_irregular = bytes(
            has_forms[code]
            and bool(is_dual.match(letter))
            and forms[letter][1:3] != (chr(ord(isolated[code]) + 2), chr(ord(isolated[code]) + 3))
            for code, letter in enumerate(_ALPHABET)
        )

    def join(self, text: str) -> str | None:
        """The text with every letter in its form, as `shaping.shape` describes it; None if this cannot be done here.

        That is where a code point is not in the alphabet, or a letter would need a form that is not in its row.
        """
        try:
            codes, _ = codecs.charmap_encode(text, "strict", self._encoding)
        except UnicodeEncodeError:
            return None
        if codes.isascii():
            return text
        letters = text.translate(_NO_MARKS) if _MARK.search(text) else text
        if letters is not text:
            codes, _ = codecs.charmap_encode(letters, "strict", self._encoding)
        shaped = self._join(codes)
        if shaped is None or letters is text:
            return shaped
        pieces: list[str] = []
        done = taken = 0
        for marks in _MARK.finditer(text):
            start, end = marks.span()
            pieces += (shaped[taken : taken + start - done], marks[0])
            taken, done = taken + start - done, end
        pieces.append(shaped[taken:])
        return "".join(pieces)

    def _join(self, codes: bytes) -> str | None:
        def number(table: bytes) -> int:
            return int.from_bytes(codes.translate(table), "little")

        # Byte n says whether code n joins to the one after it.
        joined = number(self._joins_on) & (number(self._joins_back) >> 8)
        if joined & number(self._is_irregular):
            return None
        has_forms = number(self._has_forms)
        low = number(self._low) + ((joined << 8) & has_forms) + ((joined & has_forms) << 1)
        units = bytearray(2 * len(codes))
        units[::2] = low.to_bytes(len(codes), "little")
        units[1::2] = codes.translate(self._high)
        shaped = units.decode("utf-16-le")
        for ligature, parts in _LIGATURES:
            shaped = shaped.replace(parts, ligature)
        return shaped


def _ligatures() -> list[tuple[str, str]]:
    """Each lam-alef, and the forms of lam and alef that it takes the place of."""
    finals = {"\u0622": "\ufe82", "\u0623": "\ufe84", "\u0625": "\ufe88", "\u0627": "\ufe8e"}
    return [
        (ligature + ABSORBED, lam + finals[alef])
        for alef, ligatures in LAM_ALEFS.items()
        for ligature, lam in zip(ligatures, "\ufedf\ufee0", strict=True)
    ]


_LIGATURES: Final = _ligatures()
