"""Embedding levels and visual order by the Unicode Bidirectional Algorithm (UAX #9).

`levels` resolves most texts. python-bidi resolves those with explicit formatting or rare brackets. It returns its
levels only in the debug output of `get_display`, and only this module reads that. (The string that `get_display`
returns has neither mirrored brackets nor a map back to the text.)
"""

import re
from functools import cache
from itertools import compress
from typing import Final

from bidi import get_display

from tui.typesetting.bidi.levels import resolve

_BLOCK: Final = 1 << 16
"""Code points that are resolved at once, at most."""
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_IS_LEADING: Final = bytes(byte >> 6 != 0b10 for byte in range(256))


def embedding_levels(text: str, base_level: int) -> bytes:
    """Return the embedding level of every code point of a paragraph, before L1 (UAX #9, X1 to I2).

    Code points that X9 removes have some level too. A text longer than `_BLOCK` is resolved in blocks that end at
    white space: a higher-level protocol, against hostile input.
    Raises RuntimeError if the output of python-bidi cannot be read.
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
    """Return the levels of a paragraph by python-bidi, which implements all of UAX #9.

    Its debug output has an entry for every byte of the text in UTF-8: 41 characters for a level below 10.
    Raises RuntimeError if the output cannot be read.
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


SEPARATORS: Final = re.compile("[\t\v\x1f\n\r\x1c-\x1e\x85\u2029]")
# White space and isolate formatting characters (L1), and what X9 removes.
TRAILING: Final = "".join(
    chr(code_point)
    for span in (
        (0x00, 0x20), (0x7F, 0x9F), (0xAD, 0xAD), (0x1680, 0x1680), (0x180E, 0x180E), (0x2000, 0x200D),
        (0x2028, 0x202E), (0x205F, 0x2064), (0x2066, 0x206F), (0x3000, 0x3000), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB),
    )
    for code_point in range(span[0], span[1] + 1)
)  # fmt: skip


def line_levels(text: str, levels: bytes, base_level: int) -> bytes:
    """Return the levels of one line's code points after L1.

    L1 resets separators, white space before a separator, and white space at the end of the line.
    """
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
    """Return for each place from left to right the index in `levels` of its code point (UAX #9 L2)."""
    order = list(range(len(levels)))
    lowest_odd = min((level for level in set(levels) if level % 2), default=0)
    for level in range(max(levels), lowest_odd - 1, -1) if lowest_odd else ():
        for run in runs_from(level).finditer(levels):
            start, end = run.span()
            order[start:end] = order[start:end][::-1]
    return order


@cache
def runs_from(level: int) -> re.Pattern[bytes]:
    """Return a pattern that finds the runs of levels at a level or above it."""
    return re.compile(b"[\\x%02x-\\xff]+" % level)
