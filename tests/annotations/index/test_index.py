"""The file of the index: a cache that may vanish, be damaged, or have no place to be."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.corpus.corpus import Corpus
from annotations.index.index import Index
from annotations.index.schema import VERSION
from annotations.model.filter import Filter


@pytest.fixture
def filled(root: Path, page: Callable[..., str], refreshed: Callable[[], Index]) -> Index:
    for number in range(30):
        (root / f"{number}.txt").write_text(page(number))
    return refreshed()


def refresh(index: Index, root: Path) -> int:
    for _ in index.refresh(Corpus.find(root)):
        pass
    return len(index.ids(Filter(words="المسؤول")))


def test_the_index_lies_in_the_folder_that_may_be_deleted(filled: Index, root: Path) -> None:
    assert filled.file == root / ".newsreader" / "index.sqlite3"
    assert filled.notice == ""
    with Index.open(root) as again:
        assert len(again.ids()) == 30


def test_a_file_that_is_deleted_is_made_anew(filled: Index, root: Path) -> None:
    import shutil

    shutil.rmtree(filled.file.parent)
    assert len(filled.ids()) == 0
    assert refresh(filled, root) == 30


def test_a_file_that_is_deleted_while_it_is_built_is_built_again(filled: Index, root: Path) -> None:
    steps = filled.refresh(Corpus.find(root))
    next(steps)
    filled.file.unlink()
    list(steps)
    assert len(filled.ids()) == 30


@pytest.mark.parametrize("content", [b"", b"no database at all" * 500, b"SQLite format 3\0" + bytes(5000)])
def test_a_file_that_is_none_is_thrown_away(root: Path, page: Callable[..., str], content: bytes) -> None:
    (root / "0.txt").write_text(page(0))
    (root / ".newsreader").mkdir()
    (root / ".newsreader" / "index.sqlite3").write_bytes(content)
    with Index.open(root) as index:
        assert refresh(index, root) == 1


@pytest.mark.parametrize("statement", ["CREATE TABLE theirs (x)", f"PRAGMA user_version = {VERSION + 1}"])
def test_a_database_of_others_or_of_another_version_is_thrown_away(filled: Index, root: Path, statement: str) -> None:
    filled.close()
    if statement.startswith("CREATE"):
        filled.file.unlink()
    with sqlite3.connect(filled.file) as connection:
        connection.execute(statement)
    connection.close()
    with Index.open(root) as index:
        assert len(index.ids()) == 0
        assert refresh(index, root) == 30


def test_a_file_that_is_damaged_later_is_thrown_away(filled: Index, root: Path) -> None:
    filled.close()
    content = bytearray(filled.file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)  # all but the first page
    filled.file.write_bytes(content)
    with Index.open(root) as index:
        index.ids()
        assert refresh(index, root) == 30


def test_a_damaged_lock_is_thrown_away(filled: Index, root: Path) -> None:
    (filled.file.parent / "index.lock").write_bytes(b"no database at all" * 500)
    assert refresh(filled, root) == 30


def test_a_folder_that_cannot_be_written_has_its_index_elsewhere(
    root: Path, page: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "0.txt").write_text(page(0))
    (root / ".newsreader").write_text("a file where the folder should be")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache" / name)
    with Index.open(root) as index:
        assert refresh(index, root) == 1
        assert index.file.is_relative_to(tmp_path / "cache")
        assert str(root) in index.notice
    with Index.open(root) as index:
        assert len(index.ids()) == 1


def test_where_nothing_can_be_kept_the_index_lasts_until_it_is_closed(
    root: Path, page: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "0.txt").write_text(page(0))
    (root / ".newsreader").write_text("a file where the folder should be")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: root / "0.txt" / name)
    index = Index.open(root)
    assert refresh(index, root) == 1
    assert "at every start" in index.notice
    index.close()
    assert not index.file.exists()
