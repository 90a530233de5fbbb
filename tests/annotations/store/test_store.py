import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.errors import StoreCorruptError, StoreError
from annotations.model.annotation import AnnotationSet, Relation, Status
from annotations.model.edit import Change, Edit
from annotations.store.store import Store, annotators

Adding = Callable[..., Edit]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Store]]:
    """Opens the store again, as after a restart; the one before gives its lock back."""
    stores: list[Store] = []

    def opened(machine: str = "pc", *, writable: bool = True) -> Store:
        for each in stores:
            each.close()
        stores.append(Store(tmp_path, "hana", machine=machine, writable=writable))
        return stores[-1]

    yield opened
    for each in stores:
        each.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "annotations" / "hana" / "articles" / "a.txt.json"


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "annotations" / "hana" / "journal" / "pc.jsonl"


def ids(store: Store, article_id: str = "a.txt") -> list[str]:
    return [each.id for each in store.read(article_id).work.annotations]


def marked(status: Status, before: Status = Status.NEW) -> Edit:
    return Edit(article_id="a.txt", summary=f"marked {status}", changes=(Change(before, status),))


def test_an_article_without_work_is_new_and_has_no_file(opened: Callable[..., Store], tmp_path: Path) -> None:
    store = opened()
    assert store.read("a.txt").work == AnnotationSet(article_id="a.txt", annotator="hana")
    assert not (tmp_path / "annotations").exists()


def test_what_was_saved_is_there_after_a_restart(opened: Callable[..., Store], adding: Adding) -> None:
    store = opened()
    store.commit(adding("a.txt", "1", note="\u0647\u0646\u0627", attributes={"value": 79}), sha256="0")
    store.commit(adding("a.txt", "2", 16, 22, 23, 25), sha256="0")
    relation = Relation(id="r", type="said_by", source="2", target="1")
    store.commit(Edit(article_id="a.txt", summary="related", changes=(Change(None, relation),)), sha256="0")
    store.commit(marked(Status.DONE), sha256="1")
    saved = store.read("a.txt")
    again = opened().read("a.txt")
    assert again == saved
    assert (len(again.work.annotations), again.work.relations, again.work.status) == (2, (relation,), Status.DONE)
    assert (again.sha256, again.revision) == ("1", 4)


def test_the_file_is_one_that_people_can_read_and_compare(
    opened: Callable[..., Store], adding: Adding, file: Path
) -> None:
    store = opened()
    note = "\u0647\u0646\u0627"  # huna: here
    store.commit(adding("a.txt", "1"), sha256="0")
    store.commit(adding("a.txt", "2", 16, 22, note=note), sha256="0")
    lines = file.read_bytes().decode().split("\n")
    assert note in "".join(lines)
    tables = json.loads(file.read_bytes())
    assert list(tables) == ["article", "annotations", "relations"]
    assert [each["id"] for each in tables["annotations"].values()] == ["1", "2"]
    store.commit(adding("a.txt", "2", 16, 22).inverse(), sha256="0")
    fewer = file.read_bytes().decode().split("\n")
    assert [each for each in fewer if each not in lines] == [fewer[2], fewer[5]], "the article's line, and a comma"


def test_a_changed_document_keeps_its_place(opened: Callable[..., Store], adding: Adding, file: Path) -> None:
    store = opened()
    edits = [adding("a.txt", str(number)) for number in range(3)]
    for edit in edits:
        store.commit(edit, sha256="0")
    before = edits[0].changes[0].after
    after = adding("a.txt", "0", label="claim").changes[0].after
    store.commit(Edit(article_id="a.txt", summary="", changes=(Change(before, after),)), sha256="0")
    documents = json.loads(file.read_bytes())["annotations"]
    assert [(key, each["id"], each["label"]) for key, each in documents.items()] == [
        ("1", "0", "claim"),
        ("2", "1", "actor"),
        ("3", "2", "actor"),
    ]


def test_many_documents_change_at_once_each_in_its_place(
    opened: Callable[..., Store], adding: Adding, file: Path
) -> None:
    store = opened()
    made = [adding("a.txt", str(number), number, number + 1).changes[0] for number in range(5)]
    store.commit(Edit(article_id="a.txt", summary="", changes=tuple(made)), sha256="0")
    changed = [adding("a.txt", each, int(each), 20, label="claim").changes[0] for each in "31"]
    changes = [Change(made[int(each.after.id)].after, each.after) for each in changed]
    added = [made[0].inverse(), made[4].inverse(), *changes, adding("a.txt", "9", 4, 5).changes[0]]
    store.commit(Edit(article_id="a.txt", summary="", changes=tuple(added)), sha256="0")
    documents = json.loads(file.read_bytes())["annotations"]
    assert {key: (each["id"], each["label"]) for key, each in documents.items()} == {
        "2": ("1", "claim"),
        "3": ("2", "actor"),
        "4": ("3", "claim"),
        "6": ("9", "actor"),
    }


