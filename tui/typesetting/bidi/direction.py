"""The direction of a text and of a paragraph: by the letters of news, or by UAX #9, P2 and P3."""

import re
import unicodedata
from typing import Final, Literal

from tui.typesetting.shaping.alphabet import ALPHABET, encode

Direction = Literal["rtl", "ltr"]
BaseDirection = Literal["auto", "first-strong", "rtl", "ltr"]
"""A direction, or the rule that finds it: "auto" is `paragraph_direction`, "first-strong" `first_strong_direction`."""

_RTL_LETTERS: Final = re.compile(
    "[\u05d0-\u05ea\u0620-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06ff\u0710-\u072f\u0750-\u07a5"
    "\u07ca-\u07ea\u0840-\u0858\u0860-\u0887\u0889-\u088e\u08a0-\u08c9\ufb1d\ufb1f-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb"
    "\ufe70-\ufefc]+"
)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_RTL_BLOCKS: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ENCODED_RTL_LETTERS: Final = bytes(code for code, letter in enumerate(ALPHABET) if _RTL_LETTERS.match(letter))
_ENCODED_LETTERS: Final = bytes(code for code, letter in enumerate(ALPHABET) if _LETTERS.match(letter))
_RTL_SHARE: Final = 0.3
"""Share of right-to-left letters from which on a paragraph of news is right-to-left."""
_SAMPLE: Final = 1 << 14
"""Code points of a paragraph that are counted, at most."""
_PIECES: Final = 16
_PIECE: Final = 64
"""Code points of each of the `_PIECES` of a long text that are counted."""


def text_direction(text: str) -> Direction:
    """Return the direction of most letters of a text. In a long text only sixteen pieces are counted."""
    step = len(text) // _PIECES
    if step > _PIECE:
        text = "".join([text[start : start + _PIECE] for start in range(0, _PIECES * step, step)])
    share = _rtl_share(" ".join(text.splitlines()))
    return "rtl" if share is not None and share > 0.5 else "ltr"


def paragraph_direction(paragraph: str, *, fallback: Direction = "ltr") -> Direction:
    """Return the base direction of a paragraph of news: a higher-level protocol in the sense of UAX #9 HL1.

    It is "rtl" if at least 30 % of the letters in the first 16,384 code points are right-to-left. So an Arabic
    sentence that begins with a Latin name or a link keeps its side. Otherwise it is the direction of the first
    letter (P2, P3). Returns `fallback`, which should be the direction of the whole text, if there are no letters.
    """
    sample = paragraph[:_SAMPLE]
    share = _rtl_share(sample)
    if share is None:
        return fallback
    if share >= _RTL_SHARE:
        return "rtl"
    first = _LETTERS.search(sample)
    return "rtl" if first and _RTL_LETTERS.match(first[0]) else "ltr"


def first_strong_direction(paragraph: str) -> Direction:
    """Return the direction of the first strong code point outside isolates, exactly as UAX #9, P2 and P3 say.

    Returns "ltr" if there is none.
    """
    isolates = 0
    for code_point in paragraph:
        bidi_class = unicodedata.bidirectional(code_point) or _default_class(code_point)
        if bidi_class in {"LRI", "RLI", "FSI"}:
            isolates += 1
        elif bidi_class == "PDI":
            isolates = max(isolates - 1, 0)
        elif not isolates and bidi_class in {"L", "R", "AL"}:
            return "ltr" if bidi_class == "L" else "rtl"
    return "ltr"


def _default_class(code_point: str) -> str:
    """Return the class of an unassigned code point: that of the letters of its block (DerivedBidiClass.txt)."""
    return "R" if _RTL_BLOCKS.match(code_point) else "L"


def find_direction(paragraph: str, base_direction: BaseDirection, fallback: Direction = "ltr") -> Direction:
    """Return the base direction of a paragraph by any of the rules; `fallback` is for "auto"."""
    if base_direction == "auto":
        return paragraph_direction(paragraph, fallback=fallback)
    return first_strong_direction(paragraph) if base_direction == "first-strong" else base_direction


def _rtl_share(text: str) -> float | None:
    """Return the share of right-to-left letters among all letters; None if there are no letters."""
    codes = encode(text)
    if codes is None:
        letters = sum(map(len, _LETTERS.findall(text)))
        return sum(map(len, _RTL_LETTERS.findall(text))) / letters if letters else None
    others = len(codes.translate(None, _ENCODED_LETTERS))
    not_rtl = len(codes.translate(None, _ENCODED_RTL_LETTERS))
    return (len(codes) - not_rtl) / (len(codes) - others) if others < len(codes) else None
