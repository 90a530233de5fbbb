"""Files of a store damaged at random: what can be read is, and no edit is lost that a file still has."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import StoreError
from annotations.model.annotation import AnnotationSet
from annotations.model.edit import Edit
from annotations.store.check import examine
from annotations.store.journals import cache as journalcache
from annotations.store.store import Store

Adding = Callable[..., Edit]
NAMES = ("a.txt", "b.txt", "c.txt")


@pytest.fixture
def sound(tmp_path: Path, adding: Adding, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that two machines have written; what is read of its journals is kept, however little it is."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(journalcache, "WORTH", 1)
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


def works(root: Path) -> dict[str, AnnotationSet | str]:
    """The work on each article, or why it cannot be read."""
    store = Store(root, "hana", machine="third", writable=False)
    return {each: read(store, each) for each in NAMES}


def read(store: Store, article_id: str) -> AnnotationSet | str:
    try:
        return store.read(article_id).work
    except StoreError as error:
        return str(error)


def journal_lines(root: Path) -> set[bytes]:
    """Every line of the journals and of what was put aside of them."""
    return {line for path in root.rglob("journal/*") for line in path.read_bytes().split(b"\n")}


def save(root: Path, adding: Adding) -> None:
    """Add an annotation to each article that can be read, and take it back."""
    store = Store(root, "hana", machine="third", writable=True)
    for each in NAMES:
        try:
            store.commit(adding(each, "new", 61, 70), sha256="0")
        except StoreError:
            continue
        store.undo()
    store.close()


def fuzz(sound: Path, adding: Adding, rounds: int) -> None:
    wanted = works(sound)
    told_of = 0
    for seed in range(rounds):
        draw = random.Random(seed)
        root = shutil.copytree(sound, sound.with_name(f"damaged-{seed}"))
        files = sorted(each for each in (root / "annotations").rglob("*.json*"))
        suffixes = draw.choice([{".jsonl"}, {".json"}, {".json", ".jsonl"}])
        chosen = [each for each in files if each.suffix in suffixes]
        for path in draw.sample(chosen, draw.randrange(1, len(chosen) + 1)):
            damaged(path, draw)
        for _ in ("before and after", "an edit"):
            for article_id, work in works(root).items():
                told_of += isinstance(work, str)
                if suffixes == {".jsonl"}:
                    assert work == wanted[article_id], (seed, "the article's file has it all")
            lines = journal_lines(root)
            save(root, adding)
            assert lines <= journal_lines(root), (seed, "what is damaged is left as it is, or put aside")
        list(examine(root, "hana", lambda _: None, repair=True))
        save(root, adding)
        assert len(suffixes) == 2 or works(root) == wanted, seed
        assert not any(isinstance(each, str) for each in works(root).values()), seed
        shutil.rmtree(root)
    print(f"{rounds} stores damaged, {told_of} errors told, none lost an edit")


def test_a_damaged_store_loses_nothing_that_a_file_still_has(sound: Path, adding: Adding) -> None:
    fuzz(sound, adding, 9)


@pytest.mark.slow
def test_many_damaged_stores_lose_nothing_that_a_file_still_has(sound: Path, adding: Adding) -> None:
    fuzz(sound, adding, 500)
