"""A program on a pseudo-terminal, and how long it takes to answer."""

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
"""Seconds without a byte after which an answer counts as complete."""


class Terminal:
    """Runs a program on a pseudo-terminal of its own; ends it on leaving."""

    def __init__(
        self, argv: Sequence[str], *, columns: int = 120, rows: int = 40, environ: Mapping[str, str] | None = None
    ) -> None:
        self.output = b""
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
        try:
            os.kill(self._pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self._pid, 0)
        os.close(self._fd)

    def first_paint(self, marker: bytes, timeout: float = 20) -> float:
        """Seconds from the start to the last byte of the frame that holds `marker`."""
        deadline = time.perf_counter() + timeout
        while marker not in self.output:
            if time.perf_counter() > deadline or self._read(timeout) is None:
                raise TimeoutError(f"{marker!r} was not painted: {self.output[-500:]!r}")
        return self._until_quiet(time.perf_counter()) - self._started

    def answer(self, keys: bytes) -> float:
        """Seconds from sending keys to the last byte of what they cause."""
        sent = time.perf_counter()
        os.write(self._fd, keys)
        return self._until_quiet(sent) - sent

    def _until_quiet(self, last: float) -> float:
        """The time of the last byte before `QUIET` seconds of silence."""
        while (now := self._read(QUIET)) is not None:
            last = now
        return last

    def _read(self, timeout: float) -> float | None:
        """Read what is there and say when it came; None when nothing comes in time."""
        ready, _, _ = select.select([self._fd], [], [], timeout)
        if not ready:
            return None
        try:
            chunk = os.read(self._fd, 1 << 16)
        except OSError:
            return None
        self.output += chunk
        return time.perf_counter() if chunk else None
