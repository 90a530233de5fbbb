"""`newsreader export`: writes the annotations in the formats of training tools."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from annotations.errors import ExportError
from annotations.exchange.registry import FORMATS
from annotations.model.annotation import Status
from annotations.model.article import SectionKind
from tui.commands.arguments import parser, printable
from tui.language.catalogue import counted

if TYPE_CHECKING:
    from annotations.exchange.exporting.check import CheckResult
    from annotations.exchange.exporting.export import ExportReport, Request
    from annotations.exchange.format import Format
    from annotations.model.label import LabelSet

Kind = TypeVar("Kind", Status, SectionKind)

EVERY = 100
"""Records between two updates of the progress line."""


def main(arguments: list[str]) -> int:
    """Run the command with its arguments; returns the exit status."""
    given = _parser().parse_args(arguments)

    from annotations.workspace.workspace import Workspace

    format_ = FORMATS[given.format]
    if given.out == Path("-") and not format_.is_text_stream:
        raise ExportError(
            f"--format {format_.name} cannot be written to standard output; name a file or folder with --out"
        )
    with Workspace.open(given.path, writable=False) as workspace:
        known = workspace.annotators()
        if unknown := [name for name in given.annotator if name not in known]:
            raise ExportError(f"no annotations by {', '.join(unknown)}; annotators here: {', '.join(known) or 'none'}")
        request = _request(given, workspace.labels, workspace.name)
        report = workspace.export(given.out, format_, request, progress=_progress)
    _print_report(report, format_, given.out)
    return 1 if report.checked is not None and report.checked.wrong else 0


def _parser() -> argparse.ArgumentParser:
    options = parser("export", "Write the annotations for training tools.")
    options.add_argument("path", type=Path, help="the folder of articles, or one article")
    options.add_argument(
        "--format",
        choices=list(FORMATS),
        default="jsonl",
        metavar="FORMAT",
        help=f"{', '.join(FORMATS)} (default: jsonl)",
    )
    options.add_argument(
        "--out", required=True, type=Path, metavar="TARGET", help="file or folder; - is standard output"
    )
    options.add_argument(
        "--labels", type=_listed, default=(), metavar="NAMES", help="only these labels, such as actor,claim"
    )
    options.add_argument(
        "--annotator", type=_listed, default=(), metavar="NAMES", help="only these annotators (default: all)"
    )
    options.add_argument(
        "--status",
        type=_members(Status),
        default=(),
        metavar="STATUS",
        help="only articles of this status: new, in-progress, done (includes nothing-here), nothing-here, unsure",
    )
    options.add_argument(
        "--section",
        type=_members(SectionKind),
        default=(),
        metavar="KINDS",
        help="only these sections, such as body or headline,body; offsets count in the text that is left",
    )
    options.add_argument(
        "--split",
        metavar="SHARES",
        help="such as 80/10/10 for train, dev and test, or 80/20; each article is in one split",
    )
    options.add_argument("--seed", type=int, default=0, help="seed for drawing the splits (default: 0)")
    options.add_argument(
        "--anonymise", action="store_true", help="replace annotators and paths by pseudonyms; the text stays"
    )
    options.add_argument(
        "--key", default="", help="with --anonymise, a secret that keeps readers from testing guessed names"
    )
    options.add_argument("--no-notes", action="store_true", help="with --anonymise, leave the notes out")
    options.add_argument(
        "--split-proclitics", action="store_true", help="in tokens, cut conjunctions and prepositions off"
    )
    options.add_argument(
        "--for-spreadsheets",
        action="store_true",
        help="with --format csv: a byte order mark for Excel, and an apostrophe before what would be a formula",
    )
    options.add_argument("--strict", action="store_true", help="refuse if the format would lose anything")
    options.add_argument("--check", action="store_true", help="read the result back and compare every span")
    return options


def _listed(given: str) -> tuple[str, ...]:
    return tuple(name for name in given.split(",") if name)


def _members(kinds: type[Kind]) -> Callable[[str], tuple[Kind, ...]]:
    """Return a function that parses a list of members of an enumeration, with `-` for blanks."""
    known = {each.value.replace(" ", "-"): each for each in kinds}

    def read(given: str) -> tuple[Kind, ...]:
        wrong = [name for name in _listed(given) if name not in known]
        if wrong:
            raise argparse.ArgumentTypeError(f"unknown: {', '.join(wrong)}; use one or more of {', '.join(known)}")
        return tuple(known[name] for name in _listed(given))

    return read


def _request(given: argparse.Namespace, labels: "LabelSet", name: str) -> "Request":
    """Return the request of the command line. Raises `LabelError` and `ExportError`."""
    import re

    from annotations.exchange.exporting.export import Request
    from annotations.exchange.exporting.pseudonyms import Pseudonyms
    from annotations.exchange.exporting.selection import Selection
    from annotations.exchange.exporting.splits import Splits

    for label in given.labels:
        labels[label]
    if (given.key or given.no_notes) and not given.anonymise:
        raise ExportError("--key and --no-notes have no effect alone; add --anonymise")
    return Request(
        labels,
        name=re.sub(r"[^0-9A-Za-z-]+", "-", name).strip("-") or "newsreader",
        selection=Selection(given.labels, given.annotator, given.status, given.section),
        splits=Splits.parse(given.split, seed=given.seed) if given.split else Splits(),
        pseudonyms=Pseudonyms(given.key, keeps_notes=not given.no_notes) if given.anonymise else None,
        split_proclitics=given.split_proclitics,
        for_spreadsheets=given.for_spreadsheets,
        is_strict=given.strict,
        is_checked=given.check,
    )


def _progress(report: "ExportReport") -> None:
    if report.records % EVERY == 0 and sys.stderr.isatty():
        print(f"\r{report.articles} articles …", end="", file=sys.stderr)


def _print_report(report: "ExportReport", format_: "Format", target: Path) -> None:
    """Print on standard error what was written, lost and left out."""

    def say(message: str) -> None:
        print(printable(message), file=sys.stderr)

    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    parts = ", ".join(f"{split}: {count}" for split, count in report.by_split.items() if split)
    empty = f", {report.negatives} with nothing to annotate" if report.negatives else ""
    written = f"{counted(report.articles, 'article')}, {counted(report.spans, 'span')}"
    say(f"{written}{empty}{f' ({parts})' if parts else ''} -> {target}")
    for feature, count in report.losses.items():
        say(f"lost: {feature} ({count}); the format {format_.name} cannot hold them")
    if report.cut:
        say(f"lost: spans across the edges of the selected sections ({report.cut})")
        for each in report.cut_spans:
            say(f"  {each}")
    if report.outside:
        places = ", ".join(f"{kind or 'in no section'} {count}" for kind, count in report.outside.most_common())
        say(f"left out: {counted(report.outside.total(), 'span')} outside the selected sections ({places})")
    if report.orphans:
        say(f"left out: {report.orphans} annotations whose words are no longer in their articles")
    for status, count in report.unfinished.items():
        are = f"{counted(count, 'record')} {'is' if count == 1 else 'are'}"
        say(f"unfinished: {are} “{status}”; --status done leaves {'it' if count == 1 else 'them'} out")
    if report.checked is not None:
        _print_check(report.checked, say)


def _print_check(checked: "CheckResult", say: Callable[[str], None]) -> None:
    if not checked.by:
        say("not checked: no installed program reads this format back")
    elif checked.wrong:
        say(f"wrong: {checked.by} does not read the spans that were written, in {', '.join(checked.wrong)}")
    else:
        say(f"checked: {checked.by} reads the same {checked.spans} spans")
