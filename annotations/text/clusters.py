"""Grapheme clusters: a reader takes each for one letter, and no cell, caret or span may split it.

The extended clusters of UAX #29, with the properties derived from the general categories of `unicodedata` and the
few exceptions that GraphemeBreakProperty.txt makes (Unicode 15).
"""

import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import Final

PREPENDED_SIGNS: Final = (
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd\U000111c2"
    "\U000111c3\U0001193f\U00011941\U00011a3a\U00011a84\U00011a85\U00011a86\U00011a87\U00011a88\U00011a89\U00011d46"
)
# Spacing marks (Mc) and others that count as Extend.
_EXTEND: Final = frozenset(
    "\u09be\u09d7\u0b3e\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u1b35\u200c\u302e\u302f\uff9e"
    "\uff9f\U0001133e\U00011357\U000114b0\U000114bd\U000115af\U00011930\U0001d165\U0001d16e\U0001d16f\U0001d170"
    "\U0001d171\U0001d172\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
)
# Mc that are no SpacingMark: letters in the scripts of South-East Asia.
_FREE_STANDING: Final = frozenset(
    "\u102b\u102c\u1038\u1062\u1063\u1064\u1067\u1068\u1069\u106a\u106b\u106c\u106d\u1083\u1087\u1088\u1089\u108a"
    "\u108b\u108c\u108f\u109a\u109b\u109c\u1a61\u1a63\u1a64\uaa7b\uaa7d\U00011720\U00011721"
)
# Extended_Pictographic.
_PICTOGRAPH_RANGES: Final = (
    "A9 AE 203C 2049 2122 2139 2194-2199 21A9-21AA 231A-231B 2328 2388 23CF 23E9-23F3 23F8-23FA 24C2 25AA-25AB "
    "25B6 25C0 25FB-25FE 2600-2605 2607-2612 2614-2685 2690-2705 2708-2712 2714 2716 271D 2721 2728 2733-2734 "
    "2744 2747 274C 274E 2753-2755 2757 2763-2767 2795-2797 27A1 27B0 27BF 2934-2935 2B05-2B07 2B1B-2B1C 2B50 "
    "2B55 3030 303D 3297 3299 1F000-1F0FF 1F10D-1F10F 1F12F 1F16C-1F171 1F17E-1F17F 1F18E 1F191-1F19A "
    "1F1AD-1F1E5 1F201-1F20F 1F21A 1F22F 1F232-1F23A 1F23C-1F23F 1F249-1F3FA 1F400-1F53D 1F546-1F64F "
    "1F680-1F6FF 1F774-1F77F 1F7D5-1F7FF 1F80C-1F80F 1F848-1F84F 1F85A-1F85F 1F888-1F88F 1F8AE-1F8FF "
    "1F90C-1F93A 1F93C-1F945 1F947-1FAFF 1FC00-1FFFD"
)
# The edges of these ranges, half-open: an odd number of edges at or below a code point says that it is inside.
_PICTOGRAPHS: Final = tuple(
    edge
    for span in _PICTOGRAPH_RANGES.split()
    for edge in (int(span.split("-")[0], 16), int(span.split("-")[-1], 16) + 1)
)
_CATEGORIES: Final = {
    "Mn": "Extend",
    "Me": "Extend",
    "Mc": "SpacingMark",
    "Cc": "Control",
    "Cf": "Control",
    "Cs": "Control",
    "Zl": "Control",
    "Zp": "Control",
}
_EXCEPTIONS: Final = {
    **dict.fromkeys(PREPENDED_SIGNS, "Prepend"),
    **dict.fromkeys(_EXTEND, "Extend"),
    **dict.fromkeys(map(chr, range(0xE0020, 0xE0080)), "Extend"),
    **dict.fromkeys(map(chr, range(0x1F1E6, 0x1F200)), "Regional"),
    **dict.fromkeys(_FREE_STANDING, "Other"),
    "\u0e33": "SpacingMark",
    "\u0eb3": "SpacingMark",
    "\u200d": "ZWJ",
    "\r": "CR",
    "\n": "LF",
}
_JOINED: Final = frozenset(
    {
        ("L", "L"),  # GB6
        ("L", "V"),
        ("L", "LV"),
        ("L", "LVT"),
        ("LV", "V"),  # GB7
        ("LV", "T"),
        ("V", "V"),
        ("V", "T"),
        ("LVT", "T"),  # GB8
        ("T", "T"),
    }
)
_BREAKING: Final = frozenset({"Control", "CR", "LF"})
EXTENDING: Final = frozenset({"Extend", "ZWJ", "SpacingMark"})


