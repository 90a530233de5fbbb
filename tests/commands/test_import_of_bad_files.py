"""`newsreader import` of damaged files: one line for each fault, no traceback, and the rest is imported."""

import json
import os
from pathlib import Path

import pytest

from annotations.disk import limits
from annotations.errors import ImportFileError
from annotations.workspace.workspace import Workspace
from tui.commands.import_ import main

GOOD = b'{"id":"b.txt","spans":[{"label":"actor","start":0,"end":5}]}\n'
COLUMNS = b"article_id,label,start,end,attributes\n"
NINES = b"9" * 5000
DEEP = b"[" * 100_000


def run(file: Path, folder: Path, *options: str, name: str = "jsonl") -> int:
    return main([str(file), "--format", name, "--into", str(folder), *options])


def taken(folder: Path, annotator: str = "hana") -> int:
    """Return the number of stored spans of both articles."""
    with Workspace.open(folder, annotator=annotator, writable=False) as workspace:
        return sum(len(workspace.work(article_id).annotations) for article_id in workspace.ids)


def spans(**span: object) -> bytes:
    return json.dumps({"id": "a.txt", "spans": [{"label": "actor", "start": 2, "end": 5} | span]}).encode() + b"\n"


LINES = [
    (b'{"id":"a.txt","note":"x\n', "it is not JSON: Unterminated string starting at column 22"),
    (b'{"id":"a.txt","spans":[{"label":"actor","start":2,"end":%b}]}\n' % NINES, "a number of thousands of digits"),
    (b'{"id":"a.txt","spans":%b\n' % DEEP, "nested too deeply"),
    (b'{"id":"a.txt","spans":[{"label":"actor","start":NaN,"end":5}]}\n', "“start” is not a whole number"),
    (b"\n" + spans(end=99), "line 2: span (actor at 2): it ends at 99, but the text at 9"),
    (spans(end=10**4000), "it ends at 1000"),
    (spans(start=-(10**4000)), "0000…, 5) is not a span"),
    (spans(start=4, end=2), "[4, 2) is not a span"),
    (spans(start=-4), "[-4, 5) is not a span"),
    (spans(label="x" * 999), f"(x{'x' * 38}… at 2): the project has no label"),
    (b'{"spans":[]}\n', "line 1: it names no article"),
    (b'{"id":"a.txt","note":"%b"}\n' % (b"x" * limits.TEXT), "it has more than 64 MB"),
]


@pytest.mark.parametrize(("line", "told"), LINES, ids=range(len(LINES)))
def test_a_wrong_line_is_told_and_the_next_is_taken(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str], line: bytes, told: str
) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(line + GOOD)
    assert run(file, folder, "--annotator", "hana") == 1
    *listed, last = capsys.readouterr().err.splitlines()
    assert len(listed) == 1
    assert told in listed[0]
    assert len(listed[0]) < 400
    assert last.endswith("1 problems, listed above")
    assert taken(folder) == 1


def test_a_name_that_no_annotator_can_have_is_told_and_the_others_work_is_taken(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "in.jsonl"
    rows = ({"id": name, "annotator": by, "spans": []} for name, by in (("a.txt", "n" * 300), ("b.txt", "omar")))
    file.write_text("".join(json.dumps(row | {"status": "done"}) + "\n" for row in rows), encoding="utf-8")
    assert run(file, folder) == 1
    assert "line 1: an annotator's name has 1 to 200 bytes" in capsys.readouterr().err
    with Workspace.open(folder, annotator="omar", writable=False) as workspace:
        assert workspace.status("b.txt") == "done"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_file_in_another_encoding_is_told_once(tmp_path: Path, folder: Path, encoding: str) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes((GOOD * 3).decode().encode(encoding))
    with pytest.raises(ImportFileError, match="is in UTF-16 or UTF-32; convert it to UTF-8"):
        run(file, folder)


@pytest.mark.parametrize(("name", "content"), [("jsonl", b""), ("jsonl", b"\n \n"), ("csv", COLUMNS), ("conll", b"")])
def test_a_file_without_a_record_is_told(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes
) -> None:
    file = tmp_path / "in.file"
    file.write_bytes(content)
    assert run(file, folder, name=name) == 1
    assert "in.file: it has no annotations of any article" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["jsonl", "doccano", "prodigy", "csv", "parquet", "w3c"])
