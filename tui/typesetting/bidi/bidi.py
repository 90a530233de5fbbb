"""Embedding levels and visual order by the Unicode Bidirectional Algorithm (UAX #9).

A text is resolved by `levels`, or, where it has explicit formatting or rare brackets, by python-bidi, which returns its
levels only through the debug output of `get_display`; this module is the one place that knows. (`get_display`'s own
string has neither mirrored brackets nor a map back to the text.)
"""

import re
import unicodedata
from functools import cache
from itertools import compress
from typing import Final, Literal

from bidi import get_display

from tui.typesetting.bidi.levels import classify, resolve
from tui.typesetting.shaping.alphabet import ALPHABET, encode

Direction = Literal["rtl", "ltr"]
BaseDirection = Literal["auto", "first-strong", "rtl", "ltr"]
"""How a paragraph's direction is found: "auto" by `paragraph_direction`, "first-strong" by `first_strong_direction`."""

_BLOCK: Final = 1 << 16

# --- Which way a paragraph runs ---------------------------------------------------------------------------------------

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


# --- Levels -----------------------------------------------------------------------------------------------------------

_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_IS_LEADING: Final = bytes(byte >> 6 != 0b10 for byte in range(256))


def embedding_levels(text: str, base_level: int) -> bytes:
    """The embedding level of every code point of a paragraph, before L1 (UAX #9, X1 to I2).

    Code points that X9 removes have some level too. Of a text longer than 64k code points, blocks that end at white
    space are resolved one by one (a higher-level protocol, against hostile input). Raises RuntimeError when
    python-bidi's output cannot be read.
    """
    if len(text) <= _BLOCK:
        return _resolve(text, base_level)
    blocks: list[bytes] = []
    start = 0
    while start < len(text):
        end = min(start + _BLOCK, len(text))
        if end < len(text):
            end = text.rfind(" ", start, end) + 1 or end
        blocks.append(_resolve(text[start:end], base_level))
        start = end
    return b"".join(blocks)


def _resolve(text: str, base_level: int) -> bytes:
    levels = resolve(text, base_level)
    return ask_python_bidi(text, base_level) if levels is None else levels


def ask_python_bidi(text: str, base_level: int) -> bytes:
    """The levels of a paragraph by python-bidi, which knows all of UAX #9.

    Its debug output lists a level for every byte of the text in UTF-8, 41 characters long when below 10.
    """
    if not text:
        return b""
    text = _SURROGATES.sub("\ufffd", text)
    encoded = text.encode()
    dump = str(get_display(text, base_dir="LR"[base_level], debug=True))
    end = dump.rfind("\n    ],\n    paragraphs: [") + 1
    start = end - 41 * len(encoded)
    if start > 14 and dump[start - 14 : start] == "    levels: [\n" and dump[start : start + 14] == "        Level(":
        levels = bytes(map(int, dump[start + 27 : end : 41]))
    else:
        start = dump.rfind("\n    levels: [\n", 0, max(end, 0))
        levels = bytes(map(int, re.findall(r"\d+", dump[max(start, 0) : end])))
    if end <= 0 or len(levels) != len(encoded):
        raise RuntimeError(
            f"python-bidi returned {len(levels)} levels for {len(encoded)} bytes: this version prints them in another "
            "way; install python-bidi>=0.6.12,<0.7"
        )
    if len(encoded) == len(text):
        return levels
    return bytes(compress(levels, encoded.translate(_IS_LEADING)))


# --- Hashtags, mentions and links -------------------------------------------------------------------------------------

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c"
_TAG: Final = re.compile(rf"[#@](?<![\w{_MARKS}].)[\w{_MARKS}]*[^\W\d][\w{_MARKS}]*")
_TOKEN: Final = re.compile(
    _TAG.pattern + r"|(?:https?://|www\.)[!-;=?-~]*[A-Za-z0-9/]"
    r"|(?<![A-Za-z0-9.@-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/[!-;=?-~]*[A-Za-z0-9/]"
)
_HOST_END: Final = re.compile(r"\.[A-Za-z0-9-]+/")
_EXPLICIT: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_FIRST_STRONG_ISOLATE: Final = "\u2068"
_POP_ISOLATE: Final = "\u2069"
_NEUTRAL_SIGN: Final = "*"
"""Of class ON, as an isolate is to what is around it."""
_NOT_STRONG: Final = b"EN+$,MbOB()[]{}"
_RAISED: Final = [bytes(min(level + by, 255) for level in range(256)) for by in range(3)]


