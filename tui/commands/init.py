"""`newsreader init`: writes a newsreader.toml to start from, and what synchronisers leave out."""

import sys
from collections.abc import Sequence
from pathlib import Path

from annotations.disk.files import shown
from annotations.errors import CorpusError, ImportFileError
from annotations.exchange.registry import FORMATS
from tui.commands.arguments import parser, printable
from tui.commands.foreign_file import chosen_format, report_problem


def main(arguments: list[str]) -> int:
    """Run the command with its arguments; returns the exit status."""
    options = parser("init", "Write a newsreader.toml with comments; edit it to change labels and relations.")
    options.add_argument("folder", nargs="?", type=Path, default=Path(), help="folder of articles (default: this one)")
    options.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="FILE",
        help="a file or folder of another tool: propose its labels, with their counts",
    )
    options.add_argument("--format", choices=list(FORMATS), default="", help="its format (default: found)")
    given = options.parse_args(arguments)
    content = _proposal(given.source, given.format) if given.source is not None else ""

    from annotations.project.layout import CONFIGURATION
    from annotations.project.template import IGNORED, template

    for name, lines in IGNORED.items():
        _add_lines(given.folder / name, lines)
    target = given.folder / CONFIGURATION
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(content or template())
    except FileExistsError:
        raise CorpusError(f"{target} exists already; edit it, or move it away first") from None
    except OSError as error:
        raise CorpusError(f"{target} cannot be written: {error.strerror}; name another folder") from error
    print(f"{target}: written", file=sys.stderr)
    return 0


def _proposal(source: Path, named: str) -> str:
    """Return a newsreader.toml for the labels of a file. Raises `ImportFileError` if it has none."""
    from annotations.exchange.importing.inventory import inventory
    from annotations.project.proposal import proposal
    from tui.keys.actions import reserved_keys

    form = FORMATS[chosen_format(source, named)]
    found = inventory(source, form, report_problem)
    if not found.labels:
        raise ImportFileError(f"{shown(source)}: no span of it can be read as --format {form.name}; choose another")
    for label, count in found.labels.most_common():
        print(printable(f"{count} {label}"), file=sys.stderr)
    return proposal(found.labels, found.relations, source.name, reserved_keys())


def _add_lines(path: Path, lines: Sequence[str]) -> None:
    """Add the lines that a file lacks at its end, and report the file; one that is whole stays as it is."""
    try:
        content = path.read_bytes() if path.exists() else b""
        there = content.decode(errors="replace").splitlines()
        missing = [line for line in lines if line not in there]
        if missing:
            with path.open("ab") as file:
                begin = "\n" if content and not content.endswith(b"\n") else ""
                file.write((begin + "\n".join(missing) + "\n").encode())
            print(f"{path}: written", file=sys.stderr)
    except OSError as error:
        raise CorpusError(f"{path} cannot be written: {error.strerror}; name another folder") from error
