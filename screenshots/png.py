"""Pictures from a real terminal: GNOME's terminal widget on a private X server."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from screenshots.demo import ANNOTATOR
from tests.terminal.desktop import desktop
from tests.terminal.emulators import FONT, Emulator, put
from tui.language.catalogue import Language

POINTS = 13.5
CELL = (11, 22)
"""Width and height of a cell in pixels, at most."""
MARGIN = 14
BACKGROUND = "#191d22"
START, SETTLE = 4, 1.5
"""Seconds to wait for the terminal with the application in it, and for the effect of the last key."""


def photograph(
    corpus: Path, target: Path, *, columns: int, rows: int, keys: Sequence[str], language: Language, scratch: Path
) -> None:
    """Open a corpus in a terminal of a size, type keys (X names), and write the picture with an even margin."""

    def command(home: Path, program: list[str]) -> list[str]:
        settings = (
            "[Configuration]\nMiscMenubarDefault=FALSE\nMiscBordersDefault=FALSE\n"
            f"ScrollingBar=TERMINAL_SCROLLBAR_NONE\nColorBackground={BACKGROUND}\nColorForeground={BACKGROUND}\n"
        )
        put(home, ".config/xfce4/terminal/terminalrc", settings)
        options = [
            "--disable-server",
            "--hide-borders",
            "--font",
            f"{FONT} {POINTS}",
            "--geometry",
            f"{columns}x{rows}",
        ]
        return ["dbus-run-session", "--", "xfce4-terminal", *options, "-x", *program]

    emulator = Emulator(name="vte", program="xfce4-terminal", package="xfce4-terminal", command=command)
    program = [sys.executable, "-m", "tui.cli", str(corpus), "--annotator", ANNOTATOR, "--lang", language]
    environment = ["env", "COLORTERM=truecolor", f"PYTHONPATH={Path(__file__).parents[1]}"]
    with desktop(scratch, (columns * CELL[0], rows * CELL[1])) as display:
        display.run(emulator, [*environment, *program])
        time.sleep(START)
        display.type(*keys)
        time.sleep(SETTLE)
        picture = scratch / "raw.png"
        display.keep(picture)
        trim = ["-fuzz", "2%", "-trim", "+repage", "-bordercolor", BACKGROUND, "-border", str(MARGIN), "-strip"]
        display.call("convert", str(picture), *trim, "-colors", "255", str(target))
