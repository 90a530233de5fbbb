"""`newsreader serve`: the application in a browser, for those who do not live in a terminal."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from annotations.errors import NewsreaderError
from annotations.samples import installed_samples
from annotations.workspace.workspace import Workspace


class ServeError(NewsreaderError):
    """The application cannot be served."""


def main(argv: Sequence[str]) -> int:
    """Run the command with its arguments, until Ctrl+C; returns the exit status.

    Raises `CorpusError` or `ConfigurationError` when the path could not be opened, and `ServeError` without the extra
    or when the address is not to be had.
    """
    parser = argparse.ArgumentParser(
        prog="newsreader serve",
        description="Serve the application to a browser. Whoever reaches the address can read and annotate.",
    )
    parser.add_argument("path", nargs="?", type=Path, help="folder or file (default: the sample corpus)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    parser.add_argument("--port", type=_port, default=8000, help="default: 8000")
    parser.add_argument(
        "--annotator",
        default=os.environ.get("NEWSREADER_ANNOTATOR", ""),
        help="whose annotations these are (default: $NEWSREADER_ANNOTATOR, else the project's or your login name)",
    )
    options = parser.parse_args(argv)
    path = options.path or installed_samples()
    # What cannot be opened is said here, not in every page.
    with Workspace.open(path, annotator=options.annotator, writable=False) as workspace:
        title = workspace.name
    try:
        from tui.web.server import PageServer
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "textual_serve":
            raise
        raise ServeError("serve needs one more package; run: pip install 'newsreader[web]'") from None
    server = PageServer(path.resolve(), options.annotator, title=title, host=options.host, port=options.port)
    try:
        server.run()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ServeError(
            f"{server.address} is not to be had: {reason}; choose another with --host and --port"
        ) from error
    return 0


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError("a number from 1 to 65535")
    return int(text)
