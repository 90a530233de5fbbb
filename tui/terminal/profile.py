"""The profile of each kind of terminal: what makes it show visual order unchanged.

Typesetting produces shaped text in visual order. A terminal without bidi of its own displays that correctly. A terminal
with bidi is switched to leave the cells in place. One that has no such switch is sent rows that its own reordering
turns into the correct ones.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from annotations.errors import NewsreaderError
from tui.terminal.probe import Replies
from tui.terminal.rewriting import Rewrite, alternate_colours, invert_bidi, reverse_runs, split_styles


class TerminalError(NewsreaderError):
    """A terminal profile that does not exist."""


class Profile(NamedTuple):
    """What is sent to one kind of terminal."""

    name: str
    """Its name for `--terminal`."""
    title: str
    """The terminals that it is for."""
    enter: str = "\x1b[8l"
    """Sent before the alternate screen: VTE keeps the mode with each row, and rows made earlier would not change."""
    leave: str = "\x1b[8h"
    """Sent whenever the application leaves the screen; undoes `enter`."""
    shows_marks: bool = True
    """True if the terminal displays combining marks (tashkeel) in their place and loses no letters by them."""
    rewrite: Rewrite | None = None
    """Changes each row before it is sent."""
    respell: Callable[[str], str] | None = None
    """Changes everything that is written, independent of rows."""


# BDSM, mode 8 of ECMA-48: reset is explicit (the cells stay in place), set is implicit, which is the default. Terminals
# without bidi of their own ignore it, so every profile sends it.
_EXPLICIT, _IMPLICIT = "\x1b[8l", "\x1b[8h"

PLAIN = Profile(name="plain", title="xterm, urxvt, st, zutty, Windows Terminal, and all that do not reorder")
UNMARKED = Profile(name="unmarked", title="Alacritty, foot, Terminology: as plain, without marks", shows_marks=False)
BDSM = Profile(name="bdsm", title="GNOME Terminal and all of VTE, mintty")
KONSOLE = Profile(
    name="konsole",
    title="Konsole",
    enter=_EXPLICIT + "\x1b]50;BidiRenderingEnabled=false\x07",
    leave=_IMPLICIT + "\x1b]50;BidiRenderingEnabled=true\x07",
)
MLTERM = Profile(
    name="mlterm",
    title="mlterm",
    enter=_EXPLICIT + "\x1b]5379;use_ctl=false\x07",
    leave=_IMPLICIT + "\x1b]5379;use_ctl=true\x07",
    respell=split_styles,
)
KITTY = Profile(name="kitty", title="kitty (without force_ltr)", shows_marks=False, rewrite=reverse_runs)
QTERMWIDGET = Profile(
    name="qtermwidget",
    title="QTerminal, Deepin Terminal and all of qtermwidget",
    rewrite=alternate_colours,
    shows_marks=False,
)
LIBVTERM = Profile(name="libvterm", title="pangoterm, and all that run libvterm", rewrite=alternate_colours)
PUTTY = Profile(name="putty", title="PuTTY, pterm", rewrite=invert_bidi)
XTERMJS = Profile(name="xtermjs", title="Visual Studio Code and others that run xterm.js", rewrite=alternate_colours)

PROFILES: Mapping[str, Profile] = {
    profile.name: profile
    for profile in (PLAIN, UNMARKED, BDSM, KONSOLE, MLTERM, KITTY, QTERMWIDGET, LIBVTERM, PUTTY, XTERMJS)
}


class Choice(NamedTuple):
    """A profile and why it was chosen."""

    profile: Profile
    reason: str


def profile_named(name: str, source: str) -> Choice:
    """Return the profile that the user asks for. Raises TerminalError, which names the source, if there is none."""
    try:
        return Choice(PROFILES[name], f"{source} says {name}")
    except KeyError:
        raise TerminalError(f"{source}: no terminal profile “{name}”, only {', '.join(PROFILES)}") from None


_BY_VERSION = (
    ("konsole", KONSOLE),
    ("kitty", KITTY),
    ("foot", UNMARKED),
    ("terminology", UNMARKED),
    ("mintty", BDSM),
    ("vte", BDSM),
    ("xterm.js", XTERMJS),
    ("xterm(", PLAIN),
)
_BY_DEVICE = (
    ((24,), MLTERM),
    ((0, 115), QTERMWIDGET),
    ((1, 115), KONSOLE),
    ((0, 136), PUTTY),
    ((1, 4000), KITTY),
    ((0, 276), XTERMJS),
    ((0, 100), LIBVTERM),
    ((1, 11301), UNMARKED),
)
_BY_TERM = (
    ("mlterm", MLTERM),
    ("xterm-kitty", KITTY),
    ("foot", UNMARKED),
    ("alacritty", UNMARKED),
    ("putty", PUTTY),
    ("konsole", KONSOLE),
)
_BY_PROGRAM = {"vscode": XTERMJS, "mintty": BDSM, "terminology": UNMARKED}
_VTE_WITH_BDSM = 5803


def recognise(replies: Replies, *, term: str, environ: Mapping[str, str]) -> Choice:
    """Choose by the replies of the terminal, then by `term`, which every terminal sets for itself.

    Other variables count only if the terminal did not reply. A terminal that is started from the shell of another one
    inherits the variables of that one.
    """
    version = replies.version.lower()
    for name, profile in _BY_VERSION:
        if version.startswith(name):
            return Choice(profile, f"it calls itself {replies.version}")
    if replies.mode in {1, 2}:
        return Choice(BDSM, "it knows the mode for bidi (BDSM)")
    for numbers, profile in _BY_DEVICE:
        if replies.device[: len(numbers)] == numbers:
            return Choice(profile, f"its device attributes are {';'.join(map(str, replies.device))}")
    for name, profile in _BY_TERM:
        if term.startswith(name):
            return Choice(profile, f"TERM is {term}")
    if replies.is_complete:
        named = f"it calls itself {replies.version}, which" if replies.version else "it"
        return Choice(PLAIN, f"{named} is none of those that reorder")
    return _by_environment(environ)


def _by_environment(environ: Mapping[str, str]) -> Choice:
    program = environ.get("TERM_PROGRAM", "")
    if program in _BY_PROGRAM:
        return Choice(_BY_PROGRAM[program], f"it does not answer; TERM_PROGRAM is {program}")
    for variable, profile in (("KONSOLE_VERSION", KONSOLE), ("KITTY_WINDOW_ID", KITTY), ("MLTERM", MLTERM)):
        if variable in environ:
            return Choice(profile, f"it does not answer; {variable} is set")
    vte = environ.get("VTE_VERSION", "")
    if vte.isdecimal() and int(vte) >= _VTE_WITH_BDSM:
        return Choice(BDSM, f"it does not answer; VTE_VERSION is {vte}")
    return Choice(PLAIN, "it does not answer")
