"""Rows for terminals whose bidi cannot be switched off: their own reordering turns these into the rows meant.

Each function takes a row in visual order and returns the row to send, of the same length. A cell is the content of one
column with the parameters of its SGR sequence; behind a wide glyph comes a cell without a glyph.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from bidi.mirror import MIRRORED

from tui.typesetting.bidi.bidi import embedding_levels, line_levels, visual_order


class GridCell(NamedTuple):
    """One column of the screen."""

    glyphs: str
    """A base and its marks; "" in the second column of a wide glyph."""
    style: str
    """Parameters of its SGR sequence, "" for none."""


Row = list[GridCell]
Rewrite = Callable[[Row], Row]

RTL: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")
"""Matches a code point of the blocks of right-to-left letters and Arabic numbers."""


def _units(row: Row) -> Iterator[Row]:
    """Yield the glyphs of a row, each with all its columns."""
    unit: Row = []
    for cell in row:
        if unit and cell.glyphs:
            yield unit
            unit = []
        unit.append(cell)
    if unit:
        yield unit


def _mirrored(glyphs: str) -> str:
    mirror: str = MIRRORED.get(glyphs[:1], glyphs[:1])
    return mirror + glyphs[1:]


# --- kitty ------------------------------------------------------------------------------------------------------------


def reverse_runs(row: Row) -> Row:
    """Rewrite a row for kitty, which gives each run without spaces to HarfBuzz in the direction of its first letter.

    A run whose last letter is right-to-left is sent backwards, so that this letter is the first. HarfBuzz then reverses
    the whole run, also digits and Latin letters, and mirrors its brackets. Colours belong to columns and stay. A run
    that begins with a right-to-left letter and ends with a left-to-right one has another weight at its end: that is
    another font for kitty, which divides the run there.
    """
    sent: Row = []
    run: Row = []
    for cell in (*row, GridCell(" ", "")):
        if cell.glyphs in {" ", "\u00a0"}:
            sent.extend(_reverse_run(run))
            sent.append(cell)
            run = []
        else:
            run.append(cell)
    return sent[:-1]


def _reverse_run(run: Row) -> Row:
    directions = [_script_direction(cell.glyphs[:1]) for cell in run]
    if "R" not in directions:
        return run
    end = len(run) - directions[::-1].index("R")
    if "L" not in directions[end:]:
        end = len(run)
    elif directions.index("R") > directions.index("L"):
        return run  # the first letter keeps the run as it is
    turned = [_mirrored(cell.glyphs) for unit in reversed(list(_units(run[:end]))) for cell in unit]
    sent = [GridCell(glyphs, cell.style) for glyphs, cell in zip(turned, run, strict=False)]
    return sent + [GridCell(cell.glyphs, _other_weight(cell.style)) for cell in run[end:]]


def _other_weight(style: str) -> str:
    parameters = style.split(";")
    if parameters[0] == "1":
        return ";".join(parameters[1:])
    return ";".join(filter(None, ("1", style)))


@lru_cache(maxsize=1 << 10)
def _script_direction(glyph: str) -> str:
    """Return the direction of a code point's script in HarfBuzz: "R", "L", or "" for one without a script."""
    if not glyph:
        return ""
    if RTL.match(glyph):
        # Comma, semicolon, question mark, tatweel and the digits are common to several scripts.
        return "" if glyph in "\u060c\u061b\u061f\u0640" or "\u0660" <= glyph <= "\u0669" else "R"
    return "L" if unicodedata.category(glyph).startswith("L") else ""


# --- qtermwidget, xterm.js --------------------------------------------------------------------------------------------

_FOREGROUND: Final = re.compile(r"(?:^|(?<=;))38;2;(\d+);(\d+);(\d+)")


def alternate_colours(row: Row) -> Row:
    """Rewrite a row for terminals that give runs of equal attributes to a text engine with bidi.

    No two neighbouring letters may have equal attributes. So the blue of every second column is changed by one of 255
    if the column or a neighbour has a right-to-left glyph. Rows whose colours are not 24-bit stay as they are.
    """
    is_rtl = [RTL.match(cell.glyphs) is not None for cell in row]
    near = [any(is_rtl[max(column - 1, 0) : column + 2]) for column in range(len(row))]
    return [
        GridCell(cell.glyphs, _FOREGROUND.sub(_nudge, cell.style)) if column % 2 and near[column] else cell
        for column, cell in enumerate(row)
    ]


