"""tmux and GNU screen, which stand between the application and the terminal that draws.

Neither reorders, and neither hands the switches for bidi on by itself: they have to be wrapped. What the outer terminal
is cannot be read from the environment, which is as old as the session; tmux knows, screen lets the terminal answer.
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
_ARRIVAL = 0.05  # seconds within which the multiplexer has read what was written


@dataclass(frozen=True, slots=True, kw_only=True)
class Multiplexer:
    """The multiplexer around the application."""

    name: str
    version: str = ""
    """What the terminal around it calls itself, "" when unknown."""
    term: str = ""
    """TERM of the terminal around it, "" when unknown."""
    pane: str = ""
    """tmux's name of our pane."""
    passes: bool = True
    """Whether passthrough was allowed before we came."""

    def wrap(self, sequence: str) -> str:
        """A sequence that reaches the terminal around."""
        if self.name == "tmux":
            return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"
        return f"\x1bP{sequence}\x1b\\"

    @property
    def questions(self) -> str:
        """What to ask a terminal behind this multiplexer.

        screen hands answers on. tmux keeps them, but has asked the same itself; what it does not know is whether the
        terminal knows mode 8, and without that a terminal of this kind gets the same.
        """
        return self.wrap(IDENTITY + FENCE) if self.name == "screen" else ""

    def around(self, profile: Profile) -> Profile:
        """A profile as it has to be sent through here.

        The multiplexer is on the alternate screen already, so rows have to be made anew; `redraw` has to follow.
        """
        return profile._replace(enter=self.wrap(profile.enter + _CLEAR), leave=self.wrap(profile.leave + _CLEAR))

    def allow(self) -> None:
        """Let our pane's sequences through, if they are not already."""
        if not self.passes:
            _run("tmux", "set-option", "-p", "-t", self.pane, "allow-passthrough", "on")

    def redraw(self) -> None:
        """Have everything drawn again, after a profile's sequence has cleared the terminal's screen."""
        time.sleep(_ARRIVAL)
        if self.name == "tmux":
            _run("tmux", "refresh-client")
        else:
            _run("screen", "-X", "redisplay")

    def forbid(self) -> None:
        """Take `allow` back."""
        if not self.passes:
            _run("tmux", "set-option", "-pu", "-t", self.pane, "allow-passthrough")


def find_multiplexer(environ: Mapping[str, str] = os.environ) -> Multiplexer | None:
    """The multiplexer that we run in, if any; the innermost one of several."""
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
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
