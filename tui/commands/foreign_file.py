"""A file of another tool on the command line: its format, and its problems on standard error."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.disk.files import shown
from annotations.errors import ImportFileError
from annotations.exchange.registry import FORMATS
from tui.commands.arguments import printable

if TYPE_CHECKING:
    from annotations.exchange.format import Problem


def chosen_format(file: Path, named: str) -> str:
    """Return the format that is named, or else the file's. Raises `ImportFileError` if that is not known."""
    from annotations.exchange.importing.recognising import recognised

    if named:
        return named
    if not file.exists():
        raise ImportFileError(f"{shown(file)}: there is no such file or folder; check the path")
    if not (file.is_file() or file.is_dir()):
        return "jsonl"
    found = recognised(file)
    if not found:
        raise ImportFileError(f"{shown(file)}: its format is not known; name it with --format: {', '.join(FORMATS)}")
    if found != "jsonl":
        print(f"read as --format {found}", file=sys.stderr)
    return found


def report_problem(problem: "Problem") -> None:
    """Say a problem of a file."""
    print(printable(f"{problem.where}: {problem.what}"), file=sys.stderr)
