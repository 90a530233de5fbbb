"""Files that do not follow their format: each fault is reported with its place, and the rest is read."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.errors import ExportError, ImportFileError
from annotations.exchange.exporting.export import Request, export
from annotations.exchange.extras import extra
from annotations.exchange.format import Incoming, Problem
from annotations.exchange.registry import FORMATS
from annotations.model.annotation import Status
from annotations.model.label import LabelSet
from annotations.model.record import Record
from annotations.project.defaults import DEFAULT_LABELS

Read = Callable[[str, bytes], tuple[list[Incoming], list[Problem]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(name: str, content: bytes) -> tuple[list[Incoming], list[Problem]]:
        path = tmp_path / "file"
        path.write_bytes(content)
        return told(name, path)

    return reading


def told(name: str, path: Path) -> tuple[list[Incoming], list[Problem]]:
    problems: list[Problem] = []
    reader = FORMATS[name].reader
    assert reader is not None
    return list(reader(path, problems.append)), problems


@pytest.fixture
def page(article, record) -> Record:
    return record(article("one two. three"), ("actor", 0, 3), ("claim", 4, 14))


LINES = [
    ("doccano", b'{"text":"x","label":[[0,"1","a"]]}', "[start, end, label]"),
    ("doccano", b'{"text":"x","label":[[true,1,"a"]]}', "[start, end, label]"),
    ("doccano", b'{"text":"x","label":{}}', "\u201clabel\u201d is not a list"),
    ("doccano", b'{"label":[]}', "it has no \u201ctext\u201d"),
    (
        "doccano-relations",
        b'{"text":"x","entities":[{"id":1,"label":"a","start_offset":0}]}',
        "no \u201cend_offset\u201d",
    ),
    (
        "doccano-relations",
        b'{"text":"x","entities":[],"relations":[{"from_id":1,"to_id":2,"type":"r"}]}',
        "which the record does not have",
    ),
    ("doccano-relations", b'{"text":"x","entities":[1]}', "not a list of objects"),
    ("prodigy", b'{"text":"x","answer":"reject"}', "rejected"),
    ("prodigy", b'{"text":"x","spans":[{"start":0,"end":1,"label":"a"}],"answer":"ignore"}', "ignored"),
    ("prodigy", b'{"text":"x","spans":[{"start":0,"end":1}]}', "no \u201clabel\u201d"),
    ("prodigy", b'{"text":1}', "\u201ctext\u201d is not a text"),
]


@pytest.mark.parametrize(("name", "line", "message"), LINES)
def test_a_broken_line_is_told_and_the_others_are_read(read: Read, name: str, line: bytes, message: str) -> None:
    got, problems = read(name, b'{"text":"good"}\n' + line + b'\n{"text":"last"}\n')
    assert [each.text for each in got] == ["good", "last"]
    assert [(problem.where, message in problem.what) for problem in problems] == [("line 2", True)]


def test_a_task_of_prodigy_itself_is_understood(read: Read) -> None:
    tokens = [{"text": "x", "start": 0, "end": 1, "id": 0}, {"text": "y", "start": 2, "end": 3, "id": 1}]
    ends = [{"start": 0, "end": 1, "label": "a"}, {"start": 2, "end": 3, "label": "b"}]
    related = {"head": 0, "child": 1, "head_span": ends[0], "child_span": ends[1], "label": "r"}
    task = {"text": "x y", "tokens": tokens, "spans": ends, "relations": [related], "answer": "accept"}
    (got,), problems = read("prodigy", json.dumps(task | {"_annotator_id": "hana"}).encode())
    assert problems == []
    assert got.status is None
    assert got.annotator == "hana"
    by_id = {span.id: span.label for span in got.spans}
    assert [(each.type, by_id[each.source], by_id[each.target]) for each in got.relations] == [("r", "a", "b")]


HEAD = b"article_id,annotator,label,start,end,attributes,status\n"


def test_a_broken_row_of_csv_is_told_and_the_others_are_read(read: Read) -> None:
    rows = b"a,h,claim,0,1,,done\na,h,claim,x,1,,\na,h,claim,0,1,{,\na,h,claim,0,1,[],\nb,h,,,,,odd\n"
    got, problems = read("csv", HEAD + rows)
    assert [(each.article_id, len(each.spans), each.status) for each in got] == [("a", 1, Status.DONE), ("b", 0, None)]
    assert [each.where for each in problems] == ["line 3", "line 4", "line 5", "line 6"]
    assert ["start and end" in problems[0].what, "not JSON" in problems[1].what, "object" in problems[2].what] == [
        True
    ] * 3
    assert "not one of new" in problems[3].what


NO_FILE = [
    ("csv", b"a,b\n1,2\n", "no column article_id, end, label, start"),
    ("csv", HEAD + b"\xff,h,claim,0,1,,\n", "not UTF-8"),
    ("csv", HEAD + b'"a"x,h,claim,0,1,,\n', "not CSV"),
    ("conll", b"\xff\tO\n", "not UTF-8"),
]


@pytest.mark.parametrize(("name", "content", "message"), NO_FILE)
def test_a_file_that_is_something_else_is_refused(read: Read, name: str, content: bytes, message: str) -> None:
    with pytest.raises(ImportFileError, match=message):
        read(name, content)


@pytest.mark.parametrize("name", ["jsonl", "doccano", "prodigy", "csv", "conll", "huggingface"])
def test_a_path_with_nothing_to_read_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "missing", tmp_path / "empty"):
        with pytest.raises(ImportFileError):
            told(name, path)


def test_a_foreign_file_of_conll_has_an_article_for_each_start_and_words_with_blanks_between(read: Read) -> None:
    content = b"-DOCSTART- -X- O\n\none NN B-a\ntwo NN I-a\n\nx y B-b\n\n-DOCSTART- -X- O\n\nlast O\n"
    got, problems = read("conll", content)
    assert problems == []
    assert [each.text for each in got] == ["one two\nx", "last"]
    assert [(span.label, span.text) for span in got[0].spans] == [("a", "one two"), ("b", "x")]
    assert [each.where for each in got] == ["article 1, from line 2", "article 2, from line 9"]


def test_tags_that_were_changed_in_a_conll_file_are_what_is_read(tmp_path: Path, page: Record) -> None:
    pages = [page, replace(page, work=replace(page.work, annotator="omar"))]
    export(pages, tmp_path / "set", FORMATS["conll"], Request(DEFAULT_LABELS))
    file = tmp_path / "set" / "actor.conll"
    file.write_text(file.read_text(encoding="utf-8").replace("two\tO", "two\tB-actor", 1), encoding="utf-8")
    got, _ = told("conll", tmp_path / "set")
    assert [(span.label, span.fragments) for span in got[0].spans] == [
        ("actor", ((0, 3),)),
        ("actor", ((4, 7),)),
        ("claim", ((4, 14),)),
    ]
    file.write_text("one\tO\n", encoding="utf-8")
    with pytest.raises(ImportFileError, match=r"actor\.conll ends before line 1"):
        told("conll", tmp_path / "set")
    file.write_bytes(b"one\t\xff\n")
    with pytest.raises(ImportFileError, match=r"actor\.conll is not UTF-8"):
        told("conll", tmp_path / "set")


def test_tokens_behind_the_last_article_of_a_conll_folder_are_reported(tmp_path: Path, page: Record) -> None:
    export([page], tmp_path / "set", FORMATS["conll"], Request(DEFAULT_LABELS))
    file = tmp_path / "set" / "actor.conll"
    file.write_text(file.read_text(encoding="utf-8") + "\nmore\tB-actor\n", encoding="utf-8")
    got, (problem,) = told("conll", tmp_path / "set")
    assert len(got) == 1
    assert problem.where == "actor.conll"


def test_a_span_of_conll_may_begin_and_end_with_white_space_and_direction_marks(
    tmp_path: Path, article, record
) -> None:
    spans = [("claim", 0, 6), ("actor", 3, 5), ("actor", 5, 7), ("actor", 8, 10)]
    page = record(article("one\u200f \ntwo\r\n"), *spans)
    export([page], tmp_path / "set", FORMATS["conll"], Request(DEFAULT_LABELS, is_checked=True))
    rows = (tmp_path / "set" / "claim.conll").read_text(encoding="utf-8").split("\n")
    written = [row.partition("\t")[0] for row in rows if row]
    assert written == ["one", "\u200f\u2423", "\u2423", "t", "w", "o", "\u2423"]
    ((got,), problems) = told("conll", tmp_path / "set")
    assert problems == []
    assert sorted((each.label, *each.fragments[0]) for each in got.spans) == sorted(spans)


@pytest.mark.parametrize("name", ["conll", "huggingface"])
def test_a_label_that_has_no_layer_is_refused_before_anything_is_written(
    tmp_path: Path, page: Record, name: str
) -> None:
    with pytest.raises(ExportError, match="\u201cclaim\u201d is not in the project"):
        export([page], tmp_path / "set", FORMATS[name], Request(LabelSet(DEFAULT_LABELS.labels[:1])))
    assert list(tmp_path.iterdir()) == []


def test_a_data_set_s_card_counts_what_is_in_it(tmp_path: Path, article, record) -> None:
    pages = [record(article(f"one two {number}", f"{number}"), ("claim", 0, 7), ("claim", 4, 7)) for number in range(3)]
    export(pages, tmp_path / "set", FORMATS["huggingface"], Request(DEFAULT_LABELS, name="my-set"))
    card = (tmp_path / "set" / "README.md").read_text(encoding="utf-8")
    assert "# my-set" in card
    assert "| train | 3 | 0 | 6 | 0 |" in card
    assert "3 spans are only in the column `spans`" in card


def test_a_library_that_is_not_installed_is_named_with_what_installs_it() -> None:
    with pytest.raises(ExportError, match=r"needs nowhere.*'\.\[thing\]'"):
        extra("nowhere.inside", "thing")
