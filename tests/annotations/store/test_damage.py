"""A damaged line costs as little as it can: what is safe is read, what is not is refused, nothing is overwritten."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import StoreCorruptError
from annotations.model.edit import Edit
from annotations.store.check import Kind, examine
from annotations.store.store import Store

Adding = Callable[..., Edit]
Opened = Callable[..., Store]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    def opened(machine: str = "pc", *, writable: bool = True) -> Store:
        return Store(tmp_path, "hana", machine=machine, writable=writable)

    return opened


def ids(store: Store, article_id: str = "a") -> str:
    return "".join(each.id for each in store.read(article_id).work.annotations)


def write(store: Store, adding: Adding, *edits: str) -> None:
    """Make edits, one after the other: "a1" adds annotation 1 to article a."""
    for name in edits:
        store.commit(adding(name[0], name[1], int(name[1]), 60), sha256="0")


def journal(root: Path, name: str = "pc") -> Path:
    return root / "annotations" / "hana" / "journal" / f"{name}.jsonl"


def file(root: Path, article_id: str = "a") -> Path:
    return root / "annotations" / "hana" / "articles" / f"{article_id}.json"


GARBAGE = "garbage"
FLIPPED = "a byte that flipped"


def spoil(path: Path, *numbers: int, how: str = GARBAGE) -> bytes:
    """Damage lines of a journal; its content then."""
    lines = path.read_bytes().splitlines(keepends=True)
    for number in numbers:
        line = lines[number - 1]
        lines[number - 1] = b"<<<<<<< HEAD\n" if how == GARBAGE else line.replace(b"minister", b"minisver")
        assert lines[number - 1] != line
    path.write_bytes(b"".join(lines))
    return path.read_bytes()


@pytest.fixture(params=[GARBAGE, FLIPPED])
def how(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_with_whole_files_nothing_is_lost_and_the_next_edits_go_elsewhere(
    tmp_path: Path, opened: Opened, adding: Adding
) -> None:
    store = opened()
    write(store, adding, "a1", "a2", "b3", "a4")
    store.close()
    content = spoil(journal(tmp_path), 2)
    store = opened()
    assert (ids(store), ids(store, "b")) == ("124", "3")
    assert "pc.jsonl, line 2: not a line that newsreader wrote" in store.damage
    write(store, adding, "a5", "c6")
    assert store.pending == 0
    assert [each.article_id for each in store.undo()] == ["c"]
    store.close()
    assert journal(tmp_path).read_bytes() == content, "nothing is overwritten"
    assert journal(tmp_path, "pc~2").exists()
    again = opened(writable=False)
    assert [ids(again, each) for each in "abc"] == ["1245", "3", ""]


def test_without_damage_there_is_nothing_to_tell(opened: Opened, adding: Adding) -> None:
    store = opened()
    write(store, adding, "a1", "b2")
    assert (ids(store), store.damage) == ("1", "")
    store.close()


def test_the_article_that_a_later_edit_of_rests_on_what_is_lost_is_refused_alone(
    tmp_path: Path, opened: Opened, adding: Adding, how: str
) -> None:
    store = opened()
    write(store, adding, "a1", "a2", "b3", "a4")
    store.close()
    content = spoil(journal(tmp_path), 2, how=how)
    for each in "ab":
        file(tmp_path, each).unlink()
    store = opened()
    for _ in range(2):
        with pytest.raises(StoreCorruptError, match=r"pc\.jsonl, line 2: .*check --repair"):
            store.read("a")
    with pytest.raises(StoreCorruptError):
        write(store, adding, "a5")
    write(store, adding, "b6")
    assert ids(store, "b") == "36"
    store.close()
    assert journal(tmp_path).read_bytes().startswith(content)
    assert not file(tmp_path).exists()


@pytest.mark.parametrize(("behind", "wanted"), [("a1", None), ("a2", "124"), ("a4", "124")])
def test_a_file_that_is_behind_is_enough_if_it_has_what_is_lost(
    tmp_path: Path, opened: Opened, adding: Adding, behind: str, wanted: str | None, how: str
) -> None:
    store = opened()
    old = b""
    for each in ("a1", "a2", "b3", "a4"):
        write(store, adding, each)
        old = file(tmp_path).read_bytes() if each == behind else old
    store.close()
    file(tmp_path).write_bytes(old)
    spoil(journal(tmp_path), 2, how=how)
    store = opened()
    if wanted is None:
        with pytest.raises(StoreCorruptError, match="line 2: "):
            store.read("a")
    else:
        assert ids(store) == wanted
    assert ids(store, "b") == "3"


def test_what_another_machine_did_in_sight_of_what_is_lost_is_not_made_without_it(
    tmp_path: Path, opened: Opened, adding: Adding
) -> None:
    one, other = opened("one"), opened("other")
    write(one, adding, "a1", "a2")
    write(other, adding, "a3")
    write(one, adding, "b4")
    for each in (one, other):
        each.close()
    spoil(journal(tmp_path, "one"), 2)
    assert ids(opened(writable=False)) == "123", "the file has it"
    file(tmp_path).unlink()
    with pytest.raises(StoreCorruptError, match=r"one\.jsonl, line 2: "):
        opened().read("a")


def test_an_edit_that_is_lost_beside_one_of_another_machine_is_missed_all_the_same(
    tmp_path: Path, opened: Opened, adding: Adding, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both made the second revision unseen by each other, so that the revisions have no gap."""
    one, other = opened("one"), opened("other")
    write(one, adding, "a1")
    other.refresh()
    with monkeypatch.context() as patch:
        patch.setattr(other.journal, "refresh", list)
        write(one, adding, "a2")
        write(other, adding, "a3")
    write(one, adding, "a4")
    for each in (one, other):
        each.close()
    spoil(journal(tmp_path, "one"), 2)
    file(tmp_path).unlink()
    with pytest.raises(StoreCorruptError, match=r"one\.jsonl, line 2: "):
        opened().read("a")


