"""Questions to the terminal about what it is, while the rest of the application is imported.

The questions go out in one write. The replies are collected when they are needed, at most 0.3 s later; until then the
terminal echoes nothing. Terminals reply in order, and every terminal replies to the last question: its reply is the
fence, after which no other reply comes.
"""

import os
import re
import select
import termios
import time
from typing import Final, NamedTuple

PATIENCE: Final = 0.3
"""Seconds to wait for the replies; a terminal that is silent for so long does not reply at all."""

IDENTITY: Final = "\x1b[>q\x1b[8$p\x1b[>c"
"""XTVERSION, DECRQM of mode 8 (BDSM), secondary device attributes."""
FENCE: Final = "\x1b[c"
"""Primary device attributes."""

_REPLY: Final = re.compile(
    rb"\x1bP>\|(?P<version>[^\x1b\x07]*)(?:\x1b\\|\x07)"
    rb"|\x1b\[8;(?P<mode>\d)\$y"
    rb"|\x1b\[>(?P<device>[\d;]*)c"
    rb"|(?P<fence>\x1b\[\?[\d;]*c)"
)
# The beginning of a reply. A lone ESC is a key, and so are ESC [ and ESC P without more behind them.
_BEGUN: Final = re.compile(rb"\x1b(?:P>[^\x1b\x07]*\x1b?|\[[?>][\d;]*|\[8(?:;\d?\$?)?)\Z")


class Replies(NamedTuple):
    """The replies of a terminal about itself."""

    version: str = ""
    """Name and version (XTVERSION)."""
    mode: int | None = None
    """State of mode 8 (DECRPM): 0 not recognised, 1 set, 2 reset, 3 permanently set, 4 permanently reset."""
    device: tuple[int, ...] = ()
    """Secondary device attributes."""
    is_complete: bool = False
    """True if the fence has come."""


def parse_replies(received: bytes) -> tuple[Replies, bytes]:
    """Split the input into the replies and the bytes that the user typed meanwhile."""
    version = ""
    mode: int | None = None
    device: tuple[int, ...] = ()
    is_complete = False
    for reply in _REPLY.finditer(received):
        if reply["version"] is not None:
            version = reply["version"].decode(errors="replace")
        elif reply["mode"] is not None:
            # Inside a multiplexer both it and the outer terminal reply.
            mode = max(mode or 0, int(reply["mode"]))
        elif reply["device"] is not None:
            device = tuple(int(number or 0) for number in reply["device"].split(b";"))
        else:
            is_complete = True
    replies = Replies(version=version, mode=mode, device=device, is_complete=is_complete)
    return replies, _REPLY.sub(b"", received)


class ReplySieve:
    """Removes late replies from the input, so that they do not count as typed keys."""

    def __init__(self) -> None:
        self._held = b""

    def feed(self, received: bytes) -> bytes:
        """Return the typed part of the input.

        The beginning of a reply at the end is held back until the next call; an empty input releases it.
        """
        typed = _REPLY.sub(b"", self._held + received)
        begun = _BEGUN.search(typed) if received else None
        self._held = begun[0] if begun else b""
        return typed[: len(typed) - len(self._held)]


def in_foreground(terminal_fd: int) -> bool:
    """Return True if this is a terminal and the process is in its foreground; in the background a write stops it."""
    try:
        return os.isatty(terminal_fd) and os.tcgetpgrp(terminal_fd) == os.getpgrp()
    except OSError:  # a terminal without jobs
        return True


class Probe:
    """One round of questions to a terminal. The caller must `restore` the terminal in the end."""

    def __init__(self, input_fd: int, output_fd: int, questions: str) -> None:
        """Send the questions. Raises termios.error if `input_fd` is not a terminal."""
        self._input_fd = input_fd
        self.attributes = termios.tcgetattr(input_fd)
        """The attributes of the terminal before the probe (termios)."""
        quiet = termios.tcgetattr(input_fd)
        quiet[0] &= ~termios.ICRNL  # an Enter that the user types meanwhile must stay Enter
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(input_fd, termios.TCSANOW, quiet)
        # A terminal that misunderstands a question may print it: erase that again.
        os.write(output_fd, f"\x1b7{questions}\x1b8\x1b[K".encode())
        self._deadline = time.monotonic() + PATIENCE
        self._received = b""

    def collect(self) -> tuple[Replies, bytes]:
        """Wait for the fence, at most `PATIENCE`; return the replies and the bytes that the user typed."""
        while True:
            replies, typed = parse_replies(self._received)
            left = max(0.0, self._deadline - time.monotonic())
            if replies.is_complete or not select.select([self._input_fd], [], [], left)[0]:
                return replies, typed
            received = os.read(self._input_fd, 4096)
            if not received:
                return replies, typed
            self._received += received

    def restore(self) -> None:
        """Restore the attributes that the terminal had before."""
        termios.tcsetattr(self._input_fd, termios.TCSANOW, self.attributes)
