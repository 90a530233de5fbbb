"""The driver that makes the terminal show visual order while the application runs.

On Linux and macOS only; Windows Terminal does not reorder.
"""

import os
from codecs import getincrementaldecoder
from collections.abc import Callable
from selectors import EVENT_READ, DefaultSelector
from typing import TYPE_CHECKING, ClassVar

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from tui.terminal.probe import ReplySieve, in_foreground
from tui.terminal.terminal import Terminal
from tui.typesetting.shaping.glyphs import SENT_MARKS

if TYPE_CHECKING:
    from tui.terminal.grid import Grid


class ExplicitBidiDriver(LinuxDriver):
    """Textual's driver, with the profile's sequences around each stay in the alternate screen."""

    terminal: ClassVar[Terminal]
    """The terminal to draw on."""

    shows_marks: bool = True
    """Whether combining marks are sent; the profile says so at the start."""

    _has_started = False
    _grid: "Grid | None" = None
    _respell: Callable[[str], str] | None = None

    def start_application_mode(self) -> None:
        """Switch bidi off, then enter the alternate screen; also after a suspension."""
        # A job that was continued in the background must not write: Textual will stop it again at once.
        if in_foreground(self.fileno):
            profile = self.terminal.profile
            if not self._has_started:
                self._has_started = True
                self.shows_marks = profile.shows_marks
            self._respell = profile.respell
            if profile.rewrite:
                from tui.terminal.grid import Grid  # most terminals need none, and the first paint waits for it

                self._grid = Grid(profile.rewrite)
            self._send(profile.enter)
            self._redraw()
        super().start_application_mode()  # type: ignore[no-untyped-call] # Textual left it untyped
        # Textual saw the terminal as the probe had set it.
        self.attrs_before = self.terminal.attributes or self.attrs_before

    def stop_application_mode(self) -> None:
        """Leave the alternate screen, then switch bidi on again."""
        super().stop_application_mode()
        self.write(self.terminal.profile.leave)
        self.flush()
        self._redraw()

    def write(self, data: str) -> None:
        """Write what the terminal needs to show what is meant."""
        if not self.shows_marks:
            data = SENT_MARKS.sub("", data)
        if self._grid is not None:
            data = self._grid.write(data, os.get_terminal_size(self.fileno))
        if self._respell is not None:
            data = self._respell(data)
        super().write(data)

    def run_input_thread(self) -> None:
        """Read the input, beginning with what was typed before, without the terminal's late answers."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        sieve = ReplySieve()
        with DefaultSelector() as selector:
            selector.register(self.fileno, EVENT_READ)
            received = self.terminal.take_typed() + (self._read() if selector.select(0) else b"")
            # Until the application set the terminal for itself, that made a line feed of Enter.
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
            self.exit_event.wait(0.1)  # the terminal has gone away; the signal that says so is on its way
        return received

    def _redraw(self) -> None:
        if self.terminal.multiplexer is not None:
            self.terminal.multiplexer.redraw()

    def _send(self, sequence: str) -> None:
        """Write past the writer thread, which does not run yet."""
        if self._file is not None:
            self._file.write(sequence)
            self._file.flush()


def driver_for(terminal: Terminal) -> type[ExplicitBidiDriver]:
    """The driver that draws on a terminal."""
    return type("BoundDriver", (ExplicitBidiDriver,), {"terminal": terminal})
