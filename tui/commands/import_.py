"""`newsreader import`: annotations that other tools made, brought onto the articles of a corpus."""

import argparse
import os
import re
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from annotations.disk.files import shown
from annotations.errors import CorpusError, ImportFileError, StoreError
from annotations.exchange.registry import FORMATS
from annotations.text.offsets import Unit
from tui.commands.arguments import parser, printable

if TYPE_CHECKING:
    from annotations.exchange.format import Format, Problem
    from annotations.exchange.importing.importing import Account
    from annotations.exchange.importing.placing import Placed, Rules
    from annotations.model.merging import Merged
    from annotations.workspace.workspace import Workspace

EVERY = 100
"""Records between two updates of the line that tells how far it is."""
TOGETHER = 1000
"""Articles that one `undo` takes back: all of most files; more would have to be in memory at once."""
SPANS = 100_000
"""Of articles with so many among them fewer are taken back at once."""
EXIT_REFUSED = 1
"""Exit status when something of the file was not taken in."""


def main(arguments: list[str]) -> int:
    """Import what the command line says; returns the exit status."""
    options = _parser()
    given = options.parse_args(arguments)
    if given.make_articles and given.dry_run:
        options.error("--make-articles writes articles, --dry-run writes nothing: give one of them")

    from annotations.exchange.importing.importing import import_file
    from annotations.workspace.import_articles import CorpusArticles
    from annotations.workspace.workspace import Workspace

    form = FORMATS[given.format]
    if form.reader is None:
        raise ImportFileError(f"--format {form.name} can be written, not read; choose another")
    if not given.file.exists():
        raise ImportFileError(f"{shown(given.file)}: there is no such file or folder; check the path")
    if given.file.is_dir() and not form.is_folder:
        raise ImportFileError(f"{shown(given.file)}: a folder, and --format {form.name} reads one file; name that")
    if (given.strict or given.make_articles) and not (given.file.is_file() or given.file.is_dir()):
        raise ImportFileError(f"{shown(given.file)}: it is to be read twice, and can be once; save it as a file")
    if given.make_articles:
        made = _make_articles(given.file, form, given.into)
        print(f"{made} articles made in {printable(str(given.into))}", file=sys.stderr)
    with Workspace.open(given.into, writable=False) as workspace:
        rules = _rules(given, workspace)
        articles = CorpusArticles(workspace.corpus)
        with ExitStack() as stack:
            if given.strict:
                trial = _Intakes(given, workspace, stack, is_dry=True)
                checked = import_file(given.file, form, articles, rules, merge=trial.merge, tell=_tell)
                if checked.problems:
                    print("nothing was taken in: --strict wants all of it to fit", file=sys.stderr)
                    return EXIT_REFUSED
            merging = _Intakes(given, workspace, stack, is_dry=given.dry_run)
            try:
                account = import_file(
                    given.file, form, articles, rules, merge=merging.merge, tell=_tell, note=_tell, progress=_progress
                )
            except ImportFileError:
                if merging.taken:
                    print(
                        f"{merging.taken} articles were taken in before an error; undo takes them back", file=sys.stderr
                    )
                raise
    _sum_up(account, is_dry=given.dry_run)
    return EXIT_REFUSED if account.problems else 0


