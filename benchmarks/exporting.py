"""`newsreader export` against a bare loop that reads the same files and writes the same objects.

The loop reads the articles' files and the store's, checks nothing, and writes with the fastest JSON library there is;
of the headline, outlet and day, which have to be found in a text, it says nothing. Both are processes of their own, and
count with all that they need to start. Where no index knows what the texts say, an export reads them on several cores:
then it takes less time than its processors together. `python -m benchmarks.exporting --articles 100000` tells the most
memory too, of its first process.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from annotations.exchange.registry import FORMATS
from annotations.model.article import digest
from annotations.workspace.workspace import Workspace
from benchmarks.annotatedcorpus import make_corpus

ROUNDS = 3
_PROGRAM = """
import runpy, sys
try:
    runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
finally:
    print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
"""Runs a module and tells the most memory that it took, in KiB; what the system tells of a child counts its parent."""


class Cost(NamedTuple):
    """Of a process."""

    seconds: float
    """Of all processors, with those of its own processes."""
    memory: float
    """The most, in megabytes."""
    elapsed: float
    """Seconds from its start to its end."""


def exported(folder: Path, target: Path, name: str = "jsonl") -> Cost:
    """What the command costs."""
    options = ["--format", name, "--out", str(target)]
    return cost(["tui.cli", "export", str(folder), *options])


def compare(articles: int = 2000) -> dict[str, dict[str, float]]:
    """Name -> seconds of the command and of the bare loop, and their ratio, with and without an index."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, target, yardstick = Path(scratch, "files"), Path(scratch, "ours"), Path(scratch, "bare")
        make_corpus(folder, articles)
        loop = ["benchmarks.bareexport", str(folder), str(yardstick)]
        results = {}
        for name in ("without an index", "with an index"):
            if name == "with an index":
                with Workspace.open(folder, writable=False) as workspace:
                    for _ in workspace.index.build():
                        pass
            rounds = [(exported(folder, target), cost(loop)) for _ in range(ROUNDS)]  # a slow spell falls on both
            mine, theirs = (Cost(*map(min, zip(*costs, strict=True))) for costs in zip(*rounds, strict=True))
            results[f"exporting {articles} articles {name}"] = {
                "elapsed": mine.elapsed,
                "bare": theirs.elapsed,
                "ratio": mine.elapsed / theirs.elapsed,
                "seconds of processors": mine.seconds,
                "their ratio": mine.seconds / theirs.seconds,
                "memory": max(each.memory for each, _ in rounds),
            }
            assert _lines(target) == _lines(yardstick)
        return results


def _lines(path: Path) -> dict[str, str]:
    """Digests of what was written of each article, but for what only one of the two says."""
    with path.open("rb") as stream:
        lines = ({**json.loads(line), "meta": None} for line in stream)
        return {str(line["id"]): digest(json.dumps(line, sort_keys=True)) for line in lines}


def cost(command: list[str]) -> Cost:
    """What a module costs that is run with arguments. Raises `CalledProcessError` unless it ends well."""
    command = [sys.executable, "-c", _PROGRAM, *command]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        memory = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(usage.ru_utime + usage.ru_stime, int(memory) / 1024, elapsed)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exporting", description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--format", choices=list(FORMATS), default="jsonl", help="whose memory is measured")
    options = parser.parse_args()
    if options.format == "jsonl":
        for name, values in compare(options.articles).items():
            print(f"{name}: " + ", ".join(f"{what} {value:.2f}" for what, value in values.items()))
    else:
        with tempfile.TemporaryDirectory() as scratch:
            make_corpus(Path(scratch, "files"), options.articles)
            cost = exported(Path(scratch, "files"), Path(scratch, "out"), options.format)
            print(f"{options.format}: {cost.seconds:.2f} s, {cost.memory:.0f} MB at most")


if __name__ == "__main__":
    main()
