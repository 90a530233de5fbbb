"""tmux and GNU screen, which stand between the application and the terminal that draws.

Neither reorders text. Neither passes the switches for bidi on by itself: they have to be wrapped. The environment does
not show the outer terminal, because it is as old as the session. tmux can be asked for it; screen passes our questions
on to the terminal.
"""

import os
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass

from tui.terminal.probe import FENCE, IDENTITY
from tui.terminal.profile import Profile

_CLEAR = "\x1b[H\x1b[2J"
_TIMEOUT = 1.0  # seconds; the commands answer within 10 ms unless their server hangs
_ARRIVAL = 0.05  # seconds in which the multiplexer reads what was written


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiplexer:
    """The multiplexer around the application."""

    name: str
    """"tmux" or "screen"."""
    version: str = ""
    """Name and version of the outer terminal (XTVERSION), "" if unknown."""
    term: str = ""
    """TERM of the outer terminal, "" if unknown."""
    pane: str = ""
    """tmux's name of our pane."""
    passes: bool = True
    """True if passthrough was allowed before the application started."""

    def wrap(self, sequence: str) -> str:
        """Return a sequence wrapped so that it reaches the outer terminal."""
        if self.name == "tmux":
            return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
        return f"\x1bP{sequence}\x1b\\"

    @property
    def questions(self) -> str:
        """The questions for the outer terminal, "" for tmux.

        screen passes replies on. tmux keeps them, but it has asked for the name and version itself. It has not asked
        for mode 8, and need not: the profiles with and without that mode send the same sequences.
        """
        return self.wrap(IDENTITY + FENCE) if self.name == "screen" else ""

    def around(self, profile: Profile) -> Profile:
        """Return a profile with its sequences wrapped for this multiplexer.

        The multiplexer is on the alternate screen already, so the sequences also clear the screen. The caller must
        call `redraw` after each of them.
        """
        return profile._replace(enter=self.wrap(profile.enter + _CLEAR), leave=self.wrap(profile.leave + _CLEAR))

    def allow(self) -> None:
        """Let tmux pass the sequences of our pane on, if it does not already."""
        if not self.passes:
            _run("tmux", "set-option", "-p", "-t", self.pane, "allow-passthrough", "on")

    def redraw(self) -> None:
        """Make the multiplexer draw everything again after a sequence of `around` has cleared the screen."""
        time.sleep(_ARRIVAL)
        if self.name == "tmux":
            _run("tmux", "refresh-client")
        else:
            _run("screen", "-X", "redisplay")

    def forbid(self) -> None:
        """Undo `allow`."""
        if not self.passes:
            _run("tmux", "set-option", "-pu", "-t", self.pane, "allow-passthrough")


def find_multiplexer(environ: Mapping[str, str] = os.environ) -> Multiplexer | None:
    """Return the multiplexer around the application, the innermost of several; None if there is none."""
    term = environ.get("TERM", "")
    if "TMUX" in environ and term.startswith(("tmux", "screen")):
        pane = environ.get("TMUX_PANE", "")
        wanted = "#{client_termtype}\n#{client_termname}\n#{allow-passthrough}"
        answer = _run("tmux", "display-message", "-p", "-t", pane, wanted).split("\n")
        version, outer_term, passthrough = answer[:3] if len(answer) > 3 else ("", "", "")
        return Multiplexer(
            name="tmux", version=version, term=outer_term, pane=pane, passes=passthrough not in {"off", "0"}
        )
    if "STY" in environ and term.startswith("screen"):
        return Multiplexer(name="screen")
    return None


def _run(*command: str) -> str:
    """Run a command; return its output. Returns "" if it cannot be run or takes too long."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
