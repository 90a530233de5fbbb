"""The terminal of this process: asked early, known when the application starts, restored when it ends."""

import os
import termios
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self

from tui.terminal.multiplexer import Multiplexer, find_multiplexer
from tui.terminal.probe import FENCE, IDENTITY, Probe, Replies, in_foreground
from tui.terminal.profile import Choice, Profile, profile_named, recognise

VARIABLE = "NEWSREADER_TERMINAL"
"""The environment variable that names a profile."""
_INPUT, _OUTPUT = 0, 2  # Textual reads from standard input and draws on standard error


def preferred(wanted: str | None, setting: str | None, environ: Mapping[str, str]) -> Choice | None:
    """Return the profile that the user asks for by the option, else the variable, else the setting; None if by none.

    Raises TerminalError for the name of a profile that does not exist.
    """
    sources = {"--terminal": wanted, f"the variable {VARIABLE}": environ.get(VARIABLE), "the setting terminal": setting}
    return next((profile_named(name, source) for source, name in sources.items() if name), None)


class Terminal:
    """The terminal: its profile, and the keys that were typed before the application reads its input.

    A context manager: entering sends the questions, leaving restores the terminal.
    Raises TerminalError for the name of a profile that does not exist.
    """

    def __init__(
        self, wanted: str | None = None, setting: str | None = None, *, environ: Mapping[str, str] = os.environ
    ) -> None:
        """Take the names of the profiles that the option and the setting ask for; see `preferred`."""
        self._environ = environ
        self._choice = preferred(wanted, setting, environ)
        self.multiplexer: Multiplexer | None = None
        self.replies = Replies()
        self._probe: Probe | None = None
        self._typed = b""
        self._is_asked = False

    def __enter__(self) -> Self:
        self.ask()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def ask(self) -> None:
        """Send the questions, once, without waiting for the replies."""
        if self._is_asked:
            return
        self._is_asked = True
        self.multiplexer = find_multiplexer(self._environ)
        if self.multiplexer is not None:
            self.multiplexer.allow()
        questions = self.multiplexer.questions if self.multiplexer else IDENTITY + FENCE
        if self._choice is None and questions and self._can_be_asked():
            self._probe = Probe(_INPUT, _OUTPUT, questions)

    def _can_be_asked(self) -> bool:
        # The Linux console has no bidi and may print a question; Apple's terminal prints a letter of one.
        term, program = self._environ.get("TERM", "dumb"), self._environ.get("TERM_PROGRAM")
        return (
            term not in {"dumb", "linux"}
            and program != "Apple_Terminal"
            and os.isatty(_OUTPUT)
            and in_foreground(_INPUT)
        )

    @property
    def choice(self) -> Choice:
        """The profile and the reason for it; waits for the replies the first time."""
        if self._choice is None:
            self.ask()
            if self._probe is not None:
                self.replies, self._typed = self._probe.collect()
            replies, term = self.replies, self._environ.get("TERM", "")
            if self.multiplexer is not None and self.multiplexer.name == "tmux":
                replies = Replies(version=self.multiplexer.version, is_complete=True)
                term = self.multiplexer.term
            elif self.multiplexer is not None:
                term = ""
            self._choice = recognise(replies, term=term, environ=self._environ)
        return self._choice

    @property
    def profile(self) -> Profile:
        """The profile, wrapped for the multiplexer if there is one."""
        profile = self.choice.profile
        return self.multiplexer.around(profile) if self.multiplexer else profile

    @property
    def attributes(self) -> list[object] | None:
        """The attributes of the terminal before it was asked (termios); None if it was not asked."""
        return self._probe.attributes if self._probe else None

    def take_typed(self) -> bytes:
        """Return the bytes typed before the application read its input; b"" on later calls."""
        typed, self._typed = self._typed, b""
        return typed

    def release(self) -> None:
        """Discard replies that were not collected, and restore the terminal's attributes."""
        if self._probe is not None:
            if self._choice is None:
                self._probe.collect()
            with suppress(termios.error):  # the terminal may have gone away
                self._probe.restore()
            self._probe = None

    def close(self) -> None:
        """Restore the terminal and the multiplexer."""
        self.release()
        if self.multiplexer is not None:
            self.multiplexer.forbid()
            self.multiplexer = None
