import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.annotation import Annotation, Relation, Status
from annotations.errors import StoreCorruptError, StoreError
from annotations.history import Change, Edit, Step
from annotations.span import Span
from annotations.store.journal import Journal, Line

WORDS = st.text(st.characters(exclude_categories=()), max_size=8)
SPANS = st.lists(st.integers(1, 9), min_size=2, max_size=6).map(
    lambda steps: tuple(Span(sum(steps[:at]), sum(steps[: at + 1])) for at in range(1, len(steps), 2))
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)
ANNOTATIONS = st.builds(
    Annotation,
    id=WORDS,
    label=WORDS,
    fragments=SPANS,
    quote=WORDS,
    prefix=WORDS,
    suffix=WORDS,
    annotator=WORDS,
    created=WORDS,
    origin=WORDS,
    note=WORDS,
    attributes=st.dictionaries(WORDS, VALUES, max_size=2),
)
RELATIONS = st.builds(Relation, id=WORDS, type=WORDS, source=WORDS, target=WORDS)
CHANGES = (
    st.builds(Change, st.none() | ANNOTATIONS, ANNOTATIONS)
    | st.builds(Change, ANNOTATIONS, st.none())
    | st.builds(Change, st.none() | RELATIONS, RELATIONS)
    | st.builds(Change, st.sampled_from(Status), st.sampled_from(Status))
    | st.builds(Change, WORDS, WORDS)
)
LINES = st.builds(
    Line,
    edit=st.builds(Edit, article_id=WORDS, summary=WORDS, changes=st.lists(CHANGES, max_size=3).map(tuple)),
    step=st.sampled_from(Step),
    revision=st.integers(1, 10**6),
    sha256=WORDS,
    at=WORDS,
)


def line(edit: Edit, revision: int = 1, step: Step = Step.EDIT) -> Line:
    return Line(edit=edit, step=step, revision=revision, sha256="0" * 64, at="2026-01-02T03:04:05Z")


def read(folder: Path, article_id: str, machine: str = "pc") -> list[Line]:
    journal = Journal(folder, machine)
    return list(journal.lines(journal.entries(article_id)))


@given(st.lists(LINES, max_size=4))
def test_lines_are_read_back_as_they_were_written(tmp_path_factory: pytest.TempPathFactory, lines: list[Line]) -> None:
    journal = Journal(tmp_path_factory.mktemp("journal"), "pc")
    entries = [journal.append(each) for each in lines]
    assert list(journal.lines(entries)) == lines
    kinds = [[type(change.after) for change in each.edit.changes] for each in lines]
    assert [[type(change.after) for change in each.edit.changes] for each in journal.lines(entries)] == kinds
    again = Journal(journal.folder, "pc")
    for article_id in {each.edit.article_id for each in lines}:
        assert again.entries(article_id) == journal.entries(article_id)
    if lines:
        content = journal.path.read_bytes().decode()
        assert len(content.splitlines()) == len(lines), "every reader splits it into the same lines"


@pytest.fixture
def two_lines(tmp_path: Path, adding: Callable[..., Edit]) -> Path:
    journal = Journal(tmp_path / "journal", "pc")
    journal.append(line(adding("a", "1"), 1))
    note = "\u0639\u0644\u0649"  # ala (on): so that a line is cut within a letter too
    journal.append(line(adding("a", "2", note=note), 2))
    return journal.path


def test_a_last_line_torn_at_any_byte_is_ignored_and_put_aside(two_lines: Path, adding: Callable[..., Edit]) -> None:
    content = two_lines.read_bytes()
    first, second = content.splitlines(keepends=True)
    aside = two_lines.with_name("pc.jsonl.torn")
    for length in range(len(second)):
        two_lines.write_bytes(first + second[:length])
        journal = Journal(two_lines.parent, "pc")
        assert [entry.revision for entry in journal.entries("a")] == [1]
        assert two_lines.read_bytes() == first + second[:length], "reading changes nothing"
        journal.append(line(adding("a", "3"), 2))
        assert two_lines.read_bytes().startswith(first + b'{"article":"a","revision":2,')
        assert [each.edit.changes[0].after.id for each in read(two_lines.parent, "a")] == ["1", "3"]
        if length:
            assert aside.read_bytes() == second[:length] + b"\n"
            aside.unlink()
        else:
            assert not aside.exists()


