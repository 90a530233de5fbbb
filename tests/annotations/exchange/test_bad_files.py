"""Files of another kind, or damaged: what cannot be read is reported, and the rest is read."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import ImportFileError
from annotations.exchange.exporting.export import Request, export
from annotations.exchange.format import Incoming
from annotations.exchange.registry import FORMATS
from annotations.model.article import Article
from annotations.model.record import Record
from annotations.project.defaults import DEFAULT_LABELS

NAMES = ("brat", "labelstudio", "uima", "uima-json", "w3c")
SINGLE = ("labelstudio", "w3c")
"""Formats of one file: a fault of the whole file is an error."""
WINDOWS = "\u0642\u0627\u0644".encode("windows-1256")
Read = Callable[[str], tuple[list[Incoming], list[str]]]


@pytest.fixture
def written(tmp_path: Path, article: Callable[..., Article], record: Callable[..., Record]) -> Callable[[str], Path]:
    """Export a record, and return the file that has its spans."""

    def write(name: str) -> Path:
        one = record(article("\U0001f4c9 \u0642\u0627\u0644 one", "a.txt"), ("actor", 2, 5), ("claim", 6, 9))
        form = FORMATS[name]
        target = tmp_path / ("out" if form.is_folder else f"out{form.suffix}")
        export([one], target, form, Request(DEFAULT_LABELS))
        return next(target.rglob(f"*{form.suffix}")) if form.is_folder else target

    return write


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read the export or a file; returns its records and problems, each with its place."""

    def of(name: str, path: Path | None = None) -> tuple[list[Incoming], list[str]]:
        form = FORMATS[name]
        told = []
        target = path or tmp_path / ("out" if form.is_folder else f"out{form.suffix}")
        incoming = list(form.reader(target, lambda problem: told.append(f"{problem.where}: {problem.what}")))
        return incoming, told

    return of


def failure(read: Read, name: str) -> str:
    """Return the message for a file that cannot be read at all."""
    try:
        incoming, told = read(name)
    except ImportFileError as error:
        assert name in SINGLE
        return str(error)
    assert name not in SINGLE
    assert incoming == []
    (one,) = told
    return one


@pytest.mark.parametrize("name", NAMES)
def test_another_encoding_is_told(name: str, written, read) -> None:
    path = written(name)
    path.write_bytes(path.read_bytes().replace("\u0642\u0627\u0644".encode(), WINDOWS))
    assert "not UTF-8 at byte" in failure(read, name) or "not XML: not well-formed (invalid token)" in failure(
        read, name
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_byte_order_mark_is_passed_over(name: str, written, read) -> None:
    path = written(name)
    before = read(name)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read(name) == before
    assert before[1] == []
    assert [each.label for each in before[0][0].spans] == ["actor", "claim"]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_ends_too_soon_is_told(name: str, written, read) -> None:
    path = written(name)
    content = path.read_bytes()
    if name == "brat":
        path.write_bytes(content[: content.index(b" 9")])
        incoming, told = read(name)
        assert [each.label for each in incoming[0].spans] == ["actor"]
        assert told[0].startswith("hana/a.ann, line 2: a span is written as T1, tab, label, start, end, tab, words")
    else:
        path.write_bytes(content[: len(content) * 2 // 3])
        assert "not JSON" in failure(read, name) or "not XML" in failure(read, name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02",
        b"<a/>",
        b"[1, null]",
        b'{"a": 1}',
        b"PK\x03\x04",
        b"[" + b"1" * 5000 + b"]",
        b"[" * 200_000,
    ],
)
def test_a_file_of_another_kind_is_told(name: str, content: bytes, written, read) -> None:
    path = written(name)
    path.write_bytes(content)
    if name == "brat":
        incoming, told = read(name)
        assert [each.spans for each in incoming] == [()]
        assert bool(told) is bool(content)
        assert all(each.startswith("hana/a.ann, line 1: not a line of brat standoff") for each in told)
    elif name in SINGLE and content == b"[1, null]":
        incoming, told = read(name)
        assert (incoming, len(told)) == ([], 2)
    else:
        assert failure(read, name)


@pytest.mark.parametrize("name", NAMES)
def test_a_folder_or_file_without_any_is_an_error(name: str, tmp_path: Path, read) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ImportFileError):
        read(name, tmp_path / "empty")
    with pytest.raises(ImportFileError):
        read(name, tmp_path / "missing.json")


@pytest.mark.parametrize("name", NAMES)
def test_offsets_are_handed_on_as_they_are_or_told(name: str, written, read) -> None:
    path = written(name)
    old = {"brat": b"claim 6 9", "uima": b'begin="7" end="10"', "uima-json": b'"begin":7,"end":10'}
    new = {"brat": b"claim 9 6", "uima": b'begin="10" end="7"', "uima-json": b'"begin":10,"end":7'}
    content = path.read_bytes()
    path.write_bytes(content.replace(old.get(name, b'"start":6,"end":9'), new.get(name, b'"start":9,"end":6')))
    assert path.read_bytes() != content
    incoming, told = read(name)
    assert told == []
    assert incoming[0].spans[1].fragments == ((9, 6),)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("uima", b'begin="7" end="10"', b'begin="7" end="99"'),
        ("uima", b'begin="7" end="10"', b'begin="1" end="10"'),
        ("uima-json", b'"begin":7,"end":10', b'"begin":7,"end":99'),
    ],
)
def test_what_is_no_offset_in_utf_16_is_told(name: str, old: bytes, new: bytes, written, read) -> None:
    path = written(name)
    path.write_bytes(path.read_bytes().replace(old, new))
    incoming, told = read(name)
    assert [each.label for each in incoming[0].spans] == ["actor"]
    assert "is not an offset of the text in UTF-16" in told[0]


