"""Every damage that a store can have is found, told, fixed where it can be, and nothing is deleted."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import StoreCorruptError
from annotations.model.article import Article
from annotations.model.edit import Edit
from annotations.store.check import Finding, Kind, examine, nested_stores
from annotations.store.store import Store

Adding = Callable[..., Edit]
TEXT = "the minister said on Monday that the deficit was 79 billion, and that it would fall"


def article(article_id: str, text: str = TEXT) -> Article:
    return Article.of(text, article_id)


def found(root: Path, *, repair: bool = False, text: str | None = TEXT) -> list[Finding]:
    read = (lambda each: None) if text is None else (lambda each: article(each, text))
    return list(examine(root, "hana", read, repair=repair))


@pytest.fixture
def root(tmp_path: Path, adding: Adding) -> Path:
    """Two articles, and a group over both at the end."""
    store = Store(tmp_path, "hana", machine="pc", writable=True)
    store.commit(adding("a.txt", "1"), sha256="0")
    store.commit(adding("a.txt", "2", 16, 22), sha256="0")
    store.commit_all([adding("a.txt", "3", 23, 25), adding("b.txt", "4")], sha256={"a.txt": "0", "b.txt": "0"})
    store.close()
    return tmp_path


def journal(root: Path) -> Path:
    return root / "annotations" / "hana" / "journal" / "pc.jsonl"


def file(root: Path, name: str = "a.txt") -> Path:
    return root / "annotations" / "hana" / "articles" / f"{name}.json"


def contents(root: Path) -> dict[str, bytes]:
    return {str(each.relative_to(root)): each.read_bytes() for each in (root / "annotations").rglob("*.*")}


def lines(root: Path, keep: Callable[[int], bool]) -> None:
    """Keep only some lines of the journal."""
    all_lines = journal(root).read_bytes().splitlines(keepends=True)
    journal(root).write_bytes(b"".join(line for number, line in enumerate(all_lines, 1) if keep(number)))


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def duplicated(content: bytes) -> bytes:
    tables = json.loads(content)
    tables["annotations"]["9"] = tables["annotations"]["1"]
    return json.dumps(tables).encode()


def test_a_sound_store_is_sound(root: Path) -> None:
    before = contents(root)
    assert found(root) == found(root, repair=True) == []
    assert contents(root) == before


DAMAGE: dict[str, tuple[Kind, Callable[[Path], object]]] = {
    "torn": (Kind.TORN, lambda root: rewrite(journal(root), lambda content: content + b'{"schema":2,"ar')),
    "torn group": (
        Kind.TORN,
        lambda root: rewrite(journal(root), lambda content: content + content.splitlines(True)[2]),
    ),
    "zeros": (Kind.TORN, lambda root: rewrite(journal(root), lambda content: content + bytes(50))),
    "garbage": (Kind.DAMAGED, lambda root: rewrite(journal(root), lambda content: b"<<<<<<< HEAD\n" + content)),
    "missing": (Kind.MISSING, lambda root: file(root).unlink()),
    "truncated": (Kind.UNUSABLE, lambda root: rewrite(file(root), lambda content: content[:-30])),
    "empty": (Kind.UNUSABLE, lambda root: file(root).write_bytes(b"")),
    "foreign": (Kind.UNUSABLE, lambda root: shutil.copy(file(root, "b.txt"), file(root))),
    "stranger": (Kind.UNUSABLE, lambda root: shutil.copy(file(root, "b.txt"), file(root, "c.txt"))),
    "unknown": (Kind.UNUSABLE, lambda root: file(root, "x~" + 16 * "0").write_bytes(b"{")),
    "twice": (Kind.DUPLICATE, lambda root: rewrite(file(root), duplicated)),
    "by hand": (Kind.DIFFERENT, lambda root: rewrite(file(root), lambda content: content.replace(b"actor", b"claim"))),
    "leftover": (Kind.LEFTOVER, lambda root: file(root).with_name(".a.txt.json.0.tmp").write_bytes(b"{")),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_told_mended_and_nothing_is_deleted(root: Path, damage: str) -> None:
    kind, harm = DAMAGE[damage]
    wanted = {name: Store(root, "hana", writable=False).read(name).work for name in ("a.txt", "b.txt")}
    harm(root)
    harmed = contents(root)
    (finding,) = found(root)
    assert (finding.kind, finding.done) == (kind, "")
    assert contents(root) == harmed, "an examination changes nothing"
    (fixed,) = found(root, repair=True)
    assert fixed[:3] == finding[:3]
    assert fixed.done
    assert found(root) == []
    assert {name: Store(root, "hana", writable=False).read(name).work for name in wanted} == wanted
    kept = contents(root).values()
    assert [content for content in harmed.values() if content not in kept and damage != "missing"] == []


def test_a_file_behind_is_brought_up(root: Path, adding: Adding) -> None:
    old = file(root).read_bytes()
    store = Store(root, "hana", machine="pc", writable=True)
    store.commit(adding("a.txt", "5", 28, 32), sha256="0")
    store.close()
    file(root).write_bytes(old)
    (finding,) = found(root, repair=True)
    assert (finding.kind, finding.what) == (Kind.BEHIND, "lacks 1 edit that the journals have")
    assert found(root) == []


def test_a_damaged_line_costs_only_its_edit_where_the_file_is_lost_too(root: Path) -> None:
    rewrite(journal(root), lambda content: content.replace(b'"revision":2,', b'"revision":x,'))
    file(root).unlink()
    with pytest.raises(StoreCorruptError, match="check --repair"):
        Store(root, "hana", writable=False).read("a.txt")
    kinds = [(each.kind, bool(each.done)) for each in found(root, repair=True)]
    assert kinds == [(Kind.DAMAGED, True), (Kind.GAP, False), (Kind.MISSING, True)]
    assert [each.id for each in Store(root, "hana", writable=False).read("a.txt").work.annotations] == ["1", "3"]
    (gap,) = found(root)
    assert (gap.kind, gap.where) == (Kind.GAP, "a.txt"), "that is told for ever"


@pytest.mark.parametrize("number", [1, 2, 4])
def test_a_line_end_that_is_damaged_is_put_back(root: Path, number: int) -> None:
    """Of a line, of the one before a group, and of the last, which is not taken for one that was never finished."""
    content = journal(root).read_bytes()
    all_lines = content.splitlines(keepends=True)
    all_lines[number - 1] = all_lines[number - 1][:-1] + b"K"
    journal(root).write_bytes(b"".join(all_lines))
    (damaged,) = found(root, repair=True)[:1]
    assert (damaged.kind, damaged.where) == (Kind.DAMAGED, f"{journal(root)}, line {number}")
    assert journal(root).read_bytes() == content
    assert found(root) == []


def test_a_journal_that_is_lost_is_told_and_the_files_are_kept(root: Path) -> None:
    before = file(root).read_bytes()
    shutil.rmtree(journal(root).parent)
    told = [(each.kind, each.where, each.what) for each in found(root, repair=True)]
    assert told == [
        (Kind.GAP, "a.txt", "3 edits in no journal; the article's file has what they did"),
        (Kind.GAP, "b.txt", "1 edit in no journal; the article's file has what they did"),
    ]
    assert file(root).read_bytes() == before


def test_words_that_moved_are_followed_and_those_that_are_gone_told(root: Path) -> None:
    text = "Reuters: " + TEXT.replace("said on Monday", "declared at noon")
    moved, orphan, other = found(root, text=text)
    assert (moved.kind, moved.where) == (Kind.MOVED, "a.txt")
    assert (orphan.kind, other.kind) == (Kind.ORPHAN, Kind.MOVED)
    assert [bool(each.done) for each in found(root, repair=True, text=text)] == [True, False, True]
    (left,) = found(root, text=text)
    assert left == orphan._replace(what=left.what)
    work = Store(root, "hana", writable=False).read("a.txt").work
    assert text.startswith("minister", next(each.span.start for each in work.annotations if each.id == "1"))


def test_words_that_were_corrected_are_told_and_what_was_annotated_is_kept(root: Path) -> None:
    text = TEXT.replace("minister", "ministre")
    (changed, other) = found(root, text=text)
    assert [(each.kind, each.where) for each in (changed, other)] == [(Kind.CHANGED, "a.txt"), (Kind.CHANGED, "b.txt")]
    before = contents(root)
    assert found(root, repair=True, text=text) == [changed, other]
    assert contents(root) == before


def test_work_on_an_article_that_is_gone_is_told(root: Path) -> None:
    assert [each.kind for each in found(root, text=None)] == [Kind.GONE, Kind.GONE]


def test_a_journal_in_use_is_left_alone(root: Path, adding: Adding) -> None:
    store = Store(root, "hana", machine="pc", writable=True)
    store.commit(adding("a.txt", "5", 28, 32), sha256="0")
    with journal(root).open("ab") as stream:
        stream.write(b"half a line")
    assert found(root, repair=True) == [], "it may be one that is just being written"
    rewrite(journal(root), lambda content: b"x\n" + content)
    before = journal(root).read_bytes()
    assert [(each.kind, each.done) for each in found(root, repair=True)] == [(Kind.DAMAGED, "")]
    assert journal(root).read_bytes() == before
    store.journal.release()


def test_files_of_a_later_version_are_refused(root: Path, sealed: Callable[[bytes], bytes]) -> None:
    for path in (file(root), journal(root)):
        content = path.read_bytes()
        later = content.replace(b'"schema": 2', b'"schema": 9').replace(b'"schema":2', b'"schema":9')
        path.write_bytes(later if path == file(root) else sealed(later))
        before = contents(root)
        with pytest.raises(StoreCorruptError, match="newer newsreader"):
            found(root, repair=True)
        assert contents(root) == before
        path.write_bytes(content)


def test_stores_in_sub_folders_are_told(root: Path) -> None:
    inner = root / "sub" / "more"
    shutil.copytree(root / "annotations", inner / "annotations")
    shutil.copytree(root / "annotations", root / ".trash" / "annotations")
    (root / "sub" / "annotations" / "notes").mkdir(parents=True)
    (finding,) = nested_stores(root)
    assert (finding.kind, finding.where) == (Kind.NESTED, str(inner / "annotations" / "hana"))


def test_what_is_left_of_a_group_does_not_count_by_half(root: Path, adding: Adding) -> None:
    store = Store(root, "hana", machine="pc", writable=True)
    store.commit(adding("a.txt", "5", 28, 32), sha256="0")
    store.close()
    lines(root, lambda number: number != 4)
    damaged, *gaps = found(root, repair=True)
    assert (damaged.kind, damaged.where) == (Kind.DAMAGED, f"{journal(root)}, line 3")
    assert [each.kind for each in gaps] == [Kind.GAP, Kind.GAP]
    assert journal(root).read_bytes().count(b"\n") == 3


MARKS = (b"<<<<<<< HEAD\n", b"||||||| base\n", b"=======\n", b">>>>>>> theirs\n")


def test_marks_of_a_merge_in_a_group_and_in_the_files_cost_nothing(root: Path) -> None:
    """Both sides of the conflict have the same line."""
    wanted = {name: Store(root, "hana", writable=False).read(name).work for name in ("a.txt", "b.txt")}
    one, two, first, second = journal(root).read_bytes().splitlines(keepends=True)
    ours, _, between, theirs = MARKS
    journal(root).write_bytes(b"".join([one, two, first, ours, second, between, second, theirs]))
    for name in wanted:
        head, middle, tail = file(root, name).read_bytes().partition(b'"label"')
        file(root, name).write_bytes(head + ours + middle + tail + between + middle + tail + theirs)
    assert {name: Store(root, "hana", writable=False).read(name).work for name in wanted} == wanted
    kinds = [(each.kind, bool(each.done)) for each in found(root, repair=True)]
    assert kinds == [(Kind.DAMAGED, True)] * 3 + [(Kind.UNUSABLE, True)] * 2
    assert {name: Store(root, "hana", writable=False).read(name).work for name in wanted} == wanted
    assert found(root) == []


@pytest.mark.parametrize("place", range(5))
def test_a_foreign_line_anywhere_is_taken_out_alone(root: Path, place: int) -> None:
    wanted = {name: Store(root, "hana", writable=False).read(name).work for name in ("a.txt", "b.txt")}
    all_lines = journal(root).read_bytes().splitlines(keepends=True)
    for foreign in (*MARKS, b"\xd9\n", b"\0\0\0\n", b"\n", b"\xef\xbb\xbf\n"):
        journal(root).write_bytes(b"".join([*all_lines[:place], foreign, *all_lines[place:]]))
        for name in wanted:
            file(root, name).unlink(missing_ok=True)
        store = Store(root, "hana", machine="pc", writable=True)
        assert {name: store.read(name).work for name in wanted} == wanted
        assert store.damage
        assert store.journal.claim() == "pc~2"
        store.close()
        (damaged,) = found(root, repair=True)
        assert (damaged.kind, damaged.where) == (Kind.DAMAGED, f"{journal(root)}, line {place + 1}")
        assert journal(root).read_bytes().splitlines(keepends=True) == all_lines


def test_a_file_that_is_behind_or_not_yet_there_after_a_crash_is_no_finding(root: Path, adding: Adding) -> None:
    old = file(root).read_bytes()
    store = Store(root, "hana", machine="pc", writable=True)
    store.commit(adding("a.txt", "5", 28, 32), sha256="0")
    store.commit(adding("c.txt", "6", 28, 32), sha256="0")
    store.journal.release()
    file(root).write_bytes(old)
    file(root, "c.txt").unlink()
    assert found(root) == []


@pytest.mark.parametrize("name", ["pc.jsonl~", "pc.jsonl.bak", "#pc.jsonl#", ".pc.jsonl.swp", "pc.jsonl.orig"])
def test_a_copy_of_a_journal_with_edits_that_no_journal_has_is_told_and_read_after_a_repair(
    root: Path, name: str
) -> None:
    """An editor's backup, or what a merge left; a copy without anything new is none of our business."""
    wanted = Store(root, "hana", writable=False).read("a.txt").work
    copy = journal(root).with_name(name)
    shutil.copy(journal(root), copy)
    assert found(root) == []
    lines(root, lambda number: number == 1)
    file(root).unlink()
    file(root, "b.txt").unlink()
    (finding,) = found(root)
    assert (finding.kind, finding.where, finding.what) == (Kind.COPY, str(copy), "has 3 edits that no journal has")
    assert found(root, repair=True)[0].done
    assert Store(root, "hana", writable=False).read("a.txt").work == wanted
    assert found(root) == []
    assert copy.exists()


@pytest.mark.parametrize("name", ["pc.sync-conflict-20230911-083000-ABCDEFG", "pc (hana's conflicted copy)", "pc (1)"])
def test_copies_that_synchronisers_make_of_a_conflict_are_read(root: Path, name: str) -> None:
    wanted = {each: Store(root, "hana", writable=False).read(each).work for each in ("a.txt", "b.txt")}
    all_lines = journal(root).read_bytes().splitlines(keepends=True)
    journal(root).with_name(f"{name}.jsonl").write_bytes(b"".join(all_lines))
    file(root).with_name(f"a.txt.{name}.json").write_bytes(file(root).read_bytes())
    lines(root, lambda number: number < 3)
    shutil.rmtree(file(root).parent / "more", ignore_errors=True)
    file(root).unlink()
    store = Store(root, "hana", machine="pc", writable=True)
    assert {each: store.read(each).work for each in wanted} == wanted
    assert store.journal.claim() == "pc"
    store.close()
    (finding,) = found(root, repair=True)
    assert finding.kind is Kind.UNUSABLE
    assert found(root) == []
