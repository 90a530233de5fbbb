"""A disk that fails: what it refuses is told, kept in memory and tried again; what is said to be saved is saved."""

import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.errors import StoreError
from annotations.model.edit import Edit
from annotations.store.store import Store

Adding = Callable[..., Edit]
CALLS = ("open", "write", "fsync", "replace", "mkdir", "ftruncate", "scandir", "fstat")


class Disk:
    """Calls of the operating system that fail, from the n-th one of them on, so many times."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        self.error = 0
        self.after = self.times = 10**6
        self.made: list[str] = []
        for name in CALLS:
            patch.setattr(os, name, self._failing(name, getattr(os, name)))
        patch.setattr(Path, "open", self._failing("Path.open", Path.open))

    def _failing(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            if self.error:
                self.made.append(name)
                if self.after < len(self.made) <= self.after + self.times:
                    raise OSError(self.error, os.strerror(self.error))
            return real(*arguments, **options)

        return call

    def fail(self, error: int, *, after: int = 0, times: int = 10**6) -> None:
        self.error, self.after, self.times, self.made = error, after, times, []

    def fix(self) -> None:
        self.error = 0


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Store]]:
    stores: list[Store] = []

    def opened(name: str = "store", *, writable: bool = True) -> Store:
        stores.append(Store(tmp_path / name, "hana", machine="pc", writable=writable))
        return stores[-1]

    yield opened
    for each in stores:
        each.close()


def ids(store: Store, article_id: str = "a.txt") -> list[str]:
    return [each.id for each in store.read(article_id).work.annotations]


@pytest.mark.parametrize(
    ("error", "times", "begun"),
    [
        (errno.ENOSPC, 10**6, False),
        (errno.EIO, 1, False),
        (errno.ENOSPC, 1, True),
        (errno.EIO, 10**6, True),
        pytest.param(errno.ENOSPC, 1, False, marks=pytest.mark.slow),
        pytest.param(errno.EIO, 10**6, False, marks=pytest.mark.slow),
        pytest.param(errno.ENOSPC, 10**6, True, marks=pytest.mark.slow),
        pytest.param(errno.EIO, 1, True, marks=pytest.mark.slow),
    ],
)
def test_whichever_call_of_a_save_fails_nothing_is_lost_or_said_to_be_saved_that_is_not(
    opened: Callable[..., Store], adding: Adding, disk: Disk, error: int, times: int, begun: bool
) -> None:
    after, failed = 0, True
    while failed:
        name = f"{after}"
        store = opened(name)
        assert ids(store) == []
        first = ["1"] if begun else []
        for each in first:
            store.commit(adding("a.txt", each), sha256="0")
        disk.fail(error, after=after, times=times)
        store.commit(adding("a.txt", "2", 16, 22), sha256="0")
        failed = len(disk.made) > after
        pending, trouble = store.pending, store.trouble
        disk.fix()
        assert ids(store) == [*first, "2"], "what is done is shown"
        on_disk = ids(opened(name, writable=False))
        assert on_disk == [*first, "2"] or (pending and on_disk == first), "it may be there without having been told"
        assert (pending == 0) is (trouble == "")
        if pending:
            assert "1 edit is not saved yet: " in trouble
            assert ("disk is full" if error == errno.ENOSPC else "disk reports an error") in trouble
        assert store.retry()
        assert (store.pending, store.trouble) == (0, "")
        assert ids(opened(name, writable=False)) == ids(opened(name)) == [*first, "2"]
        after += 1
    assert after > (10 if begun else 20), "the save makes that many calls"


def test_everything_that_waits_is_written_in_order_by_the_next_save_that_can(
    opened: Callable[..., Store], adding: Adding, disk: Disk
) -> None:
    store = opened()
    store.commit(adding("a.txt", "1"), sha256="0")
    disk.fail(errno.ENOSPC)
    store.commit(adding("a.txt", "2", 16, 22), sha256="0")
    store.commit_all([adding(each, "3", 23, 25) for each in ("a.txt", "b.txt")], sha256={"a.txt": "0", "b.txt": "0"})
    assert store.undo()[0].article_id == "a.txt"
    assert store.redo()[1].article_id == "b.txt"
    assert (store.pending, store.retry()) == (7, False)
    assert (ids(store), ids(store, "b.txt")) == (["1", "2", "3"], ["3"])
    disk.fix()
    store.commit(adding("b.txt", "4", 28, 32), sha256="0")
    assert store.pending == 0
    again = opened()
    assert (ids(again), ids(again, "b.txt")) == (["1", "2", "3"], ["3", "4"])
    assert store.undo()[0].article_id == "b.txt"
    assert len(store.undo()) == 2


def test_what_waits_is_merged_with_what_others_write_meanwhile(
    opened: Callable[..., Store], adding: Adding, disk: Disk
) -> None:
    one, other = opened(), opened()
    one.commit(adding("a.txt", "1"), sha256="0")
    disk.fail(errno.ENOSPC, times=10**6)
    one.commit(adding("a.txt", "2", 16, 22), sha256="0")
    disk.fix()
    other.commit(adding("a.txt", "3", 23, 25), sha256="0")
    assert ids(other) == ["1", "3"]
    assert one.refresh() == {"a.txt"}
    assert one.pending == 0
    assert other.refresh() == {"a.txt"}
    assert ids(one) == ids(other) == ids(opened(writable=False)) == ["1", "2", "3"]


def test_the_end_says_what_is_lost_with_it(opened: Callable[..., Store], adding: Adding, disk: Disk) -> None:
    store = opened()
    assert ids(store) == []
    disk.fail(errno.EROFS)
    for number in range(2):
        store.commit(adding("a.txt", str(number), number, 9), sha256="0")
    with pytest.raises(StoreError, match=r"^2 edits are not saved: .*the file system is read-only\)$"):
        store.close()
    disk.fix()


@pytest.mark.parametrize("error", [errno.EINVAL, errno.ENOTSUP, errno.ENOSYS])
def test_a_file_system_without_fsync_is_no_failure(
    opened: Callable[..., Store], adding: Adding, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def unsupported(_: int) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "fsync", unsupported)
    store = opened()
    store.commit(adding("a.txt", "1"), sha256="0")
    assert (store.pending, store.trouble) == (0, "")
    assert ids(opened()) == ["1"]


def test_a_file_system_without_locks_gives_each_process_a_file_of_its_own(
    opened: Callable[..., Store], adding: Adding, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fcntl = pytest.importorskip("fcntl", reason="Windows locks otherwise")

    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", unsupported)
    for number in range(3):
        opened().commit(adding("a.txt", str(number), number, 9), sha256="0")
    assert ids(opened()) == ["0", "1", "2"]
    assert len(list((tmp_path / "store" / "annotations" / "hana" / "journal").iterdir())) == 3


def test_an_interruption_in_the_middle_of_a_save_leaves_what_was(
    opened: Callable[..., Store], adding: Adding, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    store = opened()
    store.commit(adding("a.txt", "1"), sha256="0")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            store.commit(adding("a.txt", "2", 16, 22), sha256="0")
    assert ids(store) == ids(opened(writable=False)) == ["1"]
    assert len(store.undo()) == 1
    assert store.undo() == ()


def test_a_write_in_pieces_is_whole_and_a_short_one_is_taken_back(
    opened: Callable[..., Store], adding: Adding, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, left = os.write, [3]

    def short(descriptor: int, content: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(descriptor, content[:70])

    store = opened()
    monkeypatch.setattr(os, "write", short)
    store.commit(adding("a.txt", "1"), sha256="0")
    assert store.pending == 1
    journal = store.journal.files.folder / "pc.jsonl"
    assert journal.read_bytes() == b""
    left[0] = 10**6
    assert store.retry()
    assert ids(opened(writable=False)) == ["1"]


def test_what_cannot_even_be_taken_back_is_put_aside_by_the_next_save(
    opened: Callable[..., Store], adding: Adding, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    store = opened()
    store.commit(adding("a.txt", "1"), sha256="0")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        patch.setattr(os, "ftruncate", failing)
        store.commit(adding("a.txt", "2", 16, 22), sha256="0")
    journal = store.journal.files.folder / "pc.jsonl"
    assert (store.pending, journal.read_bytes().count(b"\n")) == (1, 2)
    store.commit(adding("a.txt", "3", 23, 25), sha256="0")
    assert journal.read_bytes().count(b"\n") == 3
    assert journal.with_name("pc.jsonl.torn").read_bytes().count(b"\n") == 2
    assert ids(opened(writable=False)) == ["1", "2", "3"]