@pytest.mark.parametrize(
    "declared",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x SYSTEM "x.dtd">',
    ],
)
@pytest.mark.parametrize("is_type_system", [False, True])
def test_xml_with_a_document_type_is_refused(declared: bytes, is_type_system: bool, written, read, tmp_path) -> None:
    path = written("uima")
    if is_type_system:
        path = tmp_path / "out" / "TypeSystem.xml"
    head, _, rest = path.read_bytes().partition(b"?>")
    path.write_bytes(head + b"?>" + declared + rest.replace(b"actor", b"&b;"))
    incoming, told = read("uima")
    assert incoming == []
    assert "it has a document type, which a CAS does not have" in told[0]


@pytest.mark.parametrize(
    ("name", "more"),
    [
        (
            "uima",
            (
                b'<cas:Sofa xmi:id="90" sofaString="x"/>'
                b'<newsreader:Mention xmi:id="91" sofa="90" begin="0" end="1"/></xmi:XMI>'
            ),
        ),
        ("uima-json", b',{"%ID":91,"%TYPE":"newsreader.Mention","@sofa":90,"begin":0,"end":1}],"%VIEWS"'),
    ],
)
def test_annotations_of_a_second_text_are_reported(name: str, more: bytes, written, read) -> None:
    path = written(name)
    old = b"</xmi:XMI>" if name == "uima" else b'],"%VIEWS"'
    path.write_bytes(path.read_bytes().replace(old, more))
    incoming, (problem,) = read(name)
    assert len(incoming[0].spans) == 2
    assert "1 annotations of further texts" in problem


@pytest.mark.parametrize("encoding", ["F-8", "utf-7", "big5", "rot13", "idna"])
def test_xml_in_an_unknown_encoding_is_told(encoding: str, written, read) -> None:
    path = written("uima")
    path.write_bytes(path.read_bytes().replace(b"UTF-8", encoding.encode(), 1))
    incoming, (problem,) = read("uima")
    assert incoming == []
    assert problem.startswith("hana/a.xmi: ")


def test_elements_inside_one_another_without_end_are_refused(written, read) -> None:
    path = written("uima")
    path.write_bytes(b"<a>" * 100_000)
    assert "nested too deeply" in failure(read, "uima")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("T3 actor 0 1\tx", "not a line of brat standoff"),
        ("T3\tactor 0 x\tx", "a span is written as"),
        ("T3\tactor 0 1;\tx", "a span is written as"),
        ("R1\tsaid_by Arg1:T2", "a relation is written as"),
        ("A1\tdenied", "an attribute is written as"),
        ("A1\tdenied T9 true", "it refers to T9, which is not a span of the file"),
        ("#1\tAnnotatorNotes", "a note is written as"),
        ("#1\tAttributes T2\t{", "cannot be read: it is not JSON"),
        ("#1\tAttributes T2\t[1]", "cannot be read: not an object"),
        ("E1\tgo:T1 Arg:T2", "which newsreader does not have"),
        ("*\tEquiv T1 T2", "which newsreader does not have"),
    ],
)
def test_a_broken_line_of_brat_is_told_by_its_number(line: str, told: str, written, read) -> None:
    path = written("brat")
    path.write_bytes(path.read_bytes() + f"{line}\n#9\tAnnotatorNotes T1\tfine\n".encode())
    incoming, problems = read("brat")
    assert [(each.label, each.note) for each in incoming[0].spans] == [("actor", "fine"), ("claim", "")]
    (problem,) = problems
    assert problem.startswith("hana/a.ann, line 3: ")
    assert told in problem