def _nudge(colour: re.Match[str]) -> str:
    red, green, blue = map(int, colour.groups())
    return f"38;2;{red};{green};{blue + 1 if blue < 255 else 254}"


# --- mlterm -----------------------------------------------------------------------------------------------------------

_LONG_STYLE: Final = re.compile(r"\x1b\[([\d;]+);(48;2;\d+;\d+;\d+)m")


def split_styles(written: str) -> str:
    """Split SGR sequences for mlterm, which reads ten parameters; an attribute and two 24-bit colours are eleven."""
    return _LONG_STYLE.sub("\x1b[\\1m\x1b[\\2m", written)


# --- PuTTY ------------------------------------------------------------------------------------------------------------

_BLANK_LETTER: Final = "\u2800"  # the Braille pattern without a dot, of bidi class L


def invert_bidi(row: Row) -> Row:
    """Rewrite a row for PuTTY, which applies all of UAX #9 to every row, in the direction of its first strong letter.

    The row to send is found by trial. The visual row, read in either direction, gives levels, and the levels give an
    order. The order is correct if PuTTY's algorithm turns it into the visual row. Some rows have no such order. There
    a blank left-to-right letter takes the place of the first space, or of all spaces, so that each word stands alone.
    """
    if not any(RTL.match(cell.glyphs) for cell in row):
        return row
    visual = list(_units(row))
    sent = _inverse("".join(unit[0].glyphs[:1] or " " for unit in visual))
    return [
        GridCell(glyph + cell.glyphs[1:] if cell.glyphs else "", cell.style)
        for place, glyph in sent
        for cell in visual[place]
    ]


Order = tuple[tuple[int, str], ...]
"""For each glyph to send its place in the visual row, and the glyph."""


@lru_cache(maxsize=512)
def _inverse(visual: str) -> Order:
    attempts: list[tuple[int, Order]] = []
    for row in (visual, visual.replace(" ", _BLANK_LETTER, 1), visual.replace(" ", _BLANK_LETTER)):
        attempts.append(_nearest_inverse(row))
        if not attempts[-1][0]:
            break
    return min(attempts)[1]


def _nearest_inverse(visual: str) -> tuple[int, Order]:
    """Return the smallest number of glyphs that PuTTY displays wrong, and the order to send for that."""
    best: tuple[int, Order] = (len(visual) + 1, ())
    mirrored = "".join(map(_mirrored, visual))
    for base in (1, 0):
        guess = bytes([base]) * len(visual)
        tried: set[bytes] = set()
        while guess not in tried and len(tried) < 6:
            tried.add(guess)
            order = _logical_order(guess)
            sent = [(mirrored if guess[place] % 2 else visual)[place] for place in order]
            levels = putty_levels("".join(sent))
            shown = [order[place] for place in visual_order(levels)]
            by_place = dict(zip(order, levels, strict=True))
            # A place is wrong when another glyph is shown there, or the mirror image of its own.
            wrong = sum(
                place != wanted or ((by_place[place] ^ guess[place]) % 2 and visual[place] != mirrored[place])
                for wanted, place in enumerate(shown)
            )
            if wrong < best[0]:
                best = wrong, tuple(zip(order, sent, strict=True))
            if not wrong:
                return best
            guess = bytes(by_place[place] for place in range(len(visual)))
    return best


def _logical_order(levels: bytes) -> list[int]:
    """Return the logical order of glyphs whose levels are given in visual order: UAX #9 L2 backwards."""
    order = list(range(len(levels)))
    lowest_odd = min((level for level in levels if level % 2), default=max(levels) + 1)
    for level in range(lowest_odd, max(levels) + 1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order


def putty_levels(sent: str) -> bytes:
    """Return the level of each glyph of a row in PuTTY, whose base level is that of P2 and P3 without isolates."""
    strong = (unicodedata.bidirectional(glyph) for glyph in sent)
    base = next((int(direction != "L") for direction in strong if direction in {"L", "R", "AL"}), 0)
    return line_levels(sent, embedding_levels(sent, base), base)