def cluster_boundaries(text: str) -> list[int]:
    """Return the offsets at which a grapheme cluster begins, then `len(text)` (UAX #29, GB3 to GB999)."""
    boundaries = []
    before = ""
    regionals = 0
    pictograph = ""  # how far "Pictograph Extend* ZWJ" of GB11 has come
    for offset, code_point in enumerate(text):
        after = cluster_property(code_point)
        if before in _BREAKING or after in _BREAKING:
            together = (before, after) == ("CR", "LF")
        else:
            together = (
                after in EXTENDING  # GB9, GB9a
                or before == "Prepend"  # GB9b
                or (before, after) in _JOINED  # GB6 to GB8
                or (after == "Pictograph" and pictograph == "ZWJ")  # GB11
                or (after == "Regional" and regionals % 2 == 1)  # GB12, GB13
            )
        if not (together and offset):
            boundaries.append(offset)
        regionals = regionals + 1 if after == "Regional" else 0
        continues = after == "Pictograph" or (pictograph not in {"", "ZWJ"} and after in {"Extend", "ZWJ"})
        pictograph = after if continues else ""
        before = after
    boundaries.append(len(text))
    return boundaries


def is_boundary(text: str, offset: int) -> bool:
    """Return True if no grapheme cluster of a text reaches across an offset.

    Only flags and joined pictographs are read further back than one code point.
    """
    if not 0 < offset < len(text):
        return True
    before, after = cluster_property(text[offset - 1]), cluster_property(text[offset])
    if before in _BREAKING or after in _BREAKING:
        return (before, after) != ("CR", "LF")
    if after in EXTENDING or before == "Prepend" or (before, after) in _JOINED:
        return False
    if before == after == "Regional":
        return (offset - _start_of_run(text, offset, "Regional")) % 2 == 0
    if (before, after) == ("ZWJ", "Pictograph"):
        start = _start_of_run(text, offset - 1, "Extend")
        return start == 0 or cluster_property(text[start - 1]) != "Pictograph"
    return True


def _start_of_run(text: str, end: int, kind: str) -> int:
    """Return the start of the run of code points with a property that ends at an offset."""
    while end > 0 and cluster_property(text[end - 1]) == kind:
        end -= 1
    return end


@lru_cache(maxsize=1 << 14)
def cluster_property(code_point: str) -> str:
    """Return the Grapheme_Cluster_Break property of a code point. "Pictograph" stands for Extended_Pictographic."""
    value = ord(code_point)
    found = _EXCEPTIONS.get(code_point) or _CATEGORIES.get(unicodedata.category(code_point), "") or _hangul(value)
    if not found and bisect_right(_PICTOGRAPHS, value) % 2 == 1:
        return "Pictograph"
    return found or "Other"


def _hangul(value: int) -> str:
    if 0xAC00 <= value <= 0xD7A3:
        return "LVT" if (value - 0xAC00) % 28 else "LV"
    if 0x1100 <= value <= 0x115F or 0xA960 <= value <= 0xA97C:
        return "L"
    if 0x1160 <= value <= 0x11A7 or 0xD7B0 <= value <= 0xD7C6:
        return "V"
    if 0x11A8 <= value <= 0x11FF or 0xD7CB <= value <= 0xD7FB:
        return "T"
    return ""
