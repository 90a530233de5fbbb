"""Targets: replaced as a whole, or left as they were."""

import errno
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.errors import CorpusError, ExportError
from annotations.exchange.exporting.export import Request, export
from annotations.exchange.exporting.targets import MARK, new_folder, split_files
from annotations.exchange.registry import FORMATS
from annotations.model.record import Record
from annotations.project.defaults import DEFAULT_LABELS

REQUEST = Request(DEFAULT_LABELS)


@pytest.fixture
def one(article, record) -> Record:
    return record(article("one two"), ("claim", 0, 3))


@pytest.fixture
def wanted(tmp_path: Path, one: Record) -> bytes:
    export([one], tmp_path / "wanted", FORMATS["jsonl"], REQUEST)
    content = (tmp_path / "wanted").read_bytes()
    (tmp_path / "wanted").unlink()
    return content


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


@pytest.mark.parametrize("failure", [KeyboardInterrupt, CorpusError])
def test_an_export_that_is_stopped_leaves_what_was_there(
    tmp_path: Path, one: Record, failure: type[BaseException]
) -> None:
    def stopping() -> Iterator[Record]:
        yield one
        raise failure

    for before in ({}, {"out.jsonl": b"old"}):
        for name, content in before.items():
            (tmp_path / name).write_bytes(content)
        with pytest.raises(failure):
            export(stopping(), tmp_path / "out.jsonl", FORMATS["jsonl"], REQUEST)
        assert contents(tmp_path) == before


def test_a_target_that_cannot_be_is_told(tmp_path: Path, one: Record) -> None:
    def refused(target: Path, message: str) -> None:
        with pytest.raises(ExportError, match=message):
            export([one], target, FORMATS["jsonl"], REQUEST)

    refused(tmp_path, "a folder; name a file in it")
    refused(tmp_path / "missing" / "out.jsonl", r"missing: there is no such folder")
    (tmp_path / "file").touch()
    refused(tmp_path / "file" / "out.jsonl", "no such folder")
    refused(tmp_path / ("x" * 300), "cannot be written")


def test_a_link_stays_one(tmp_path: Path, one: Record, wanted: bytes) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real" / "out.jsonl")
    for _ in range(2):
        export([one], tmp_path / "link.jsonl", FORMATS["jsonl"], REQUEST)
        assert (tmp_path / "link.jsonl").is_symlink()
        assert (tmp_path / "real" / "out.jsonl").read_bytes() == wanted


def test_an_export_is_on_disk_when_it_is_told(tmp_path: Path, one: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(ExportError, match=r"out\.jsonl cannot be written: the disk reports an error"):
        export([one], tmp_path / "out.jsonl", FORMATS["jsonl"], REQUEST)
    assert list(tmp_path.iterdir()) == []


def test_standard_output_gets_the_same_bytes(
    capfdbinary: pytest.CaptureFixture[bytes], one: Record, wanted: bytes
) -> None:
    export([one], Path("-"), FORMATS["jsonl"], REQUEST)
    assert capfdbinary.readouterr().out == wanted


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path, one: Record, wanted: bytes) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    export([one], pipe, FORMATS["jsonl"], REQUEST)
    reader.join()
    assert read == [wanted]
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_device_is_told(one: Record) -> None:
    with pytest.raises(ExportError, match="/dev/full cannot be written: the disk is full"):
        export([one], Path("/dev/full"), FORMATS["jsonl"], REQUEST)


def test_each_split_is_a_file_even_one_with_nothing_in_it(tmp_path: Path) -> None:
    with split_files(tmp_path / "a.b.jsonl", ("train", "test")) as streams:
        streams["train"].write(b"x")
    assert contents(tmp_path) == {"a.b.train.jsonl": b"x", "a.b.test.jsonl": b""}


def test_no_split_is_replaced_when_one_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.train").write_bytes(b"old")
    (tmp_path / "a.test").mkdir()
    with pytest.raises(ExportError, match="a folder"), split_files(tmp_path / "a", ("train", "test")):
        raise AssertionError
    assert contents(tmp_path) == {"a.train": b"old"}


def test_a_folder_is_replaced_whole_and_only_if_an_export_wrote_it(tmp_path: Path) -> None:
    target = tmp_path / "set"
    for name in ("one", "two"):
        with new_folder(target) as folder:
            (folder / name).write_bytes(b"x")
        assert contents(target) == {name: b"x", MARK: b""}
    with pytest.raises(ZeroDivisionError), new_folder(target) as folder:
        (folder / "three").write_bytes(b"x" * (1 // 0))
    assert contents(target) == {"two": b"x", MARK: b""}
    (target / MARK).unlink()
    with pytest.raises(ExportError, match="has other files"), new_folder(target):
        raise AssertionError
    assert contents(target) == {"two": b"x"}
    assert [each.name for each in tmp_path.iterdir()] == ["set"]


def test_a_folder_cannot_be_a_file_or_standard_output(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for target, message in (
        (tmp_path / "file", "a file"),
        (Path("-"), "writes a folder"),
        (tmp_path / "a/b", "no such"),
    ):
        with pytest.raises(ExportError, match=message), new_folder(target):
            raise AssertionError
