import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import StoreCorruptError, StoreError
from annotations.model.annotation import Annotation, Relation, Status
from annotations.model.edit import Change, Edit, Step
from annotations.store.journals.journal import Journal
from annotations.store.journals.line import Line
from annotations.text.span import Span

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
    at=st.datetimes().map(lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ")),
)


Reopened = Callable[..., Journal]


def line(edit: Edit, revision: int = 1, step: Step = Step.EDIT) -> Line:
    return Line(edit=edit, step=step, revision=revision, sha256="0" * 64, at="2026-01-02T03:04:05Z")


def ids(journal: Journal, article_id: str = "a") -> list[str]:
    return [each.edit.changes[0].after.id for each in journal.files.lines(journal.files.entries(article_id))]


@pytest.fixture
def opened() -> Iterator[Reopened]:
    """Opens a folder's journals as after a restart of the same process; the one before lets go."""
    journals: list[Journal] = []

    def opened(folder: Path, machine: str = "pc") -> Journal:
        for each in journals:
            each.release()
        journals.append(Journal(folder, machine))
        return journals[-1]

    yield opened
    for each in journals:
        each.release()


@settings(max_examples=20)
@given(st.lists(LINES, max_size=4), st.booleans())
def test_lines_are_read_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, lines: list[Line], as_one: bool
) -> None:
    folder = tmp_path_factory.mktemp("journal")
    journal = Journal(folder, "pc")
    if as_one:
        lines = [replace(each, edit=replace(each.edit, group="g")) for each in lines]
    units = [journal.append(lines)] if as_one and lines else [journal.append([each]) for each in lines]
    entries = [entry for unit in units for entry in unit]
    kinds = [[type(change.after) for change in each.edit.changes] for each in lines]
    assert [[type(change.after) for change in each.edit.changes] for each in journal.files.lines(entries)] == kinds
    history = journal.undoable(), journal.redoable()
    journal.release()
    again = Journal(folder, "pc")
    assert sorted(entry for each in again.files.articles() for entry in again.files.entries(each)) == sorted(entries)
    assert list(again.files.lines(entries)) == lines
    assert (again.undoable(), again.redoable()) == history
    again.release()
    if lines:
        content = (folder / "pc.jsonl").read_bytes().decode()
        assert len(content.splitlines()) == len(lines), "every reader splits it into the same lines"


