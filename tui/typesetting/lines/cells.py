"""The cells of a paragraph in logical order: the start, the glyphs and the level of each."""

from collections.abc import Sequence
from itertools import compress
from typing import Final, NamedTuple

from annotations.text.patterns import lazily
from tui.typesetting.shaping.alphabet import ALPHABET, MARKS, NON_JOINER, encode
from tui.typesetting.shaping.glyphs import COMPOSING, GLYPHS, MOST_MARKS, SPECIAL_RUNS
from tui.typesetting.shaping.joining import ABSORBED
from tui.typesetting.shaping.shaping import IN_BULK, shape

_EXTENDERS: Final = MARKS + NON_JOINER
_BEGINS: Final = bytes(code_point not in _EXTENDERS for code_point in ALPHABET)
_CLUSTER: Final = lazily(f"[^{MARKS}][{MARKS}]{{0,{MOST_MARKS}}}")
_BASE: Final = lazily(f"[^{MARKS}]")


class Cells(NamedTuple):
    """The cells of a text in logical order."""

    begins: bytes
    """For each code point 1 where a cell begins with it, 0 where it belongs to the cell before it."""
    glyphs: Sequence[str]
    levels: bytes
    odd_columns: Sequence[tuple[int, int]]
    """The cells that do not take one column, by index, and how many they take."""


NO_CELLS: Final = Cells(b"", "", b"", ())


def set_cells(text: str, levels: bytes, *, marks: bool) -> Cells:
    """Return the cells of a text whose code points have these levels. Without `marks` no glyph has combining marks."""
    return _set_in_bulk(text, levels, marks=marks) or _set_one_by_one(text, levels, marks=marks)


def _set_in_bulk(text: str, levels: bytes, *, marks: bool) -> Cells | None:
    """Return the cells of a text in the alphabet: each code point is a cell of one column or extends the one before.

    Returns None if the text has another code point, begins with a mark, or cannot be joined by `BulkJoiner`.
    """
    codes = encode(text)
    if codes is None or codes[:1].translate(_BEGINS) == b"\0":
        return None
    shaped = IN_BULK.join(text, codes, levels)
    if shaped is None:
        return None
    begins = codes.translate(_BEGINS)
    if ABSORBED in shaped:
        begins = _without_absorbed(begins, shaped)
    count = begins.count(1)
    if count == len(codes):
        return Cells(begins, shaped, levels, ())
    sent = shaped.replace(ABSORBED, "").replace(NON_JOINER, "")
    glyphs: Sequence[str] = sent
    if len(sent) > count:
        glyphs = (_CLUSTER if marks else _BASE).findall(sent)
    is_uniform = levels.count(levels[0]) == len(levels)
    return Cells(begins, glyphs, levels[:count] if is_uniform else bytes(compress(levels, begins)), ())


def _without_absorbed(begins: bytes, shaped: str) -> bytes:
    made = bytearray(begins)
    place = shaped.find(ABSORBED)
    while place >= 0:
        made[place] = 0
        place = shaped.find(ABSORBED, place + 1)
    return bytes(made)


def _set_one_by_one(text: str, levels: bytes, *, marks: bool) -> Cells:
    """Return the cells of any text; looks at each run that is not plain."""
    shaped = shape(text)
    glyph_set = GLYPHS[marks]
    begins = bytearray(b"\1") * len(text)
    glyphs: list[str] = []
    cell_levels = bytearray()
    odd_columns: list[tuple[int, int]] = []
    done = 0
    for match in SPECIAL_RUNS.finditer(shaped):
        begin, end = match.span()
        glyphs += shaped[done:begin]
        cell_levels += levels[done:begin]
        run = match[0]
        extending, suffix, clusters = glyph_set.after_plain[run] if begin else glyph_set.first(run)
        if extending:
            base = glyphs[-1]
            glyphs[-1] = base + suffix if base >= COMPOSING else glyph_set.compose(base, run[:extending])
            begins[begin : begin + extending] = bytes(extending)
            begin += extending
        for length, glyph, mirrored, columns in clusters:
            if columns != 1:
                odd_columns.append((len(glyphs), columns))
            begins[begin + 1 : begin + length] = bytes(length - 1)
            level = levels[begin]
            glyphs.append(mirrored if level & 1 else glyph)
            cell_levels.append(level)
            begin += length
        done = end
    glyphs += shaped[done:]
    cell_levels += levels[done:]
    return Cells(bytes(begins), glyphs, bytes(cell_levels), odd_columns)
