"""The themes: a calm dark one, a calm light one and one of high contrast, and the tints of the labels in each.

The tints differ in lightness as well as in hue (blue, amber, teal), so that colour-blind readers can distinguish them.
Terminals of 256 colours have tints of their own: the nearest of their colours to two calm tints is often the same one.
"""

from dataclasses import replace
from typing import Literal

from textual.color import Color
from textual.theme import Theme

Colours = Literal["truecolor", "256", "standard"]
"""How many colours a terminal has, by Rich's names: all, 256 or sixteen."""
CURRENT = 0.16
"""How much of the text's colour is mixed into the tint under the current annotation."""

_DARK_LABELS = ("#1f4a78", "#5c4414", "#336759", "#6a3a5d", "#4a4a8a", "#5d5d22", "#7a3b32", "#4d565e")
# With sixteen colours the nearest one to each of the tints above would be grey. Light text is legible on the first row,
# dark text on the second. Most of a text is claims, so they have the calmest colour.
_SIXTEEN_LABELS = ("#aa00aa", "#0000aa", "#aa0000", "#555555", "#aa00aa", "#0000aa", "#aa0000", "#555555")
_LIGHT_SIXTEEN_LABELS = ("#00aa00", "#aaaaaa", "#ffff55", "#ff55ff", "#00aa00", "#aaaaaa", "#ffff55", "#ff55ff")
# Without colours the tints differ in lightness only. Claims have the calmest here, too.
_GREY_LABELS = ("#464646", "#303030", "#5a5a5a", "#3b3b3b", "#525252", "#303030", "#464646", "#5a5a5a")
_LIGHT_GREY_LABELS = ("#cacaca", "#e6e6e6", "#b0b0b0", "#d8d8d8", "#bdbdbd", "#e6e6e6", "#cacaca", "#b0b0b0")
_CONTRAST_LABELS = ("#003c9c", "#7a4a00", "#00594a", "#7a006b", "#3a2fb0", "#595900", "#8a1a0a", "#4a4a4a")
_LIGHT_LABELS = ("#c4dcf7", "#f6dfa6", "#bfe6d6", "#efcfe6", "#d8d6f7", "#e6e8b4", "#f7cfc7", "#d9dee2")


_LIMITED_LABELS = {
    "newsreader-dark": ("#005faf", "#5f5f00", "#005f5f", "#af0087", "#5f0087", "#0000af", "#5f005f", "#333333"),
    "newsreader-light": ("#afafff", "#ffffaf", "#87d7af", "#af87af", "#af87d7", "#ffd75f", "#ffd7d7", "#adadad"),
    "newsreader-contrast": ("#0000af", "#5f5f00", "#005f5f", "#5f005f", "#875faf", "#000087", "#af005f", "#292929"),
}
"""By theme the tints in 256 colours, and below those of the current annotation.

A search found them: of any two the distance is as large as it can be, also to the colour-blind, where a text on them
stays legible.
"""
_LIMITED_CURRENT = {
    "newsreader-dark": ("#5f5fd7", "#af5f00", "#00875f", "#d70087", "#5f00d7", "#5f00ff", "#af00af", "#474747"),
    "newsreader-light": ("#5f87ff", "#ffaf00", "#5faf87", "#af5fd7", "#af5faf", "#af875f", "#d75f00", "#8f8f8f"),
    "newsreader-contrast": ("#5f5fd7", "#af5f00", "#00875f", "#5f00d7", "#d700af", "#8700ff", "#d70087", "#3d3d3d"),
}


def label_variables(theme: str, *, colours: Colours = "truecolor", grey: bool = False) -> dict[str, str]:
    """Return the theme variables of the colour slots in one of our themes.

    `$label-1` to `$label-8` are the tints, and `$label-1-current` to `$label-8-current` those under the annotation
    that keys act on.
    """
    tints = _tints(theme, colours, grey=grey)
    current: tuple[str, ...]
    if colours == "256" and not grey:
        current = _LIMITED_CURRENT[theme]
    elif colours == "standard":
        current = tints  # a mixture would be another label's colour, or grey
    else:
        text = Color.parse(_FOREGROUNDS[theme])
        current = tuple(Color.parse(tint).blend(text, CURRENT).hex for tint in tints)
    slots = list(enumerate(zip(tints, current, strict=True), start=1))
    variables = {f"label-{slot}": tint for slot, (tint, _) in slots}
    return variables | {f"label-{slot}-current": tint for slot, (_, tint) in slots}


def _tints(theme: str, colours: Colours, *, grey: bool) -> tuple[str, ...]:
    is_light = theme == LIGHT.name
    if colours == "standard" and grey:
        return ("#aaaaaa" if is_light else "#555555",) * len(_DARK_LABELS)
    if grey:
        return _LIGHT_GREY_LABELS if is_light else _GREY_LABELS
    if colours == "standard":
        return _LIGHT_SIXTEEN_LABELS if is_light else _SIXTEEN_LABELS
    return _LIMITED_LABELS[theme] if colours == "256" else _LABELS[theme]


def themes(colours: Colours) -> tuple[Theme, ...]:
    """Return our themes for a terminal with so many colours."""
    if colours == "256":
        return DARK_LIMITED, LIGHT_LIMITED, CONTRAST_LIMITED
    return DARK, LIGHT_SIXTEEN if colours == "standard" else LIGHT, CONTRAST


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

# Each of these is one of the 256 colours, or the grey that Rich makes one of. The nearest ones to the colours above are
# black for a surface on dark grey, and grey for what is to stand out.
DARK_LIMITED = replace(
    DARK,
    primary="#87afd7",
    secondary="#d7af5f",
    accent="#d7af5f",
    foreground="#e0e0e0",
    background="#141414",
    surface="#1f1f1f",
    panel="#292929",
    success="#87af87",
    warning="#d7af5f",
    error="#ff8787",
    variables={"quiet": "#999999", "rule": "#333333"},
)

LIGHT_LIMITED = replace(
    LIGHT,
    primary="#005f87",
    secondary="#875f00",
    accent="#875f00",
    foreground="#292929",
    background="#ffffff",
    surface="#f5f5f5",
    panel="#ebebeb",
    success="#005f00",
    warning="#875f00",
    error="#af0000",
    variables={"quiet": "#666666", "rule": "#d6d6d6"},
)

CONTRAST_LIMITED = replace(
    CONTRAST,
    secondary="#ffd75f",
    accent="#ffd75f",
    panel="#292929",
    success="#87ffaf",
    warning="#ffd75f",
    error="#ff8787",
    variables={"quiet": "#cccccc", "rule": "#8f8f8f"},
)

THEMES = {DARK.name: "dark", LIGHT.name: "light", CONTRAST.name: "high contrast"}
"""Name of each of our themes -> its title on the screen."""
_LABELS = {DARK.name: _DARK_LABELS, LIGHT.name: _LIGHT_LABELS, CONTRAST.name: _CONTRAST_LABELS}
_FOREGROUNDS = {each.name: each.foreground or "" for each in (DARK, LIGHT, CONTRAST)}
