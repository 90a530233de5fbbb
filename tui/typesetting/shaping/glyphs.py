"""The glyphs of each grapheme cluster as they are sent to a terminal, and the number of columns that they take.

Terminals agree on the width of letters, presentation forms and the common marks, and on little else: a format
character, a joiner or a variation selector can swallow or add a column. So a glyph is a base with marks that every
terminal puts on it. Code points of the categories Cc, Cf and Cs are never sent. Widths are those of Rich, by code
point, because Textual cuts lines with them.
"""

import unicodedata
from itertools import pairwise
from typing import Final, NamedTuple

from bidi.mirror import MIRRORED
from rich.cells import get_character_cell_size

from annotations.text.clusters import EXTENDING, PREPENDED_SIGNS, cluster_boundaries, cluster_property
from annotations.text.patterns import lazily
from tui.typesetting.shaping.lookup import Lookup

TAB: Final = " " * 4
"""A tab, four columns wide everywhere: tab stops would depend on the line, and in mixed text on its visual order."""

UNSHOWABLE: Final = "\ufffd"
"""Shown for a control code point, a lone surrogate or an unassigned code point.

Fonts made for terminals have this sign; few have the control pictures (U+2400).
"""

_STAND_IN: Final = "\u25cc"  # for the signs that enclose a number, which are format characters

PLAIN: Final = (
    " -'*-;=?-Z\\\\^-z|~\u00a0-\u00a8\u00aa\u00ac\u00af-\u00ba\u00bc-\u02ff\u0370-\u0377\u037a-\u037f\u0384-\u038a"
    "\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u052f\u05d0-\u05ea\u0606-\u060f\u061b\u061e-\u064a\u0660-\u066f\u0671-\u06d5"
    "\u06e5-\u06e6\u06e9\u06ee-\u06ff\u0750-\u077f\u08a0-\u08b4\u08b6-\u08c7\u2010-\u2027\u2030-\u2038\u20a0-\u20bf\ufb50-\ufbb1"
    "\ufbd3-\ufd3d\ufe70-\ufe74\ufe76-\ufefc"
)
"""Code points that nearly all of a text consists of, as the inside of a character class.

Each is a cell of one column and is sent as it is: it is not mirrored, and no cluster rule applies to it.
"""

SPECIAL_RUNS: Final = lazily(f"[^{PLAIN}][^{PLAIN}]*(?:(?<=[{PREPENDED_SIGNS}])[{PLAIN}][^{PLAIN}]*)*")
"""Finds the runs that are not plain. Marks at the start of a run extend the plain code point before it."""

SENT_MARKS: Final = lazily(
    "[\u0300-\u034e\u0350-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed\u08d4-\u08e1\u08e3-\u08ff]"
)
"""Finds the combining marks that are sent behind a base; terminals agree that they take no column."""
MOST_MARKS: Final = 6
"""Marks that are sent behind one base, at most."""
COMPOSING: Final = "\u0590"
"""Only plain code points below this one are composed with their marks; Arabic ones do not need that."""


class Glyph(NamedTuple):
    """One cluster as it is sent."""

    length: int
    """Number of code points of the cluster."""
    glyphs: str
    """The code points to send at an even embedding level; "" if the cluster has no columns."""
    mirrored: str
    """The code points to send at an odd level (UAX #9 L4)."""
    columns: int
    """Number of columns that it takes."""


class SpecialRun(NamedTuple):
    """A run of `SPECIAL_RUNS` as it is sent."""

    extending: int
    """Number of its code points that extend the plain code point before it."""
    suffix: str
    """Those of them that are sent behind that code point."""
    clusters: tuple[Glyph, ...]
    """The clusters of the remaining code points."""


class GlyphSet:
    """The glyphs of all clusters that are not plain, with combining marks or without."""

    __slots__ = ("_clusters", "_marks", "after_plain")

    def __init__(self, *, marks: bool) -> None:
        self._marks = marks
        self._clusters = Lookup(self._set_cluster)
        self.after_plain = Lookup(self._set_after_plain)
        """A run behind a plain code point -> how it is sent."""

    def first(self, run: str) -> SpecialRun:
        """Return a run at the beginning of a paragraph, where marks have no base."""
        edges = cluster_boundaries(run)
        return SpecialRun(0, "", tuple(self._clusters[run[start:end]] for start, end in pairwise(edges)))

    def compose(self, base: str, extenders: str) -> str:
        """Return a base with its extenders; base and mark are one code point if Unicode has that composition."""
        composed = unicodedata.normalize("NFC", base + extenders)
        if composed[0] == base:  # NFC composed nothing; keep the marks in the order of the text
            return base + self._sent(extenders)
        return composed[0] + self._sent(composed[1:])

    def _sent(self, extenders: str) -> str:
        return "".join(SENT_MARKS.findall(extenders)[:MOST_MARKS]) if self._marks else ""

    def _set_after_plain(self, run: str) -> SpecialRun:
        extending = next(
            (length for length, code_point in enumerate(run) if cluster_property(code_point) not in EXTENDING), len(run)
        )
        return SpecialRun(extending, self._sent(run[:extending]), self.first(run[extending:]).clusters)

    def _set_cluster(self, cluster: str) -> Glyph:
        signs = len(cluster) - len(cluster.lstrip(PREPENDED_SIGNS))
        sign = _STAND_IN if signs else ""
        glyphs, mirrored = self._set_base(cluster[signs:]) if cluster[signs:] else ("", "")
        columns = sum(map(get_character_cell_size, glyphs)) + len(sign)
        return Glyph(len(cluster), sign + glyphs, mirrored + sign, columns)

    def _set_base(self, cluster: str) -> tuple[str, str]:
        base, kind, category = cluster[0], cluster_property(cluster[0]), unicodedata.category(cluster[0])
        if category in {"Cc", "Cs", "Cn"}:
            glyphs = TAB if base == "\t" else UNSHOWABLE
        elif kind in EXTENDING:
            glyphs = self._set_stray(cluster)
        elif category in {"Cf", "Zl", "Zp"}:
            glyphs = ""
        elif kind == "Regional":
            glyphs = cluster[:2] if cluster_property(cluster[1:2] or " ") == "Regional" else UNSHOWABLE
        elif kind == "Pictograph":
            glyphs = base  # terminals disagree on skin tones, variation selectors and ZWJ sequences
        else:
            composed = self.compose(base, cluster[1:])
            base = composed[0] if get_character_cell_size(composed[0]) else UNSHOWABLE
            marks = composed[1:]
            return base + marks, MIRRORED.get(base, base) + marks
        return glyphs, glyphs

    def _set_stray(self, extenders: str) -> str:
        """Return the glyphs of extenders without a base: marks on a no-break space, "" for invisible code points."""
        if SENT_MARKS.search(extenders):
            return "\u00a0" + self._sent(extenders)
        return "" if all(map(_is_unseen, extenders)) else UNSHOWABLE


def _is_unseen(extender: str) -> bool:
    return unicodedata.category(extender) == "Cf" or "VARIATION SELECTOR" in unicodedata.name(extender, "")


GLYPHS: Final = {marks: GlyphSet(marks=marks) for marks in (True, False)}
"""The glyph sets with combining marks (True) and without (False)."""
