"""tmux and GNU screen, which stand between the application and the terminal that draws.

Neither reorders, and neither hands the switches for bidi on by itself: they have to be wrapped. What the outer terminal
is cannot be read from the environment, which is as old as the session; tmux knows, screen lets the terminal answer.
"""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tui.terminal.probe import FENCE, IDENTITY
from tui.terminal.profile import Profile

_CLEAR = "\x1b[H\x1b[2J"
_TIMEOUT = 1.0  # seconds; tmux answers within 10 ms unless its server hangs


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

        tmux answers for the terminal what it knows and hands on the state of mode 8 only; screen hands on everything.
        """
        return self.wrap("\x1b[8$p") + FENCE if self.name == "tmux" else self.wrap(IDENTITY + FENCE)

    def around(self, profile: Profile) -> Profile:
        """A profile as it has to be sent through here."""
        return replace(profile, enter=self.wrap(profile.enter + _CLEAR), leave=self.wrap(profile.leave))

    def allow(self) -> None:
        """Let our pane's sequences through, if they are not already."""
        if not self.passes:
            _tmux("set-option", "-p", "-t", self.pane, "allow-passthrough", "on")

    def redraw(self) -> None:
        """Have all panes drawn again, over rows that the terminal has made in the new mode."""
        if self.name == "tmux":
            _tmux("refresh-client")

    def forbid(self) -> None:
        """Take `allow` back."""
        if not self.passes:
            _tmux("set-option", "-pu", "-t", self.pane, "allow-passthrough")


def find_multiplexer(environ: Mapping[str, str] = os.environ) -> Multiplexer | None:
    """The multiplexer that we run in, if any; the innermost one of several."""
    term = environ.get("TERM", "")
    if "TMUX" in environ and term.startswith(("tmux", "screen")):
        pane = environ.get("TMUX_PANE", "")
        wanted = "#{client_termtype}\n#{client_termname}\n#{allow-passthrough}"
        answer = _tmux("display-message", "-p", "-t", pane, wanted).split("\n")
        version, outer_term, passthrough = answer[:3] if len(answer) > 3 else ("", "", "")
        return Multiplexer(
            name="tmux", version=version, term=outer_term, pane=pane, passes=passthrough not in {"off", "0"}
        )
    if "STY" in environ and term.startswith("screen"):
        return Multiplexer(name="screen")
    return None


def _tmux(*arguments: str) -> str:
    try:
        done = subprocess.run(["tmux", *arguments], capture_output=True, text=True, timeout=_TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
