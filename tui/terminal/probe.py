"""Asks the terminal what it is, while the application is still being loaded.

The questions go out in one write and the answers are collected when they are needed, a third of a second later at the
most; in between the terminal echoes nothing. A terminal answers in order, and all of them answer the last question,
which makes its answer the fence behind which nothing more comes.
"""

import os
import re
import select
import termios
import time
from typing import Final, NamedTuple

PATIENCE: Final = 0.3
"""Seconds after the questions until a silent terminal is taken for one that will not answer."""

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
# What may still become a reply. A lone escape is a key, as is ESC [ or ESC P without more.
_BEGUN: Final = re.compile(rb"\x1b(?:P>[^\x1b\x07]*\x1b?|\[[?>][\d;]*|\[8(?:;\d?\$?)?)\Z")


class Replies(NamedTuple):
    """What a terminal said about itself."""

    version: str = ""
    """Name and version (XTVERSION)."""
    mode: int | None = None
    """State of mode 8 (DECRPM): 0 unknown to the terminal, 1 set, 2 reset, 3 and 4 for good."""
    device: tuple[int, ...] = ()
    """Secondary device attributes."""
    is_complete: bool = False
    """Whether the fence has come."""


def parse_replies(received: bytes) -> tuple[Replies, bytes]:
    """Tell replies from what was typed meanwhile; the second value is the latter."""
    version = ""
    mode: int | None = None
    device: tuple[int, ...] = ()
    is_complete = False
    for reply in _REPLY.finditer(received):
        if reply["version"] is not None:
            version = reply["version"].decode(errors="replace")
        elif reply["mode"] is not None:
            # Inside a multiplexer both it and the terminal around it answer.
            mode = max(mode or 0, int(reply["mode"]))
        elif reply["device"] is not None:
            device = tuple(int(number or 0) for number in reply["device"].split(b";"))
        else:
            is_complete = True
    replies = Replies(version=version, mode=mode, device=device, is_complete=is_complete)
    return replies, _REPLY.sub(b"", received)


class ReplySieve:
    """Takes replies that come too late out of the input, so that they are not typed into the application."""

    def __init__(self) -> None:
        self._held = b""

    def feed(self, received: bytes) -> bytes:
        """What was typed. The beginning of a reply at the end is held back until the next call; give that soon."""
        typed = _REPLY.sub(b"", self._held + received)
        begun = _BEGUN.search(typed) if received else None
        self._held = begun[0] if begun else b""
        return typed[: len(typed) - len(self._held)]


def in_foreground(terminal_fd: int) -> bool:
    """Whether the terminal is one, and ours to write to: a job in the background is stopped when it tries."""
    try:
        return os.isatty(terminal_fd) and os.tcgetpgrp(terminal_fd) == os.getpgrp()
    except OSError:  # a terminal without jobs
        return True


class Probe:
    """One round of questions to a terminal. Whoever makes a probe has to `restore` the terminal in the end."""

    def __init__(self, input_fd: int, output_fd: int, questions: str) -> None:
        """Ask. Raises termios.error when `input_fd` is no terminal."""
        self._input_fd = input_fd
        self.attributes = termios.tcgetattr(input_fd)
        """How the terminal was set before."""
        quiet = termios.tcgetattr(input_fd)
        quiet[0] &= ~termios.ICRNL  # Enter typed meanwhile is to stay Enter
        quiet[3] &= ~(termios.ECHO | termios.ICANON)
        termios.tcsetattr(input_fd, termios.TCSANOW, quiet)
        # What a terminal that misunderstands a question prints is wiped off again.
        os.write(output_fd, f"\x1b7{questions}\x1b8\x1b[K".encode())
        self._deadline = time.monotonic() + PATIENCE
        self._received = b""

    def collect(self) -> tuple[Replies, bytes]:
        """Wait for the fence, at most until the patience is over; also returns what was typed."""
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
        """Set the terminal as it was."""
        termios.tcsetattr(self._input_fd, termios.TCSANOW, self.attributes)
