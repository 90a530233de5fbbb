"""`newsreader import`, from the command line to the store."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import ImportFileError
from annotations.exchange.registry import FORMATS
from annotations.model.annotation import Status
from annotations.model.article import digest
from annotations.samples import sample_corpus
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tui.commands.export import main as export
from tui.commands.import_ import main

GOLD = sample_corpus().parent / "gold.jsonl"
Contents = dict[tuple[str, str], object]


def contents(path: Path) -> Contents:
    """Return all work below a corpus by article and annotator, without ids and times."""
    found = {}
    with Workspace.open(path, writable=False) as workspace:
        for record in workspace.records():
            work = record.work
            places = {each.id: (each.label, each.fragments) for each in work.annotations}
            found[work.article_id, work.annotator] = (
                work.status,
                work.note,
                [(places[each.id], each.note, dict(each.attributes)) for each in work.annotations],
                sorted((each.type, places[each.source], places[each.target]) for each in work.relations),
            )
    return found


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Write lines of the project's own JSONL."""

    def write(*rows: dict, name: str = "in.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    return write


def row(article_id: str, *spans: tuple[str, int, int], **more: object) -> dict:
    listed = [
        {"id": str(number), "label": label, "start": start, "end": end}
        for number, (label, start, end) in enumerate(spans, 1)
    ]
    return {"id": article_id, "spans": listed, **more}


def run(*arguments: object) -> int:
    return main([str(each) for each in arguments])


def test_the_gold_becomes_the_gold_of_the_sample_corpus(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(GOLD, "--into", corpus) == 0
    lines = GOLD.read_text("utf-8").removesuffix("\n").split("\n")
    found = contents(corpus)
    spans = sum(len(json.loads(line)["spans"]) for line in lines)
    assert capsys.readouterr().err == f"{len(lines)} articles; {spans} spans imported; 0 already there; 400 relations\n"
    for line in lines:
        values = json.loads(line)
        status, _, annotations, relations = found[values["id"], "gold"]
        assert status is Status.DONE
        assert len(annotations) == len(values["spans"])
        assert len(relations) == len(values["relations"])
        assert [note_attributes[2] for note_attributes in annotations] == [
            span.get("attributes", {}) for span in values["spans"]
        ]
    assert run(GOLD, "--into", corpus) == 0
    assert f"0 spans imported; {spans} already there" in capsys.readouterr().err
    assert contents(corpus) == found


@pytest.mark.parametrize(
    "name", [name for name in FORMATS if name in {"brat", "labelstudio", "uima", "uima-json", "w3c"}]
)
def test_what_is_exported_and_imported_is_the_same(corpus: Path, tmp_path: Path, name: str) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text("".join(GOLD.read_text("utf-8").partition("\n")[:2]), "utf-8")
    assert run(few, "--into", corpus) == 0
    target = tmp_path / f"out{'' if FORMATS[name].is_folder else FORMATS[name].suffix}"
    assert export([str(corpus), "--format", name, "--out", str(target)]) == 0
    other = tmp_path / "other"
    other.mkdir()
    for each in corpus.rglob("*.txt"):
        (other / each.relative_to(corpus)).parent.mkdir(exist_ok=True)
        (other / each.relative_to(corpus)).write_bytes(each.read_bytes())
    assert run(target, "--format", name, "--into", other) == 0
    assert contents(other) == contents(corpus)
    assert run(target, "--format", name, "--into", corpus) == 0
    assert contents(other) == contents(corpus)


def test_each_record_becomes_the_work_of_whom_the_file_names(folder: Path, file, monkeypatch) -> None:
    monkeypatch.setenv("NEWSREADER_ANNOTATOR", "lina")
    path = file(row("a.txt", ("actor", 2, 5), annotator="hana"), row("a.txt", ("claim", 6, 9)))
    assert run(path, "--into", folder) == 0
    assert contents(folder).keys() == {("a.txt", "hana"), ("a.txt", "lina")}
    assert run(path, "--into", folder, "--annotator", "omar", "--origin", "a model") == 0
    with Workspace.open(folder, annotator="omar", writable=False) as workspace:
        made = workspace.work("a.txt").annotations
    assert [(each.label, each.annotator, each.origin) for each in made] == [
        ("actor", "hana", "a model"),
        ("claim", "omar", "a model"),
    ]


@pytest.mark.parametrize(("together", "steps"), [(1000, 1), (1, 2)])
def test_an_import_is_taken_back_at_once_or_so_many_articles_at_a_time(
    folder: Path, file, monkeypatch, together: int, steps: int
) -> None:
    monkeypatch.setattr("annotations.workspace.importing.ARTICLES_PER_STEP", together)
    rows = row("a.txt", ("actor", 2, 5), ("claim", 6, 9)), row("b.txt", status="nothing here")
    assert run(file(*rows), "--into", folder, "--annotator", "hana") == 0
    with Workspace.open(folder, annotator="hana") as workspace:
        assert len(workspace.work("a.txt").annotations) == 2
        undone = [workspace.editor.undo() for _ in range(steps + 1)]
        assert [len(each) for each in undone] == [2 // steps] * steps + [0]
        assert workspace.work("a.txt").annotations == ()
        assert {workspace.work(each).status for each in ("a.txt", "b.txt")} == {Status.NEW}


def test_what_stands_elsewhere_than_the_file_says_is_listed(
    folder: Path, file, capsys: pytest.CaptureFixture[str]
) -> None:
    said = row("a.txt")
    said["spans"] = [{"id": "1", "label": "actor", "start": 4, "end": 7, "text": "one"}]
    assert run(file(said), "--into", folder, "--annotator", "hana") == 0
    first, summary = capsys.readouterr().err.splitlines()
    assert first == "line 1: span 1 (actor at 4): \u201cone\u201d is at 2"
    assert "1 found elsewhere than the file says, listed above" in summary


def test_what_is_refused_is_listed_and_the_rest_is_taken(folder: Path, file, capsys) -> None:
    path = file(
        row("a.txt", ("actor", 2, 5), ("PER", 6, 9)),
        {"id": 5},
        row("c.txt", ("actor", 0, 1)),
        row("b.txt", ("actor", 0, 5)),
    )
    assert run(path, "--into", folder, "--annotator", "hana") == 1
    *told, last = capsys.readouterr().err.splitlines()
    assert told[0].startswith("line 1: span 2 (PER at 6): the project has no label “PER”; add it to newsreader.toml")
    assert told[1:] == [
        "line 2: “id” is not a text",
        "line 3: there is no article “c.txt”",
    ]
    assert last == "2 articles; 2 spans imported; 0 already there; 2 refused; 3 problems, listed above"
    assert run(path, "--into", folder, "--annotator", "hana", "--label", "PER=actor") == 1
    assert "1 spans imported; 2 already there" in capsys.readouterr().err


def test_strict_takes_in_all_or_nothing(folder: Path, file, capsys) -> None:
    path = file(row("a.txt", ("actor", 2, 5)), row("b.txt", ("PER", 0, 5)))
    assert run(path, "--into", folder, "--annotator", "hana", "--strict") == 1
    assert "nothing was imported" in capsys.readouterr().err
    assert contents(folder) == {}
    assert run(path, "--into", folder, "--annotator", "hana", "--strict", "--label", "PER=figure") == 0
    assert len(contents(folder)) == 2


def test_strict_refuses_what_contradicts_what_is_there(folder: Path, file, capsys) -> None:
    values = row("a.txt", ("figure", 2, 5))
    values["spans"][0]["attributes"] = {"value": 1}
    assert run(file(values), "--into", folder, "--annotator", "hana", "--strict") == 0
    values["spans"][0]["attributes"] = {"value": 2, "unit": "x"}
    before = contents(folder)
    assert run(file(values), "--into", folder, "--annotator", "hana", "--strict") == 1
    assert "line 1: the “value” of the figure at 2 stays 1; the file has 2" in capsys.readouterr().err
    assert contents(folder) == before
    assert run(file(values), "--into", folder, "--annotator", "hana") == 1
    assert contents(folder)["a.txt", "hana"][2][0][2] == {"value": 1, "unit": "x"}


def test_articles_are_made_in_the_folder_that_is_named(folder: Path, file) -> None:
    (folder / "newsreader.toml").touch()
    assert run(file(row("x", ("actor", 0, 3), text="one")), "--into", folder / "sub", "--make-articles") == 0
    assert (folder / "sub" / "x.txt").read_bytes() == b"one"


def test_a_dry_run_says_what_would_be_and_writes_nothing(folder: Path, file, capsys) -> None:
    path = file(row("a.txt", ("actor", 2, 5)))
    before = {each: each.stat().st_mtime_ns for each in folder.rglob("*")}
    assert run(path, "--into", folder, "--dry-run") == 0
    assert capsys.readouterr().err == "1 articles; 1 spans would be imported; 0 already there\n"
    assert {each: each.stat().st_mtime_ns for each in folder.rglob("*")} == before


def test_offsets_in_utf_16_are_told_and_converted(folder: Path, file, capsys) -> None:
    values = row("a.txt", ("actor", 3, 6), ("claim", 7, 10))
    for span, words in zip(values["spans"], ("one", "two"), strict=True):
        span["text"] = words
    path = file(values)
    assert run(path, "--into", folder) == 1
    assert "line 1: the offsets of 2 spans count UTF-16 code units" in capsys.readouterr().err
    assert run(path, "--into", folder, "--annotator", "hana", "--offset-unit", "utf-16") == 0
    assert [place for place, *_ in contents(folder)["a.txt", "hana"][2]] == [
        ("actor", (Span(2, 5),)),
        ("claim", (Span(6, 9),)),
    ]


def test_articles_are_found_by_digest_and_by_text(folder: Path, file) -> None:
    path = file(
        row("12", ("actor", 0, 3), text="three\n"),
        row("", ("actor", 2, 5), sha256=digest("\U0001f4c9 one two")),
    )
    assert run(path, "--into", folder, "--annotator", "hana") == 0
    assert contents(folder).keys() == {("a.txt", "hana"), ("b.txt", "hana")}
    trimmed = file(row("12", ("claim", 0, 5), text="three"))
    assert run(trimmed, "--into", folder, "--annotator", "hana") == 0


def test_articles_are_made_of_texts_that_are_not_there(tmp_path: Path, file, capsys) -> None:
    into = tmp_path / "new"
    rows = [
        row("2023/x.txt", ("actor", 0, 3), text="one\r\n"),
        row("7", ("actor", 0, 3), text="two"),
        row("../../etc/x", ("actor", 0, 3), text="six"),
        row("", ("actor", 0, 3), text="two"),
    ]
    path = file(*rows)
    assert run(path, "--into", into, "--make-articles", "--annotator", "hana") == 0
    assert capsys.readouterr().err.startswith("3 articles made in ")
    made = {each.relative_to(into).as_posix(): each.read_bytes() for each in into.rglob("*.txt")}
    assert made == {"2023/x.txt": b"one\r\n", "7.txt": b"two", "in-0003.txt": b"six"}
    assert run(file(row("7", ("actor", 0, 3), text="other")), "--into", into, "--make-articles") == 0
    assert (into / "7.txt").read_bytes() == b"two", "nothing is overwritten"
    assert (into / "7-2.txt").read_bytes() == b"other"
    assert run(path, "--into", into, "--make-articles", "--annotator", "hana") == 0
    assert "0 articles made" in capsys.readouterr().err


def test_a_text_with_half_a_character_is_told(tmp_path: Path, folder: Path, file, capsys) -> None:
    path = file(row("7", ("actor", 0, 1), text="a\ud800"), row("8", ("actor", 0, 3), text="one"))
    assert run(path, "--into", folder, "--make-articles") == 1
    made, told, last = capsys.readouterr().err.splitlines()
    assert made.startswith("1 articles made")
    assert told == "line 1: its text has half of a surrogate pair, which no article has"
    assert "1 spans imported" in last


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["missing.jsonl"], "there is no such file or folder"),
        (["missing.jsonl", "--format", "brat"], "there is no such file or folder"),
    ],
)
def test_a_file_that_cannot_be_read_is_an_error(folder: Path, arguments: list[str], told: str) -> None:
    with pytest.raises(ImportFileError, match=told):
        run(*arguments, "--into", folder)


@pytest.mark.parametrize("arguments", [["--label", "x"], ["--make-articles", "--dry-run"], ["--offset-unit", "mile"]])
def test_options_that_make_no_sense_are_refused(folder: Path, file, arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(file(), "--into", folder, *arguments)
