"""Tasks of Label Studio, read one at a time: the size of the reads changes no value and no message."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.exchange.formats.labelstudio import tasks as module
from annotations.exchange.formats.labelstudio.tasks import tasks
from annotations.exchange.importing.json_fields import FieldError

VALUES = st.recursive(
    st.none() | st.integers() | st.text('a"\\,]\u0628\U0001f4c9\n ', max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tasks") / "tasks.json"


@given(
    values=st.lists(VALUES, max_size=4),
    piece=st.integers(1, 9),
    indent=st.sampled_from([None, 1]),
    is_plain=st.booleans(),
)
def test_the_values_are_those_of_the_array(file: Path, values: list, piece: int, indent: int, is_plain: bool) -> None:
    content = json.dumps(values, indent=indent, ensure_ascii=is_plain)
    file.write_bytes((b"" if is_plain else b"\xef\xbb\xbf") + content.encode() + b"\n" * piece)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "PIECE", piece)
        assert list(tasks(file)) == values


WRONG = [
    (b"", 0, "not JSON: Expecting value in line 1"),
    (b'{"a": 1}', 0, "not a list of tasks"),
    (b"[1,\n2 3]", 2, "not JSON: Expecting ',' delimiter in line 2"),
    (b"[1,\n\n]", 1, "not JSON: Expecting value in line 3"),
    (b'[1,\n{"a\n":', 1, "not JSON: Invalid control character in line 2"),
    (b"[1,\n2", 2, "not JSON: Expecting ',' delimiter in line 2"),
    (b"[1]\n[", 1, "not JSON: Extra data in line 2"),
    (b"[1, \xd8\xa8\xff]", 1, "not UTF-8 at byte 7"),
    (b"[1, 2, \xd8", 2, "not UTF-8 at byte 8"),
    (b"[1, " + b"[" * 100_000, 1, "not JSON: nested too deeply, or a number too long in line 1"),
    (b"[1, " + b"9" * 5000 + b"]", 1, "not JSON: nested too deeply, or a number too long in line 1"),
    (b'[1, "' + b"x" * 50_000 + b'"]', 1, "a task has more than 0 MB"),
]


@pytest.mark.parametrize(("content", "before", "told"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_told_behind_what_is_right(
    file: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, before: int, told: str
) -> None:
    monkeypatch.setattr(module, "PIECE", 3)
    monkeypatch.setattr("annotations.disk.limits.FILE", 4000 if b"x" in content else 1 << 20)
    file.write_bytes(content)
    found = []
    with pytest.raises(FieldError) as error:
        found.extend(tasks(file))
    assert str(error.value) == told
    reader = tasks(file)
    assert [next(reader) for _ in range(before)] == list(range(1, before + 1))
