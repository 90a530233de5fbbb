"""How a terminal is told to leave the cells where they are put.

Typesetting sends visual order, so a terminal that reorders Arabic by itself would turn it round again.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is sent to one kind of terminal."""

    name: str
    enter: str
    """Sent before the alternate screen: VTE keeps the mode with each row, so rows made earlier would not change."""
    leave: str
    """Sent on every way out; takes `enter` back."""


# BDSM, ECMA-48 mode 8: reset is explicit (the cells stay), set is implicit, the default. Terminals without bidi of
# their own ignore it.
PLAIN = Profile(name="plain", enter="\x1b[8l", leave="\x1b[8h")

# Konsole knows no BDSM but takes profile properties by OSC 50.
KONSOLE = Profile(
    name="konsole",
    enter=PLAIN.enter + "\x1b]50;BidiRenderingEnabled=false\x07",
    leave=PLAIN.leave + "\x1b]50;BidiRenderingEnabled=true\x07",
)


def detect(environ: Mapping[str, str]) -> Profile:
    """Choose the profile by the environment; inside tmux and screen the outer terminal's variables may be stale."""
    multiplexed = "TMUX" in environ or "STY" in environ
    return KONSOLE if "KONSOLE_VERSION" in environ and not multiplexed else PLAIN
