"""The direction of a text and of a paragraph: by the letters of news, or by UAX #9, P2 and P3."""

import re
import unicodedata
from typing import Final, Literal

from tui.typesetting.shaping.alphabet import ALPHABET, encode

Direction = Literal["rtl", "ltr"]
BaseDirection = Literal["auto", "first-strong", "rtl", "ltr"]
"""How a paragraph's direction is found: "auto" by `paragraph_direction`, "first-strong" by `first_strong_direction`."""

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
_SAMPLE: Final = 1 << 14
_PIECES: Final = 16
_PIECE: Final = 64


def text_direction(text: str) -> Direction:
    """The direction of most letters of a text: "rtl" or "ltr". Of a long one sixteen pieces are looked at."""
    step = len(text) // _PIECES
    if step > _PIECE:
        text = "".join([text[start : start + _PIECE] for start in range(0, _PIECES * step, step)])
    share = _rtl_share(" ".join(text.splitlines()))
    return "rtl" if share is not None and share > 0.5 else "ltr"


def paragraph_direction(paragraph: str, *, fallback: Direction = "ltr") -> Direction:
    """The base direction of a paragraph of news.

    A higher-level protocol in the sense of UAX #9 HL1: "rtl" when at least 30 % of the paragraph's letters (of its
    first 16,384 code points) are right-to-left, so that an Arabic sentence which begins with a Latin name or a link
    keeps its side; otherwise the direction of its first strong code point (P2, P3); `fallback`, which should be the
    direction of the text as a whole, when it has none.
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
    """The base direction by the letter of UAX #9, P2 and P3: that of the first strong code point outside isolates.

    "ltr" when there is none. It differs from `paragraph_direction` where few of many right-to-left letters come
    first or a Latin name does, and where there are no letters.
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
    """Unassigned code points take the class of the letters of their block (DerivedBidiClass.txt)."""
    return "R" if _RTL_BLOCKS.match(code_point) else "L"


def find_direction(paragraph: str, base_direction: BaseDirection, fallback: Direction = "ltr") -> Direction:
    """The base direction of a paragraph where "auto" and "first-strong" have to be found; `fallback` is for "auto"."""
    if base_direction == "auto":
        return paragraph_direction(paragraph, fallback=fallback)
    return first_strong_direction(paragraph) if base_direction == "first-strong" else base_direction


def _rtl_share(text: str) -> float | None:
    codes = encode(text)
    if codes is None:
        letters = sum(map(len, _LETTERS.findall(text)))
        return sum(map(len, _RTL_LETTERS.findall(text))) / letters if letters else None
    others = len(codes.translate(None, _ENCODED_LETTERS))
    not_rtl = len(codes.translate(None, _ENCODED_RTL_LETTERS))
    return (len(codes) - not_rtl) / (len(codes) - others) if others < len(codes) else None
