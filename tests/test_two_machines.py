"""Two running applications on two folders, with a synchroniser between them for which the newest file wins."""

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from annotations.project.layout import STORE
from annotations.workspace.workspace import Workspace
from benchmarks.terminal import Terminal

pytestmark = pytest.mark.slow

ROOT = str(Path(__file__).parents[1])
TEXT = "the minister said on Monday that the deficit was 79 billion"


class Synchroniser(threading.Thread):
    """Carries each file that is newer in one folder to the other, all the time until it is stopped."""

    def __init__(self, one: Path, other: Path) -> None:
        super().__init__(daemon=True)
        self._folders = one, other
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(0.05):
            self.carry()

    def stop(self) -> None:
        self._ended.set()
        self.join()
        self.carry()

    def carry(self) -> None:
        one, other = self._folders
        for source, target in ((one, other), (other, one)):
            for path in sorted(each for each in source.rglob("*.json*") if not each.name.startswith(".")):
                there, status = target / path.relative_to(source), path.stat()
                if not there.exists() or there.stat().st_mtime_ns < status.st_mtime_ns:
                    there.parent.mkdir(parents=True, exist_ok=True)
                    new = there.with_name(f".{there.name}.part")
                    shutil.copyfile(path, new)
                    os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
                    new.replace(there)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(TEXT, "utf-8")
    return tmp_path / "one", tmp_path / "other"


@pytest.fixture
def terminals(folders: tuple[Path, Path], tmp_path: Path) -> Iterator[list[Terminal]]:
    with ExitStack() as stack:
        yield [
            stack.enter_context(
                Terminal(
                    [sys.executable, "-m", "tui.cli", "open", str(folder)],
                    environ={
                        "PYTHONPATH": ROOT,
                        "NEWSREADER_ANNOTATOR": "hana",
                        "XDG_DATA_HOME": str(tmp_path / "data"),
                        "XDG_STATE_HOME": str(tmp_path / f"state of {folder.name}"),
                    },
                )
            )
            for folder in folders
        ]


def tags(folder: Path) -> list[tuple[str, str]]:
    with Workspace.open(folder, annotator="hana", machine="reader", writable=False) as workspace:
        return [(each.label, each.quote) for each in workspace.work("a.txt").annotations]


def test_what_is_tagged_on_either_is_seen_on_both(folders: tuple[Path, Path], terminals: list[Terminal]) -> None:
    one, other = terminals
    for each in terminals:
        each.first_paint(b"quit")
        each.answer(b"\r")
    one.answer(b"a")  # before the synchroniser runs: the same words on both, and what the other does not have
    other.answer(b"a")
    one.answer(b"\x1b[1;5C" * 2 + b"c")
    other.answer(b"\x1b[1;5C" * 4 + b"f")
    synchroniser = Synchroniser(*(folder / STORE for folder in folders))
    synchroniser.start()
    for each in terminals:
        each.wait_for(b"changed elsewhere")
    one.answer(b"\x1b[1;5C" * 3 + b"a")
    other.answer(b"\x1b[1;5C" * 2 + b"c")
    for each in terminals:
        each.answer(b"q")
        assert each.end() == 0, each.output[-2000:].decode(errors="replace")
    synchroniser.stop()
    synchroniser.carry()
    found = tags(folders[0])
    assert found == tags(folders[1])
    assert found == [("actor", "the"), ("claim", "said"), ("figure", "Monday"), ("actor", "that"), ("claim", "the")]
    assert not list(folders[0].rglob("*.broken"))
