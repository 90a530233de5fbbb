"""`python -m benchmarks.keystrokes GOLD.jsonl`: the fewest keys that make wanted annotations, and the proof.

Every key press counts, from the caret's place after the previous annotation to the key that tags. A key with Shift or
Ctrl counts once, `;` with the two letters of a hint three times, the label's key once. A claim of several fragments
takes the keys of all of them and `&`. The annotations of an article are made in reading order: by start, the longer
first. The keys that open an article do not count. The keys come from the table of actions, so a new key is used as
soon as the table has it.

The fewest keys may be keys that no user would think of, such as a row up that happens to end at the right word.
`--no-rows` leaves most of these out.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

from annotations.errors import NewsreaderError
from annotations.project.layout import CONFIGURATION
from annotations.workspace.workspace import Workspace
from benchmarks.keystrokes.plan import Plan, Planner
from benchmarks.keystrokes.replay import compare, replay, text_pane, write_articles
from benchmarks.keystrokes.table import table
from benchmarks.keystrokes.wanted import WantedArticle, read_wanted
from tui.keys.actions import reserved_keys

MODES = ("without hints", "with hints")


async def main(gold: Path, corpus: Path | None, *, with_rows: bool = True) -> int:
    """Plan, type, compare and print; return 1 if an annotation cannot be made or another one was made."""
    wanted = read_wanted(gold)
    if not wanted:
        raise NewsreaderError(f"{gold}: has no articles")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_articles(folder, wanted)
        if corpus is not None and (corpus / CONFIGURATION).exists():
            shutil.copy(corpus / CONFIGURATION, folder)
        with Workspace.open(folder, annotator="keys", reserved_keys=reserved_keys()) as workspace:
            both = await _plan(workspace, wanted, with_rows=with_rows)
        print(*table(wanted, *both), sep="\n")
        differing = 0
        for mode, plans in zip(MODES, both, strict=True):
            differing += await _prove(folder, mode, plans, wanted)
    means = [mean(len(span.keys) for plan in plans for span in plan.spans if span.keys) for plans in both]
    print(f"keys per span: {means[0]:.1f} without hints, {means[1]:.1f} with")
    return 1 if differing else 0


async def _plan(
    workspace: Workspace, wanted: Sequence[WantedArticle], *, with_rows: bool
) -> tuple[list[Plan], list[Plan]]:
    """Return the keys of each article, without and with hints."""
    pane = await text_pane(workspace)
    both: tuple[list[Plan], list[Plan]] = ([], [])
    for number, (article_id, each) in enumerate(zip(workspace.ids, wanted, strict=True), 1):
        article = workspace.article(article_id)
        if article.text != each.text:
            raise NewsreaderError(f"{each.id}: its text changes when it is written to a file and read again")
        print(f"\r{number} of {len(wanted)} articles", end="", file=sys.stderr, flush=True)
        planner = Planner(article, each.spans, workspace.labels, pane, with_rows=with_rows)
        for plans, with_hints in zip(both, (False, True), strict=True):
            plans.append(planner.plan(with_hints=with_hints))
    print("\r", end="", file=sys.stderr)
    return both


async def _prove(folder: Path, mode: str, plans: Sequence[Plan], wanted: Sequence[WantedArticle]) -> int:
    """Type the keys as an annotator of their own; how many articles are not as they are wanted."""
    with Workspace.open(folder, annotator=mode, reserved_keys=reserved_keys()) as workspace:
        await replay(workspace, plans)
        differences = compare(workspace, wanted)
    spans = sum(len(article.spans) for article in wanted)
    missing = sum(len(each.missing) for each in differences)
    print(f"typed {mode}: {spans - missing} of {spans} annotations made, {len(differences)} articles differ")
    for each in differences:
        for what, these in (("missing", each.missing), ("not wanted", each.unwanted)):
            for span in these:
                print(f"  {each.article_id}: {what}: {span.label} {span.fragments}")
    return len(differences)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.keystrokes", description=__doc__)
    parser.add_argument("gold", type=Path, metavar="GOLD.jsonl", help="wanted annotations, as exported")
    parser.add_argument("--corpus", type=Path, help="a folder whose newsreader.toml has the labels")
    parser.add_argument(
        "--no-rows",
        action="store_true",
        help="leave out the keys that go by rows, whose effect depends on the width of the terminal",
    )
    arguments = parser.parse_args()
    try:
        sys.exit(asyncio.run(main(arguments.gold, arguments.corpus, with_rows=not arguments.no_rows)))
    except NewsreaderError as error:
        sys.exit(str(error))
