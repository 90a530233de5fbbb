"""Joining without a step for each letter: what nearly all Arabic text needs, in a few passes in C.

Whether two neighbours join is the AND of two texts in the `alphabet` taken as numbers, one of them moved by a byte, or
carried over the marks between them. The presentation forms of a letter follow each other in Unicode (isolated, final,
initial, medial), so its form is the isolated one, plus 1 where it joins to what is before it, plus 2 where it joins to
what is after it.
"""

import re
from collections.abc import Mapping
from typing import Final

from tui.typesetting.shaping.alphabet import ALPHABET, MARKS, MIRRORED, TATWEEL, encode, members, number

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

# Pairs that differ in their lowest byte only.
_MIRRORING: Final = bytes(
    ord(sign) ^ ord(MIRRORED[MIRRORED.index(sign) ^ 1]) if sign in MIRRORED else 0 for sign in ALPHABET
)
_MIRRORED: Final = bytes(code for code, sign in enumerate(ALPHABET) if sign in MIRRORED)
_IS_ODD: Final = bytes(255 * (level & 1) for level in range(256))
_ENCODED_MARKS: Final = bytes(code for code, mark in enumerate(ALPHABET) if mark in MARKS)


class BulkJoiner:
    """Joins text that is written in the alphabet."""

    def __init__(self, forms: Mapping[str, Forms], *, dual: str, right: str) -> None:
        """Take the forms of the letters, and joining types D and R as the insides of character classes."""
        is_dual, is_right = re.compile(f"[{dual}{TATWEEL}]"), re.compile(f"[{dual}{right}{TATWEEL}]")
        isolated = [forms.get(letter, (letter,))[0] or letter for letter in ALPHABET]
        self._low = bytes(ord(form) & 0xFF for form in isolated)
        self._high = bytes(ord(form) >> 8 for form in isolated)
        self._joins_on = bytes(is_dual.match(letter) is not None for letter in ALPHABET)
        self._joins_back = bytes(is_right.match(letter) is not None for letter in ALPHABET)
        self._is_mark = bytes(255 * each for each in members(MARKS))
        has_forms = [letter != TATWEEL and forms.get(letter, ("",) * 4)[3] != "" for letter in ALPHABET]
        self._has_forms = bytes(has_forms)
        # Those whose initial and medial forms are elsewhere, or nowhere.
        self._is_irregular = bytes(
            has_forms[code]
            and bool(is_dual.match(letter))
            and forms[letter][1:3] != (chr(ord(isolated[code]) + 2), chr(ord(isolated[code]) + 3))
            for code, letter in enumerate(ALPHABET)
        )

    def join(self, text: str, codes: bytes | None = None, levels: bytes = b"") -> str | None:
        """The text with every letter in its form, as `shaping.shape` describes it; None if this cannot be done here.

        That is where a code point is not in the alphabet, or a letter would need a form that is not in its row.
        `codes` are the text in the alphabet. With `levels`, brackets at odd ones are mirrored (UAX #9 L4).
        """
        codes = encode(text) if codes is None else codes
        if codes is None:
            return None
        mirroring = 0
        if levels and len(codes.translate(None, _MIRRORED)) < len(codes):
            mirroring = number(codes, _MIRRORING) & number(levels, _IS_ODD)
        if not mirroring and text.isascii():
            return text
        # Byte n of the one says whether code point n joins to one before it, of the other whether to one after it.
        if len(codes.translate(None, _ENCODED_MARKS)) < len(codes):
            back, on = self._join_across_marks(codes)
        else:
            on = number(codes, self._joins_on) & (number(codes, self._joins_back) >> 8)
            back = on << 8
        if on & number(codes, self._is_irregular):
            return None
        has_forms = number(codes, self._has_forms)
        low = (number(codes, self._low) ^ mirroring) + (back & has_forms) + ((on & has_forms) << 1)
        units = bytearray(2 * len(codes))
        units[::2] = low.to_bytes(len(codes), "little")
        units[1::2] = codes.translate(self._high)
        shaped = units.decode("utf-16-le")
        return _LAM_ALEF.sub(_unite, shaped)

    def _join_across_marks(self, codes: bytes) -> tuple[int, int]:
        """Let what joins on be carried over marks, and what is joined to back again."""
        on, turned = number(codes, self._joins_on), codes[::-1]
        back = ((on << 8) + number(codes, self._is_mark)) & number(codes, self._joins_back)
        returned = int.from_bytes(back.to_bytes(len(codes), "little"), "big") << 8
        on = (returned + number(turned, self._is_mark)) & number(turned, self._joins_on)
        return back, int.from_bytes(on.to_bytes(len(codes), "big"), "little")


_FINAL_ALEFS: Final = {"\ufe82": "\u0622", "\ufe84": "\u0623", "\ufe88": "\u0625", "\ufe8e": "\u0627"}
_LAMS: Final = "\ufedf\ufee0"
_LAM_ALEF: Final = re.compile(f"[{_LAMS}][{MARKS}]*[{''.join(_FINAL_ALEFS)}]")


def _unite(parts: re.Match[str]) -> str:
    run = parts[0]
    return LAM_ALEFS[_FINAL_ALEFS[run[-1]]][_LAMS.index(run[0])] + run[1:-1] + ABSORBED
