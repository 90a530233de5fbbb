"""Arabic joining: the contextual form of every letter, one glyph for one code point.

`arabic_reshaper` supplies the presentation forms. Its `reshape` is not used: it treats the 187 letters without forms as
letters that never join, drops ZWJ together with the code point behind it, and keeps no map back to the text. The
joining types here come from ArabicShaping.txt (Unicode 15). A letter without contextual forms is shown as it is; its
neighbours still join to it.
"""

import sys
import unicodedata
from collections.abc import Mapping
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from typing import Final

from annotations.text.patterns import lazily
from tui.typesetting.shaping.joining import ABSORBED, LAM, LAM_ALEFS, BulkJoiner, Forms
from tui.typesetting.shaping.lookup import Lookup

DUAL_JOINING: Final = (
    "\u0620\u0626\u0628\u062a-\u062e\u0633-\u063f\u0641-\u0647\u0649-\u064a\u066e-\u066f\u0678-\u0687\u069a-\u06bf"
    "\u06c1-\u06c2\u06cc\u06ce\u06d0-\u06d1\u06fa-\u06fc\u06ff\u0750-\u0758\u075c-\u076a\u076d-\u0770\u0772"
    "\u0775-\u0777\u077a-\u077f\u0886\u0889-\u088d\u08a0-\u08a9\u08af-\u08b0\u08b3-\u08b8\u08ba-\u08c8"
)
"""Joining type D of the Arabic script. Like the two below, it is the inside of a character class."""
RIGHT_JOINING: Final = (
    "\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf"
    "\u06d2-\u06d3\u06d5\u06ee-\u06ef\u0759-\u075b\u076b-\u076c\u0771\u0773-\u0774\u0778-\u0779\u0870-\u0882\u088e"
    "\u08aa-\u08ac\u08ae\u08b1-\u08b2\u08b9"
)
TRANSPARENT: Final = (
    "\u00ad\u0300-\u036f\u0610-\u061a\u061c\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed"
    "\u0897-\u089f\u08ca-\u08e1\u08e3-\u08ff\u200b\u200e-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
)
_CAUSING: Final = (
    "\u0640\u0883-\u0885\u200d"  # joining type C: tatweels and ZWJ join on both sides and keep their shape
)
_HAMZA: Final = "\u0621"  # joins to nothing, and has a form for that

_LEFT = f"[{DUAL_JOINING}{_CAUSING}]"
_RIGHT = f"[{RIGHT_JOINING}]"
# A run of letters that join, a letter that joins to nothing, or a run of code points that are no letters.
_RUNS: Final = lazily(
    f"{_LEFT}+(?:[{TRANSPARENT}]++{_LEFT}+)*(?:[{TRANSPARENT}]*+{_RIGHT})?|{_RIGHT}|{_HAMZA}"
    f"|[^{DUAL_JOINING}{_CAUSING}{RIGHT_JOINING}{_HAMZA}]+"
)
_IS_TRANSPARENT: Final = lazily(f"[{TRANSPARENT}]")


def shape(text: str) -> str:
    """Return the text with every letter in its contextual form, in logical order; it has the same length.

    The glyph of a lam-alef takes the place of the lam, and `ABSORBED` that of the alef; marks between the two stay
    where they are. Marks, digits and all that is not Arabic are returned unchanged.
    """
    shaped = IN_BULK.join(text)
    return "".join(map(_SHAPED.__getitem__, _RUNS.findall(text))) if shaped is None else shaped


def _load_forms() -> Mapping[str, Forms]:
    """Return the isolated, initial, medial and final form of each letter; "" for a form that does not exist.

    The module with the table is loaded without its package. Importing the package reads configuration files named by
    the environment and imports fontTools if that is installed, which takes five times as long as all of typesetting.
    Raises ModuleNotFoundError if arabic_reshaper is not installed.
    """
    package = find_spec("arabic_reshaper")
    spec = package and PathFinder.find_spec("arabic_reshaper.letters", package.submodule_search_locations)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("No module named 'arabic_reshaper.letters'", name="arabic_reshaper.letters")
    letters = sys.modules.get(spec.name)
    if letters is None:
        letters = module_from_spec(spec)
        spec.loader.exec_module(letters)
    forms: Mapping[str, Forms] = letters.LETTERS_ARABIC
    return forms


_FORMS: Final = _load_forms()
IN_BULK: Final = BulkJoiner(_FORMS, dual=DUAL_JOINING, right=RIGHT_JOINING)


def _join(run: str) -> str:
    """Return a run of letters that join, each in its contextual form."""
    places = [place for place, letter in enumerate(run) if not _IS_TRANSPARENT.match(letter)]
    if not places:
        return run
    glyphs = list(run)
    first, last = places[0], places[-1]
    for place in places:
        letter = run[place]
        isolated, initial, medial, final = _FORMS.get(letter, ("", "", "", ""))
        beginning, within = (initial, medial) if place < last else (isolated, final)
        glyphs[place] = (within if place > first else beginning) or letter
    if len(places) > 1 and run[last] in LAM_ALEFS and run[places[-2]] == LAM:
        lam = places[-2]
        if all(unicodedata.category(mark) == "Mn" for mark in run[lam + 1 : last]):
            glyphs[lam] = LAM_ALEFS[run[last]][lam > first]
            glyphs[last] = ABSORBED
    return "".join(glyphs)


_SHAPED: Final = Lookup(_join)
