"""`newsreader serve`: runs the application in a browser."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from annotations.errors import NewsreaderError
from annotations.samples import installed_samples
from annotations.workspace.workspace import Workspace
from tui.commands.arguments import add_annotator
from tui.commands.arguments import parser as parser_of


class ServeError(NewsreaderError):
    """The application cannot be served."""


def main(argv: Sequence[str]) -> int:
    """Run the command with its arguments, until Ctrl+C; returns the exit status.

    Raises `CorpusError` or `ConfigurationError` if the path cannot be opened. Raises `ServeError` if the extra is
    missing, or if the server cannot listen on the address.
    """
    parser = parser_of(
        "serve",
        "Serve the application to a browser. Everyone who can reach the address can read and annotate.",
    )
    parser.add_argument("path", nargs="?", type=Path, help="folder or file (default: the sample corpus)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    parser.add_argument("--port", type=_port, default=8000, help="default: 8000")
    add_annotator(parser)
    options = parser.parse_args(argv)
    path = options.path or installed_samples()
    # Fail here if the path cannot be opened, not in every page.
    with Workspace.open(path, annotator=options.annotator, writable=False) as workspace:
        title = workspace.name
    try:
        from tui.web.server import PageServer
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in {"annotations", "tui"}:
            raise
        raise ServeError(f"serve needs {error.name}, which is not installed; run: pip install '.[web]'") from None
    server = PageServer(path.resolve(), options.annotator, title=title, host=options.host, port=options.port)
    try:
        server.run()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ServeError(
            f"cannot listen on {server.address}: {reason}; choose another with --host and --port"
        ) from error
    return 0


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError("a number from 1 to 65535")
    return int(text)