def display_levels(text: str, base_level: int) -> bytes:
    """`embedding_levels` with every hashtag, mention and link isolated, so that its sign stays where it belongs.

    As if each were wrapped in FSI and PDI (a higher-level protocol, UAX #9 HL3); the levels returned are those of
    the text alone, one per code point.
    """
    tokens = _find_tokens(text)
    if not tokens:
        return embedding_levels(text, base_level)
    return (_isolated if _EXPLICIT.search(text) else _apart)(text, tokens, base_level)


def _find_tokens(text: str) -> list[re.Match[str]]:
    """The tokens of a text; looking for links is slow, and most texts have none."""
    if "://" in text or "www." in text or ("/" in text and _HOST_END.search(text)):
        return list(_TOKEN.finditer(text))
    return list(_TAG.finditer(text)) if "#" in text or "@" in text else []


def _apart(text: str, tokens: list[re.Match[str]], base_level: int) -> bytes:
    """To what is around it an isolate is a neutral (N1), to what is in it the world is not there (X10)."""
    around: list[str] = []
    done = 0
    for token in tokens:
        around.append(text[done : token.start()])
        done = token.end()
    around.append(text[done:])
    levels = embedding_levels(_NEUTRAL_SIGN.join(around), base_level)
    pieces: list[bytes] = []
    seen = 0
    for before, token in zip(around, tokens, strict=False):
        pieces += (levels[seen : seen + len(before)], _inner_levels(token[0], base_level))
        seen += len(before) + 1
    pieces.append(levels[seen:])
    return b"".join(pieces)


def _inner_levels(token: str, base_level: int) -> bytes:
    """The levels of an isolated token."""
    strong = classify(token).lstrip(_NOT_STRONG)[:1]
    if strong == b"?":
        strong = b"R" if first_strong_direction(token) == "rtl" else b"L"
    inner = 1 if strong in {b"R", b"A"} else 0
    # X5a to X5c: the next odd or even level; embedding_levels begins to count at the inner one.
    raised = base_level + 1 + (base_level + 1 + inner) % 2 - inner
    return embedding_levels(token, inner).translate(_RAISED[raised])


def _isolated(text: str, tokens: list[re.Match[str]], base_level: int) -> bytes:
    """Wrap the tokens up among the explicit formatting that there is."""
    wrapped = _TOKEN.sub(rf"{_FIRST_STRONG_ISOLATE}\g<0>{_POP_ISOLATE}", text)
    levels = embedding_levels(wrapped, base_level)
    kept: list[bytes] = []
    done = 0
    for inserted, token in enumerate(tokens):
        start, end = token.span()
        shift = 2 * inserted
        kept += (levels[done + shift : start + shift], levels[start + shift + 1 : end + shift + 1])
        done = end
    kept.append(levels[done + 2 * len(tokens) :])
    return b"".join(kept)


# --- Lines ------------------------------------------------------------------------------------------------------------

SEPARATORS: Final = re.compile("[\t\v\x1f\n\r\x1c-\x1e\x85\u2029]")
# White space, isolate formatting characters, and what X9 removes, which goes with them.
TRAILING: Final = "".join(
    chr(code_point)
    for span in (
        (0x00, 0x20), (0x7F, 0x9F), (0xAD, 0xAD), (0x1680, 0x1680), (0x180E, 0x180E), (0x2000, 0x200D),
        (0x2028, 0x202E), (0x205F, 0x2064), (0x2066, 0x206F), (0x3000, 0x3000), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB),
    )
    for code_point in range(span[0], span[1] + 1)
)  # fmt: skip


def line_levels(text: str, levels: bytes, base_level: int) -> bytes:
    """The levels of one line's code points after L1: separators, and white space before them or the end, are reset."""
    base = bytes([base_level])
    kept = len(text.rstrip(TRAILING))
    reset = bytearray(levels[:kept] + base * (len(text) - kept))
    done = 0
    for separator in SEPARATORS.finditer(text, 0, kept):
        end = separator.end()
        start = done + len(text[done : end - 1].rstrip(TRAILING))
        reset[start:end] = base * (end - start)
        done = end
    return bytes(reset)


def visual_order(levels: bytes) -> list[int]:
    """Which code point stands at each place from left to right, by its index in `levels` (UAX #9 L2)."""
    order = list(range(len(levels)))
    lowest_odd = min((level for level in set(levels) if level % 2), default=0)
    for level in range(max(levels), lowest_odd - 1, -1) if lowest_odd else ():
        for run in runs_from(level).finditer(levels):
            start, end = run.span()
            order[start:end] = order[start:end][::-1]
    return order


@cache
def runs_from(level: int) -> re.Pattern[bytes]:
    """Finds the runs of levels at a level or above it."""
    return re.compile(b"[\\x%02x-\\xff]+" % level)