@pytest.fixture
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """No disk is waited for, where a test writes hundreds of times."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def two_lines(tmp_path: Path, adding: Callable[..., Edit], opened: Reopened) -> Path:
    journal = opened(tmp_path / "journal")
    journal.append([line(adding("a", "1"), 1)])
    note = "\u0639\u0644\u0649"  # ala (on): so that a line is cut within a letter too
    journal.append([line(adding("a", "2", note=note), 2)])
    journal.release()
    return tmp_path / "journal" / "pc.jsonl"


@pytest.mark.parametrize("step", [7, pytest.param(1, marks=pytest.mark.slow)])
def test_a_last_line_torn_at_any_byte_is_ignored_and_put_aside(
    two_lines: Path, adding: Callable[..., Edit], opened: Reopened, unsynced: None, step: int
) -> None:
    content = two_lines.read_bytes()
    first, second = content.splitlines(keepends=True)
    aside = two_lines.with_name("pc.jsonl.torn")
    for length in (*range(0, len(second), step), len(second) - 1):
        two_lines.write_bytes(first + second[:length])
        journal = opened(two_lines.parent)
        assert [entry.revision for entry in journal.files.entries("a")] == [1]
        assert two_lines.read_bytes() == first + second[:length], "reading changes nothing"
        journal.append([line(adding("a", "3"), 2)])
        assert two_lines.read_bytes().startswith(first + b'{"schema":2,"article":"a","revision":2,')
        assert ids(opened(two_lines.parent)) == ["1", "3"]
        if length:
            assert aside.read_bytes() == second[:length] + b"\n"
            aside.unlink()
        else:
            assert not aside.exists()


def test_a_group_torn_at_any_byte_is_not_there_by_half(
    two_lines: Path, adding: Callable[..., Edit], opened: Reopened, unsynced: None
) -> None:
    before = two_lines.read_bytes()
    edits = [replace(adding(each, "3"), group="g") for each in "abc"]
    opened(two_lines.parent).append([line(each, 3) for each in edits])
    group = two_lines.read_bytes()[len(before) :]
    for length in (*range(0, len(group), 13), len(group) - 1):
        two_lines.write_bytes(before + group[:length])
        journal = opened(two_lines.parent)
        assert [len(journal.files.entries(each)) for each in journal.files.articles()] == [2]
    journal = opened(two_lines.parent)
    journal.append([line(adding("b", "4"), 1)])
    assert [ids(journal, each) for each in "abc"] == [["1", "2"], ["4"], []]
    assert two_lines.with_name("pc.jsonl.torn").read_bytes() == group[:-1] + b"\n"


def test_a_group_that_lost_a_line_in_the_middle_is_told_and_passed_over(
    two_lines: Path, adding: Callable[..., Edit], opened: Reopened
) -> None:
    journal = opened(two_lines.parent)
    journal.append([line(replace(adding(each, "3"), group="g"), 3) for each in "abc"])
    journal.append([line(adding("a", "4"), 4)])
    lines = two_lines.read_bytes().splitlines(keepends=True)
    for lost in (3, 4):
        two_lines.write_bytes(b"".join(lines[:lost] + lines[lost + 1 :]))
        journal = opened(two_lines.parent)
        assert ids(journal) == ["1", "2", "4"]
        assert "pc.jsonl, line 3: " in journal.files.damage


@pytest.mark.parametrize(
    "damage", [b"\n", b"null\n", b'{"article":"a"\n', b"<<<<<<< HEAD\n", b"\0\0\0\0\n", b'{"a":1}\n']
)
def test_a_damaged_line_in_the_middle_is_told_with_its_number(
    two_lines: Path, adding: Callable[..., Edit], opened: Reopened, damage: bytes
) -> None:
    first, second = two_lines.read_bytes().splitlines(keepends=True)
    two_lines.write_bytes(first + damage + second)
    journal = opened(two_lines.parent)
    assert journal.files.damage == "", "nothing was read yet"
    assert ids(journal) == ["1", "2"]
    assert re.search(r"pc\.jsonl, line 2: not a line .*backup", journal.files.damage)
    assert journal.claim() == "pc~2", "the damaged file is left alone"
    journal.append([line(adding("a", "3"), 3)])
    assert ids(opened(two_lines.parent)) == ["1", "2", "3"]
    assert two_lines.read_bytes() == first + damage + second


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
def test_a_line_that_cannot_be_understood_is_told_when_it_is_needed(
    two_lines: Path, opened: Reopened, sealed: Callable[[bytes], bytes], damage: bytes
) -> None:
    first, second = two_lines.read_bytes().splitlines(keepends=True)
    two_lines.write_bytes(first + sealed(second.replace(b'"changes":[', b'"changes":[' + damage)))
    journal = opened(two_lines.parent)
    with pytest.raises(StoreCorruptError, match=r"pc\.jsonl, line 2: "):
        ids(journal)
    assert ids(journal) == ["1"], "the next time it is passed over"
    assert "pc.jsonl, line 2: " in journal.files.damage


@pytest.mark.parametrize(("step", "bits"), [(9, 1), pytest.param(1, 8, marks=pytest.mark.slow)])
@pytest.mark.parametrize(("number", "lost", "told"), [(1, "1", 1), (4, "3", 3), (5, "4", 5)])
@pytest.mark.usefixtures("unsynced")
def test_a_bit_that_flips_costs_its_line_or_its_group_alone_and_is_told(
    two_lines: Path,
    adding: Callable[..., Edit],
    opened: Reopened,
    number: int,
    lost: str,
    told: int,
    step: int,
    bits: int,
) -> None:
    """Of a line, of a group, and of the last line, whose end is as good as any other byte."""
    journal = opened(two_lines.parent)
    journal.append([line(replace(adding(each, "3"), group="g"), 3) for each in "ba"])
    journal.append([line(adding("a", "4"), 4)])
    lines = two_lines.read_bytes().splitlines(keepends=True)
    begin, end = sum(map(len, lines[: number - 1])), sum(map(len, lines[:number]))
    for place in (*range(begin, begin + 30), *range(begin + 30, end - 20, step), *range(end - 20, end)):
        for bit in range(place, place + bits):
            content = bytearray(b"".join(lines))
            content[place] ^= 1 << bit % 8
            two_lines.write_bytes(content)
            journal = opened(two_lines.parent)
            assert ids(journal) == [each for each in "1234" if each != lost], (place - begin, bit % 8)
            assert f"pc.jsonl, line {told}: " in journal.files.damage
            assert journal.claim() == "pc~2", "nothing is written behind it"


def test_line_ends_that_a_version_control_changed_are_no_damage(two_lines: Path, opened: Reopened) -> None:
    two_lines.write_bytes(two_lines.read_bytes().replace(b"\n", b"\r\n"))
    assert ids(opened(two_lines.parent)) == ["1", "2"]


def test_journals_are_merged_in_the_order_of_revisions(
    tmp_path: Path, adding: Callable[..., Edit], opened: Reopened
) -> None:
    for machine, made in (("one", [("1", 1), ("4", 3)]), ("other", [("2", 2), ("3", 3)])):
        for annotation_id, revision in made:
            opened(tmp_path, machine).append([line(adding("a", annotation_id), revision)])
    (tmp_path / "._one.jsonl").write_bytes(b"what a file system keeps beside a file\n")
    journal = opened(tmp_path, "third")
    assert [(entry.revision, entry.journal) for entry in journal.files.entries("a")] == [
        (1, "one"),
        (2, "other"),
        (3, "one"),
        (3, "other"),
    ]
    assert journal.files.last("a") == {"one": 3, "other": 3}
    assert ids(journal) == ["1", "2", "4", "3"]
    assert journal.undoable() == (), "what another machine did is not undone here"


def test_each_process_of_a_machine_has_a_file_of_its_own(
    tmp_path: Path, adding: Callable[..., Edit], opened: Reopened
) -> None:
    journals = [Journal(tmp_path, "pc") for _ in range(3)]
    assert [each.claim() for each in journals] == ["pc", "pc~2", "pc~3"]
    journals[1].release()
    assert [Journal(tmp_path, each).claim() for each in ("laptop", "p")] == ["laptop", "p"]
    fourth = Journal(tmp_path, "pc")
    assert fourth.undoable() == ()
    assert fourth.claim() == "pc~2", "what nobody holds is taken again"
    for each in (*journals, fourth):
        each.release()


def test_a_journal_tells_what_others_have_written_since(tmp_path: Path, adding: Callable[..., Edit]) -> None:
    one, other = Journal(tmp_path, "pc"), Journal(tmp_path, "pc")
    assert one.refresh() == other.refresh() == []
    first = one.append([line(adding("a", "1"), 1)])
    assert one.refresh() == [], "nobody is told of his own"
    assert other.refresh() == [first]
    assert other.refresh() == []
    second = other.append([line(replace(adding(each, "2"), group="g"), 2) for each in "ab"])
    assert one.refresh() == [second]
    assert (ids(one), ids(one, "b")) == (ids(other), ids(other, "b")) == (["1", "2"], ["2"])
    path = tmp_path / "pc~2.jsonl"
    path.write_bytes(path.read_bytes() + b'{"schema":2,"arti')
    assert one.refresh() == [], "what is being written is not there yet"
    for each in (one, other):
        each.release()


@pytest.mark.parametrize(
    "change", [lambda content: b"".join(content.splitlines(True)[::-1]), lambda content: content[:-9], None]
)
def test_a_file_that_is_not_what_it_was_is_read_anew(
    tmp_path: Path, adding: Callable[..., Edit], change: Callable[[bytes], bytes] | None
) -> None:
    one, other = Journal(tmp_path, "one"), Journal(tmp_path, "other")
    for number in range(3):
        other.append([line(adding("a", str(number)), number + 1)])
    assert ids(one) == ["0", "1", "2"]
    path = tmp_path / "other.jsonl"
    other.release()
    path.write_bytes(change(path.read_bytes())) if change else path.unlink()
    assert one.refresh() is None
    assert one.refresh() == []
    assert len(ids(one)) == (path.read_bytes().count(b"\n") if path.exists() else 0)
    one.release()


def test_a_torn_line_of_another_machine_is_left_alone(
    two_lines: Path, adding: Callable[..., Edit], opened: Reopened
) -> None:
    torn = two_lines.read_bytes()[:-5]
    two_lines.write_bytes(torn)
    opened(two_lines.parent, "laptop").append([line(adding("a", "3"), 2)])
    assert two_lines.read_bytes() == torn


@pytest.mark.parametrize("change", [lambda content: content + b"x", lambda content: content[:-1], lambda _: b"", None])
def test_where_another_program_changed_the_file_that_is_written_nothing_is_lost(
    two_lines: Path, adding: Callable[..., Edit], opened: Reopened, change: Callable[[bytes], bytes] | None
) -> None:
    journal = opened(two_lines.parent)
    assert journal.claim() == "pc"
    content = two_lines.read_bytes()
    if change is None:
        two_lines.unlink()
        two_lines.write_bytes(content)
    else:
        two_lines.write_bytes(change(content))
    journal.append([line(adding("a", "3"), 3)])
    assert (journal.waiting, "another program has changed it" in journal.trouble) == (1, True)
    assert journal.refresh() is None, "it is read anew, and what waits is written"
    assert (journal.waiting, journal.trouble) == (0, "")
    assert "3" in ids(journal)
    assert ids(opened(two_lines.parent)) == ids(journal)


def test_what_an_undone_edit_was_is_known_after_a_restart(
    tmp_path: Path, adding: Callable[..., Edit], opened: Reopened
) -> None:
    journal = opened(tmp_path)
    first = journal.append([line(adding("a", "1"), 1)])
    group = [replace(adding(each, "2"), group="g") for each in "bc"]
    journal.append([line(each, 1) for each in group])
    undone = journal.append([line(each.inverse(), 2, Step.UNDO) for each in group])
    journal.append([line(adding("d", "3"), 1, Step.ADOPT)])
    journal = opened(tmp_path)
    assert (journal.undoable(), journal.redoable()) == (first, undone)


def test_lines_of_the_first_version_are_read(two_lines: Path, opened: Reopened) -> None:
    lines = [json.loads(each) for each in two_lines.read_bytes().splitlines()]
    for each in lines:
        assert (each.pop("schema"), len(each.pop("crc"))) == (2, 8)
    old = "".join(json.dumps(each, separators=(",", ":")) + "\n" for each in lines)
    assert old.startswith('{"article":"a","revision":1,"step":"edit","at":')
    new = opened(two_lines.parent)
    wanted = list(new.files.lines(new.files.entries("a")))
    two_lines.write_text(old, "utf-8")
    journal = opened(two_lines.parent)
    assert list(journal.files.lines(journal.files.entries("a"))) == wanted


@pytest.mark.parametrize("later", [b'{"schema":3,"article"', b'{"schema":3,"new":0,"article"'])
def test_a_line_of_a_later_version_is_refused_and_left(
    two_lines: Path, opened: Reopened, sealed: Callable[[bytes], bytes], later: bytes
) -> None:
    first, second = two_lines.read_bytes().splitlines(keepends=True)
    content = first + sealed(second.replace(b'{"schema":2,"article"', later))
    two_lines.write_bytes(content)
    with pytest.raises(StoreCorruptError, match=r"pc\.jsonl was written by a newer newsreader: update"):
        opened(two_lines.parent).files.entries("a")
    assert two_lines.read_bytes() == content


def test_a_journal_that_may_not_be_read_is_told(
    two_lines: Path, opened: Reopened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    for target, call in ((Path, "open"), (os, "scandir")):
        with monkeypatch.context() as patch:
            patch.setattr(target, call, denied)
            with pytest.raises(StoreError, match=r"cannot be read \(permission denied\)"):
                opened(two_lines.parent).files.entries("a")
