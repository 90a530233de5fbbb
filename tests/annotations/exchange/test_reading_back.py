"""brat, Label Studio, UIMA and web annotations restore what they carry, for any content."""

import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotations.errors import ExportError
from annotations.exchange.exporting.export import Request, export
from annotations.exchange.format import Feature, Incoming
from annotations.exchange.registry import FORMATS
from annotations.model.annotation import Annotation, AnnotationSet, Relation, Status, quotation, reading_order
from annotations.model.article import Article, digest
from annotations.model.record import Record
from annotations.project.defaults import DEFAULT_LABELS
from annotations.text.span import Span

NAMES = ("brat", "labelstudio", "uima", "uima-json", "w3c")

# Letters with tashkeel, tatweel, lam-alef, marks of direction, an emoji and another astral letter, and what ends lines.
LETTERS = "\u0642\u064e\u0644\u0627\u0640\u0651\u200f\u200e\U0001f4c9\U0001ee00a<&\"';|\\#"
LINE_ENDS = "\n\r\t\x85\u2028\u2029"
TEXTS = st.text(st.sampled_from(LETTERS + LINE_ENDS + "  "), min_size=1, max_size=30)
VALUES = TEXTS | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["value", "unit", "denied", "approximate", "entity", "label", "a b", "\u0642"]), VALUES, max_size=3
)


