import errno
import os
from pathlib import Path

import pytest

from annotations.disk.files import cause, make_folder, replacing, shown


@pytest.mark.parametrize("durable", [True, False])
@pytest.mark.parametrize("failure", [KeyboardInterrupt, OSError, ValueError])
def test_a_replacement_that_fails_leaves_the_file_and_nothing_beside_it(
    tmp_path: Path, durable: bool, failure: type[BaseException]
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def replace() -> None:
        with replacing(path, durable=durable) as stream:
            stream.write(b"new")
            raise failure

    with pytest.raises(failure):
        replace()
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"file": b"old"}


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_fails_at_the_end_leaves_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def failing(*_: object) -> None:
        raise OSError(errno.ENOSPC, "")

    path = tmp_path / "file"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, call, failing)
    with pytest.raises(OSError, match="28"), replacing(path, durable=True) as stream:
        stream.write(b"new")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"file": b"old"}


def test_a_durable_replacement_is_flushed_and_then_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: flushed.append(os.fstat(descriptor).st_ino))
    path = tmp_path / "file"
    with replacing(path, durable=False) as stream:
        stream.write(b"new")
    assert flushed == []
    with replacing(path, durable=True) as stream:
        stream.write(b"new")
    assert flushed == [path.stat().st_ino, tmp_path.stat().st_ino]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_a_replacement_keeps_the_permissions_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with replacing(path, durable=False) as stream:
        stream.write(b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_folders_are_made_with_their_parents_and_once(tmp_path: Path) -> None:
    for _ in range(2):
        make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match=r"Not a directory|exists"):
        make_folder(tmp_path / "file" / "a")


def test_causes_and_paths_are_words_for_a_message() -> None:
    assert cause(OSError(errno.ENOSPC, "x")) == "the disk is full"
    assert cause(OSError(errno.ENOTDIR, "Not a directory")) == "Not a directory"
    assert shown(Path("a/\u0647\u0646\u0627")) == "a/\u0647\u0646\u0627"
    assert shown(Path("a\x1b[2J")) == r"'a\x1b[2J'"
