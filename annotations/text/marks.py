"""Combining marks: vowel signs and other signs that are no letters, but stand on one.

There is one class of them, in two forms: the inside of a regular expression's character class for the Arabic and Latin
scripts, which the rules about words are for, and a predicate for all scripts. Within these two scripts both say the
same. Three tables of the same code points mean something else and stand where they are used: the joining type
"transparent" (`tui.typesetting.shaping.shaping`), the marks that terminals draw without a column
(`tui.typesetting.shaping.glyphs`), and the cluster property "Extend" of UAX #29 (`annotations.text.clusters`).
"""

import unicodedata
from typing import Final

MARKS: Final = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0897-\u089f"
    "\u08ca-\u08e1\u08e3-\u08ff"
)
"""The non-spacing marks of the Arabic and Latin scripts, as the inside of a character class."""
TATWEEL: Final = "\u0640"
JOINERS: Final = "\u200c\u200d"
"""Zero-width non-joiner and joiner, which stand within words."""
INVISIBLE: Final = (
    "\u00ad\u061c\u180e\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001"
)
"""The other format characters (Cf) that are not drawn, as the inside of a character class.

Among them are the soft hyphen and the controls of bidi. U+200B is not: it separates words. Nor are tags, which belong
to a flag.
"""
CLINGING: Final = f"{MARKS}{TATWEEL}{JOINERS}"
"""The code points that cling to the letter before them, as the inside of a character class."""


def is_mark(code_point: str) -> bool:
    """Return True for a non-spacing or enclosing mark of any script."""
    return unicodedata.category(code_point) in {"Mn", "Me"}


def clings(code_point: str) -> bool:
    """Return True if a reader takes a code point for a part of the letter before it."""
    return code_point == TATWEEL or code_point in JOINERS or is_mark(code_point)
