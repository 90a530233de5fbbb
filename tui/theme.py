"""The themes: a calm dark one, a calm light one and one of high contrast, and the tints of the labels in each.

The tints differ in lightness as well as in hue (blue, amber, teal), so that colour-blind readers can distinguish them.
"""

from dataclasses import replace

from textual.theme import Theme

_DARK_LABELS = ("#1f4a78", "#5c4414", "#336759", "#6a3a5d", "#4a4a8a", "#5d5d22", "#7a3b32", "#4d565e")
# With sixteen colours the nearest one to each of the tints above would be grey. Light text is legible on the first row,
# dark text on the second. Most of a text is claims, so they have the calmest colour.
_SIXTEEN_LABELS = ("#aa00aa", "#0000aa", "#aa0000", "#555555", "#aa00aa", "#0000aa", "#aa0000", "#555555")
_LIGHT_SIXTEEN_LABELS = ("#55ffff", "#aaaaaa", "#ffff55", "#55ff55", "#55ffff", "#aaaaaa", "#ffff55", "#55ff55")
# Without colours the tints differ in lightness only. Claims have the calmest here, too.
_GREY_LABELS = ("#464646", "#303030", "#5a5a5a", "#3b3b3b", "#525252", "#303030", "#464646", "#5a5a5a")
_LIGHT_GREY_LABELS = ("#cacaca", "#e6e6e6", "#b0b0b0", "#d8d8d8", "#bdbdbd", "#e6e6e6", "#cacaca", "#b0b0b0")
_CONTRAST_LABELS = ("#003c9c", "#7a4a00", "#00594a", "#7a006b", "#3a2fb0", "#595900", "#8a1a0a", "#4a4a4a")
_LIGHT_LABELS = ("#c4dcf7", "#f6dfa6", "#bfe6d6", "#efcfe6", "#d8d6f7", "#e6e8b4", "#f7cfc7", "#d9dee2")


def label_variables(theme: str, *, sixteen: bool = False, grey: bool = False) -> dict[str, str]:
    """Return the theme variables `$label-1` to `$label-8`: the tints of the colour slots in one of our themes."""
    tints: tuple[str, ...] = _LABELS[theme]
    if sixteen:
        tints = _LIGHT_SIXTEEN_LABELS if theme == LIGHT.name else _SIXTEEN_LABELS
    if grey:
        tints = _LIGHT_GREY_LABELS if theme == LIGHT.name else _GREY_LABELS
    if sixteen and grey:
        tints = ("#aaaaaa" if theme == LIGHT.name else "#555555",) * len(tints)
    return {f"label-{slot}": tint for slot, tint in enumerate(tints, start=1)}


DARK = Theme(
    name="newsreader-dark",
    dark=True,
    primary="#8fb4d9",
    secondary="#c9a24d",
    accent="#e8c266",
    foreground="#dcd8cf",
    background="#15181c",
    surface="#191d22",
    panel="#20252b",
    success="#7fb79b",
    warning="#e0b25c",
    error="#e07a6a",
    variables={"quiet": "#858e98", "rule": "#2a3037"},
)

LIGHT = Theme(
    name="newsreader-light",
    dark=False,
    primary="#2c5c8a",
    secondary="#8a6414",
    accent="#8f6106",
    foreground="#23262a",
    background="#fbfaf7",
    surface="#f4f2ed",
    panel="#eceae3",
    success="#2e7a58",
    warning="#8a5e06",
    error="#b03a2a",
    variables={"quiet": "#64696e", "rule": "#dcd9d0"},
)

CONTRAST = Theme(
    name="newsreader-contrast",
    dark=True,
    primary="#ffffff",
    secondary="#ffd75f",
    accent="#ffe14d",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#2a2a2a",
    success="#7dffb0",
    warning="#ffd75f",
    error="#ff8f80",
    variables={"quiet": "#c8c8c8", "rule": "#8a8a8a"},
)

LIGHT_SIXTEEN = replace(LIGHT, accent="#0000aa", warning="#aa0000")
"""The light theme in sixteen colours: the nearest one to its amber is a yellow that cannot be read on white."""

THEMES = {DARK.name: "dark", LIGHT.name: "light", CONTRAST.name: "high contrast"}
"""Name of each of our themes -> its title on the screen."""
_LABELS = {DARK.name: _DARK_LABELS, LIGHT.name: _LIGHT_LABELS, CONTRAST.name: _CONTRAST_LABELS}