@pytest.mark.parametrize(
    "damage", [b"\n", b"null\n", b'{"article":"a"\n', b"<<<<<<< HEAD\n", b"\0\0\0\0\n", b'{"a":1}\n']
)
def test_a_damaged_line_in_the_middle_is_told_with_its_number(two_lines: Path, damage: bytes) -> None:
    first, second = two_lines.read_bytes().splitlines(keepends=True)
    two_lines.write_bytes(first + damage + second)
    with pytest.raises(StoreCorruptError, match=r"pc\.jsonl, line 2: .*backup"):
        Journal(two_lines.parent, "pc").entries("a")


@pytest.mark.parametrize(
    "damage",
    [
        b",",
        b'{"annotation":[null,null]},',
        b'{"annotation":[0,null]},',
        b'{"relation":[{},null]},',
        b'{"status":["new",null]},',
        b'{"note":[null,""]},',
        b'{"colour":[1,2]},',
        b"{},",
        b"null,",
    ],
)
def test_a_line_damaged_inside_is_told_when_it_is_needed(two_lines: Path, damage: bytes) -> None:
    first, second = two_lines.read_bytes().splitlines(keepends=True)
    two_lines.write_bytes(first + second.replace(b'"changes":[', b'"changes":[' + damage))
    with pytest.raises(StoreCorruptError, match=r"pc\.jsonl, line 2: "):
        read(two_lines.parent, "a")


def test_line_ends_that_a_version_control_changed_are_no_damage(two_lines: Path) -> None:
    two_lines.write_bytes(two_lines.read_bytes().replace(b"\n", b"\r\n"))
    assert [each.edit.changes[0].after.id for each in read(two_lines.parent, "a")] == ["1", "2"]


def test_machines_are_merged_in_the_order_of_revisions(tmp_path: Path, adding: Callable[..., Edit]) -> None:
    one, other = Journal(tmp_path, "one"), Journal(tmp_path, "other")
    one.append(line(adding("a", "1"), 1))
    other.append(line(adding("a", "2"), 2))
    other.append(line(adding("a", "3"), 3))
    one.append(line(adding("a", "4"), 3))
    (tmp_path / "._one.jsonl").write_bytes(b"what a file system keeps beside a file\n")
    journal = Journal(tmp_path, "third")
    assert [(entry.revision, entry.machine) for entry in journal.entries("a")] == [
        (1, "one"),
        (2, "other"),
        (3, "one"),
        (3, "other"),
    ]
    assert journal.last("a") == {"one": 3, "other": 3}
    assert [each.edit.changes[0].after.id for each in read(tmp_path, "a")] == ["1", "2", "4", "3"]
    assert journal.history().done == (), "what another machine did is not undone here"


def test_a_torn_line_of_another_machine_is_left_alone(two_lines: Path, adding: Callable[..., Edit]) -> None:
    torn = two_lines.read_bytes()[:-5]
    two_lines.write_bytes(torn)
    Journal(two_lines.parent, "laptop").append(line(adding("a", "3"), 2))
    assert two_lines.read_bytes() == torn
    laptop = Journal(two_lines.parent, "laptop")
    laptop.entries("a")
    with laptop.path.open("ab") as stream:
        stream.write(b"by another program")
    with pytest.raises(StoreError, match="changed by another program"):
        laptop.append(line(adding("a", "4"), 3))


class Fault:
    """A call of the operating system that fails from the n-th time on."""

    def __init__(self, name: str, error: int, times: int = 10**6, after: int = 0) -> None:
        self.name, self.error, self.times, self.after = name, error, times, after
        self.real = getattr(os, name)

    def __call__(self, *arguments: object) -> object:
        if self.after > 0:
            self.after -= 1
            return self.real(*arguments)
        if self.times > 0:
            self.times -= 1
            raise OSError(self.error, os.strerror(self.error))
        return self.real(*arguments)


@pytest.mark.parametrize("call", ["open", "write", "fsync"])
@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EIO, "disk reports an error"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "permission denied"),
    ],
)
def test_a_line_that_cannot_be_written_leaves_the_journal_as_it_was(
    two_lines: Path, adding: Callable[..., Edit], monkeypatch: pytest.MonkeyPatch, call: str, error: int, words: str
) -> None:
    before = two_lines.read_bytes()
    journal = Journal(two_lines.parent, "pc")
    with monkeypatch.context() as patch:
        patch.setattr(os, call, Fault(call, error))
        with pytest.raises(StoreError, match=f"nothing was saved.*{words}"):
            journal.append(line(adding("a", "3"), 3))
    assert two_lines.read_bytes() == before
    assert len(journal.entries("a")) == 2
    journal.append(line(adding("a", "3"), 3))
    assert len(read(two_lines.parent, "a")) == 3
    with monkeypatch.context() as patch:
        patch.setattr(os, call, Fault(call, error, times=1))
        with pytest.raises(StoreError, match=f"nothing was saved.*{words}"):
            journal.append(line(adding("a", "4"), 4))
    with two_lines.open("ab") as stream:
        stream.write(b"by another program")
    with pytest.raises(StoreError, match="changed by another program"):
        journal.append(line(adding("a", "4"), 4))


