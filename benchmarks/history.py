"""The ratios of earlier runs of the benchmarks: a file with one JSON line for each run."""

import json
import os
import platform
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """One run of the benchmarks."""

    date: str
    """Time of its end, in UTC (ISO 8601)."""
    commit: str
    """The commit that was measured, with "-dirty" behind it if files differ from it; "" outside a repository."""
    machine: str
    python: str
    """Version of Python."""
    ratios: Mapping[str, float]
    """Name of the measure -> its ratio."""


def run_of(results: Mapping[str, Mapping[str, float]]) -> Run:
    """Return the run that has just given these results on this machine."""
    return Run(
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        commit=_commit(),
        machine=f"{platform.node()}, {platform.machine()}, {os.cpu_count()} processors",
        python=platform.python_version(),
        ratios={name: round(values["ratio"], 4) for name, values in results.items()},
    )


def _commit() -> str:
    command = ["git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    try:
        done = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()


def read_runs(path: Path) -> list[Run]:
    """Read all runs of a history file; a file that does not exist has none.

    Raises ValueError for a line that is not a run.
    """
    runs = []
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for number, line in enumerate(lines, 1):
        try:
            values = json.loads(line)
            ratios = {str(name): float(ratio) for name, ratio in values["ratios"].items()}
            date, commit, machine, python = (str(values[field]) for field in Run._fields[:-1])
            runs.append(Run(date, commit, machine, python, ratios))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{path}, line {number}: not a run of the benchmarks; remove the line") from error
    return runs


def append_run(path: Path, run: Run) -> None:
    """Append a run to a history file, which is created if it does not exist."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab+") as stream:
        if stream.seek(0, os.SEEK_END):
            stream.seek(-1, os.SEEK_END)
            if stream.read(1) != b"\n":
                stream.write(b"\n")
        stream.write(json.dumps(run._asdict(), ensure_ascii=False).encode() + b"\n")


def comparison(run: Run, earlier: Sequence[Run]) -> str:
    """Return a table for readers: each ratio beside the median of the earlier runs that have this measure."""
    lines = [f"{'':42}{'ratio':>8}{'median':>8}{'change':>9}{'runs':>6}"]
    for name, ratio in run.ratios.items():
        before = [each.ratios[name] for each in earlier if name in each.ratios]
        line = f"{name:42}{ratio:8.2f}"
        if before:
            median = statistics.median(before)
            line += f"{median:8.2f}{100 * (ratio / median - 1):+7.0f} %{len(before):6}"
        lines.append(line)
    return "\n".join(lines)
