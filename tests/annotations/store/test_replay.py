"""A file of an article says from which edits it was made; where the journals say otherwise, they are right."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import StoreCorruptError
from annotations.model.edit import Change, Edit, Step
from annotations.store.check import Kind, examine
from annotations.store.journals.journal import Journal
from annotations.store.journals.line import FAR, Line
from annotations.store.store import Store

Adding = Callable[..., Edit]
FILE = Path("annotations", "hana", "articles", "a.json")
JOURNAL = Path("annotations", "hana", "journal")


def opened(root: Path, machine: str, *, writable: bool = True) -> Store:
    return Store(root, "hana", machine=machine, writable=writable)


def ids(store: Store) -> str:
    return "".join(each.id for each in store.read("a").work.annotations)


def work(root: Path, machine: str, *edits: Edit) -> None:
    store = opened(root, machine)
    for edit in edits:
        store.commit(edit, sha256="0")
    store.close()


def noted(before: str, after: str) -> Edit:
    return Edit(article_id="a", summary="", changes=(Change(before, after),))


@pytest.fixture
def roots(tmp_path: Path, adding: Adding) -> tuple[Path, Path]:
    """Two machines that begin with the same annotation."""
    desk, laptop = tmp_path / "desk", tmp_path / "laptop"
    work(desk, "desk", adding("a", "1", 1, 60))
    shutil.copytree(desk, laptop)
    return desk, laptop


def synchronise(desk: Path, laptop: Path) -> None:
    """Exchange the journals."""
    shutil.copy(desk / JOURNAL / "desk.jsonl", laptop / JOURNAL)
    shutil.copy(laptop / JOURNAL / "laptop.jsonl", desk / JOURNAL)


def test_a_file_that_came_before_its_journal_does_not_decide_what_is_later(roots: tuple[Path, Path]) -> None:
    desk, laptop = roots
    work(desk, "desk", noted("", "desk"))
    work(laptop, "laptop", noted("", "laptop"))
    shutil.copy(laptop / FILE, desk / FILE)
    opened(desk, "desk").close()
    assert opened(desk, "desk").read("a").work.note == "desk", "its own edit is in view"
    synchronise(desk, laptop)
    for root in roots:
        for _ in range(2):
            store = opened(root, root.name)
            assert store.read("a").work.note == "laptop"
            store.close()
    assert (desk / FILE).read_bytes() == (laptop / FILE).read_bytes()


@pytest.mark.parametrize("kept", ["desk", "laptop"])
def test_a_file_of_one_side_hides_nothing_of_the_other(roots: tuple[Path, Path], adding: Adding, kept: str) -> None:
    desk, laptop = roots
    work(desk, "desk", adding("a", "2", 2, 60), adding("a", "3", 3, 60))
    work(laptop, "laptop", adding("a", "4", 4, 60))
    content = (desk.with_name(kept) / FILE).read_bytes()
    synchronise(desk, laptop)
    for root in roots:
        (root / FILE).write_bytes(content)
        assert ids(opened(root, root.name)) == "1234"


def test_two_histories_under_one_name_are_both_in_view(roots: tuple[Path, Path], adding: Adding) -> None:
    """A restored backup: the journal goes on from an earlier edit, and the synchroniser keeps both files."""
    desk, other = roots
    work(desk, "desk", adding("a", "2", 2, 60))
    work(other, "desk", adding("a", "3", 3, 60), adding("a", "4", 4, 60))
    shutil.copy(desk / FILE, other / FILE)
    store = opened(other, "desk", writable=False)
    assert ids(store) == "1234", "the file alone knows of one"
    assert store.tally("a").annotations == 4
    shutil.copy(desk / JOURNAL / "desk.jsonl", other / JOURNAL / "desk.sync-conflict-20230911-083000-ABCDEFG.jsonl")
    (other / FILE).unlink()
    assert ids(opened(other, "desk")) == "1234"
    assert [each.kind for each in examine(other, "hana", lambda _: None)] == [Kind.GONE]


def test_after_a_backup_was_restored_edits_go_to_a_journal_of_another_name(
    roots: tuple[Path, Path], adding: Adding
) -> None:
    desk, laptop = roots
    backup = (desk / JOURNAL / "desk.jsonl").read_bytes()
    work(desk, "desk", adding("a", "2", 2, 60), adding("a", "3", 3, 60))
    shutil.copy(desk / JOURNAL / "desk.jsonl", laptop / JOURNAL)
    work(laptop, "laptop", adding("a", "4", 4, 60))
    whole = (desk / JOURNAL / "desk.jsonl").read_bytes()
    (desk / JOURNAL / "desk.jsonl").write_bytes(backup)
    (desk / FILE).unlink()
    shutil.copy(laptop / JOURNAL / "laptop.jsonl", desk / JOURNAL)
    store = opened(desk, "desk")
    for edit in (adding("a", "5", 5, 60), adding("a", "6", 6, 60)):
        store.commit_all([edit], sha256={"a": "0"}, at="2099-01-02T03:04:05Z")
    store.close()
    assert (desk / JOURNAL / "desk.jsonl").read_bytes() == backup, "another history under its name would take its place"
    store = opened(desk, "desk")
    assert ids(store) == "1456"
    assert [each.changes for each in store.undo()] == [adding("a", "6", 6, 60).changes]
    store.redo()
    store.close()
    (desk / JOURNAL / "desk.jsonl").write_bytes(whole)
    assert ids(opened(desk, "desk")) == "123456"


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_journal_that_a_synchroniser_replaces_under_its_writer_loses_nothing(
    roots: tuple[Path, Path], adding: Adding, is_gone: bool
) -> None:
    desk, _ = roots
    path = desk / JOURNAL / "desk.jsonl"
    before = path.read_bytes()
    store = opened(desk, "desk")
    store.commit(adding("a", "2", 2, 60), sha256="0")
    path.unlink()
    if not is_gone:
        path.write_bytes(before)
    (desk / FILE).unlink()
    store.refresh()
    assert ids(store) == "12"
    store.commit(adding("a", "3", 3, 60), sha256="0")
    store.close()
    shutil.rmtree((desk / FILE).parent)
    assert ids(opened(desk, "laptop", writable=False)) == "123"


def test_a_journal_that_came_first_is_read_and_says_what_it_waits_for(
    roots: tuple[Path, Path], adding: Adding, tmp_path: Path
) -> None:
    desk, laptop = roots
    work(desk, "desk", adding("a", "2", 2, 60))
    shutil.copytree(desk, laptop, dirs_exist_ok=True)
    work(laptop, "laptop", adding("a", "3", 3, 60))
    third = tmp_path / "third"
    (third / JOURNAL).mkdir(parents=True)
    shutil.copy(laptop / JOURNAL / "laptop.jsonl", third / JOURNAL)
    for _ in range(2):
        store = opened(third, "third")
        assert (ids(store), store.waiting("a")) == ("3", {"desk": 2})
        store.close()
    kinds = [each.kind for each in examine(third, "hana", lambda _: None)]
    assert kinds == [Kind.WAITING, Kind.GONE]
    work(third, "third", adding("a", "4", 4, 60))
    shutil.copy(desk / JOURNAL / "desk.jsonl", third / JOURNAL)
    store = opened(third, "third")
    assert (ids(store), store.waiting("a")) == ("1234", {})
    store.close()


def test_an_edit_that_the_revisions_do_not_miss_is_waited_for_too(roots: tuple[Path, Path], adding: Adding) -> None:
    """Both made the second revision, so that the revisions have no gap."""
    desk, laptop = roots
    work(desk, "desk", adding("a", "2", 2, 60))
    work(laptop, "laptop", adding("a", "3", 3, 60))
    shutil.copy(desk / JOURNAL / "desk.jsonl", laptop / JOURNAL)
    work(laptop, "laptop", adding("a", "4", 4, 60))
    before = (desk / JOURNAL / "desk.jsonl").read_bytes()
    shutil.copy(laptop / JOURNAL / "laptop.jsonl", desk / JOURNAL)
    (desk / JOURNAL / "desk.jsonl").write_bytes(before.splitlines(keepends=True)[0])
    (desk / FILE).unlink()
    store = opened(desk, "third", writable=False)
    assert (ids(store), store.waiting("a")) == ("134", {"desk": 1})


def test_a_file_of_an_older_version_is_read_and_made_anew_where_several_machines_wrote(
    roots: tuple[Path, Path], adding: Adding
) -> None:
    desk, laptop = roots
    work(laptop, "laptop", adding("a", "2", 2, 60))
    work(desk, "desk", adding("a", "3", 3, 60))

    def aged(path: Path) -> None:
        tables = json.loads(path.read_bytes())
        del tables["article"]["1"]["edits"]
        path.write_text(json.dumps(tables), "utf-8")

    aged(desk / FILE)
    assert ids(opened(desk, "desk", writable=False)) == "13"
    work(desk, "desk", adding("a", "4", 4, 60))
    aged(desk / FILE)
    synchronise(desk, laptop)
    assert ids(opened(desk, "desk")) == "1234"


@pytest.mark.parametrize("revision", [999_999_999, 10**10, 2**64, FAR + 3])
def test_a_revision_far_beyond_what_is_known_is_damage_and_the_next_edit_is_not(
    tmp_path: Path, adding: Adding, sealed: Callable[[bytes], bytes], revision: int
) -> None:
    work(tmp_path, "pc", adding("a", "1", 1, 60), adding("a", "2", 2, 60))
    path = tmp_path / JOURNAL / "pc.jsonl"
    path.write_bytes(sealed(path.read_bytes().replace(b'"revision":2,', b'"revision":%d,' % revision)))
    (tmp_path / FILE).unlink()
    store = opened(tmp_path, "pc")
    assert (ids(store), "pc.jsonl, line 2: " in store.damage) == ("1", True)
    store.commit(adding("a", "3", 3, 60), sha256="0")
    store.close()
    (tmp_path / FILE).unlink()
    assert ids(opened(tmp_path, "pc")) == "13"
    assert [each.kind for each in examine(tmp_path, "hana", lambda _: None)] == [Kind.DAMAGED]


def test_revisions_grow_to_any_width(tmp_path: Path, adding: Adding) -> None:
    journal = Journal(tmp_path / JOURNAL, "pc")
    for number in range(1, 6):
        edit = adding("a", str(number), number, 60)
        journal.append([Line(edit=edit, step=Step.EDIT, revision=number * FAR, sha256="0", at="")])
    journal.release()
    work(tmp_path, "pc", adding("a", "6", 6, 60))
    (tmp_path / FILE).unlink()
    store = opened(tmp_path, "pc")
    assert (ids(store), store.damage) == ("123456", "")
    store.close()
    with pytest.raises(StoreCorruptError, match="far beyond"):
        work(tmp_path, "laptop", adding("a", "7", 7, 60))
    assert ids(opened(tmp_path, "pc")) == "123456", "no line that a reader calls damaged was written"


def test_a_file_with_a_revision_from_nowhere_is_not_believed(tmp_path: Path, adding: Adding) -> None:
    work(tmp_path, "pc", adding("a", "1", 1, 60))
    content = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(content.replace(b'"revisions": {"pc": 1}', b'"revisions": {"pc": 999999999999}'))
    work(tmp_path, "pc", adding("a", "2", 2, 60))
    assert ids(opened(tmp_path, "pc", writable=False)) == "12"
    assert b'"revision":2,' in (tmp_path / JOURNAL / "pc.jsonl").read_bytes().splitlines()[1]


@pytest.mark.parametrize("seen", [b'{"x":0}', b'{"x":2}', b'{"x":99999999999999999999}', b'{"x":"1"}', b"[]", b"7"])
def test_a_line_that_has_seen_what_cannot_be_is_damage(
    tmp_path: Path, adding: Adding, sealed: Callable[[bytes], bytes], seen: bytes
) -> None:
    work(tmp_path, "pc", adding("a", "1", 1, 60), adding("a", "2", 2, 60))
    path = tmp_path / JOURNAL / "pc.jsonl"
    path.write_bytes(sealed(path.read_bytes().replace(b'"seen":{}', b'"seen":' + seen)))
    content = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).unlink()
    store = opened(tmp_path, "pc", writable=False)
    assert ids(store) == "1"
    assert "pc.jsonl, line 2: " in store.damage
    (tmp_path / FILE).write_bytes(content.replace(b'"revisions"', b'"needs": {"x": 99999999999999999999}, "revisions"'))
    assert opened(tmp_path, "pc", writable=False).waiting("a") == {}