@st.composite
def annotations(draw: st.DrawFn, text: str, number: int) -> Annotation:
    edges = sorted(draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)))
    edges = edges[: len(edges) // 2 * 2]
    fragments = tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
    quote, prefix, suffix = quotation(text, fragments)
    return Annotation(
        id=f"{number:x}",
        label=draw(st.sampled_from(["actor", "claim", "figure"])),
        fragments=fragments,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        annotator=draw(st.sampled_from(["hana", "\u0647\u0646\u0627/:"])),
        created="2026-01-02T03:04:05Z",
        origin=draw(st.sampled_from(["manual", "a model"])),
        note=draw(st.just("") | TEXTS),
        attributes=draw(ATTRIBUTES),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = draw(TEXTS)
    made = {
        (each.label, each.fragments): each
        for n in range(draw(st.integers(0, 4)))
        for each in [draw(annotations(text, n))]
    }
    ordered = tuple(sorted(made.values(), key=reading_order))
    ids = [each.id for each in ordered]
    ends = draw(st.sets(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=3)) if len(ids) > 1 else ()
    article_id = draw(st.sampled_from(["a.txt", "2023/\u0642 b's.txt", "x/y.html", "a:b#1.txt"]))
    article = Article.of(text, article_id, headline=draw(TEXTS), published="2023-09-11")
    work = AnnotationSet(
        article_id=article_id,
        annotator=draw(st.sampled_from(["hana", "\u0647\u0646\u0627/:", "a b"])),
        status=draw(st.sampled_from(Status)),
        annotations=ordered,
        relations=tuple(
            Relation(id=f"r{n}", type="said_by", source=source, target=target)
            for n, (source, target) in enumerate(sorted(ends))
            if source != target
        ),
        note=draw(st.just("") | TEXTS),
    )
    return Record(article, work)


def read_back(name: str, *exported: Record) -> list[Incoming]:
    form = FORMATS[name]
    problems: list[object] = []
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "out" if form.is_folder else f"out{form.suffix}")
        export(exported, target, form, Request(DEFAULT_LABELS))
        assert form.reader is not None
        read = list(form.reader(target, problems.append))
    assert problems == []
    return read


def exact(attributes: object) -> object:
    return sorted((name, type(value).__name__, value) for name, value in dict(attributes).items())


def said(record: Record, carries: frozenset[Feature]) -> object:
    """Return a record's content as far as a format carries it, without ids."""
    work = record.work
    places = {each.id: (each.label, tuple((one.start, one.end) for one in each.fragments)) for each in work.annotations}
    whole = Feature.ORIGIN in carries
    return (
        (record.article.id, record.article.sha256, work.annotator, work.status, work.note),
        record.article.text if Feature.TEXT in carries else None,
        sorted(
            (places[each.id], each.note, exact(each.attributes), (each.origin, each.annotator) if whole else None)
            for each in work.annotations
        ),
        sorted((each.type, places[each.source], places[each.target]) for each in work.relations),
    )


def came(read: Incoming, carries: frozenset[Feature]) -> object:
    places = {each.id: (each.label, each.fragments) for each in read.spans}
    whole = Feature.ORIGIN in carries
    return (
        (read.article_id, read.sha256, read.annotator, read.status, read.note),
        read.text if Feature.TEXT in carries else None,
        sorted(
            (
                (each.label, each.fragments),
                each.note,
                exact(each.attributes),
                (each.origin or "manual", each.annotator or read.annotator) if whole else None,
            )
            for each in read.spans
        ),
        sorted((each.type, places[each.source], places[each.target]) for each in read.relations),
    )


@pytest.mark.parametrize("name", [name for name in NAMES if name != "brat"])
@settings(max_examples=15)
@given(records())
def test_everything_that_is_carried_comes_back(name: str, record: Record) -> None:
    carries = FORMATS[name].carries
    (read,) = read_back(name, record)
    assert came(read, carries) == said(record, carries)


def for_brat(record: Record) -> Record:
    """Return the record as brat has it: no line end at a fragment's edge, and none alone between two fragments."""
    text = record.article.text
    changed = []
    for annotation in record.work.annotations:
        places = [
            [fragment.start + found.start(), fragment.start + found.end()]
            for fragment in annotation.fragments
            for found in re.finditer(f"[^{LINE_ENDS}]+", fragment.of(text))
        ]
        assume(places)
        joined = places[:1]
        for start, end in places[1:]:
            between = text[joined[-1][1] : start]
            if between.isspace() and set(between) & set(LINE_ENDS):
                joined[-1][1] = end
            else:
                joined.append([start, end])
        fragments = tuple(Span(start, end) for start, end in joined)
        changed.append(replace(annotation, fragments=fragments, quote=quotation(text, fragments)[0]))
    work = replace(record.work, annotations=tuple(sorted(changed, key=reading_order)))
    return Record(record.article, work)


@settings(max_examples=40)
@given(records())
def test_what_brat_carries_comes_back_but_for_line_ends_at_edges(record: Record) -> None:
    carries = FORMATS["brat"].carries
    expected = said(for_brat(record), carries)
    (read,) = read_back("brat", record)
    assert came(read, carries) == expected
    assert len(read.text) == len(record.article.text)
    assert "\r" not in read.text


@pytest.mark.parametrize("name", NAMES)
def test_records_are_not_mixed_up(name: str, article: Callable[..., Article], record: Callable[..., Record]) -> None:
    one, other = article("a b", "a.txt"), article("a b", "A b.txt")
    written = [
        record(one, ("claim", 0, 1), annotator="hana"),
        record(one, ("claim", 0, 1), ("actor", 2, 3), annotator="a/b"),
        record(one, annotator="a_b"),
        record(other, ("figure", 2, 3), annotator="hana"),
    ]
    read = {
        (each.article_id, each.annotator): [span.label for span in each.spans] for each in read_back(name, *written)
    }
    assert read == {
        ("a.txt", "hana"): ["claim"],
        ("a.txt", "a/b"): ["claim", "actor"],
        ("a.txt", "a_b"): [],
        ("A b.txt", "hana"): ["figure"],
    }


def test_xml_has_no_place_for_control_characters_but_the_offsets_stay(article, record) -> None:
    (read,) = read_back("uima", record(article("a\x01b\x0cc"), ("claim", 2, 5)))
    assert read.text == "a\ufffdb\ufffdc"
    assert read.spans[0].fragments == ((2, 5),)
    assert read.sha256 == digest("a\x01b\x0cc")


def test_brat_refuses_what_is_nothing_but_line_ends(article, record) -> None:
    with pytest.raises(ExportError, match=r"a\.txt: the claim at 1 has only line ends"):
        read_back("brat", record(article("a\n\nb"), ("claim", 1, 3)))


def test_uima_counts_utf_16(tmp_path: Path, article, record) -> None:
    export(
        [record(article("\U0001f4c9 ab", "a.txt"), ("claim", 2, 4))],
        tmp_path / "out",
        FORMATS["uima"],
        Request(DEFAULT_LABELS),
    )
    assert 'begin="3" end="5"' in (tmp_path / "out" / "hana" / "a.xmi").read_text("utf-8")


def test_a_carriage_return_is_a_blank_for_brat(tmp_path: Path, article, record) -> None:
    export(
        [record(article("a\r\nb\rc", "a.txt"), ("claim", 0, 6))],
        tmp_path / "out",
        FORMATS["brat"],
        Request(DEFAULT_LABELS),
    )
    assert (tmp_path / "out" / "hana" / "a.txt").read_bytes() == b"a \nb\nc"
    assert (tmp_path / "out" / "hana" / "a.ann").read_bytes() == b"T1\tclaim 0 1;3 4;5 6\ta b c\n"
