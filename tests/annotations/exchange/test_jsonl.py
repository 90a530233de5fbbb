import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import ImportFileError
from annotations.exchange.exporting.export import Request, export
from annotations.exchange.format import Incoming, Problem
from annotations.exchange.formats.jsonl import incoming, line
from annotations.exchange.registry import FORMATS
from annotations.model.annotation import Annotation, AnnotationSet, Relation, Status, quotation, reading_order
from annotations.model.article import Article, digest
from annotations.model.record import Record
from annotations.project.defaults import DEFAULT_LABELS
from annotations.text.span import Span

# A chart, then "qaala" (said) with its fatha, and a separator that ends lines for some readers.
TEXT = "\U0001f4c9 \u0642\u0627\u0644\u064e one\r\ntwo\u2028three\u2029four\x85five"
UNUSUAL = st.sampled_from("\u2028\u2029\x85\r\n\x1c\u0651\U0001f4c9")
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]) | UNUSUAL)

ATTRIBUTES = st.dictionaries(
    ANYTHING, ANYTHING | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False), max_size=3
)


def article(text: str = TEXT, **more: str) -> Article:
    return Article.of(text, "2023/a.txt", path=Path("/somewhere/2023/a.txt"), **more)


def annotation(annotation_id: str, *fragments: Span, text: str = TEXT, **more: object) -> Annotation:
    quote, prefix, suffix = quotation(text, fragments)
    return Annotation(
        id=annotation_id,
        label="claim",
        fragments=fragments,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        created="2026-01-02T03:04:05Z",
        **{"annotator": "hana"} | more,
    )


def record(*values: Annotation, of: Article | None = None, **more: object) -> Record:
    ordered = tuple(sorted(values, key=reading_order))
    work = AnnotationSet(article_id="2023/a.txt", annotator="hana", status=Status.DONE, annotations=ordered, **more)
    return Record(of or article(), work)


FULL = record(
    annotation("2", Span(2, 6), Span(7, 10), note="by whom?"),
    annotation("1", Span(0, 6), attributes={"value": 79000000000, "unit": "\u0631\u064a\u0627\u0644"}),  # riyal
    annotation("3", Span(12, 15)),
    of=article(headline="\u0642\u0627\u0644", outlet="spa", published="2023-09-11"),
    relations=(Relation(id="r", type="said_by", source="2", target="1"),),
)
GOLDEN = (
    (
        '{"schema":"newsreader/1","offset_unit":"codepoint","id":"2023/a.txt",'
        '"text":"\U0001f4c9 \u0642\u0627\u0644\u064e one\\r\\ntwo\\u2028three\\u2029four\\u0085five",'
        '"sha256":"5e6f",'
        '"annotator":"hana","status":"done",'
        '"meta":{"path":"2023/a.txt","headline":"\u0642\u0627\u0644","outlet":"spa","published":"2023-09-11"},'
        '"spans":['
        '{"id":"1","label":"claim","start":0,"end":6,"text":"\U0001f4c9 \u0642\u0627\u0644\u064e",'
        '"attributes":{"value":79000000000,"unit":"\u0631\u064a\u0627\u0644"}},'
        '{"id":"2","label":"claim","start":2,"end":10,"fragments":[[2,6],[7,10]],'
        '"text":"\u0642\u0627\u0644\u064e \u2026 one","note":"by whom?"},'
        '{"id":"3","label":"claim","start":12,"end":15,"text":"two"}],'
        '"relations":[{"id":"r","type":"said_by","source":"2","target":"1"}]}\n'
    )
    .replace("5e6f", digest(TEXT))
    .encode()
)


