"""Joining for nearly all Arabic text in a few passes in C, without a step for each letter.

Texts in the `alphabet` are taken as large numbers. Two neighbours join if a bit is set in the AND of two such numbers,
one of them moved by a byte or carried over the marks between the letters. The presentation forms of a letter follow
each other in Unicode: isolated, final, initial, medial. So the form is the isolated one, plus 1 if the letter joins to
the one before it, plus 2 if it joins to the one after it.
"""

import re
from collections.abc import Mapping
from typing import Final

from annotations.text.patterns import lazily
from tui.typesetting.shaping.alphabet import ALPHABET, MARKS, MIRRORED, TATWEEL, encode, members, number

ABSORBED: Final = "\u034f"
"""Takes the place of an alef that has become part of a lam-alef.

This is the combining grapheme joiner: it extends the cell before it and shows nothing. The same is right for a real
one in the text.
"""
LAM: Final = "\u0644"
LAM_ALEFS: Final = {
    "\u0622": "\ufef5\ufef6",
    "\u0623": "\ufef7\ufef8",
    "\u0625": "\ufef9\ufefa",
    "\u0627": "\ufefb\ufefc",
}
"""Alef -> the isolated and the final form of its lam-alef."""

Forms = tuple[str, str, str, str]
"""Isolated, initial, medial and final form of a letter, "" where there is none."""

# The two signs of each mirrored pair differ in their lowest byte only.
_MIRRORING: Final = bytes(
    ord(sign) ^ ord(MIRRORED[MIRRORED.index(sign) ^ 1]) if sign in MIRRORED else 0 for sign in ALPHABET
)
_MIRRORED: Final = bytes(code for code, sign in enumerate(ALPHABET) if sign in MIRRORED)
_IS_ODD: Final = bytes(255 * (level & 1) for level in range(256))
_ENCODED_MARKS: Final = bytes(code for code, mark in enumerate(ALPHABET) if mark in MARKS)


class BulkJoiner:
    """Joins text that is written in the alphabet."""

    def __init__(self, forms: Mapping[str, Forms], *, dual: str, right: str) -> None:
        """Take the forms of the letters, and their joining types D and R as the insides of character classes."""
        is_dual, is_right = re.compile(f"[{dual}{TATWEEL}]"), re.compile(f"[{dual}{right}{TATWEEL}]")
        isolated = [forms.get(letter, (letter,))[0] or letter for letter in ALPHABET]
        self._low = bytes(ord(form) & 0xFF for form in isolated)
        self._high = bytes(ord(form) >> 8 for form in isolated)
        self._joins_on = bytes(is_dual.match(letter) is not None for letter in ALPHABET)
        self._joins_back = bytes(is_right.match(letter) is not None for letter in ALPHABET)
        self._is_mark = bytes(255 * each for each in members(MARKS))
        has_forms = [letter != TATWEEL and forms.get(letter, ("",) * 4)[3] != "" for letter in ALPHABET]
        self._has_forms = bytes(has_forms)
        # The letters whose initial and medial forms are missing or do not follow the isolated one.
        self._is_irregular = bytes(
            has_forms[code]
            and bool(is_dual.match(letter))
            and forms[letter][1:3] != (chr(ord(isolated[code]) + 2), chr(ord(isolated[code]) + 3))
            for code, letter in enumerate(ALPHABET)
        )

    def join(self, text: str, codes: bytes | None = None, levels: bytes = b"") -> str | None:
        """Return the text with every letter in its contextual form; see `shaping.shape`.

        `codes` is the text in the alphabet, if the caller has it. With `levels`, brackets at odd levels are mirrored
        (UAX #9 L4). Returns None if a code point is not in the alphabet, or if a letter needs a form that does not
        follow its isolated one in Unicode.
        """
        codes = encode(text) if codes is None else codes
        if codes is None:
            return None
        mirroring = 0
        if levels and len(codes.translate(None, _MIRRORED)) < len(codes):
            mirroring = number(codes, _MIRRORING) & number(levels, _IS_ODD)
        if not mirroring and text.isascii():
            return text
        # Byte n of `back` is 1 if code point n joins to one before it; byte n of `on` if it joins to one after it.
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
        """Return `back` and `on` of `join` for a text with marks, which letters join across.

        An addition carries a bit through each run of marks: forwards for `back`, in the reversed text for `on`.
        """
        on, turned = number(codes, self._joins_on), codes[::-1]
        back = ((on << 8) + number(codes, self._is_mark)) & number(codes, self._joins_back)
        returned = int.from_bytes(back.to_bytes(len(codes), "little"), "big") << 8
        on = (returned + number(turned, self._is_mark)) & number(turned, self._joins_on)
        return back, int.from_bytes(on.to_bytes(len(codes), "big"), "little")


_FINAL_ALEFS: Final = {"\ufe82": "\u0622", "\ufe84": "\u0623", "\ufe88": "\u0625", "\ufe8e": "\u0627"}
_LAMS: Final = "\ufedf\ufee0"
_LAM_ALEF: Final = lazily(f"[{_LAMS}][{MARKS}]*[{''.join(_FINAL_ALEFS)}]")


def _unite(parts: re.Match[str]) -> str:
    run = parts[0]
    return LAM_ALEFS[_FINAL_ALEFS[run[-1]]][_LAMS.index(run[0])] + run[1:-1] + ABSORBED
