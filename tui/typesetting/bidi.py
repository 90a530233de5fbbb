"""Embedding levels and visual order by the Unicode Bidirectional Algorithm (UAX #9).

The levels come from the engine inside python-bidi, which returns them only through the debug output of
`get_display`; this module is the one place that knows. (`get_display`'s own string has neither mirrored brackets
nor a map back to the text.) Before the engine is asked, stretches of one script are cut down to a letter, which
changes no level and makes nearly all of a text free.
"""

import re
from functools import cache
from itertools import compress
from typing import Final, Literal

from bidi import get_display

Direction = Literal["rtl", "ltr"]
BaseDirection = Literal["auto", "rtl", "ltr"]

_BLOCK: Final = 1 << 16

# --- Which way a paragraph runs ---------------------------------------------------------------------------------------

_RTL_LETTERS: Final = re.compile(
    "[\u05d0-\u05ea\u0620-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee-\u06ef\u06fa-\u06ff\u0710-\u072f\u0750-\u07a5"
    "\u07ca-\u07ea\u0840-\u0858\u0860-\u0887\u0889-\u088e\u08a0-\u08c9\ufb1d\ufb1f-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb"
    "\ufe70-\ufefc]+"
)
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_NO_LTR_LETTERS: Final = re.compile(
    "[\0-@\\[-`{-\u00a9\u00ab-\u00b4\u0590-\u08ff\u2000-\u2070\ufb1d-\ufdff\ufe70-\ufeff]*"
)
_RTL_SHARE: Final = 0.3
_SAMPLE: Final = 1 << 14


def text_direction(text: str) -> Direction:
    """The direction of most letters of a text (of its first 16,384 code points): "rtl" or "ltr"."""
    share = _rtl_share(text[:_SAMPLE])
    return "rtl" if share is not None and share > 0.5 else "ltr"


