"""`python -m benchmarks`: measure, print a table, write the results as JSON, compare them with earlier runs."""

import argparse
import compileall
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from annotations.samples import sample_corpus
from benchmarks import typesetting
from benchmarks.annotated import ANNOTATOR, annotate
from benchmarks.history import append_run, comparison, read_runs, run_of
from benchmarks.terminal import Terminal

BARE = [sys.executable, "-m", "benchmarks.bare"]
NEWSREADER = [sys.executable, "-m", "tui.cli"]
DOWN, LEFT, ENTER, PAGE_DOWN = b"\x1b[B", b"\x1b[D", b"\r", b"\x1b[6~"
SELECT_DOWN, WORD_LEFT, TAG = b"\x1b[1;2B", b"\x1b[1;5D", b"a"
BARE_MARKER, OUR_MARKER = b"row 39", b"help"
"""Words in the last row of the screen."""

BOUNDS = {
    "first paint of the list": 1.5,
    "first paint, article of 1 MB": 1.5,
    "caret key": 1.5,
    "caret key, article of 1 MB": 1.5,
    "caret key, 1,000 annotations": 2.0,
    "scrolling by a row": 2.0,
    "scrolling by a row, article of 1 MB": 2.0,
    "selecting by a row": 2.0,
    "tagging and saving, 1,000 annotations": 4.0,
}
"""Measure -> the ratio to the bare application that it may have, at most."""


def first_paints(argv: list[str], marker: bytes, runs: int) -> list[float]:
    """Return for each run the seconds from the start of the process until the last row of its screen is painted."""
    seconds = []
    for _ in range(runs):
        with Terminal(argv) as terminal:
            seconds.append(terminal.first_paint(marker))
    return seconds


def key_times(
    argv: list[str], marker: bytes, keys: list[bytes], before: tuple[bytes, ...] = (), *, between: bytes = b""
) -> list[float]:
    """Return the seconds from each key to the last byte that it causes. Keys `before` and `between` do not count."""
    seconds = []
    with Terminal(argv) as terminal:
        terminal.first_paint(marker)
        for key in before:
            terminal.answer(key)
        for key in keys:
            if between:
                terminal.answer(between)
            seconds.append(terminal.answer(key))
    return seconds


def megabyte(folder: Path) -> Path:
    """Write one article of 1 MB, made of the paragraphs of the sample corpus; return its path."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(sample_corpus().rglob("*.txt")))
    encoded = text.encode()
    target = folder / "megabyte.txt"
    target.write_bytes(encoded * (1_000_000 // len(encoded) + 1))
    return target


def compare(runs: int) -> dict[str, dict[str, float]]:
    """Measure: return name -> seconds of ours and of the bare application, and their ratio."""
    for package in ("tui", "annotations", "benchmarks"):
        # pip compiles when it installs; here the environment may forbid Python to do so.
        compileall.compile_dir(package, quiet=1)
    with tempfile.TemporaryDirectory() as scratch:
        corpus = shutil.copytree(sample_corpus(), Path(scratch, "corpus"))
        large = megabyte(Path(scratch))
        moves = [LEFT, DOWN] * (10 * runs)
        ours, bare = [*NEWSREADER, str(corpus)], BARE
        big = [*NEWSREADER, str(large)]
        thousand = [*NEWSREADER, "open", str(annotate(Path(scratch, "annotated"))), "--annotator", ANNOTATOR]

        def row(
            mine: Callable[[], list[float]], theirs: Callable[[], list[float]], rounds: int = 3
        ) -> dict[str, float]:
            # The two take turns, so that both have their share of the machine's slow moments.
            pairs = [(mine(), theirs()) for _ in range(rounds)]
            seconds = _quartile(value for pair, _ in pairs for value in pair)
            yardstick = _quartile(value for _, pair in pairs for value in pair)
            return {"seconds": seconds, "bare": yardstick, "ratio": seconds / yardstick}

        def painting(argv: list[str]) -> dict[str, float]:
            return row(lambda: first_paints(argv, OUR_MARKER, 1), lambda: first_paints(bare, BARE_MARKER, 1), 4 * runs)

        def typing(
            argv: list[str], keys: list[bytes], before: tuple[bytes, ...] = (ENTER,), between: bytes = b""
        ) -> dict[str, float]:
            return row(
                lambda: key_times(argv, OUR_MARKER, keys, before, between=between),
                lambda: key_times(bare, BARE_MARKER, [DOWN] * len(keys)),
            )

        return {
            "first paint of the list": painting(ours),
            "first paint, article of 1 MB": painting(big),
            "caret key": typing(ours, moves),
            "caret key, article of 1 MB": typing(big, moves, ()),
            "caret key, 1,000 annotations": typing(thousand, moves, (ENTER, PAGE_DOWN)),
            "scrolling by a row": typing(ours, [DOWN] * 10, (ENTER, PAGE_DOWN)),
            "scrolling by a row, article of 1 MB": typing(big, [DOWN] * 10, (PAGE_DOWN,)),
            "selecting by a row": typing(ours, [SELECT_DOWN] * 10),
            "tagging and saving, 1,000 annotations": typing(thousand, [TAG] * 10, (ENTER, PAGE_DOWN), WORD_LEFT),
        }


def _quartile(seconds: Iterable[float]) -> float:
    """Return the lower quartile: it leaves most of the time out that other processes add."""
    return statistics.quantiles(filter(None, seconds), n=4)[0]


def table(results: dict[str, dict[str, float]]) -> str:
    """Return a table for readers: each ratio, its bound, and if the bound holds."""
    lines = [f"{'':42}{'ours ms':>10}{'peer ms':>10}{'ratio':>8}{'bound':>8}"]
    for name, values in results.items():
        line = f"{name:42}{1000 * values['seconds']:10.1f}{1000 * values['bare']:10.1f}{values['ratio']:8.2f}"
        if bound := BOUNDS.get(name):
            line += f"{bound:8.1f}  {'holds' if values['ratio'] <= bound else 'DOES NOT HOLD'}"
        lines.append(line)
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> None:
    """Measure and print. A bound that does not hold is not an error, because the machine may be busy."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured (default: 3)")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/latest.json"), help="where the JSON goes")
    parser.add_argument(
        "--history",
        type=Path,
        metavar="FILE",
        help="append the ratios as one JSON line, and compare them with the median of the earlier lines",
    )
    options = parser.parse_args(argv)
    try:
        earlier = read_runs(options.history) if options.history else []
    except (OSError, ValueError) as error:
        parser.error(str(error))
    results = typesetting.compare() | compare(options.runs)
    print(table(results))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    if options.history:
        run = run_of(results)
        append_run(options.history, run)
        print()
        print(comparison(run, earlier) if earlier else f"{options.history}: no earlier runs to compare with")


if __name__ == "__main__":
    main()
