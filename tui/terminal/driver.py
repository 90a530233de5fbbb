"""The driver that makes the terminal show visual order while the application runs.

It is used on Linux and macOS. Windows needs none: Windows Terminal does not reorder.
"""

import os
from codecs import getincrementaldecoder
from collections.abc import Callable
from io import TextIOWrapper
from selectors import EVENT_READ, DefaultSelector
from typing import TYPE_CHECKING, ClassVar, cast

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from tui.terminal.probe import ReplySieve, in_foreground
from tui.terminal.terminal import Terminal
from tui.typesetting.shaping.glyphs import SENT_MARKS

if TYPE_CHECKING:
    from tui.terminal.grid import Grid


class TerminalOutput:
    """Writes to a terminal until that is closed; what is written afterwards is dropped.

    Textual writes in a thread that an error ends. Then its queue fills, and the application waits for it without an
    end, with its journal locked.
    """

    def __init__(self, file: TextIOWrapper) -> None:
        self._file = file
        self._is_closed = False

    def write(self, text: str) -> None:
        """Write text."""
        self._do(lambda: self._file.write(text))

    def flush(self) -> None:
        """Send what was written."""
        self._do(self._file.flush)

    def _do(self, send: Callable[[], object]) -> None:
        """Send something, unless the terminal is closed. Raises `UnicodeError`, which says nothing of the terminal."""
        self._is_closed = self._is_closed or self._file.closed
        if not self._is_closed:
            try:
                send()
            except OSError:
                self._is_closed = True

    def fileno(self) -> int:
        """Return the terminal's file descriptor."""
        return self._file.fileno()


class ExplicitBidiDriver(LinuxDriver):
    """Textual's driver; sends the profile's sequences before and after each stay in the alternate screen."""

    terminal: ClassVar[Terminal]
    """The terminal to draw on."""

    shows_marks: bool = True
    """True if combining marks are sent; begins as the profile's value."""

    _has_started = False
    _grid: "Grid | None" = None
    _respell: Callable[[str], str] | None = None

    def start_application_mode(self) -> None:
        """Switch the terminal's bidi off, then enter the alternate screen; also after a suspension."""
        if isinstance(self._file, TextIOWrapper):
            self._file = cast("TextIOWrapper", TerminalOutput(self._file))
        if self._key_thread is not None and self._key_thread.is_alive():
            # Continued without having been suspended, as when the terminal is closed: SIGCONT follows SIGHUP. A second
            # thread that reads keys would never end.
            self.disable_input()
        # A job that continues in the background must not write: Textual stops it again at once.
        if in_foreground(self.fileno):
            profile = self.terminal.profile
            if not self._has_started:
                self._has_started = True
                self.shows_marks = profile.shows_marks
            self._respell = profile.respell
            if profile.rewrite:
                from tui.terminal.grid import Grid  # few terminals need it, and the import delays the first paint

                self._grid = Grid(profile.rewrite)
            self._send(profile.enter)
            self._redraw()
        super().start_application_mode()  # type: ignore[no-untyped-call] # Textual left it untyped
        # Textual has stored the attributes that the probe set, not those from before it.
        self.attrs_before = self.terminal.attributes or self.attrs_before

    def stop_application_mode(self) -> None:
        """Leave the alternate screen, then switch the terminal's bidi on again."""
        super().stop_application_mode()
        self.write(self.terminal.profile.leave)
        self.flush()
        self._redraw()

    def write(self, data: str) -> None:
        """Write what Textual draws, in the form that this terminal displays as it is meant."""
        if not self.shows_marks:
            data = SENT_MARKS.sub("", data)
        if self._grid is not None:
            data = self._grid.write(data, os.get_terminal_size(self.fileno))
        if self._respell is not None:
            data = self._respell(data)
        super().write(data)

    def run_input_thread(self) -> None:
        """Read the input, beginning with the keys typed during the start, and drop late replies of the terminal."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        sieve = ReplySieve()
        with DefaultSelector() as selector:
            selector.register(self.fileno, EVENT_READ)
            received = self.terminal.take_typed() + (self._read() if selector.select(0) else b"")
            # Before the application set the terminal's mode, the terminal sent a line feed for Enter.
            received = received.replace(b"\n", b"\r")
            while not self.exit_event.is_set():
                if typed := decode(sieve.feed(received)):
                    for event in parser.feed(typed):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)
                received = self._read() if selector.select(0.1) else b""

    def _read(self) -> bytes:
        try:
            received = os.read(self.fileno, 4096)
        except OSError:
            received = b""
        if not received:
            self.exit_event.wait(0.1)  # the terminal has gone away; SIGHUP follows
        return received

    def _redraw(self) -> None:
        if self.terminal.multiplexer is not None:
            self.terminal.multiplexer.redraw()

    def _send(self, sequence: str) -> None:
        """Write to the file directly: the writer thread does not run yet."""
        if self._file is not None:
            self._file.write(sequence)
            self._file.flush()


def driver_for(terminal: Terminal) -> type[ExplicitBidiDriver]:
    """Return a driver class that draws on this terminal."""
    return type("BoundDriver", (ExplicitBidiDriver,), {"terminal": terminal})
