"""Several processes and machines write one annotator's work: everybody's edits count, in one order for all."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.model.annotation import Status
from annotations.model.edit import Change, Edit
from annotations.store.machine import machine_name
from annotations.store.store import Store

Adding = Callable[..., Edit]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Store]]:
    """Opens the store again, as after a restart; the one before lets go."""
    stores: list[Store] = []

    def opened(machine: str = "pc") -> Store:
        for each in stores:
            each.close()
        stores.append(Store(tmp_path, "hana", machine=machine, writable=True))
        return stores[-1]

    yield opened
    for each in stores:
        each.close()


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Two processes of one machine."""
    stores = [Store(tmp_path, "hana", machine="pc", writable=True) for _ in range(2)]
    yield stores[0], stores[1]
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


def changed(edit: Edit, other: Edit | None) -> Edit:
    """What one edit added is what the other added, or with None nothing, any more."""
    after = other.changes[0].after if other else None
    return Edit(article_id="a.txt", summary="", changes=(Change(edit.changes[0].after, after),))


def test_each_sees_what_the_other_does(pair: tuple[Store, Store], adding: Adding) -> None:
    one, other = pair
    assert other.refresh() == set()
    one.commit(adding("a.txt", "1"), sha256="0")
    assert (one.refresh(), other.refresh(), other.refresh()) == (set(), {"a.txt"}, set())
    other.commit(adding("b.txt", "2"), sha256="0")
    other.commit(adding("a.txt", "3", 16, 22), sha256="0")
    one.commit(marked(Status.DONE), sha256="0")
    assert ids(one) == ["1", "3"], "an edit is made in sight of all that were saved before"
    assert one.refresh() == {"a.txt", "b.txt"}
    assert other.refresh() == {"a.txt"}
    assert one.read("a.txt") == other.read("a.txt")
    assert set(one.articles()) == set(other.articles()) == {"a.txt", "b.txt"}


def test_each_undoes_its_own(pair: tuple[Store, Store], adding: Adding) -> None:
    one, other = pair
    first, second = adding("a.txt", "1"), adding("a.txt", "2", 16, 22)
    one.commit(first, sha256="0")
    other.commit(second, sha256="0")
    assert one.undo() == (first,)
    assert one.undo() == ()
    assert ids(one) == ["2"]
    assert other.undo() == (second,)
    assert ids(other) == []


@pytest.mark.parametrize("removes", ["neither", "earlier", "later"])
def test_of_two_changes_unseen_by_each_other_the_later_counts_as_a_whole(
    pair: tuple[Store, Store], adding: Adding, monkeypatch: pytest.MonkeyPatch, removes: str
) -> None:
    one, other = pair
    made, claim, figure = (adding("a.txt", "1", label=each) for each in ("actor", "claim", "figure"))
    one.commit(made, sha256="0")
    other.refresh()
    with monkeypatch.context() as patch:
        patch.setattr(Store, "_read_others", lambda _: None)
        other.commit(changed(made, None if removes == "later" else figure), sha256="0")
        one.commit(changed(made, None if removes == "earlier" else claim), sha256="0")
    for each in pair:
        each.refresh()
        work = each.read("a.txt").work
        # Both have the same revision: the order of the files' names decides.
        assert [annotation.label for annotation in work.annotations] == ([] if removes == "later" else ["figure"])


def test_the_article_s_file_has_what_all_have_written(
    pair: tuple[Store, Store], adding: Adding, tmp_path: Path
) -> None:
    for number in range(6):
        pair[number % 2].commit(adding("a.txt", str(number), number, 40), sha256="0")
    reading = Store(tmp_path, "hana", machine="x", writable=False)
    assert reading.files.read("a.txt")[0] == reading.read("a.txt")
    assert ids(reading) == list("012345")


def test_a_group_is_undone_and_redone_as_one(opened: Callable[..., Store], adding: Adding, journal: Path) -> None:
    edits = [adding(each, "1") for each in ("a.txt", "b.txt", "c.txt")]
    store = opened()
    store.commit(adding("c.txt", "0", 16, 22), sha256="0")
    store.commit_all(edits, sha256=dict.fromkeys(["a.txt", "b.txt", "c.txt"], "0"))
    done = opened().undo()
    assert [each.changes for each in done] == [each.changes for each in edits]
    assert len({each.group for each in done}) == 1
    assert [ids(opened(), each) for each in ("a.txt", "b.txt", "c.txt")] == [[], [], ["0"]]
    assert opened().redo() == done
    assert [ids(opened(), each) for each in ("a.txt", "b.txt", "c.txt")] == [["1"], ["1"], ["1", "0"]]
    assert [b'"group"' in each for each in journal.read_bytes().splitlines()] == [False] + 9 * [True]


