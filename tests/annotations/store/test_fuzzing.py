"""Files of a store damaged at random: an error in one line at most, and no edit lost that any file still has."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.annotation import AnnotationSet
from annotations.errors import StoreError
from annotations.history import Edit
from annotations.store.examination import examine
from annotations.store.store import Store

Adding = Callable[..., Edit]
NAMES = ("a.txt", "b.txt", "c.txt")


@pytest.fixture
def sound(tmp_path: Path, adding: Adding, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that two machines have written."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    for machine in ("pc", "laptop"):
        store = Store(tmp_path / "sound", "hana", machine=machine, writable=True)
        for number in range(4):
            store.commit(adding(NAMES[number % 2], f"{machine}{number}", number, 40), sha256="0")
        store.commit_all([adding(each, f"{machine}x", 41, 60) for each in NAMES], sha256=dict.fromkeys(NAMES, "0"))
        store.undo()
        store.redo()
        store.close()
    return tmp_path / "sound"


def damaged(path: Path, draw: random.Random) -> None:
    content = bytearray(path.read_bytes())
    start, end = sorted(draw.randrange(len(content) + 1) for _ in range(2))
    match draw.randrange(7):
        case 0:
            for _ in range(draw.randrange(1, 9)):
                content[draw.randrange(len(content))] = draw.randrange(256)
        case 1:
            del content[start:end]
        case 2:
            del content[start:]
        case 3:
            content[start:start] = draw.randbytes(draw.randrange(1, 50))
        case 4:
            content[start:start] = content[start:end]
        case 5:
            content[start:end] = bytes(end - start)
        case 6:
            path.unlink()
            return
    path.write_bytes(content)


def works(root: Path) -> dict[str, AnnotationSet]:
    store = Store(root, "hana", machine="third", writable=False)
    return {each: store.read(each).work for each in NAMES}


def ends_well(root: Path, work: Callable[[Path], object]) -> bool:
    """Whether work with a store ends without an error; any other than `StoreError` is one of the test."""
    try:
        work(root)
    except StoreError:
        return False
    return True


def fuzz(sound: Path, adding: Adding, rounds: int) -> None:
    wanted = works(sound)
    told_of = 0
    for seed in range(rounds):
        draw = random.Random(seed)
        root = shutil.copytree(sound, sound.with_name(f"damaged-{seed}"))
        files = sorted(each for each in (root / "annotations").rglob("*.json*"))
        is_journal = draw.random() < 0.5
        chosen = [each for each in files if (each.suffix == ".jsonl") is is_journal]
        for path in draw.sample(chosen, draw.randrange(1, len(chosen) + 1)):
            damaged(path, draw)

        def saving(root: Path) -> None:
            store = Store(root, "hana", machine="third", writable=True)
            for each in NAMES:
                store.commit(adding(each, "new", 61, 70), sha256="0")
                store.undo()
            store.close()

        told_of += not ends_well(root, works)
        told_of += not ends_well(root, saving)
        list(examine(root, "hana", lambda _: None, repair=True))
        assert ends_well(root, saving), seed
        # Either kind of file tells all that there was.
        assert works(root) == wanted, seed
        shutil.rmtree(root)
    print(f"{rounds} stores damaged, {told_of} errors told, none lost an edit")


def test_a_damaged_store_loses_nothing_that_a_file_still_has(sound: Path, adding: Adding) -> None:
    fuzz(sound, adding, 15)


@pytest.mark.slow
def test_many_damaged_stores_lose_nothing_that_a_file_still_has(sound: Path, adding: Adding) -> None:
    fuzz(sound, adding, 500)
