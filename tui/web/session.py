"""The process of one open page: the application on textual-serve's driver.

An error at the start is shown in the page, because the user does not see standard error.
"""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from annotations.errors import NewsreaderError
from annotations.workspace.workspace import Workspace
from tui.app import NewsreaderApp
from tui.keys.actions import reserved_keys
from tui.language.catalogue import choose, speak
from tui.settings import load_settings
from tui.typesetting.lines.display import set_rows


def main(argv: Sequence[str]) -> int:
    """Run the application on a path for an annotator ("" for the default one); returns the exit status."""
    path, annotator = argv
    try:
        settings = load_settings()
        speak(choose(settings.language, environ=os.environ))
        with Workspace.open(Path(path), annotator=annotator, reserved_keys=reserved_keys()) as workspace:
            app = NewsreaderApp(workspace, theme=settings.theme)
            app.run()
            return app.return_code or 0
    except NewsreaderError as error:
        sys.stdout.buffer.write(refusal(str(error), _size("COLUMNS", 80), _size("ROWS", 24)))
        sys.stdout.buffer.flush()
        return 2


def refusal(message: str, columns: int, rows: int) -> bytes:
    """Return the bytes that show a message instead of the application, in the protocol of textual-serve.

    They are a prelude, the screen with the message, and the end. A packet is its kind (`D` for the screen, `M` for the
    server), the length in four bytes, and the data.
    """
    lines = ["".join(cell.glyphs for cell in row) for row in set_rows(message, max(1, columns - 4), max(1, rows - 2))]
    screen = "".join(f"\x1b[{number};3H{line}" for number, line in enumerate(lines, 2))
    packets = ((b"D", f"\x1b[?25l\x1b[2J{screen}".encode()), (b"M", json.dumps({"type": "exit"}).encode()))
    return b"__GANGLION__\n" + b"".join(kind + len(data).to_bytes(4, "big") + data for kind, data in packets)


def _size(variable: str, default: int) -> int:
    value = os.environ.get(variable, "")
    return int(value) if value.isdecimal() else default


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
