"""Several people at one shared folder, whose processes are killed at any moment: what was acknowledged is exported."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from annotations.workspace.workspace import Workspace

ROOT = Path(__file__).parents[3]
ARTICLES = 20
WORKER = """
import random, sys
from pathlib import Path
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace

folder, annotator, machine, seed = sys.argv[1:]
draw = random.Random(seed)
mine = []
with Workspace.open(Path(folder), annotator=annotator, machine=machine) as workspace:
    while True:
        article_id = draw.choice(workspace.ids)
        what = draw.random()
        if mine and what < 0.1:
            place = mine.pop(draw.randrange(len(mine)))
            print("removing", place[1], flush=True)
            workspace.editor.remove(*place)
            print("removed", place[1], flush=True)
        elif mine and what < 0.15:
            article_id, annotation_id = draw.choice(mine)
            workspace.editor.set_note(article_id, annotation_id, annotation_id)
            print("noted", annotation_id, flush=True)
        elif what < 0.17:
            workspace.refresh()
        else:
            start = draw.randrange(4000)
            made = workspace.editor.annotate(article_id, "actor", [Span(start, start + draw.randrange(1, 200))])
            if made.annotator == annotator and (article_id, made.id) not in mine:
                mine.append((article_id, made.id))
                print("added", made.id, flush=True)
        assert not workspace.pending, workspace.trouble
"""


class Worker:
    """One person's process; it is started again when it is killed."""

    def __init__(self, folder: Path, annotator: str, machine: str, seed: int) -> None:
        self._arguments = [str(folder), annotator, machine]
        self._seed = seed
        self._errors = folder.parent / f"{machine}-{seed}.err"
        self.told: list[tuple[str, str]] = []
        self.kills = 0
        self.start()

    def start(self) -> None:
        self._seed += 1000
        with self._errors.open("ab") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-c", WORKER, *self._arguments, str(self._seed)],
                stdout=subprocess.PIPE,
                stderr=errors,
                cwd=ROOT,
                text=True,
            )

    def work(self, edits: int) -> None:
        """Wait until so many more edits have been told."""
        assert self._process.stdout is not None
        for _ in range(edits):
            line = self._process.stdout.readline()
            assert line, self._errors.read_text()
            self.told.append(tuple(line.split()))

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        assert self._process.stdout is not None
        self.told += [
            tuple(line.split()) for line in self._process.stdout.read().splitlines(keepends=True) if "\n" in line
        ]
        self._process.wait()
        self.kills += 1


def share(folder: Path, people: Sequence[tuple[str, str]], edits: int, seconds: float) -> list[Worker]:
    """Let people work until each has made so many edits and so much time is over, killing them now and then."""
    for number in range(ARTICLES):
        (folder / f"{number:02}.txt").write_text(" ".join(str(each) for each in range(number, number + 1500)), "utf-8")
    draw = random.Random(7)
    workers = [Worker(folder, annotator, machine, seed) for seed, (annotator, machine) in enumerate(people)]
    end = time.monotonic() + seconds
    while time.monotonic() < end or any(len(each.told) < edits for each in workers):
        worker = draw.choice(workers)
        worker.work(draw.randrange(1, max(8, edits // 8)))
        worker.kill()
        worker.start()
    for each in workers:
        each.kill()
    return workers


def examine(folder: Path, workers: Sequence[Worker]) -> None:
    told = {kind: {each for worker in workers for what, each in worker.told if what == kind} for kind in KINDS}
    with Workspace.open(folder, annotator="nobody", writable=False) as workspace:
        exported = [each for record in workspace.records() for each in record.work.annotations]
    ids = [each.id for each in exported]
    assert len(ids) == len(set(ids)), "nothing is there twice"
    assert told["added"] - told["removing"] <= set(ids)
    assert not told["removed"] & set(ids)
    notes = {each.id: each.note for each in exported}
    assert all(notes[each] == each for each in told["noted"] - told["removing"])
    revisions = [
        (line["article"], path.parts[-3], line["revision"], path.name)
        for path in folder.glob("annotations/*/journal/*.jsonl")
        for line in map(json.loads, path.read_bytes().splitlines())
    ]
    assert len(set(revisions)) == len(revisions) >= sum(map(len, told.values())) - len(told["removing"])
    edits = sum(len(told[each]) for each in ("added", "removed", "noted"))
    print(f"{len(workers)} people, {edits} edits acknowledged, {sum(each.kills for each in workers)} kills, none lost")


KINDS = ("added", "removing", "removed", "noted")
PEOPLE = (("hana", "one"), ("hana", "other"), ("omar", "one"))
"""Two machines of one person, and another person on one of them."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "news").mkdir()
    return tmp_path / "news"


def test_what_three_people_were_told_is_saved_is_exported(folder: Path) -> None:
    examine(folder, share(folder, PEOPLE, edits=5, seconds=0))


@pytest.mark.slow
def test_a_week_s_work_of_three_people_is_exported(folder: Path) -> None:
    examine(folder, share(folder, PEOPLE, edits=2000, seconds=0))


@pytest.mark.slow
def test_four_processes_of_one_machine_write_for_a_minute(folder: Path) -> None:
    examine(folder, share(folder, (("hana", "pc"),) * 4, edits=100, seconds=60))