def test_what_is_new_never_takes_the_place_of_what_has_changed(
    opened: Callable[..., Store], adding: Adding, file: Path
) -> None:
    store = opened()
    made = [adding("a.txt", str(number), number, 40).changes[0] for number in range(3)]
    store.commit(Edit(article_id="a.txt", summary="", changes=tuple(made)), sha256="0")
    claim = adding("a.txt", "2", 2, 40, label="claim").changes[0].after
    added = (adding("a.txt", "3", 3, 40).changes[0], Change(made[2].after, claim), adding("a.txt", "4").changes[0])
    store.commit(Edit(article_id="a.txt", summary="", changes=added), sha256="0")
    documents = json.loads(file.read_bytes())["annotations"]
    assert {key: each["id"] for key, each in documents.items()} == {"1": "0", "2": "1", "3": "2", "4": "3", "5": "4"}


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: file.unlink(),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"{}"),
        lambda file: file.write_bytes(b"[]"),
        lambda file: file.write_bytes(b"[" * 100_000),
        lambda file: file.write_bytes(file.read_bytes()[:-30]),
        lambda file: file.write_bytes(b"<<<<<<< HEAD\n" + file.read_bytes()),
        lambda file: file.write_bytes(file.read_bytes().replace(b'"label"', b'"lable"')),
        lambda file: file.write_bytes(file.read_bytes().replace(b"[[4, 12]]", b"[[4, 3]]")),
        lambda file: file.write_bytes(file.read_bytes().replace(b'"id": "a.txt"', b'"id": "b.txt"')),
        lambda file: file.write_bytes(file.read_bytes().replace(b'"annotator": "hana", "status"', b'"status"')),
        lambda file: file.write_bytes(file.read_bytes().replace(b'"hana", "status"', b'"omar", "status"')),
        lambda file: shutil.rmtree(file.parent),
    ],
)
def test_a_missing_or_damaged_file_is_rebuilt_from_the_journal(
    opened: Callable[..., Store], adding: Adding, file: Path, damage: Callable[[Path], object]
) -> None:
    store = opened()
    store.commit(adding("a.txt", "1"), sha256="0")
    store.commit(adding("a.txt", "2", 16, 22), sha256="0")
    store.commit(marked(Status.UNSURE), sha256="0")
    saved, content = store.read("a.txt"), file.read_bytes()
    damage(file)
    assert opened(writable=False).read("a.txt") == saved
    assert opened().read("a.txt") == saved
    assert file.read_bytes() == content, "written again at the opening"


def test_a_damaged_file_is_put_aside_when_it_is_rebuilt(
    opened: Callable[..., Store], adding: Adding, file: Path
) -> None:
    opened().commit(adding("a.txt", "1"), sha256="0")
    file.write_bytes(b"not json")
    opened().read("a.txt")
    assert file.with_name("a.txt.json.broken").read_bytes() == b"not json"


def test_a_file_behind_the_journal_catches_up(opened: Callable[..., Store], adding: Adding, file: Path) -> None:
    store = opened()
    store.commit(adding("a.txt", "1"), sha256="0")
    old = file.read_bytes()
    store.commit(adding("a.txt", "2", 16, 22), sha256="0")
    file.write_bytes(old)
    assert ids(opened()) == ["1", "2"]


def test_the_file_tells_what_a_lost_journal_cannot(
    opened: Callable[..., Store], adding: Adding, file: Path, journal: Path
) -> None:
    store = opened()
    store.commit(adding("a.txt", "1"), sha256="0")
    store.commit(adding("a.txt", "2", 16, 22), sha256="0")
    journal.write_bytes(journal.read_bytes()[:-1])
    store = opened()
    assert ids(store) == ["1", "2"], "the file is ahead of the journal"
    old = file.read_bytes()
    store.commit(adding("a.txt", "3", 23, 25), sha256="0")
    assert ids(opened()) == ["1", "2", "3"]
    file.write_bytes(old)
    assert ids(opened()) == ["1", "2", "3"], "what is newer than the file is taken from the journal"
    shutil.rmtree(journal.parent)
    assert ids(opened()) == ["1", "2", "3"]
    assert annotators(file.parents[3]) == ("hana",)


@pytest.mark.parametrize("content", [b"not json", None])
def test_a_file_that_the_journal_cannot_rebuild_is_told_and_kept(
    opened: Callable[..., Store], adding: Adding, file: Path, journal: Path, content: bytes | None
) -> None:
    store = opened()
    store.commit(adding("a.txt", "1"), sha256="0")
    store.commit(adding("a.txt", "2", 16, 22), sha256="0")
    journal.write_bytes(journal.read_bytes().splitlines(keepends=True)[1])
    file.unlink() if content is None else file.write_bytes(content)
    store = opened()
    for _ in range(2):
        with pytest.raises(StoreCorruptError, match=r"a\.txt\.json (is missing|is not what).*backup"):
            store.read("a.txt")
        with pytest.raises(StoreCorruptError):
            store.commit(adding("a.txt", "3", 23, 25), sha256="0")
    assert content is None or file.read_bytes() == content
    assert ids(store, "b.txt") == [], "other articles are not affected"


