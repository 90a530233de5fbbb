"""What may be sent to a terminal for a grapheme cluster, and how many columns it takes there.

Terminals agree on the width of letters, presentation forms and the common marks, and on little else: a format character, a
joiner or a variation selector can swallow or add a column. So a glyph is a base with marks that every terminal puts on it,
and nothing of category Cc, Cf or Cs ever leaves. Widths are Rich's, by code point, because Textual cuts lines with them.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from bidi.mirror import MIRRORED
from rich.cells import get_character_cell_size

from tui.typesetting.clusters import cluster_boundaries, cluster_property

TAB: Final = " " * 4
"""A tab is four columns wide wherever it stands: a stop would depend on the line, and in mixed text on its order."""

UNSHOWABLE: Final = "\ufffd"
"""Shown for a control code point, a lone surrogate or an unassigned one. Fonts made for terminals have it; few have the
control pictures (U+2400)."""

_STAND_IN: Final = "\u25cc"  # for the signs that enclose a number, which are format characters

PLAIN: Final = (
    " -'*-;=?-Z\\\\^-z|~\u00a0-\u00a8\u00aa\u00ac\u00af-\u00ba\u00bc-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a\u038c"
    "\u038e-\u03a1\u03a3-\u0482\u048a-\u052f\u05d0-\u05ea\u0606-\u060f\u061b\u061e-\u064a\u0660-\u066f\u0671-\u06d5\u06e5-"
    "\u06e6\u06e9\u06ee-\u06ff\u0750-\u077f\u08a0-\u08b4\u08b6-\u08c7\u2010-\u2027\u2030-\u2038\u20a0-\u20bf\ufb50-\ufbb1"
    "\ufbd3-\ufd3d\ufe70-\ufe74\ufe76-\ufefc"
)
"""Code points that are a cell of one column by themselves and sent as they are, as the inside of a character class: what
nearly all of a text consists of. Neither mirrored nor part of any cluster rule."""

_PREPENDED: Final = "\u0600-\u0605\u06dd\u070f\u0890-\u0891\u08e2\u0d4e\U000110bd\U000110cd"
SPECIAL_RUNS: Final = re.compile(f"[^{PLAIN}]+(?:(?<=[{_PREPENDED}])[{PLAIN}][^{PLAIN}]*)*")
"""The runs that are not plain. One that begins with marks belongs, so far, to the plain code point before it."""

_SENT_MARKS: Final = re.compile(
    "[\u0300-\u034e\u0350-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed\u08d4-\u08e1\u08e3-\u08ff]"
)
_MOST_MARKS: Final = 6
_EXTENDING: Final = frozenset({"Extend", "ZWJ", "SpacingMark"})


class Glyph(NamedTuple):
    """One cluster as it is sent."""

    length: int
    """Code points of the cluster."""
    glyphs: str
    """At an even embedding level; "" without columns."""
    mirrored: str
    """At an odd one (UAX #9 L4)."""
    columns: int


@lru_cache(maxsize=1 << 12)
def set_special_run(run: str, *, marks: bool) -> tuple[Glyph, ...]:
    """The clusters of a run of `SPECIAL_RUNS` that stands at the beginning of a paragraph or holds no leading marks."""
    edges = cluster_boundaries(run)
    return tuple(_set_cluster(run[start:end], marks=marks) for start, end in zip(edges, edges[1:], strict=False))


@lru_cache(maxsize=1 << 12)
def leading_extenders(run: str) -> int:
    """How many code points at the start of a run extend a plain code point before it."""
    for length, code_point in enumerate(run):
        if cluster_property(code_point) not in _EXTENDING:
            return length
    return len(run)


@lru_cache(maxsize=1 << 12)
def with_marks(base: str, extenders: str, *, marks: bool) -> str:
    """A plain code point with those of its marks that can be sent, composed where Unicode has the composition."""
    if base < "\u0590":
        base, extenders = (composed := unicodedata.normalize("NFC", base + extenders))[0], composed[1:]
    return base + "".join(_SENT_MARKS.findall(extenders)[:_MOST_MARKS]) if marks else base


def _set_cluster(cluster: str, *, marks: bool) -> Glyph:
    length = len(cluster)
    sign = ""
    if cluster_property(cluster[0]) == "Prepend":
        cluster = cluster.lstrip("".join(code_point for code_point in cluster if cluster_property(code_point) == "Prepend"))
        sign = _STAND_IN
    glyphs, mirrored = _set_base(cluster, marks=marks) if cluster else ("", "")
    columns = get_width(glyphs) + len(sign)
    return Glyph(length, sign + glyphs, mirrored + sign, columns)


def _set_base(cluster: str, *, marks: bool) -> tuple[str, str]:
    base = cluster[0]
    category = unicodedata.category(base)
    if base == "\t":
        return TAB, TAB
    if category in {"Cc", "Cs", "Cn"}:
        return UNSHOWABLE, UNSHOWABLE
    if cluster_property(base) in _EXTENDING:
        glyphs = _set_stray(cluster, marks=marks)
        return glyphs, glyphs
    if category in {"Cf", "Zl", "Zp"}:
        return "", ""
    kind = cluster_property(base)
    if kind == "Regional":
        glyphs = cluster[:2] if len(cluster) > 1 and cluster_property(cluster[1]) == "Regional" else UNSHOWABLE
        return glyphs, glyphs
    if kind == "Pictograph":
        return base, base
    composed = unicodedata.normalize("NFC", cluster)
    base, extenders = composed[0], composed[1:]
    if not get_character_cell_size(base):
        base = UNSHOWABLE
    return with_marks(base, extenders, marks=marks), with_marks(MIRRORED.get(base, base), extenders, marks=marks)


def _set_stray(extenders: str, *, marks: bool) -> str:
    """Marks without a base get a no-break space; what shows nothing stays unseen; the rest is made visible."""
    if _SENT_MARKS.search(extenders):
        return with_marks("\u00a0", extenders, marks=marks)
    unseen = all(
        unicodedata.category(code_point) == "Cf" or unicodedata.name(code_point, "").startswith("VARIATION SELECTOR")
        for code_point in extenders
    )
    return "" if unseen else UNSHOWABLE


def get_width(glyphs: str) -> int:
    """Columns of a glyph string, summed over its code points."""
    return sum(map(get_character_cell_size, glyphs))