def test_a_folder_in_place_of_a_file_is_told(folder: Path, name: str) -> None:
    with pytest.raises(ImportFileError, match=f"a folder, and --format {name} reads one file"):
        run(folder, folder, name=name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize("option", ["--strict", "--make-articles"])
def test_what_can_be_read_only_once_is_not_read_twice(tmp_path: Path, folder: Path, option: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ImportFileError, match="reads it twice"):
        run(tmp_path / "pipe", folder, option)


ROWS = [
    (b"a.txt,actor,2,%b,\n" % NINES, "line 2: '2-99"),
    (b"a.txt,actor,2,5,%b\n" % DEEP, "nested too deeply"),
    (b"a.txt,actor,2,5,%b\n" % NINES, "thousands of digits"),
    (b"a.txt,actor,2,5,[1]\n", "not an object"),
    (b"a.txt,actor,2\n", "line 2: it does not have the 5 fields"),
    (b"a.txt,actor,2,5,,,\n", "line 2: it does not have the 5 fields"),
    (b"a.txt,actor,x,5,\n", "'x-5' is not a start and end"),
]


@pytest.mark.parametrize(("row", "told"), ROWS, ids=range(len(ROWS)))
def test_a_wrong_row_of_csv_is_told_and_the_next_is_taken(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str], row: bytes, told: str
) -> None:
    file = tmp_path / "in.csv"
    file.write_bytes(COLUMNS + row + b"b.txt,actor,0,5,\n")
    assert run(file, folder, "--annotator", "hana", name="csv") == 1
    *listed, _ = capsys.readouterr().err.splitlines()
    assert len(listed) == 1
    assert told in listed[0]
    assert len(listed[0]) < 400
    assert taken(folder) == 1


@pytest.mark.parametrize(
    "wrong", ["[1, 2]", '[[1, "a"]]', "[[5, 2]]", "[[1, 2, 3]]", "[[0, 1e999]]", "[[0, 2], [1, 3]]"]
)
def test_offsets_of_conll_that_are_none_are_told(tmp_path: Path, folder: Path, wrong: str) -> None:
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "actor.conll").write_text("one\tO\ntwo\tO\n", encoding="utf-8")
    (tmp_path / "set" / "articles.jsonl").write_text(f'{{"id":"a.txt","tokens":{wrong}}}\n', encoding="utf-8")
    with pytest.raises(ImportFileError, match="is not a list of starts and ends in order"):
        run(tmp_path / "set", folder, name="conll")


@pytest.mark.parametrize(("together", "spans"), [(1000, 0), (1, 1)])
def test_what_was_taken_in_before_a_file_ends_in_an_error_is_told(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch, together: int, spans: int
) -> None:
    monkeypatch.setattr("annotations.workspace.importing.ARTICLES_PER_STEP", together)
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "actor.conll").write_text("one\tB-actor\n\nthree\tB-actor\n", encoding="utf-8")
    rows = ('{"id":"a.txt","tokens":[[2,5]]}', '{"id":"b.txt","tokens":[[0,5]]}', "{")
    (tmp_path / "set" / "articles.jsonl").write_text("\n".join(rows), encoding="utf-8")
    with pytest.raises(ImportFileError, match="line 3 of"):
        run(tmp_path / "set", folder, "--annotator", "hana", name="conll")
    told = f"{spans} articles were imported before an error; undo takes them back\n"
    assert capsys.readouterr().err == (told if spans else "")
    assert taken(folder) == spans


def test_records_without_a_span_are_counted_and_a_file_of_only_such_records_is_a_problem(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(b'{"id":"a.txt","spans":[]}\n' + GOOD)
    assert run(file, folder, "--annotator", "hana") == 0
    assert "line 1: 1 of 2 records, first this one, have no span" in capsys.readouterr().err
    file.write_bytes(b'{"id":"a.txt","spans":[]}\n')
    assert run(file, folder, "--annotator", "hana") == 1
    assert "none of its 1 records has a span" in capsys.readouterr().err
    file.write_bytes(b'{"id":"a.txt","spans":[],"status":"nothing here"}\n')
    assert run(file, folder, "--annotator", "hana") == 0, "a status says that there is nothing"


def test_a_file_no_record_of_which_can_become_an_article_is_refused_with_the_reasons(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(b'{"body":"x"}\n')
    (tmp_path / "new").mkdir()
    with pytest.raises(ImportFileError, match="no record of it can become an article"):
        run(file, tmp_path / "new", "--make-articles", name="doccano")
    assert "line 1: it has no “text”" in capsys.readouterr().err
