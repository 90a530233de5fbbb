"""A writer is killed at any moment; what it said it had saved is there."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotations.store.journals.journal import Journal
from annotations.store.store import Store

ROOT = Path(__file__).parents[3]
WRITER = """
import sys
from pathlib import Path
from annotations.model.annotation import Annotation
from annotations.model.edit import Change, Edit
from annotations.text.span import Span
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
        read = Store(root, "hana", machine="pc", writable=False).read("a.txt").work
        assert [each.id for each in read.annotations] == [f"{each:05}" for each in range(len(read.annotations))]
        assert len(read.annotations) in {said, said + 1}, "the last one may be on disk without having been told"
        said = len(read.annotations)
    assert said, "something was saved"
    journal = (root / "annotations" / "hana" / "journal" / "pc.jsonl").read_bytes()
    assert [json.loads(line)["revision"] for line in journal.splitlines()] == list(range(1, said + 1))


def test_a_killed_writer_has_lost_nothing_that_it_said_it_saved(tmp_path: Path) -> None:
    rounds(tmp_path, 3)


@pytest.mark.slow
def test_many_killed_writers_have_lost_nothing(tmp_path: Path) -> None:
    rounds(tmp_path, 100)


KILLED = """
import os, signal, sys
from pathlib import Path
import fcntl
from annotations.model.annotation import Annotation
from annotations.model.edit import Change, Edit
from annotations.text.span import Span
from annotations.store.articlefiles import writer as articlefile
from annotations.store.check import examine
from annotations.store.store import Store

base, step = Path(sys.argv[1]), int(sys.argv[2])
REAL_WRITE = os.write
os.fsync = lambda _: None  # a process that is killed takes nothing with it that it has written

def adding(article, number):
    made = Annotation(
        id=str(number), label="actor", fragments=(Span(number, number + 1),), quote="x", prefix="", suffix="",
        annotator="hana", created="",
    )
    return Edit(article_id=article, summary="", changes=(Change(None, made),))

def save(store, said):
    store.commit(adding("a", 0), sha256="0")
    said()
    store.commit(adding("a", 1), sha256="0")
    said()
    store.commit_all([adding("a", 2), adding("b", 2)], sha256={"a": "0", "b": "0"})
    said()
    store.undo()
    said()

STATES = [("", ""), ("0", ""), ("01", ""), ("012", "2"), ("01", "")]

def state(store):
    return tuple("".join(each.id for each in store.read(name).work.annotations) for name in "ab")

def killing(at):
    made = 0
    def counted(real):
        def call(*arguments, **options):
            nonlocal made
            made += 1
            if made == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **options)
        return call
    for name in ("open", "write", "fsync", "replace", "mkdir", "ftruncate", "close", "scandir", "stat", "fstat"):
        setattr(os, name, counted(getattr(os, name)))
    Path.open = counted(Path.open)
    fcntl.flock = counted(fcntl.flock)

at, kills = 1 - step, 0
while True:
    at += step
    root = base / str(at)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        killing(at)
        save(Store(root, "hana", machine="pc", writable=True), lambda: REAL_WRITE(writing, b"x"))
        os._exit(0)
    os.close(writing)
    status = os.waitpid(child, 0)[1]
    said = len(os.read(reading, 99))
    os.close(reading)
    store = Store(root, "hana", machine="pc", writable=True)
    found = state(store)
    assert found in STATES[said : said + 2], (at, said, found)
    kinds = {each.kind.value for each in examine(root, "hana", lambda _: None)}
    assert kinds <= {"torn line", "missing file", "file behind", "leftover", "article gone"}, (at, kinds)
    store.commit(adding("a", 9), sha256="0")
    store.close()
    assert state(Store(root, "hana", writable=False)) == (found[0] + "9", found[1]), at
    if os.WIFEXITED(status):
        break
    kills += 1
print(kills)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.slow)])
def test_killed_between_any_two_calls_of_the_system_a_save_is_there_or_not_there(tmp_path: Path, step: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), str(step)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.stderr == ""
    print(f"killed before each of {done.stdout.strip()} calls")
    assert int(done.stdout) > 60 // step, "as many calls are made for four saves"


def test_a_killed_writer_leaves_no_lock(tmp_path: Path) -> None:
    with start(tmp_path) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        assert writer.stdout.readline() == b"1\n"
        journal = tmp_path / "annotations" / "hana" / "journal"
        second = Journal(journal, "pc")
        assert second.claim() == "pc~2"
        writer.kill()
        writer.wait()
        third = Journal(journal, "pc")
        assert third.claim() == "pc"
        for each in (second, third):
            each.release()