def test_a_first_line_is_on_disk_with_every_folder_that_leads_to_it(
    tmp_path: Path, adding: Callable[..., Edit], monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[int] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda descriptor: (flushed.append(os.fstat(descriptor).st_ino), real(descriptor)))
    journal = Journal(tmp_path / "hana" / "journal", "pc")
    journal.append(line(adding("a", "1"), 1))
    leading = [tmp_path, tmp_path / "hana", journal.path, journal.folder]
    assert flushed == [each.stat().st_ino for each in leading]
    journal.append(line(adding("a", "2"), 2))
    assert flushed[4:] == [journal.path.stat().st_ino]


def test_a_short_write_is_taken_back(
    two_lines: Path, adding: Callable[..., Edit], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = two_lines.read_bytes()
    real, calls = os.write, []

    def short(descriptor: int, content: bytes) -> int:
        calls.append(len(content))
        if len(calls) > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(descriptor, content[:10])

    journal = Journal(two_lines.parent, "pc")
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", short)
        with pytest.raises(StoreError, match="disk is full"):
            journal.append(line(adding("a", "3"), 3))
    assert len(calls) == 2
    assert two_lines.read_bytes() == before


def test_a_write_in_pieces_is_whole(
    two_lines: Path, adding: Callable[..., Edit], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: real(descriptor, content[:7]))
    Journal(two_lines.parent, "pc").append(line(adding("a", "3"), 3))
    assert len(read(two_lines.parent, "a")) == 3


def test_what_cannot_even_be_taken_back_is_put_aside_by_the_next_line(
    two_lines: Path, adding: Callable[..., Edit], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = two_lines.read_bytes()
    journal = Journal(two_lines.parent, "pc")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", Fault("fsync", errno.EIO))
        patch.setattr(os, "ftruncate", Fault("ftruncate", errno.EIO))
        with pytest.raises(StoreError):
            journal.append(line(adding("a", "lost"), 3))
    assert len(two_lines.read_bytes()) > len(before)
    journal.append(line(adding("a", "3"), 3))
    assert [each.edit.changes[0].after.id for each in read(two_lines.parent, "a")] == ["1", "2", "3"]
    assert json.loads(two_lines.with_name("pc.jsonl.torn").read_bytes())["changes"][0]["annotation"][1]["id"] == "lost"


def test_an_interruption_in_the_middle_takes_the_line_back(
    two_lines: Path, adding: Callable[..., Edit], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    before = two_lines.read_bytes()
    journal = Journal(two_lines.parent, "pc")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            journal.append(line(adding("a", "3"), 3))
    assert two_lines.read_bytes() == before


@pytest.mark.parametrize("change", [lambda content: content + b"x\n", lambda content: content[:-1], lambda _: b""])
def test_a_journal_that_another_program_changed_is_not_written_to(
    two_lines: Path, adding: Callable[..., Edit], change: Callable[[bytes], bytes]
) -> None:
    journal = Journal(two_lines.parent, "pc")
    journal.entries("a")
    two_lines.write_bytes(change(two_lines.read_bytes()))
    before = two_lines.read_bytes()
    with pytest.raises(StoreError, match="changed by another program"):
        journal.append(line(adding("a", "3"), 3))
    assert two_lines.read_bytes() == before


def test_what_an_undone_edit_was_is_known_after_a_restart(tmp_path: Path, adding: Callable[..., Edit]) -> None:
    journal = Journal(tmp_path, "pc")
    first = journal.append(line(adding("a", "1"), 1))
    second = journal.append(line(adding("b", "2"), 1))
    journal.append(line(adding("b", "2").inverse(), 2, Step.UNDO))
    history = Journal(tmp_path, "pc").history()
    assert (history.done, history.undone) == ((first,), (second,))


def test_a_journal_that_may_not_be_read_is_told(two_lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> object:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(StoreError, match=r"pc\.jsonl: cannot be read \(permission denied\)"):
        Journal(two_lines.parent, "pc").entries("a")
