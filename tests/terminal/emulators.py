"""What a real terminal emulator is to the tests, and the one font and size that all of them get."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

FONT = "DejaVu Sans Mono"
PIXELS = 24
POINTS = PIXELS * 72 / 96
COLUMNS, ROWS = 84, 22
SCREEN = (1600, 900)
BUS = ["dbus-run-session", "--"]
KEYFILE = {"GSETTINGS_BACKEND": "keyfile"}
HARNESS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "tesseract": "tesseract-ocr tesseract-ocr-ara",
}


@dataclass(frozen=True, kw_only=True)
class Emulator:
    """One terminal, perhaps with a multiplexer inside."""

    name: str
    program: str
    package: str
    command: Callable[[Path, list[str]], list[str]]
    """The command line for a private home folder and the program to run in the terminal."""
    environ: dict[str, str] = field(default_factory=dict)
    version: tuple[str, ...] = ()
    """Where the version is asked for; by the Debian package's name otherwise."""
    inside: str = ""
    """The multiplexer: tmux or screen."""
    resized: bool = False
    """Takes no size in columns; its window is given one in pixels."""
    manager: bool = False
    """Paints or takes keys only under a window manager."""
    profile: str = "plain"
    """The profile that has to be chosen."""

    @property
    def colours(self) -> str:
        """COLORTERM inside; screen knows 256 colours only."""
        return "" if self.inside == "screen" else "truecolor"

    @property
    def missing(self) -> str:
        """The Debian packages without which it cannot run, "" when nothing is missing."""
        needed = {self.program: self.package, **HARNESS}
        if self.inside:
            needed[self.inside] = self.inside
        if self.manager:
            needed["openbox"] = "openbox"
        return " ".join(package for program, package in needed.items() if not shutil.which(program))

    def versions(self) -> str:
        """The version of its package, and of the multiplexer's."""
        packages = [self.package.split()[0], *filter(None, [self.inside])]
        query = ["dpkg-query", "-W", "-f", "${Version}\n", *packages]
        found = subprocess.run(query, capture_output=True, text=True, check=False).stdout.split()
        return " + ".join(version.partition("-")[0].partition(":")[2] or version.partition("-")[0] for version in found)


def put(home: Path, path: str, text: str) -> str:
    """Write a file that may be executed, below a home folder; returns its path."""
    file = home / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    file.chmod(0o755)
    return str(file)
