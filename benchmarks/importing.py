"""`newsreader import` of many articles: its processor time and peak memory.

The file is an export of `benchmarks.annotatedcorpus`, imported into the same articles without their annotations.
`python -m benchmarks.importing --articles 100000 --format csv` measures another format and more articles.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from annotations.exchange.registry import FORMATS
from benchmarks.annotatedcorpus import make_corpus
from benchmarks.exporting import Cost, cost, exported


def imported(scratch: Path, articles: int, name: str = "jsonl", *options: str) -> Cost:
    """Import a number of articles; return the cost of the command. `scratch` is an empty folder."""
    folder, target = scratch / "files", scratch / f"out{FORMATS[name].suffix}"
    make_corpus(folder, articles)
    exported(folder, target, name)
    shutil.rmtree(folder / "annotations")
    return cost(["tui.cli", "import", str(target), "--format", name, "--into", str(folder), *options])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.importing", description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--format", choices=list(FORMATS), default="jsonl")
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        strict = ["--strict"] if options.strict else []
        taken = imported(Path(scratch), options.articles, options.format, *strict)
    print(f"{options.articles} articles of {options.format}: {taken.seconds:.2f} s, {taken.memory:.0f} MB at most")


if __name__ == "__main__":
    main()