def test_a_file_of_another_article_is_told_by_its_name(
    opened: Callable[..., Store], adding: Adding, file: Path
) -> None:
    opened().commit(adding("a.txt", "1"), sha256="0")
    shutil.copy(file, file.with_name("b.txt.json"))
    with pytest.raises(StoreCorruptError, match=r"b\.txt\.json holds what 'hana' did on 'a\.txt'"):
        opened().read("b.txt")


def test_a_file_of_a_later_version_is_left_alone(opened: Callable[..., Store], adding: Adding, file: Path) -> None:
    opened().commit(adding("a.txt", "1"), sha256="0")
    later = file.read_bytes().replace(b'"schema": 2', b'"schema": 3')
    file.write_bytes(later)
    with pytest.raises(StoreCorruptError, match="newer newsreader"):
        opened().read("a.txt")
    assert file.read_bytes() == later


def test_undo_and_redo_go_across_articles_and_restarts(opened: Callable[..., Store], adding: Adding) -> None:
    first, second = adding("a.txt", "1"), adding("b.txt", "2")
    store = opened()
    store.commit(first, sha256="0")
    store.commit(second, sha256="0")
    assert opened().undo() == (second,)
    store = opened()
    assert ids(store, "b.txt") == []
    assert store.undo() == (first,)
    assert store.undo() == ()
    assert opened().redo() == (first,)
    assert opened().redo() == (second,)
    store = opened()
    assert store.redo() == ()
    assert (ids(store), ids(store, "b.txt")) == (["1"], ["2"])
    store.undo()
    store.commit(adding("a.txt", "3", 16, 22), sha256="0")
    assert store.redo() == (), "a new edit ends what can be redone"
    assert opened().redo() == ()


def test_a_file_that_cannot_be_replaced_loses_no_edit(
    opened: Callable[..., Store], adding: Adding, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise OSError(errno.EACCES, os.strerror(errno.EACCES))

    store = opened()
    store.commit(adding("a.txt", "1"), sha256="0")
    old = file.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing)
        store.commit(adding("a.txt", "2", 16, 22), sha256="0")
        assert ids(store) == ["1", "2"]
        assert file.read_bytes() == old
        assert [each.name for each in file.parent.iterdir()] == [file.name], "no temporary file stays"
        assert ids(Store(file.parents[3], "hana", machine="x", writable=False)) == ["1", "2"]
    store.commit(adding("b.txt", "3"), sha256="0")
    assert [each["id"] for each in json.loads(file.read_bytes())["annotations"].values()] == ["1", "2"]


def test_files_that_stayed_behind_are_written_at_the_close(
    opened: Callable[..., Store], adding: Adding, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    store = opened()
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing)
        store.commit(adding("a.txt", "1"), sha256="0")
    assert not file.exists()
    store.close()
    assert file.exists()


def test_a_store_opened_for_reading_changes_nothing(
    opened: Callable[..., Store], adding: Adding, tmp_path: Path
) -> None:
    opened().commit(adding("a.txt", "1"), sha256="0")
    reading = Store(tmp_path, "hana", machine="pc", writable=False)
    assert ids(reading) == ["1"]
    with pytest.raises(StoreError, match="for reading only"):
        reading.commit(adding("a.txt", "2"), sha256="0")
    with pytest.raises(StoreError, match="for reading only"):
        reading.undo()
    assert ids(reading) == ["1"]


def test_annotators_are_told_by_their_names_not_by_their_folders(tmp_path: Path, adding: Adding) -> None:
    assert annotators(tmp_path) == ()
    names = ["../hana", "CON", "\u0647\u0646\u0627", "a b", "n" * 200]
    for name in names:
        store = Store(tmp_path, name, machine="m" * 64, writable=True)
        store.commit(adding("../../a.txt", "1"), sha256="0")
        store.close()
    (tmp_path / "annotations" / "notes").mkdir()
    (tmp_path / "annotations" / "README.md").write_text("kept by hand")
    assert annotators(tmp_path) == tuple(sorted(names))
    assert {each.name for each in tmp_path.iterdir()} == {"annotations", ".newsreader"}
    assert [ids(Store(tmp_path, name, machine="pc", writable=False), "../../a.txt") for name in names] == [["1"]] * 5


@pytest.mark.parametrize("name", ["", "x" * 201])
def test_a_name_that_no_folder_can_bear_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="choose another"):
        Store(tmp_path, name, machine="pc", writable=True)
