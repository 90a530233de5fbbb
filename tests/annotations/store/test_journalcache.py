"""What is kept of a journal spares reading it, and is never believed over the journal itself."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.errors import StoreCorruptError
from annotations.model.edit import Edit, Step
from annotations.store.journals import cache as journalcache
from annotations.store.journals import file as journalfile
from annotations.store.journals.entries import Entry
from annotations.store.journals.journal import Journal
from annotations.store.journals.line import Head, Line, read_head

Adding = Callable[..., Edit]


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """However little was read is kept, and no disk is waited for."""
    monkeypatch.setattr(journalcache, "WORTH", 1)
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "pc.cache"


@pytest.fixture
def opened(tmp_path: Path, cache: Path) -> Iterator[Callable[[], Journal]]:
    """Opens the journals as another process does."""
    journals: list[Journal] = []

    def opened() -> Journal:
        for each in journals:
            each.release()
        journals.append(Journal(tmp_path / "journal", "pc", cache=cache.parent))
        return journals[-1]

    yield opened
    for each in journals:
        each.release()


@pytest.fixture
def write(adding: Adding, opened: Callable[[], Journal]) -> Callable[..., None]:
    """Adds an annotation to each article, together."""

    def write(revision: int, *articles: str) -> None:
        edits = [replace(adding(each, f"{revision}"), group="g" if articles[1:] else "") for each in articles]
        opened().append([made(edit, revision) for edit in edits])

    return write


@pytest.fixture
def journal(tmp_path: Path, opened: Callable[[], Journal], write: Callable[..., None]) -> Path:
    """A journal that was opened, so that the cache has it: two articles, a group, and a line that is damaged."""
    path = tmp_path / "journal" / "pc.jsonl"
    write(1, "a")
    write(2, "a", "b\u0639")
    path.write_bytes(path.read_bytes() + b"<<<<<<<\n")
    opened().files.articles()
    return path


def made(edit: Edit, revision: int) -> Line:
    return Line(edit=edit, step=Step.EDIT, revision=revision, sha256="0" * 64, at=f"2026-01-02T03:04:0{revision}Z")


def told(journal: Journal) -> tuple[dict[str, list[Entry]], str, dict[str, tuple[int, int]]]:
    """All that a journal says: entries, damage, and for each article when it was edited and for how long."""
    entries = {each: journal.files.entries(each) for each in sorted(journal.files.articles())}
    timing = journal.files.time_spent()
    return entries, journal.files.damage, {each: (journal.files.edited(each), timing.seconds(each)) for each in entries}


def read(journal: Path) -> object:
    """What it says to who has no cache."""
    return told(Journal(journal.parent, "pc"))


def test_what_is_kept_is_not_read_again(
    journal: Path, cache: Path, opened: Callable[[], Journal], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = read(journal)
    assert len(wanted[0]) == 2
    assert "line 4: " in wanted[1]
    monkeypatch.delattr(journalfile, "read_head")
    again = opened()
    assert told(again) == wanted
    assert [line.revision for line in again.files.lines(again.files.entries("a"))] == [1, 2]
    assert again.refresh() == []
    cache.unlink()
    with pytest.raises(NameError):
        opened().files.articles()


@pytest.mark.parametrize("as_a_new_file", [True, False])
def test_only_what_was_added_is_read(
    journal: Path, opened: Callable[[], Journal], monkeypatch: pytest.MonkeyPatch, *, as_a_new_file: bool
) -> None:
    added = journal.read_bytes().splitlines(keepends=True)[0]
    if as_a_new_file:
        journal.rename(journal.with_name("old"))
        journal.write_bytes(journal.with_name("old").read_bytes())
    with journal.open("ab") as stream:
        stream.write(added)
    wanted = read(journal)
    lines: list[bytes] = []

    def noting(line: bytes, path: Path) -> Head | None:
        lines.append(line)
        return read_head(line, path)

    monkeypatch.setattr(journalfile, "read_head", noting)
    assert told(opened()) == wanted
    assert lines == [added]


def test_a_journal_in_a_new_file_is_looked_through_once(
    journal: Path, opened: Callable[[], Journal], monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.rename(journal.with_name("old"))
    journal.write_bytes(journal.with_name("old").read_bytes())
    wanted = read(journal)
    monkeypatch.delattr(journalfile, "read_head")
    assert told(opened()) == wanted
    monkeypatch.delattr(journalcache, "_checksum")
    assert told(opened()) == wanted


@pytest.mark.parametrize("step", [17, pytest.param(1, marks=pytest.mark.slow)])
def test_a_cache_that_is_torn_or_has_a_byte_that_flipped_is_nothing(
    journal: Path, cache: Path, opened: Callable[[], Journal], step: int
) -> None:
    wanted = read(journal)
    content = cache.read_bytes()
    for place in range(0, len(content), step):
        cache.write_bytes(content[:place])
        assert told(opened()) == wanted, place
        assert cache.read_bytes() == content, "it is made again"
        cache.write_bytes(content[:place] + bytes([content[place] ^ 1 << place % 8]) + content[place + 1 :])
        assert told(opened()) == wanted, place


def test_a_cache_of_nonsense_is_nothing(journal: Path, cache: Path, opened: Callable[[], Journal]) -> None:
    wanted = read(journal)
    for nonsense in (b"", b"\n", b"null\n", b"[]\n", b"{}\n", b'{"layout":"0"}\n', b"\xff" * 9, b"[" * 9999 + b"\n"):
        cache.write_bytes(nonsense)
        assert told(opened()) == wanted
    cache.unlink()
    cache.mkdir()
    assert told(opened()) == wanted


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "in place": lambda content: content.replace(b'"article":"a"', b'"article":"c"'),
    "shorter": lambda content: content[: content.index(b"\n") + 1],
    "longer at the beginning": lambda content: content.splitlines(keepends=True)[0] + content,
    "longer at the end": lambda content: content + content.splitlines(keepends=True)[0],
    "empty": lambda _: b"",
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("as_a_new_file", [True, False])
def test_of_a_journal_that_has_changed_nothing_old_is_believed(
    journal: Path,
    opened: Callable[[], Journal],
    sealed: Callable[[bytes], bytes],
    change: str,
    *,
    as_a_new_file: bool,
) -> None:
    content = sealed(CHANGES[change](journal.read_bytes()[:-8]))
    target = journal.with_name("new") if as_a_new_file else journal
    target.write_bytes(content)
    os.utime(target, ns=(1, 1))
    target.replace(journal)
    assert told(opened()) == read(journal)


def test_a_line_that_is_damaged_later_is_told_when_it_is_needed_and_at_the_next_opening(
    journal: Path, opened: Callable[[], Journal]
) -> None:
    before = journal.stat()
    journal.write_bytes(journal.read_bytes().replace(b"minister", b"minisver", 1))
    os.utime(journal, ns=(before.st_atime_ns, before.st_mtime_ns))
    again = opened()
    again.files.articles()
    assert "line 4: " in again.files.damage
    with pytest.raises(StoreCorruptError, match="line 1: "):
        list(again.files.lines(again.files.entries("a")))
    again = opened()
    again.files.articles()
    assert "line 1: " in again.files.damage


def test_another_line_at_the_place_of_one_that_is_kept_is_not_taken_for_it(
    journal: Path, opened: Callable[[], Journal], sealed: Callable[[bytes], bytes]
) -> None:
    before = journal.stat()
    first, *rest = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join([sealed(first.replace(b'"article":"a"', b'"article":"c"')), *rest]))
    os.utime(journal, ns=(before.st_atime_ns, before.st_mtime_ns))
    again = opened()
    with pytest.raises(StoreCorruptError, match="line 1: "):
        list(again.files.lines(again.files.entries("a")))
    assert set(opened().files.articles()) == {"a", "b\u0639", "c"}


def test_where_nothing_can_be_kept_all_is_read(journal: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for _ in range(2):
        assert told(Journal(journal.parent, "pc", cache=tmp_path / "file")) == read(journal)


def test_of_a_small_journal_nothing_is_kept(journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    told(Journal(journal.parent, "pc", cache=tmp_path / "other"))
    assert not (tmp_path / "other").exists()
