"""A program on a pseudo-terminal, and the time that it takes to answer keys."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

QUIET = 0.06
"""Seconds without output after which an answer is complete."""
PATIENCE = 0.5
"""Seconds after which a key without output has no answer."""

DEVICE_ATTRIBUTES = b"\x1b[c"
"""The question that every terminal answers (DA1)."""


class Terminal:
    """Runs a program on a pseudo-terminal, replies to it as a plain terminal does, and kills it on leaving."""

    def __init__(
        self, argv: Sequence[str], *, columns: int = 120, rows: int = 40, environ: Mapping[str, str] | None = None
    ) -> None:
        self.output = b""
        self._has_ended = False
        self._started = time.perf_counter()
        self._pid, self._fd = pty.fork()
        if self._pid == 0:
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor"} | dict(environ or {}))
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvp(argv[0], list(argv))

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._has_ended:
            self.signal(signal.SIGKILL)
            self.end()
        os.close(self._fd)

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self._pid, number)

    def send(self, keys: bytes) -> None:
        """Type keys."""
        os.write(self._fd, keys)

    def hang_up(self) -> None:
        """Close the terminal, as its window or a lost connection does; the program goes on without one."""
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, self._fd)
        os.close(nothing)

    def wait_until_stopped(self) -> None:
        """Wait until the program has stopped itself, as a suspension does."""
        os.waitpid(self._pid, os.WUNTRACED)

    def end(self, timeout: float = 20) -> int:
        """Wait for the program's end; return its exit status, negative for the signal that ended it."""
        deadline = time.perf_counter() + timeout
        while True:
            # Read the output: a full pseudo-terminal blocks the program.
            self._read(0.05)
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            if pid:
                self._has_ended = True
                while self._read(0.05) is not None:
                    pass
                return os.waitstatus_to_exitcode(status)
            if time.perf_counter() > deadline:
                raise TimeoutError(f"the program has not ended: {self.output[-500:]!r}")

    def first_paint(self, marker: bytes, timeout: float = 20) -> float:
        """Return the seconds from the start until `marker`, which is in the screen's last row, has been written."""
        self.wait_for(marker, timeout)
        painted = time.perf_counter()
        self._until_quiet(painted)
        return painted - self._started

    def wait_for(self, marker: bytes, timeout: float = 20, *, since: int = 0) -> None:
        """Read until `marker` has been written behind the first `since` bytes of the output."""
        deadline = time.perf_counter() + timeout
        while marker not in self.output[since:]:
            if time.perf_counter() > deadline or self._read(timeout) is None:
                raise TimeoutError(f"{marker!r} was not written: {self.output[-500:]!r}")

    def answer(self, keys: bytes) -> float:
        """Return the seconds from sending keys to the last byte that they cause; 0 if they cause none."""
        sent = time.perf_counter()
        self.send(keys)
        first = self._read(PATIENCE if keys else QUIET)
        return 0.0 if first is None else self._until_quiet(first) - sent

    def _until_quiet(self, last: float) -> float:
        """Return the time of the last byte before `QUIET` seconds of silence."""
        while (now := self._read(QUIET)) is not None:
            last = now
        return last

    def _read(self, timeout: float) -> float | None:
        """Read the output; return the time at which it came. Returns None if none comes in time."""
        ready, _, _ = select.select([self._fd], [], [], timeout)
        if not ready:
            return None
        try:
            chunk = os.read(self._fd, 1 << 16)
        except OSError:
            return None
        self.output += chunk
        if DEVICE_ATTRIBUTES in chunk:
            self.send(b"\x1b[?62;22c")
        return time.perf_counter() if chunk else None
