"""`newsreader import`: annotations that other tools made, brought onto the articles of a corpus."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.disk.files import shown
from annotations.errors import ImportFileError
from annotations.exchange.registry import FORMATS
from annotations.text.offsets import Unit
from tui.commands.arguments import parser, printable
from tui.commands.foreign_file import chosen_format, report_problem

if TYPE_CHECKING:
    from annotations.exchange.format import Format
    from annotations.exchange.importing.importing import ImportReport
    from annotations.exchange.importing.placing import Rules
    from annotations.workspace.workspace import Workspace

EVERY = 100
"""Records between two updates of the progress line."""
EXIT_REFUSED = 1
"""The exit status if something of the file was not imported."""


def main(arguments: list[str]) -> int:
    """Import what the command line says; returns the exit status."""
    options = _parser()
    given = options.parse_args(arguments)
    if given.make_articles and given.dry_run:
        options.error("--make-articles writes articles, --dry-run writes nothing: give one of them")

    from annotations.workspace.import_articles import make_articles
    from annotations.workspace.importing import Importer
    from annotations.workspace.workspace import Workspace

    form = FORMATS[chosen_format(given.file, given.format)]
    _check(given, form)
    if given.make_articles:
        made = make_articles(given.into, given.file, form, report_problem)
        print(f"{made} articles made in {printable(str(given.into))}", file=sys.stderr)
    with Workspace.open(given.into, writable=False) as workspace:
        importer = Importer(workspace, given.file, form, _rules(given, workspace), report=report_problem)
        if given.strict and importer.try_out().problems:
            print("nothing was imported: --strict wants all of it to fit", file=sys.stderr)
            return EXIT_REFUSED
        try:
            account = importer.run(is_dry=given.dry_run, progress=_progress)
        except ImportFileError:
            if changed := importer.changed_articles:
                print(f"{changed} articles were imported before an error; undo takes them back", file=sys.stderr)
            raise
    _sum_up(account, is_dry=given.dry_run)
    return EXIT_REFUSED if account.problems else 0


def _check(given: argparse.Namespace, form: "Format") -> None:
    """Raise `ImportFileError` for a file that the options cannot be used with."""
    if form.reader is None:
        raise ImportFileError(f"--format {form.name} can be written, not read; choose another")
    if not given.file.exists():
        raise ImportFileError(f"{shown(given.file)}: there is no such file or folder; check the path")
    if given.file.is_dir() and not form.is_folder:
        raise ImportFileError(f"{shown(given.file)}: a folder, and --format {form.name} reads one file; name that")
    if (given.strict or given.make_articles) and not (given.file.is_file() or given.file.is_dir()):
        raise ImportFileError(
            f"{shown(given.file)}: this is a pipe and the import reads it twice; save it to a file first"
        )


def _parser() -> argparse.ArgumentParser:
    options = parser("import", "Bring annotations that other tools made onto articles; what is there already stays.")
    options.add_argument("file", type=Path, help="the file, or for formats of several files the folder")
    options.add_argument(
        "--format", choices=list(FORMATS), default="", help="(default: found by the file's name and its first lines)"
    )
    options.add_argument(
        "--into", required=True, type=Path, metavar="PATH", help="the folder of articles, or one article"
    )
    options.add_argument(
        "--annotator",
        default="",
        help="whose annotations they become (default: the name in the file, else as for `newsreader open`)",
    )
    options.add_argument(
        "--origin",
        default="",
        metavar="NAME",
        help="what proposed them (default: the origin in the file, else its name)",
    )
    options.add_argument(
        "--offset-unit", type=Unit, choices=list(Unit), default=Unit.CODE_POINT, help="what the file's offsets count"
    )
    options.add_argument(
        "--label",
        action="append",
        default=[],
        type=_renaming,
        metavar="OLD=NEW",
        help="a label or relation of the file, and what it is here; may be given several times",
    )
    options.add_argument(
        "--make-articles", action="store_true", help="write an article for each record whose text is not there yet"
    )
    options.add_argument("--strict", action="store_true", help="import nothing unless all of it fits")
    options.add_argument("--dry-run", action="store_true", help="only say what would be done")
    return options


def _renaming(given: str) -> tuple[str, str]:
    old, _, new = given.rpartition("=")
    if not old or not new:
        raise argparse.ArgumentTypeError("write it as OLD=NEW")
    return old, new


def _rules(given: argparse.Namespace, workspace: "Workspace") -> "Rules":
    from annotations.exchange.importing.placing import Rules
    from annotations.store.store import now

    return Rules(
        labels=workspace.labels,
        created=now(),
        source=given.file.name,
        owner=os.environ.get("NEWSREADER_ANNOTATOR", "") or workspace.annotator,
        annotator=given.annotator,
        origin=given.origin,
        unit=given.offset_unit,
        names=dict(given.label),
    )


def _progress(account: "ImportReport") -> None:
    if account.records % EVERY == 0 and sys.stderr.isatty():
        print(f"\r{account.records} records …", end="\r", file=sys.stderr)


def _sum_up(account: "ImportReport", *, is_dry: bool) -> None:
    """Say on standard error what became of the file."""
    parts = [
        f"{len(account.articles)} articles",
        f"{account.added} spans {'would be ' if is_dry else ''}imported",
        f"{account.known} already there",
        *([f"{account.related} relations"] if account.related else []),
        *([f"{account.moved} found elsewhere than the file says, listed above"] if account.moved else []),
        *([f"{account.refused} refused"] if account.refused else []),
        *([f"{account.problems} problems, listed above"] if account.problems else []),
    ]
    print("; ".join(parts), file=sys.stderr)
