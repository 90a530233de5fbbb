"""`python -m benchmarks`: measure, print a table, write the figures as JSON."""

import argparse
import compileall
import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from annotations.samples import sample_corpus
from benchmarks import typesetting
from benchmarks.terminal import Terminal

BARE = [sys.executable, "-m", "benchmarks.bare"]
NEWSREADER = [sys.executable, "-m", "tui.cli"]
DOWN, LEFT, ENTER = b"\x1b[B", b"\x1b[D", b"\r"
BARE_MARKER, OUR_MARKER = b"row 39", b" help"
"""What stands in the last row of the screen."""


def first_paints(argv: list[str], marker: bytes, runs: int) -> list[float]:
    """Seconds from the start of the process until its screen is painted to the last row, run by run."""
    seconds = []
    for _ in range(runs):
        with Terminal(argv) as terminal:
            seconds.append(terminal.first_paint(marker))
    return seconds


def key_times(argv: list[str], marker: bytes, keys: list[bytes], before: tuple[bytes, ...] = ()) -> list[float]:
    """Seconds from each key to the last byte of what it causes."""
    with Terminal(argv) as terminal:
        terminal.first_paint(marker)
        for key in before:
            terminal.answer(key)
        return [terminal.answer(key) for key in keys]


def megabyte(folder: Path) -> Path:
    """One article of 1 MB, made of the paragraphs of the sample corpus."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(sample_corpus().rglob("*.txt")))
    encoded = text.encode()
    target = folder / "megabyte.txt"
    target.write_bytes(encoded * (1_000_000 // len(encoded) + 1))
    return target


def compare(runs: int) -> dict[str, dict[str, float]]:
    """The measurements: name -> seconds of ours and of the bare application, and their ratio."""
    for package in ("tui", "annotations", "benchmarks"):
        # As pip does when it installs; the environment may forbid Python to do so by itself.
        compileall.compile_dir(package, quiet=1)
    with tempfile.TemporaryDirectory() as scratch:
        corpus = shutil.copytree(sample_corpus(), Path(scratch, "corpus"))
        large = megabyte(Path(scratch))
        moves = [LEFT, DOWN] * (10 * runs)
        ours, bare = [*NEWSREADER, str(corpus)], BARE
        big = [*NEWSREADER, str(large)]

        def row(
            mine: Callable[[], list[float]], theirs: Callable[[], list[float]], rounds: int = 3
        ) -> dict[str, float]:
            # In turn, so that a slow spell of the machine falls on both.
            pairs = [(mine(), theirs()) for _ in range(rounds)]
            seconds = statistics.median(value for pair, _ in pairs for value in pair)
            yardstick = statistics.median(value for _, pair in pairs for value in pair)
            return {"seconds": seconds, "bare": yardstick, "ratio": seconds / yardstick}

        return {
            "first paint of the list": row(
                lambda: first_paints(ours, OUR_MARKER, 1), lambda: first_paints(bare, BARE_MARKER, 1), 4 * runs
            ),
            "first paint, article of 1 MB": row(
                lambda: first_paints(big, OUR_MARKER, 1), lambda: first_paints(bare, BARE_MARKER, 1), 4 * runs
            ),
            "caret key": row(
                lambda: key_times(ours, OUR_MARKER, moves, (ENTER,)), lambda: key_times(bare, BARE_MARKER, moves)
            ),
            "caret key, article of 1 MB": row(
                lambda: key_times(big, OUR_MARKER, moves, (ENTER,)), lambda: key_times(bare, BARE_MARKER, moves)
            ),
            "scrolling by a row": row(
                lambda: key_times(ours, OUR_MARKER, [DOWN] * 10, (ENTER, b"\x1b[6~")),
                lambda: key_times(bare, BARE_MARKER, [DOWN] * 10),
            ),
            "selecting by a row": row(
                lambda: key_times(ours, OUR_MARKER, [b"\x1b[1;2B"] * 10, (ENTER,)),
                lambda: key_times(bare, BARE_MARKER, [DOWN] * 10),
            ),
        }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured (default: 3)")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/latest.json"), help="where the JSON goes")
    options = parser.parse_args()
    results = typesetting.compare() | compare(options.runs)
    print(f"{'':42}{'ours ms':>10}{'peer ms':>10}{'ratio':>8}")
    for name, values in results.items():
        print(f"{name:42}{1000 * values['seconds']:10.1f}{1000 * values['bare']:10.1f}{values['ratio']:8.2f}")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