def test_two_edits_of_one_article_in_a_group_are_made_one_after_the_other(
    opened: Callable[..., Store], adding: Adding
) -> None:
    made = adding("a.txt", "1")
    store = opened()
    store.commit_all([made, changed(made, adding("a.txt", "1", label="claim"))], sha256={"a.txt": "0"})
    assert [each.label for each in opened().read("a.txt").work.annotations] == ["claim"]
    assert len(opened().undo()) == 2
    assert ids(opened()) == []


def test_machines_of_one_name_have_journals_of_their_own(tmp_path: Path) -> None:
    one, other = machine_name(tmp_path / "one"), machine_name(tmp_path / "other")
    assert one != other
    assert machine_name(tmp_path / "one") == one
    assert one.rpartition("-")[0] == other.rpartition("-")[0]
    (tmp_path / "one" / "machine").write_text("\x1b../x")
    assert machine_name(tmp_path / "one").rpartition("-")[2].isalnum()
    (tmp_path / "file").touch()
    assert machine_name(tmp_path / "file") != machine_name(tmp_path / "file"), "nothing can be kept there"


def test_two_machines_that_worked_apart_come_to_the_same(
    opened: Callable[..., Store], adding: Adding, tmp_path: Path, file: Path
) -> None:
    opened("pc").commit(adding("a.txt", "1"), sha256="0")
    opened("pc").close()
    shutil.copytree(tmp_path / "annotations", tmp_path / "other" / "annotations")
    opened("pc").commit(marked(Status.DONE), sha256="0")
    elsewhere = Store(tmp_path / "other", "hana", machine="laptop", writable=True)
    elsewhere.commit(adding("a.txt", "2", 16, 22), sha256="0")
    elsewhere.commit(adding("a.txt", "3", 23, 25), sha256="0")
    elsewhere.close()
    theirs = tmp_path / "other" / "annotations" / "hana"
    shutil.copy(theirs / "journal" / "laptop.jsonl", tmp_path / "annotations" / "hana" / "journal")
    shutil.copy(file.parents[1] / "journal" / "pc.jsonl", theirs / "journal")
    here, there = opened("pc"), Store(tmp_path / "other", "hana", machine="laptop", writable=False)
    assert ids(here) == ["1", "2", "3"]
    assert here.read("a.txt").work.status is Status.DONE
    assert here.read("a.txt") == there.read("a.txt")
    assert here.commit(marked(Status.UNSURE), sha256="0").revision == 4


def test_a_machine_that_has_not_seen_all_journals_loses_nothing(
    opened: Callable[..., Store], adding: Adding, journal: Path
) -> None:
    """A folder that is synchronised file by file: the article's file is here, the other machine's journal not yet."""
    opened("laptop").commit(adding("a.txt", "1"), sha256="0")
    late = journal.with_name("laptop.jsonl").rename(journal.parents[3] / "late")
    opened("pc").commit(adding("a.txt", "2", 16, 22), sha256="0")
    assert ids(opened("pc")) == ["1", "2"]
    late.rename(journal.with_name("laptop.jsonl"))
    assert ids(opened("pc")) == ["1", "2"]


def test_a_file_that_is_ahead_of_one_machine_and_behind_another_takes_only_what_is_newer(
    opened: Callable[..., Store], adding: Adding, tmp_path: Path, file: Path, journal: Path
) -> None:
    opened("laptop").commit(adding("a.txt", "1"), sha256="0")
    opened("laptop").close()
    shutil.copytree(tmp_path / "annotations", tmp_path / "other" / "annotations")
    opened("pc").commit(adding("a.txt", "1").inverse(), sha256="0")
    elsewhere = Store(tmp_path / "other", "hana", machine="laptop", writable=True)
    elsewhere.commit(adding("a.txt", "2", 16, 22), sha256="0")
    elsewhere.close()
    shutil.copy(tmp_path / "other" / "annotations" / "hana" / "journal" / "laptop.jsonl", journal.parent)
    journal.unlink()
    assert ids(opened("pc")) == ["2"], "the removal that only the file knows of is not forgotten"
