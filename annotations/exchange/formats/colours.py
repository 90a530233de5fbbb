"""Colours of labels for other programs; a label's colour is an index into them, from 1."""

from annotations.model.label import COLOURS

PALETTE = ("#e69f00", "#56b4e9", "#009e73", "#cc79a7", "#f0e442", "#0072b2", "#d55e00", "#999999")
"""The palette of Okabe and Ito, which colour-blind readers can distinguish."""
TINTS = ("#ffe0b0", "#bfe3ff", "#b5ead7", "#f3cdea", "#fff3a3", "#a9cdf5", "#ffcba4", "#dddddd")
"""Light variants, for black text on them."""
assert len(PALETTE) == len(TINTS) == COLOURS
