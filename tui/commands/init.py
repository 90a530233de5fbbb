"""`newsreader init`: writes a newsreader.toml to start from."""

import sys
from pathlib import Path

from annotations.errors import CorpusError
from tui.commands.arguments import parser


def main(arguments: list[str]) -> int:
    """Run the command with its arguments; returns the exit status."""
    options = parser("init", "Write a newsreader.toml with comments; edit it to change labels and relations.")
    options.add_argument("folder", nargs="?", type=Path, default=Path(), help="folder of articles (default: this one)")
    given = options.parse_args(arguments)

    from annotations.project.layout import CONFIGURATION
    from annotations.project.template import template

    target = given.folder / CONFIGURATION
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError:
        raise CorpusError(f"{target} exists already; edit it, or move it away first") from None
    except OSError as error:
        raise CorpusError(f"{target} cannot be written: {error.strerror}; name another folder") from error
    print(f"{target}: written", file=sys.stderr)
    return 0