def test_a_line_that_is_lost_behind_all_others_of_an_article_does_not_keep_it_from_being_rebuilt(
    tmp_path: Path, opened: Opened, adding: Adding
) -> None:
    store = opened()
    write(store, adding, "a1", "a2", "b3", "b4")
    store.close()
    spoil(journal(tmp_path), 3)
    for each in "ab":
        file(tmp_path, each).unlink()
    store = opened()
    assert ids(store) == "12"
    with pytest.raises(StoreCorruptError):
        store.read("b")
    write(store, adding, "a5")
    store.close()
    assert ids(opened(writable=False)) == "125"


def test_damage_that_comes_while_others_work_is_told_and_nothing_is_made_on_top_of_it(
    tmp_path: Path, opened: Opened, adding: Adding
) -> None:
    one, other = opened("one"), opened("other")
    write(one, adding, "a1")
    assert ids(other) == "1"
    write(one, adding, "a2", "a3", "b4")
    spoil(journal(tmp_path, "one"), 2)
    one.journal.release()
    assert other.refresh() == {"a", "b"}
    assert (ids(other), ids(other, "b")) == ("123", "4"), "the file of the article has it"
    assert "one.jsonl, line 2: " in other.damage
    other.close()


def test_what_cannot_be_undone_because_its_line_is_damaged_is_told_once(
    tmp_path: Path, opened: Opened, adding: Adding
) -> None:
    store = opened()
    write(store, adding, "a1", "b2")
    spoil(journal(tmp_path), 2, how=FLIPPED)
    with pytest.raises(StoreCorruptError, match="line 2: "):
        store.undo()
    assert [each.article_id for each in store.undo()] == ["a"]
    assert (ids(store), ids(store, "b")) == ("", "2")
    store.close()


def test_a_repair_brings_all_back_that_there_is(tmp_path: Path, opened: Opened, adding: Adding) -> None:
    store = opened()
    write(store, adding, "a1", "a2", "b3", "a4")
    store.close()
    spoil(journal(tmp_path), 2)
    store = opened()
    write(store, adding, "a5")
    store.close()
    findings = list(examine(tmp_path, "hana", lambda _: None, repair=True))
    assert findings[0].kind is Kind.DAMAGED
    store = opened()
    assert (ids(store), ids(store, "b"), store.damage) == ("1245", "3", "")
    store.close()
