"""`newsreader export` against a bare loop that reads the same files and writes the same objects.

The loop reads the files of the articles and of the store, checks nothing, and writes with the fastest JSON library. It
leaves out headline, outlet and date, which an export has to find in the text. Both run as processes of their own, and
their start counts. Without an index an export parses the texts on several processors, so its elapsed time is less than
its processor time. The peak memory is that of the first process: `python -m benchmarks.exporting --articles 100000`.
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
"""Runs a module and prints its peak memory in KiB; the figure that `os.wait4` gives includes the parent's memory."""


class Cost(NamedTuple):
    """The cost of a process."""

    seconds: float
    """Processor time, with that of its child processes."""
    memory: float
    """Peak memory in megabytes."""
    elapsed: float
    """Seconds from its start to its end."""


def exported(folder: Path, target: Path, name: str = "jsonl") -> Cost:
    """Export a folder to a target; return the cost of the command."""
    options = ["--format", name, "--out", str(target)]
    return cost(["tui.cli", "export", str(folder), *options])


def compare(articles: int = 2000) -> dict[str, dict[str, float]]:
    """Measure with and without an index: return name -> seconds of the command, of the bare loop, and their ratio."""
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
            # The two take turns, so that both have their share of the machine's slow moments.
            rounds = [(exported(folder, target), cost(loop)) for _ in range(ROUNDS)]
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
    """Return the id of each article in the file -> a digest of its line without the metadata, which the loop omits."""
    with path.open("rb") as stream:
        lines = ({**json.loads(line), "meta": None} for line in stream)
        return {str(line["id"]): digest(json.dumps(line, sort_keys=True)) for line in lines}


def cost(command: list[str]) -> Cost:
    """Run a module with arguments; return its cost. Raises CalledProcessError if it fails."""
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