def paragraph_direction(paragraph: str, *, fallback: Direction = "ltr") -> Direction:
    """The base direction of a paragraph.

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


def _rtl_share(text: str) -> float | None:
    if _NO_LTR_LETTERS.fullmatch(text):
        return 1.0 if _RTL_LETTERS.search(text) else None
    letters = sum(map(len, _LETTERS.findall(text)))
    return sum(map(len, _RTL_LETTERS.findall(text))) / letters if letters else None


# --- Levels -----------------------------------------------------------------------------------------------------------

# Inside a stretch from one Arabic letter (AL) to another, with no number, bracket or letter of another direction
# between them, everything gets the letters' level, whatever surrounds it: W1 to W7 leave neutrals, N1 gives them
# the letters' direction. Likewise from one Latin letter (L) to another, where W7 makes the numbers L too; and the
# digits of a number are all alike. Brackets stay, for N0.
_NEUTRAL: Final = (
    " !-'*-/:;=?@\\\\^_`|~\u00a0\u00ab\u00bb\u060c\u066a\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u200c-\u200d\u2010-\u2027"
)
_ARABIC: Final = (
    "\u061b\u061d-\u064a\u066d-\u066f\u0671-\u06d5\u06ee-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c7\ufe70-\ufefc"
)
_LATIN: Final = "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u0400-\u0482\u048a-\u052f"
_STRETCH: Final = re.compile(
    f"[{_ARABIC}][{_NEUTRAL}{_ARABIC}]*[{_ARABIC}]|[{_LATIN}][{_NEUTRAL}{_LATIN}0-9]*[{_LATIN}]"
    "|[0-9]+[0-9]|[\u0660-\u0669]+[\u0660-\u0669]"
)
_ALL_ARABIC: Final = re.compile(f"[{_NEUTRAL}{_ARABIC}()\\[\\]]*")
_ALL_LATIN: Final = re.compile(f"[{_NEUTRAL}{_LATIN}0-9()\\[\\]]*")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_IS_LEADING: Final = bytes(byte >> 6 != 0b10 for byte in range(256))


def embedding_levels(text: str, base_level: int) -> bytes:
    """The embedding level of every code point of a paragraph, before L1 (UAX #9, X1 to I2).

    Code points that X9 removes have some level too. Of a text that even cut down is longer than 64k code points,
    blocks that end at white space are resolved one by one (a higher-level protocol, against hostile input). Raises
    RuntimeError when python-bidi's output cannot be read.
    """
    if (_ALL_ARABIC if base_level else _ALL_LATIN).fullmatch(text):
        return bytes([base_level]) * len(text)
    kept: list[str] = []
    dropped: list[int] = []
    done = 0
    for stretch in _STRETCH.finditer(text):
        start, end = stretch.span()
        kept.append(text[done : start + 1])
        dropped.append(end - start - 1)
        done = end
    kept.append(text[done:])
    dropped.append(0)
    levels = _levels_in_blocks("".join(kept), base_level)
    pieces: list[bytes] = []
    done = 0
    for piece, missing in zip(kept, dropped, strict=True):
        end = done + len(piece)
        pieces.append(levels[done:end])
        if missing:
            pieces.append(levels[end - 1 : end] * missing)
        done = end
    return b"".join(pieces)


def _levels_in_blocks(text: str, base_level: int) -> bytes:
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
    """Ask python-bidi. It lists one level for every byte of the text in UTF-8, 41 characters long when below 10."""
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
_TOKEN: Final = re.compile(
    rf"(?<![\w{_MARKS}])[#@][\w{_MARKS}]*[^\W\d][\w{_MARKS}]*"
    r"|(?:https?://|www\.)[!-;=?-~]*[A-Za-z0-9/]"
    r"|(?<![A-Za-z0-9.@-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/[!-;=?-~]*[A-Za-z0-9/]"
)
_FIRST_STRONG_ISOLATE: Final = "\u2068"
_POP_ISOLATE: Final = "\u2069"


def display_levels(text: str, base_level: int) -> bytes:
    """`embedding_levels` with every hashtag, mention and link isolated, so that its sign stays where it belongs.

    As if each were wrapped in FSI and PDI (a higher-level protocol, UAX #9 HL3); the levels returned are those of
    the text alone, one per code point.
    """
    if not ("#" in text or "@" in text or "/" in text or "www." in text):
        return embedding_levels(text, base_level)
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    done = 0
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        pieces += (text[done:start], _FIRST_STRONG_ISOLATE, text[start:end], _POP_ISOLATE)
        spans.append((start, end))
        done = end
    if not spans:
        return embedding_levels(text, base_level)
    pieces.append(text[done:])
    levels = embedding_levels("".join(pieces), base_level)
    kept: list[bytes] = []
    done = 0
    for inserted, (start, end) in enumerate(spans):
        shift = 2 * inserted
        kept += (levels[done + shift : start + shift], levels[start + shift + 1 : end + shift + 1])
        done = end
    kept.append(levels[done + 2 * len(spans) :])
    return b"".join(kept)


# --- Lines ------------------------------------------------------------------------------------------------------------

_SEPARATORS: Final = re.compile("[\t\v\x1f\n\r\x1c-\x1e\x85\u2029]")
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
    for separator in _SEPARATORS.finditer(text, 0, kept):
        end = separator.end()
        start = done + len(text[done : end - 1].rstrip(TRAILING))
        reset[start:end] = base * (end - start)
        done = end
    return bytes(reset)


def visual_order(levels: bytes) -> list[int]:
    """Which code point stands at each place from left to right, by its index in `levels` (UAX #9 L2)."""
    order = list(range(len(levels)))
    present = set(levels)
    lowest_odd = min((level for level in present if level % 2), default=0)
    for level in range(max(present), lowest_odd - 1, -1) if lowest_odd else ():
        for run in _runs_from(level).finditer(levels):
            start, end = run.span()
            order[start:end] = order[start:end][::-1]
    return order


@cache
def _runs_from(level: int) -> re.Pattern[bytes]:
    return re.compile(b"[\\x%02x-\\xff]+" % level)
