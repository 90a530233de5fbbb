"""A writer is killed at any moment; what it said it had saved is there."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotations.store.journal import Journal
from annotations.store.store import Store

ROOT = Path(__file__).parents[3]
WRITER = """
import sys
from pathlib import Path
from annotations.annotation import Annotation
from annotations.history import Change, Edit
from annotations.span import Span
from annotations.store.store import Store

store = Store(Path(sys.argv[1]), "hana", machine="pc", writable=True)
print("ready", flush=True)
number = len(store.read("a.txt").work.annotations)
while True:
    annotation = Annotation(
        id=f"{number:05}", label="actor", fragments=(Span(number, number + 1),), quote="x", prefix="", suffix="",
        annotator="hana", created="",
    )
    store.commit(Edit(article_id="a.txt", summary="", changes=(Change(None, annotation),)), sha256="0")
    number += 1
    print(number, flush=True)
"""


def start(root: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", WRITER, str(root)], stdout=subprocess.PIPE, cwd=ROOT)


def kill_while_writing(root: Path, seconds: float) -> int:
    """Let a writer work for a while; how many edits it said it had saved."""
    with start(root) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        return int((writer.stdout.read().splitlines() or [b"0"])[-1])


def rounds(root: Path, count: int) -> None:
    said = 0
    for number in range(count):
        said = max(said, kill_while_writing(root, 0.02 + 0.013 * (number % 7)))
        files = {each.name for each in (root / "annotations").rglob("*") if each.is_file()}
        assert "pc.jsonl" in files
        read = Store(root, "hana", machine="pc", writable=False).read("a.txt").work
        assert [each.id for each in read.annotations] == [f"{each:05}" for each in range(len(read.annotations))]
        assert len(read.annotations) in {said, said + 1}, "the last one may be on disk without having been told"
        said = len(read.annotations)
    journal = (root / "annotations" / "hana" / "journal" / "pc.jsonl").read_bytes()
    assert [json.loads(line)["revision"] for line in journal.splitlines()] == list(range(1, said + 1))


def test_a_killed_writer_has_lost_nothing_that_it_said_it_saved(tmp_path: Path) -> None:
    rounds(tmp_path, 4)


@pytest.mark.slow
def test_many_killed_writers_have_lost_nothing(tmp_path: Path) -> None:
    rounds(tmp_path, 100)


def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    with start(tmp_path) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        assert writer.stdout.readline() == b"1\n"
        journal = tmp_path / "annotations" / "hana" / "journal"
        second = Journal(journal, "pc")
        assert second.take() == "pc~2"
        writer.kill()
        writer.wait()
        third = Journal(journal, "pc")
        assert third.take() == "pc"
        for each in (second, third):
            each.release()
