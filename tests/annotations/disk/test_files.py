import errno
import json
import os
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.disk.files import cause, json_line, json_text, make_folder, replacing, shown

TEXT = st.text(st.characters(exclude_categories=()) | st.sampled_from("\u2028\u2029\x85\n\r\x1c\ud800\udfff"))


@given(TEXT)
def test_json_is_one_line_to_every_reader_and_comes_back(text: str) -> None:
    line = json_text({"key": text})
    assert len((line + "\n").splitlines()) == 1
    assert json.loads(line.encode()) == json.loads(json.dumps({"key": text}))


def test_json_stays_readable_and_has_no_invalid_numbers() -> None:
    assert json_text({"a": ["\u0647\u0646\u0627", 1]}) == '{"a":["\u0647\u0646\u0627",1]}'
    assert json_text({"a": [1, 2]}, spaced=True) == '{"a": [1, 2]}'
    with pytest.raises(ValueError, match="JSON compliant"):
        json_text(float("nan"))


FRACTIONS = st.dictionaries(TEXT, st.floats(allow_nan=False, allow_infinity=False) | st.lists(st.floats(-1, 1)))
WITHOUT_FRACTIONS = st.recursive(
    TEXT | st.integers() | st.booleans() | st.none() | FRACTIONS.map(MappingProxyType),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(WITHOUT_FRACTIONS)
@example({"a": MappingProxyType({"tiny": 5e-05, "large": 1e16, "whole": 2.0}), "b": 1 << 64, "\x7f\x1f\b": "\x0b/\\"})
@example({"a": "\ud800", "b": MappingProxyType({"\udfff": ["\x85", 1e300]})})
def test_a_line_is_the_same_bytes_however_fast_it_is_made(value: object) -> None:
    assert json_line(value) == json_text(value).encode()


@pytest.mark.parametrize("value", [MappingProxyType({"a": float("nan")}), [MappingProxyType({"a": [float("inf")]})]])
def test_no_line_has_a_number_that_is_none_in_json(value: object) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        json_line(value)
    with pytest.raises(TypeError, match="not JSON"):
        json_line(object())


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