def _parser() -> argparse.ArgumentParser:
    options = parser("import", "Bring annotations that other tools made onto articles; what is there already stays.")
    options.add_argument("file", type=Path, help="the file, or for formats of several files the folder")
    options.add_argument("--format", choices=list(FORMATS), default="jsonl", help="(default: jsonl)")
    options.add_argument(
        "--into", required=True, type=Path, metavar="PATH", help="the folder of articles, or one article"
    )
    options.add_argument(
        "--annotator",
        default="",
        help="whose annotations they become (default: whom the file names, failing that as for `newsreader open`)",
    )
    options.add_argument(
        "--origin", default="", metavar="NAME", help="who proposed them (default: as the file says, or its name)"
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
    options.add_argument("--strict", action="store_true", help="take in nothing unless all of it fits")
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


def _make_articles(file: Path, form: "Format", into: Path) -> int:
    """Write what is not there yet; returns how many. What is wrong with the file is told when it is taken in."""
    from annotations.corpus.corpus import Corpus
    from annotations.model.article import digest
    from annotations.workspace.import_articles import CorpusArticles, make_article

    assert form.reader is not None
    articles = None
    if into.is_dir():
        with suppress(CorpusError):  # a folder without an article; what else is wrong, the next to open it says
            articles = CorpusArticles(Corpus.find(into))
    elif into.exists():
        raise ImportFileError(f"{shown(into)}: a file; --make-articles needs a folder")
    made: set[str] = set()
    for number, incoming in enumerate(form.reader(file, lambda _: None), 1):
        is_text = bool(incoming.text) and not re.search("[\ud800-\udfff]", incoming.text)
        if is_text and digest(incoming.text) not in made and (articles is None or articles.find(incoming) is None):
            make_article(into, incoming, f"{file.stem}-{number:04}.txt")
            made.add(digest(incoming.text))
    return len(made)


class _Intake:
    """Takes what is placed into one annotator's store, one step of `undo` for `TOGETHER` articles.

    Where the file ends in an error, what is left is not taken in.
    """

    def __init__(self, workspace: "Workspace", summary: str, *, is_dry: bool) -> None:
        self._workspace = workspace
        self._summary = summary
        self._is_dry = is_dry
        self.taken = 0
        """Articles that were changed."""
        self._waiting: dict[str, Merged] = {}
        self._sha256: dict[str, str] = {}
        """Of the texts of all articles that were looked at since something was taken in."""
        self._spans = 0

    def merge(self, placed: "Placed") -> "Merged":
        article = placed.article
        if article.id in self._waiting or len(self._sha256) >= TOGETHER or self._spans >= SPANS:
            self._take_in()
        merged = self._workspace.editor.planned_merge(
            article.id, placed.annotations, placed.relations, status=placed.status, note=placed.note
        )
        self._sha256[article.id] = article.sha256
        self._spans += len(placed.annotations)
        if merged.changes and not self._is_dry:
            self._waiting[article.id] = merged
        return merged

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._take_in()

    def _take_in(self) -> None:
        self._workspace.editor.merge_all(self._waiting, summary=self._summary, sha256=self._sha256)
        self._workspace.drop_caches()
        self.taken += len(self._waiting)
        self._waiting.clear()
        self._sha256.clear()
        self._spans = 0


class _Intakes:
    """Takes what is placed into its annotator's store, or only says what that would change.

    Each store is opened, and locked, when it is first needed.
    """

    def __init__(self, given: argparse.Namespace, workspace: "Workspace", stack: ExitStack, *, is_dry: bool) -> None:
        self._summary = f"{given.file.name} taken in"
        self._workspace = workspace
        self._stack = stack
        self._is_dry = is_dry
        self._of: dict[str, _Intake] = {}
        """By annotator."""

    @property
    def taken(self) -> int:
        """How many articles were changed so far, once for each annotator."""
        return sum(intake.taken for intake in self._of.values())

    def merge(self, placed: "Placed") -> "Merged":
        """What taking it in changes. Raises `ImportFileError` for a name that no annotator can have."""
        intake = self._of.get(placed.annotator)
        if intake is None:
            try:
                workspace = self._workspace.of(placed.annotator, writable=not self._is_dry)
            except StoreError as error:
                raise ImportFileError(str(error)) from None
            intake = _Intake(self._stack.enter_context(workspace), self._summary, is_dry=self._is_dry)
            self._of[placed.annotator] = self._stack.enter_context(intake)
        return intake.merge(placed)


def _progress(account: "Account") -> None:
    if account.records % EVERY == 0 and sys.stderr.isatty():
        print(f"\r{account.records} records …", end="\r", file=sys.stderr)


def _tell(problem: "Problem") -> None:
    print(printable(f"{problem.where}: {problem.what}"), file=sys.stderr)


def _sum_up(account: "Account", *, is_dry: bool) -> None:
    """Say on standard error what became of the file."""
    parts = [
        f"{len(account.articles)} articles",
        f"{account.added} spans {'would be ' if is_dry else ''}taken in",
        f"{account.known} already there",
        *([f"{account.related} relations"] if account.related else []),
        *([f"{account.moved} found elsewhere than the file says, listed above"] if account.moved else []),
        *([f"{account.refused} refused"] if account.refused else []),
        *([f"{account.problems} problems, listed above"] if account.problems else []),
    ]
    print("; ".join(parts), file=sys.stderr)
