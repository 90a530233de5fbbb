"""A private X server with one terminal in it, and the program that runs there."""

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.terminal.emulators import SCREEN, Emulator, put

ROOT = Path(__file__).parents[2]


class Desktop:
    """A private X server of a size in pixels, with one terminal in it."""

    def __init__(self, home: Path, log: int, size: tuple[int, int]) -> None:
        self._home = home
        self._log = log
        self._started: list[subprocess.Popen[bytes]] = []
        read, write = os.pipe()
        width, height = size
        server = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
        self._start([*server, "-dpi", "96", "+extension", "GLX", "-noreset"], dict(os.environ), pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as answer:
            display = answer.readline().strip()
        runtime = home / "run"
        runtime.mkdir(mode=0o700)
        (runtime / "screen").mkdir(mode=0o700)
        self.environ = {
            "PATH": os.environ["PATH"], "HOME": str(home), "DISPLAY": f":{display}", "SHELL": "/bin/sh",
            "XDG_RUNTIME_DIR": str(runtime), "XDG_CONFIG_HOME": str(home / ".config"), "LANG": "C.UTF-8",
            "XDG_DATA_HOME": str(home / ".local/share"), "LC_ALL": "C.UTF-8", "SCREENDIR": str(runtime / "screen"),
            "LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1", "GDK_BACKEND": "x11", "QT_QPA_PLATFORM": "xcb",
        }  # fmt: skip

    def run(self, emulator: Emulator, program: list[str]) -> None:
        """Start a terminal."""
        self.environ |= emulator.environ
        if emulator.manager:
            self._start(["openbox"], self.environ)
            time.sleep(1)
        self._start(emulator.command(self._home, program), self.environ)
        if emulator.resized:
            window = self._wait_for_window()
            self.call("xdotool", "windowsize", "--sync", window, "1260", "680")

    def call(self, *command: str) -> bytes:
        """Run a tool on the display."""
        return subprocess.run(command, env=self.environ, capture_output=True, check=False, timeout=20).stdout

    def type(self, *keys: str) -> None:
        """Type keys into the terminal, by their X names."""
        for window in self.call("xdotool", "search", "--onlyvisible", "--name", ".").split():
            self.call("xdotool", "windowfocus", window.decode())
        for key in keys:
            self.call("xdotool", "key", "--clearmodifiers", key)
            time.sleep(0.1)

    def point(self, x: int, y: int) -> None:
        """Put the pointer somewhere; without a window manager the keys go where it is."""
        self.call("xdotool", "mousemove", str(x), str(y))

    def photograph(self) -> bytes:
        """All pixels of the display, three bytes each."""
        return self.call("import", "-window", "root", "-depth", "8", "rgb:-")

    def keep(self, path: Path) -> None:
        """Write a picture of the display."""
        self.call("import", "-window", "root", str(path))

    def end(self) -> None:
        """End the processes that were started, and theirs."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            for pid in self._processes():
                with suppress(OSError):
                    os.kill(pid, number)
            time.sleep(0.3)
        for process in self._started:
            process.wait()

    def _start(self, command: list[str], environ: dict[str, str], *, pass_fds: tuple[int, ...] = ()) -> None:
        self._started.append(
            subprocess.Popen(
                command,
                env=environ,
                cwd=self._home,
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                start_new_session=True,
                pass_fds=pass_fds,
            )
        )

    def _wait_for_window(self) -> str:
        for _ in range(50):
            if windows := self.call("xdotool", "search", "--onlyvisible", "--name", ".").split():
                return windows[0].decode()
            time.sleep(0.2)
        raise TimeoutError("the terminal opened no window")

    def _processes(self) -> set[int]:
        # What turned into a daemon has no parent among ours any more, but still the private home folder.
        mark = f"HOME={self._home}".encode()
        pids = {process.pid for process in self._started if process.poll() is None}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                with suppress(OSError):
                    if mark in (entry / "environ").read_bytes().split(b"\0"):
                        pids.add(int(entry.name))
        return pids


@contextmanager
def desktop(home: Path, size: tuple[int, int] = SCREEN) -> Iterator[Desktop]:
    """A display that is ended whatever happens."""
    with (home / "log").open("wb") as log:
        made = Desktop(home, log.fileno(), size)
        try:
            yield made
        finally:
            made.end()


STAGE = """
import fcntl, os, struct, sys, termios, time
size, go = sys.argv[1:]
shown = None
while not os.path.exists(go):
    rows, columns = struct.unpack("HHHH", fcntl.ioctl(0, termios.TIOCGWINSZ, bytes(8)))[:2]
    if shown != (columns, rows):
        shown = columns, rows
        mark = "\\x1b[48;5;%dm \\x1b[0m"
        picture = "\\x1b[?25l\\x1b[2J\\x1b[1;1H" + mark % 196 + f"\\x1b[{rows};{columns}H" + mark % 21
        sys.stdout.write(picture + "\\x1b[2;1H")
        sys.stdout.flush()
        with open(size, "w") as file:
            file.write(f"{columns} {rows}")
    time.sleep(0.1)
sys.stdout.write("\\x1b[2J\\x1b[H\\x1b[?25h")
"""
"""Marks the first cell red and the last one blue, so that the cells can be found in a picture."""

DETECT = """
from tui.terminal.terminal import Terminal
with Terminal() as terminal:
    print(terminal.choice.profile.name)
"""


def staged(emulator: Emulator, home: Path, program: list[str]) -> list[str]:
    """A command that waits for the file `go`, writes the detected profile into `profile`, and runs a program."""
    stage = [sys.executable, put(home, "stage.py", STAGE), str(home / "size"), str(home / "go")]
    script = f"""#!/bin/sh
{shlex.join(stage)}
export COLORTERM={emulator.colours}
cd {shlex.quote(str(ROOT))}
{sys.executable} -c {shlex.quote(DETECT)} > {shlex.quote(str(home / "profile"))}
exec {shlex.join(program)}
"""
    # One word: the terminals do not agree on how more of them are taken apart.
    return [put(home, "run.sh", script)]
