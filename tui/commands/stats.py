"""`newsreader stats`: counts the annotations of a corpus, and measures the agreement of its annotators."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from tui.commands.arguments import parser, printable

if TYPE_CHECKING:
    from annotations.statistics.statistics import LabelStatistics, Spread, Statistics

NAME = 30
"""Columns of a name in a table, at most."""
OUTLETS = 12
"""Number of outlets in the table; the JSON has all."""


def main(arguments: list[str]) -> int:
    """Run the command with its arguments; returns the exit status."""
    given = _parser().parse_args(arguments)

    from annotations.statistics.statistics import statistics
    from annotations.workspace.workspace import Workspace

    with Workspace.open(given.path, writable=False) as workspace:
        records = (each for each in workspace.records() if given.annotator in {"", each.work.annotator})
        counted = statistics(records, workspace.labels)
        if given.picture is not None:
            from tui.commands.picture import draw

            draw(counted, workspace.labels, given.picture)
            print(f"-> {printable(str(given.picture))}", file=sys.stderr)
        if given.json:
            print(json.dumps(values(counted, articles=len(workspace.ids)), ensure_ascii=False, indent=2))
        else:
            from tui.commands.printing import around, profile_of_output

            profile = profile_of_output()
            rows = _report(counted, articles=len(workspace.ids), is_visual=profile is not None)
            print(around("\n".join(rows), profile))
    return 0


def _parser() -> argparse.ArgumentParser:
    options = parser("stats", "Count the annotations of a folder of articles, and measure how far annotators agree.")
    options.add_argument("path", type=Path, help="the folder of articles, or one article")
    options.add_argument("--json", action="store_true", help="print JSON, for programs")
    options.add_argument("--picture", type=Path, metavar="FILE", help="also draw a picture: FILE.svg, .png or .pdf")
    options.add_argument("--annotator", default="", help="only this annotator (default: all)")
    return options


def values(counted: "Statistics", *, articles: int) -> dict[str, object]:
    """Return the statistics for JSON; `articles` is the number of articles of the corpus, annotated or not."""
    result = {"corpus_articles": articles, **asdict(counted)}
    for name, of_label in counted.labels.items():
        agreement = of_label.agreement
        result["labels"][name] |= {
            "code_points": of_label.code_points._asdict(),
            "words": of_label.words._asdict(),
            "agreement": agreement._asdict() | {"exact_f1": agreement.exact_f1, "overlap_f1": agreement.overlap_f1},
        }
    return result


def _report(counted: "Statistics", *, articles: int, is_visual: bool) -> Iterable[str]:
    yield f"{counted.articles} of {articles} articles annotated, {counted.annotations} annotations"
    labels = {name: of_label for name, of_label in counted.labels.items() if of_label.count}
    if labels:
        yield ""
        yield from _table(
            ["label", "spans", "articles", "words", "code points", "nested", "in fragments"],
            [_label_row(name, of_label) for name, of_label in labels.items()],
            is_visual=is_visual,
        )
        yield "lengths: median, with the quarters below and above it"
        missing = [[name, _missing(of_label)] for name, of_label in labels.items() if any(of_label.without.values())]
        if missing:
            yield ""
            yield from _table(["label", "without"], missing, numbers_from=2, is_visual=is_visual)
    yield from _annotators(counted, is_visual=is_visual)
    yield from _outlets(counted, is_visual=is_visual)
    yield from _agreement(counted, is_visual=is_visual)


def _label_row(name: str, of_label: "LabelStatistics") -> list[str]:
    return [
        name,
        str(of_label.count),
        str(of_label.articles),
        _spread(of_label.words),
        _spread(of_label.code_points),
        f"{of_label.nested / of_label.count:.0%}",
        f"{of_label.fragmented / of_label.count:.0%}",
    ]


def _spread(spread: "Spread") -> str:
    return f"{spread.median:g} ({spread.lower:g}–{spread.upper:g})"


def _missing(of_label: "LabelStatistics") -> str:
    return " · ".join(f"{name} {count}" for name, count in of_label.without.items() if count)


def _annotators(counted: "Statistics", *, is_visual: bool) -> Iterable[str]:
    from annotations.model.annotation import Status

    if counted.annotators:
        given = [status for status in Status if any(status in each.statuses for each in counted.annotators.values())]
        yield ""
        yield from _table(
            ["annotator", "spans", *given],
            [
                [name, str(each.annotations), *(str(each.statuses.get(status, 0)) for status in given)]
                for name, each in counted.annotators.items()
            ],
            is_visual=is_visual,
        )


def _outlets(counted: "Statistics", *, is_visual: bool) -> Iterable[str]:
    if any(counted.outlets):
        yield ""
        rows = [[name or "—", str(each.articles), str(each.annotations)] for name, each in counted.outlets.items()]
        yield from _table(["outlet", "articles", "spans"], rows[:OUTLETS], is_visual=is_visual)
        if len(rows) > OUTLETS:
            yield f"and {len(rows) - OUTLETS} more, with --json"


def _agreement(counted: "Statistics", *, is_visual: bool) -> Iterable[str]:
    if counted.begun_together:
        yield ""
        begun = counted.begun_together - counted.shared
        yield f"agreement on {counted.shared} articles that two or more have finished ({begun} more are begun)"
    if counted.shared:
        rows = [
            [name, _share(each.agreement.exact_f1), _share(each.agreement.overlap_f1), _share(each.alpha)]
            for name, each in counted.labels.items()
            if each.agreement.spans
        ]
        yield from _table(
            ["label", "F1, same edges", "F1, overlapping", "alpha of tokens"],
            [*rows, ["all labels", "", "", _share(counted.alpha)]],
            is_visual=is_visual,
        )


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.3f}"


def _table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], *, numbers_from: int = 1, is_visual: bool
) -> Iterable[str]:
    """Yield rows under their heads, numbers flush right, with equal widths in every script."""
    from tui.typesetting.lines.display import set_line, set_line_cells

    def columns(text: str) -> int:
        return sum(cell.columns for cell in set_line_cells(text, max(NAME, 4 * len(text)), align="left"))

    every = [[*heads], *([*row] for row in rows)]
    widths = [max(columns(row[place]) for row in every) for place in range(len(heads))]
    widths[0] = min(widths[0], NAME)
    for row in every:
        cells = []
        for place, (text, width) in enumerate(zip(row, widths, strict=True)):
            shown = set_line(text, width, align="left") if width and is_visual else printable(text)
            blanks = " " * max(0, width - columns(text))
            cells.append(blanks + shown if place >= numbers_from else shown + blanks)
        yield "  ".join(cells).rstrip()