def test_the_bytes_are_these(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    report = export([FULL, FULL], target, FORMATS["jsonl"], Request(DEFAULT_LABELS))
    assert (report.articles, report.records, report.spans) == (1, 2, 6)
    assert target.read_bytes() == GOLDEN * 2
    assert target.read_bytes().decode().splitlines(keepends=True) == [GOLDEN.decode()] * 2


def test_what_has_nothing_to_say_is_left_out_but_that_there_is_no_span() -> None:
    values = json.loads(line(record()))
    assert list(values) == ["schema", "offset_unit", "id", "text", "sha256", "annotator", "status", "meta", "spans"]
    assert values["spans"] == []
    assert values["meta"] == {"path": "2023/a.txt", "headline": "a"}
    assert json.loads(line(record(note="unclear")))["note"] == "unclear"


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = draw(ANYTHING.filter(bool))
    values = []
    for number in range(draw(st.integers(0, 4))):
        edges = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=4)))
        bounds = edges[: len(edges) // 2 * 2]
        fragments = [Span(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
        more = {"note": draw(ANYTHING), "attributes": draw(ATTRIBUTES)}
        more |= {
            "origin": draw(st.sampled_from(["manual", "model 1"])),
            "annotator": draw(st.sampled_from(["hana", "o"])),
        }
        values.append(annotation(str(number), *fragments, text=text, **more))
    ends = draw(st.lists(st.tuples(st.sampled_from(values), st.sampled_from(values)), max_size=3)) if values else []
    relations = tuple(
        Relation(id=f"r{number}", type="said_by", source=source.id, target=target.id)
        for number, (source, target) in enumerate(ends)
    )
    return record(*values, of=article(text, headline=draw(ANYTHING)), relations=relations, note=draw(ANYTHING))


@given(records())
def test_every_span_s_text_stands_at_its_offsets(case: Record) -> None:
    written = (line(case) + "\n").encode()
    assert len(written.decode().splitlines()) == 1
    values = json.loads(written)
    text = values["text"]
    assert text == case.article.text
    assert len(values["spans"]) == len(case.work.annotations)
    for span in values["spans"]:
        if "fragments" in span:
            assert " \u2026 ".join(text[start:end] for start, end in span["fragments"]) == span["text"]
            assert [span["start"], span["end"]] == [span["fragments"][0][0], span["fragments"][-1][1]]
        else:
            assert text[span["start"] : span["end"]] == span["text"]
    assert [span["start"] for span in values["spans"]] == sorted(span["start"] for span in values["spans"])
    assert line(case) == line(case)


@given(records())
def test_all_that_is_said_can_be_read_from_the_line(case: Record) -> None:
    values = json.loads(line(case).encode())
    for span, said in zip(values["spans"], case.work.annotations, strict=True):
        assert list(span) == [
            *("id", "label", "start", "end"),
            *(["fragments"] if len(said.fragments) > 1 else []),
            "text",
            *(["attributes"] if said.attributes else []),
            *(["note"] if said.note else []),
            *(["origin"] if said.origin != "manual" else []),
            *(["annotator"] if said.annotator != "hana" else []),
        ]
        read = span.get("attributes", {})
        assert [(name, type(value), value) for name, value in read.items()] == [
            (name, type(value), value) for name, value in said.attributes.items()
        ]
        assert span.get("note", "") == said.note
        where = span.get("fragments", [[span["start"], span["end"]]])
        assert [Span(start, end) for start, end in where] == list(said.fragments)
    assert tuple(Relation(**each) for each in values.get("relations", [])) == case.work.relations
    assert values.get("note", "") == case.work.note


def read(path: Path) -> tuple[list[Incoming], list[Problem]]:
    problems: list[Problem] = []
    reader = FORMATS["jsonl"].reader
    assert reader is not None
    return list(reader(path, problems.append)), problems


@given(records())
def test_a_line_is_read_as_what_was_written(case: Record) -> None:
    got = incoming("", json.loads(line(case)))
    assert (got.article_id, got.text, got.sha256) == (case.article.id, case.article.text, case.article.sha256)
    assert (got.annotator, got.status, got.note) == (case.work.annotator, case.work.status, case.work.note)
    for span, said in zip(got.spans, case.work.annotations, strict=True):
        assert span.fragments == tuple((each.start, each.end) for each in said.fragments)
        assert (span.id, span.label, span.text, span.note) == (said.id, said.label, said.quote, said.note)
        assert (span.origin, span.annotator or "hana") == (said.origin, said.annotator)
        assert dict(span.attributes) == dict(said.attributes)
    assert [tuple(each) for each in got.relations] == [(r.id, r.type, r.source, r.target) for r in case.work.relations]


BROKEN = {
    b'{"id":"a"': "not JSON",
    b"[1]": "not a JSON object",
    b'{"id":"\xff"}': "byte 8 of it is not UTF-8",
    b'{"id":1}': "\u201cid\u201d is not a text",
    b'{"id":"a","spans":[{"label":"claim","start":"1","end":2}]}': "\u201cstart\u201d is not a whole number",
    b'{"id":"a","spans":[{"label":"claim","start":1}]}': "no \u201cend\u201d",
    b'{"id":"a","spans":[{"start":1,"end":2}]}': "no \u201clabel\u201d",
    b'{"id":"a","spans":[{"label":"claim","fragments":[[1]]}]}': "starts and ends",
    b'{"id":"a","spans":[{"id":"1","label":"c","start":0,"end":1},{"id":"1","label":"c","start":1,"end":2}]}': (
        "two spans"
    ),
    b'{"id":"a","relations":[{"type":"said_by","source":"1","target":"2"}]}': "which the record does not have",
    b'{"id":"a","status":"finished"}': "the status \u201cfinished\u201d is not one of new, in progress",
    b'{"id":"a","offset_unit":"byte"}': "not \u201ccodepoint\u201d",
    b'{"id":"a","schema":"newsreader/9"}': "newer newsreader",
    b'{"id":"good"}': "line 1 has work on",
    b"[" * 100_000: "nested too deeply",
}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda line: repr(line[:60]))
def test_a_line_that_cannot_be_understood_is_told_with_its_number_and_left_out(tmp_path: Path, broken: bytes) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id":"good"}\r\n\n' + broken + b'\n{"id":"last"}')
    got, ((where, what),) = read(path)
    assert [each.article_id for each in got] == ["good", "last"]
    assert where == "line 3"
    assert BROKEN[broken] in what


def test_a_line_ends_where_json_lines_say_and_nowhere_else(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes('{"id":"a","text":"x\u2028y\x85z"}\n{"id":"b"}\n'.encode())
    got, problems = read(path)
    assert [each.article_id for each in got] == ["a", "b"]
    assert got[0].text == "x\u2028y\x85z"
    assert problems == []


def test_offsets_that_cannot_be_are_left_to_whoever_places_them(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id":"a","spans":[{"label":"new label","start":9,"end":-2}]}', encoding="utf-8")
    (got,), problems = read(path)
    assert got.spans[0].fragments == ((9, -2),)
    assert problems == []


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match="missing"):
        read(tmp_path / "missing.jsonl")


@pytest.mark.parametrize("name", ["jsonl", "prodigy"])
def test_fractions_are_written_as_python_writes_them(name: str, tmp_path: Path) -> None:
    exact = annotation("1", Span(0, 1), attributes={"large": 1e16, "small": 5e-05, "listed": [0.1]})
    export([record(exact)], tmp_path / "out", FORMATS[name], Request(DEFAULT_LABELS))
    assert '"attributes":{"large":1e+16,"small":5e-05,"listed":[0.1]}' in (tmp_path / "out").read_text(encoding="utf-8")