def test_brat_without_our_list_of_articles_is_read_by_its_names(written, read, tmp_path) -> None:
    path = written("brat")
    (tmp_path / "out" / "articles.jsonl").unlink()
    path.write_bytes(b"T1\tactor 2 5;6 9\tqal one\r\nA1\tdenied T1\nM1\tNegation T1\n")
    (incoming,), told = read("brat")
    assert told == []
    assert (incoming.article_id, incoming.annotator, incoming.sha256) == ("hana/a.txt", "", "")
    (span,) = incoming.spans
    assert (span.fragments, span.text) == (((2, 5), (6, 9)), "qal one"), "the words are not those of the text"
    assert span.attributes == {"denied": True, "Negation": True}
    path.with_suffix(".txt").unlink()
    assert read("brat")[1] == ["hana/a.ann: there is no text a.txt beside it"]


def brat(folder: Path, lines: str) -> None:
    (folder / "out").mkdir(exist_ok=True)
    (folder / "out" / "a.ann").write_text(lines, encoding="utf-8")
    (folder / "out" / "a.txt").write_text("one two three", encoding="utf-8")


def test_fragments_of_brat_are_put_into_the_order_of_the_text(tmp_path: Path, read: Read) -> None:
    brat(tmp_path, "T1\tclaim 8 13;0 3\tthree one\nT2\tclaim 8 13;0 3\tthRee one\n")
    (incoming,), told = read("brat")
    assert told == []
    assert [(span.fragments, span.text) for span in incoming.spans] == [
        (((0, 3), (8, 13)), ""),
        (((0, 3), (8, 13)), "one thRee"),
    ], "words are kept where they are not those of the text"


def test_an_attribution_of_brat_is_a_relation_from_each_content_to_each_source(tmp_path: Path, read: Read) -> None:
    spans = "T1\tSource 0 3\tone\nT2\tCue 4 7\ttwo\nT3\tContent 8 13\tthree\nT4\tAttribution 4 7\ttwo\n"
    brat(tmp_path, spans + "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3 Source2:T2\n")
    (incoming,), told = read("brat")
    assert told == []
    assert [tuple(each) for each in incoming.relations] == [
        ("E1", "said_by", "T3", "T1"),
        ("E1.2", "said_by", "T3", "T2"),
    ]


@pytest.mark.parametrize("named", ["out", "out/ann"])
def test_the_text_of_brat_may_lie_in_another_folder(tmp_path: Path, read, named: str) -> None:
    for name in ("ann", "text"):
        (tmp_path / "out" / name).mkdir(parents=True)
    (tmp_path / "out" / "ann" / "a.ann").write_text("T1\tactor 0 3\tone\n", encoding="utf-8")
    (tmp_path / "out" / "text" / "a.txt").write_text("one", encoding="utf-8")
    (incoming,), told = read("brat", tmp_path / named)
    assert (told, incoming.text) == ([], "one")
    assert incoming.article_id == ("text/a.txt" if named == "out" else "a.txt")
    (tmp_path / "out" / "ann" / "a.ann").rename(tmp_path / "out" / "ann" / "a_hana_x.ann")
    (incoming,), told = read("brat", tmp_path / named)
    assert (told, incoming.text, incoming.annotator) == ([], "one", "hana_x")
    (tmp_path / "out" / "ann" / "a_hana_x.ann").rename(tmp_path / "out" / "ann" / "a.ann")
    (tmp_path / "out" / "other").mkdir()
    (tmp_path / "out" / "other" / "a.txt").write_text("two", encoding="utf-8")
    (message,) = read("brat", tmp_path / named)[1]
    assert "there is no text a.txt beside it, and 2 in other folders" in message


def task(*results: dict, **more: object) -> list[dict]:
    return [{"data": {"text": "one two"}, "annotations": [{"result": list(results)}], **more}]


REGION = {"id": "r", "from_name": "l", "type": "labels", "value": {"start": 0, "end": 3, "labels": ["actor"]}}


