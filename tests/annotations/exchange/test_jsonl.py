import errno
import json
import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.annotation import Annotation, AnnotationSet, Relation, Status, quotation, reading_order
from annotations.article import Article, digest
from annotations.errors import CorpusError, ExportError
from annotations.exchange.jsonl import Written, line, write
from annotations.exchange.record import Record
from annotations.span import Span

# A chart, then "qaala" (said) with its fatha, and a separator that ends lines for some readers.
TEXT = "\U0001f4c9 \u0642\u0627\u0644\u064e one\r\ntwo\u2028three\u2029four\x85five"
UNUSUAL = st.sampled_from("\u2028\u2029\x85\r\n\x1c\u0651\U0001f4c9")
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]) | UNUSUAL)

ATTRIBUTES = st.dictionaries(
    ANYTHING, ANYTHING | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False), max_size=3
)


def article(text: str = TEXT, **more: str) -> Article:
    named = {"headline": "a", "outlet": "", "published": ""} | more
    return Article(
        id="2023/a.txt",
        path=Path("/somewhere/2023/a.txt"),
        text=text,
        sha256=digest(text),
        keywords=(),
        sections=(),
        **named,
    )


def annotation(annotation_id: str, *fragments: Span, text: str = TEXT, **more: object) -> Annotation:
    quote, prefix, suffix = quotation(text, fragments)
    return Annotation(
        id=annotation_id,
        label="claim",
        fragments=fragments,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        annotator="hana",
        created="2026-01-02T03:04:05Z",
        **more,
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
    assert write([FULL, FULL], target) == Written(articles=1, spans=6)
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


@pytest.mark.parametrize("text", [TEXT[1:], TEXT[:8], "", TEXT.replace("one", "ONE")])
def test_a_wrong_offset_is_never_exported(tmp_path: Path, text: str) -> None:
    wrong = replace(FULL, article=article(text))
    target = tmp_path / "out.jsonl"
    target.write_bytes(b"old")
    with pytest.raises(ExportError, match=r"2023/a\.txt: the words of annotation"):
        write([FULL, wrong], target)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"out.jsonl": b"old"}


@pytest.mark.parametrize("failure", [KeyboardInterrupt, CorpusError])
def test_an_export_that_is_stopped_leaves_what_was_there(tmp_path: Path, failure: type[BaseException]) -> None:
    def stopping() -> Iterator[Record]:
        yield FULL
        raise failure

    target = tmp_path / "out.jsonl"
    for before in ({}, {"out.jsonl": b"old"}):
        for name, content in before.items():
            (tmp_path / name).write_bytes(content)
        with pytest.raises(failure):
            write(stopping(), target)
        assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before


def test_a_target_that_cannot_be_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="a folder; name a file in it"):
        write([FULL], tmp_path)
    with pytest.raises(ExportError, match=r"missing: there is no such folder"):
        write([FULL], tmp_path / "missing" / "out.jsonl")
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="no such folder"):
        write([FULL], tmp_path / "file" / "out.jsonl")
    with pytest.raises(ExportError, match="cannot be written"):
        write([FULL], tmp_path / ("x" * 300))


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real" / "out.jsonl")
    for _ in range(2):
        write([FULL], str(tmp_path / "link.jsonl"))
        assert (tmp_path / "link.jsonl").is_symlink()
        assert (tmp_path / "real" / "out.jsonl").read_bytes() == GOLDEN


def test_an_export_is_on_disk_when_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(ExportError, match=r"out\.jsonl cannot be written: the disk reports an error"):
        write([FULL], tmp_path / "out.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_standard_output_gets_the_same_bytes(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert write([FULL], "-") == Written(articles=1, spans=3)
    assert capfdbinary.readouterr().out == GOLDEN


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write([FULL], pipe)
    reader.join()
    assert read == [GOLDEN]
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_device_is_told() -> None:
    with pytest.raises(ExportError, match="/dev/full cannot be written: the disk is full"):
        write([FULL], Path("/dev/full"))
