"""The driver that switches the terminal's own bidi off while the application runs.

On Linux and macOS only; Windows Terminal does not reorder.
"""

import os

from textual.drivers.linux_driver import LinuxDriver

from tui.terminal.profile import detect


class ExplicitBidiDriver(LinuxDriver):
    """Textual's driver, with the profile's sequences around each stay in the alternate screen."""

    def start_application_mode(self) -> None:
        """Switch bidi off, then enter the alternate screen; also after a suspension."""
        # A job that was continued in the background must not write: Textual will stop it again at once.
        if os.isatty(self.fileno) and os.tcgetpgrp(self.fileno) == os.getpgrp():
            self._send(detect(os.environ).enter)
        super().start_application_mode()  # type: ignore[no-untyped-call] # Textual left it untyped

    def stop_application_mode(self) -> None:
        """Leave the alternate screen, then switch bidi on again."""
        super().stop_application_mode()
        self.write(detect(os.environ).leave)
        self.flush()

    def _send(self, sequence: str) -> None:
        """Write past the writer thread, which does not run yet."""
        if self._file is not None:
            self._file.write(sequence)
            self._file.flush()