@pytest.mark.parametrize(
    ("result", "told"),
    [
        (
            {"id": "x", "type": "rectanglelabels", "value": {}},
            "newsreader has no place for a result of type “rectanglelabels”",
        ),
        ({"id": "x", "type": "labels", "value": {"start": 0, "labels": ["a"]}}, "it has no “end”"),
        ({"id": "x", "type": "labels", "value": {"start": "0", "end": 3, "labels": ["a"]}}, "“start” is not a whole"),
        ({"id": "x", "type": "labels", "value": {"start": 0, "end": 3, "labels": []}}, "a region without a label"),
        ({"id": "x", "type": "relation", "from_id": "r", "to_id": "r", "labels": []}, "a relation without a label"),
        ({"id": "x", "type": "choices", "from_name": "mood", "value": {"choices": ["good"]}}, "“mood”, which is about"),
        (
            {"id": "x", "type": "choices", "from_name": "status", "value": {"choices": ["?"]}},
            "the status “?” is not one of",
        ),
        (
            {"id": "q", "type": "number", "from_name": "a.b", "value": {"start": 0, "number": 1}},
            "the annotation does not have",
        ),
    ],
)
def test_a_result_of_label_studio_that_has_no_place_is_told(result: dict, told: str, read, tmp_path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(task(REGION, result)))
    incoming, (problem,) = read("labelstudio", path)
    assert [each.label for each in incoming[0].spans] == ["actor"]
    assert problem.startswith("task 1, annotation 1: ")
    assert told in problem


def test_predictions_and_skipped_tasks_of_label_studio(read, tmp_path) -> None:
    path = tmp_path / "x.json"
    tasks = task(REGION, predictions=[{"model_version": "m-1", "result": [REGION]}])
    tasks[0]["annotations"] += [
        {"result": [REGION], "was_cancelled": True},
        {
            "result": [REGION | {"value": {**REGION["value"], "labels": ["actor", "claim"]}}],
            "completed_by": {"email": "h@x"},
        },
    ]
    path.write_text(json.dumps(tasks))
    incoming, told = read("labelstudio", path)
    assert told == ["task 1, annotation 2: its annotator skipped the task; it is left out"]
    assert [(each.annotator, each.is_prediction, len(each.spans)) for each in incoming] == [
        ("", False, 1),
        ("h@x", False, 2),
        ("m-1", True, 1),
    ]


def anno(**more: object) -> dict:
    target = {"source": "a.txt", "selector": {"type": "TextPositionSelector", "start": 0, "end": 3}}
    return {"id": "x", "type": "Annotation", "motivation": "tagging", "bodyValue": "actor", "target": target} | more


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (7, "it is not an object"),
        (anno(target=["a", "b"]), "its targets are not in one source"),
        (anno(target={"source": "a.txt"}), "neither a TextPositionSelector nor a TextQuoteSelector"),
        (
            anno(target={"source": "a.txt", "selector": {"type": "TextPositionSelector", "start": "0"}}),
            "a start and an",
        ),
        (anno(bodyValue=""), "it has no label"),
        (anno(motivation="linking"), "a link must have one target"),
        (
            anno(body={"format": "application/json", "purpose": "describing", "value": "["}),
            "cannot be read: it is not JSON",
        ),
        (
            anno(motivation="linking", target="y", body=[{"purpose": "tagging", "value": "said_by"}, "x"]),
            "its source y is not an annotation of the file",
        ),
    ],
)
def test_a_web_annotation_that_says_no_span_is_told(item: object, told: str, read, tmp_path) -> None:
    path = tmp_path / "x.jsonld"
    path.write_text(json.dumps([anno(), item]))
    incoming, (problem,) = read("w3c", path)
    assert len(incoming[0].spans) == 1
    assert problem.startswith("item 2: ")
    assert told in problem


@pytest.mark.parametrize(
    "wrap", [lambda one: one, lambda one: {"first": {"items": [one]}}, lambda one: {"items": [one]}]
)
def test_web_annotations_of_others_come_in_many_shapes(wrap: Callable, read, tmp_path) -> None:
    quote = {"type": ["TextQuoteSelector"], "exact": "one"}
    one = anno(
        creator=["https://x.example/hana"],
        target=[{"source": {"id": "a%20b.txt"}, "selector": [quote]}],
        body=[{"type": "TextualBody", "value": "actor"}, {"purpose": "commenting", "value": "n"}, "https://x.example"],
    )
    path = tmp_path / "x.jsonld"
    path.write_text(json.dumps(wrap(one)))
    (incoming,), told = read("w3c", path)
    assert told == []
    assert (incoming.article_id, incoming.annotator) == ("a b.txt", "https://x.example/hana")
    (span,) = incoming.spans
    assert (span.label, span.fragments, span.text, span.note) == ("actor", (), "one", "n")
    assert incoming.unread == ("a body that is another resource",)
