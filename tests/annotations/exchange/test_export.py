"""Exports: selection, splits, names, losses, refusals and checks."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import ExportError
from annotations.exchange.exporting.export import (
    ExportReport,
    Request,
    export,
    export_lines,
    is_divisible,
    lines_of,
    preview,
)
from annotations.exchange.exporting.pseudonyms import Pseudonyms
from annotations.exchange.exporting.selection import BETWEEN, Selection
from annotations.exchange.exporting.splits import Splits, folded_group
from annotations.exchange.format import EVERYTHING, Feature
from annotations.exchange.registry import FORMATS
from annotations.model.annotation import Relation, Status
from annotations.model.article import Section, SectionKind
from annotations.model.record import Record
from annotations.project.defaults import DEFAULT_LABELS
from annotations.text.span import Span

JSONL = FORMATS["jsonl"]
SAID_BY = Relation(id="r", type="said_by", source="2", target="1")


def exported(records: list[Record], path: Path, **request: object) -> tuple[ExportReport, list[dict]]:
    report = export(records, path, JSONL, Request(DEFAULT_LABELS, **request))
    return report, [json.loads(line) for line in path.read_bytes().split(b"\n") if line]


def parts(line: dict) -> list[str]:
    """Return the text at the offsets of each span of a line."""
    return [line["text"][span["start"] : span["end"]] for span in line["spans"]]


@pytest.mark.parametrize("words", ["xone two", "on", "", "ONE two"])
def test_a_wrong_offset_is_never_exported(tmp_path: Path, article, record, words: str) -> None:
    good = record(article("one two"), ("claim", 0, 3, 4, 7), ("actor", 0, 3))
    target = tmp_path / "out.jsonl"
    target.write_bytes(b"old")
    with pytest.raises(ExportError, match=r"2023/a\.txt: the words of annotation"):
        exported([good, replace(good, article=article(words))], target)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"out.jsonl": b"old"}


def test_what_is_chosen_is_what_is_written(tmp_path: Path, article, record) -> None:
    text = article("one two three")
    done = record(text, ("actor", 0, 3), ("claim", 4, 7), relations=(SAID_BY,))
    records = [
        done,
        record(text, ("actor", 0, 3), annotator="omar", status=Status.UNSURE),
        record(text, annotator="noor", status=Status.NOTHING_HERE),
        record(article("x", "b.txt"), annotator="hana", status=Status.IN_PROGRESS),
    ]

    def chosen(**selection: object) -> list[tuple[str, list[str]]]:
        _, lines = exported(records, tmp_path / "out", selection=Selection(**selection))
        return [(line["annotator"], parts(line)) for line in lines]

    assert chosen() == [("hana", ["one", "two"]), ("omar", ["one"]), ("noor", []), ("hana", [])]
    assert chosen(annotators=["hana"]) == [("hana", ["one", "two"]), ("hana", [])]
    assert chosen(labels=["claim"]) == [("hana", ["two"]), ("omar", []), ("noor", []), ("hana", [])]
    assert chosen(statuses=[Status.DONE]) == [("hana", ["one", "two"]), ("noor", [])], "negatives are done too"
    assert chosen(statuses=[Status.NOTHING_HERE]) == [("noor", [])]
    _, lines = exported(records, tmp_path / "out", selection=Selection(labels=["claim"]))
    assert "relations" not in lines[0], "no relation of a span that is left out"


def test_the_report_says_what_was_written_and_what_is_unfinished_or_gone(tmp_path: Path, article, record) -> None:
    text = article("one two")
    records = [
        record(text, ("actor", 0, 3), ("claim", 0, 7)),
        replace(record(text, annotator="noor", status=Status.NOTHING_HERE), orphans=2),
        record(article("x", "b.txt"), status=Status.IN_PROGRESS),
        record(article("y", "c.txt"), status=Status.UNSURE),
    ]
    seen: list[int] = []
    report = export(
        records, tmp_path / "out", JSONL, Request(DEFAULT_LABELS), progress=lambda report: seen.append(report.records)
    )
    assert seen == [1, 2, 3, 4]
    assert (report.records, report.articles, report.spans, report.negatives, report.orphans) == (4, 3, 2, 1, 2)
    assert report.unfinished == {Status.IN_PROGRESS: 1, Status.UNSURE: 1}
    assert not report.losses


SECTIONS = (
    Section(SectionKind.HEADLINE, 0, 4),
    Section(SectionKind.BODY, 6, 15),
    Section(SectionKind.FURNITURE, 16, 20),
    Section(SectionKind.BODY, 21, 28),
    Section(SectionKind.BODY, 30, 34),
)
PAGE = "head\n\nbody here\nmenu\nmore it\n\nlast"


def test_an_export_of_sections_has_only_their_text_and_offsets_in_it(tmp_path: Path, article, record) -> None:
    page = record(
        article(PAGE, sections=SECTIONS),
        ("actor", 6, 10),  # body
        ("claim", 11, 15, 21, 25),  # here … more
        ("claim", 26, 34),  # it, and last: white space only between them
        ("actor", 0, 4),  # head
        ("claim", 0, 10),  # head, and body
        ("claim", 11, 25),  # here, menu, more
        ("figure", 17, 19),  # menu
        relations=(SAID_BY, Relation(id="s", type="said_by", source="3", target="4")),
    )
    report, (line,) = exported([page], tmp_path / "out", selection=Selection(sections=[SectionKind.BODY]))
    assert line["text"] == f"body here{BETWEEN}more it\n\nlast"
    assert [(span["id"], span["text"]) for span in line["spans"]] == [
        ("1", "body"),
        ("2", "here \u2026 more"),
        ("3", "it\n\nlast"),
    ]
    assert [[line["text"][a:b] for a, b in span.get("fragments", [])] for span in line["spans"]][1] == ["here", "more"]
    assert parts(line)[0] == "body"
    assert [each["id"] for each in line["relations"]] == ["r"]
    assert report.cut == 2
    assert report.cut_spans == [
        f"2023/a.txt: claim \u201c{PAGE[0:10]}\u201d",
        f"2023/a.txt: claim \u201c{PAGE[11:25]}\u201d",
    ]
    assert report.outside == {SectionKind.HEADLINE: 1, SectionKind.FURNITURE: 1}
    with pytest.raises(ExportError, match="sections' edges"):
        exported([page], tmp_path / "out", selection=Selection(sections=[SectionKind.BODY]), is_strict=True)


def test_an_article_without_spans_is_cut_to_its_sections_too(tmp_path: Path, article, record) -> None:
    page = record(article(PAGE, sections=SECTIONS))
    _, (line,) = exported([page], tmp_path / "out", selection=Selection(sections=[SectionKind.BODY]))
    assert line["text"] == f"body here{BETWEEN}more it\n\nlast"


@given(st.data())
def test_every_span_that_is_kept_of_a_section_stands_on_the_same_words(
    tmp_path_factory: pytest.TempPathFactory, article, record, data: st.DataObject
) -> None:
    text = data.draw(st.text("ab \n\u0644\u0627\U0001f4c9", min_size=1, max_size=40))
    bounds = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    kinds = st.sampled_from([SectionKind.BODY, SectionKind.FURNITURE])
    sections = [Section(data.draw(kinds), a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=False)]
    edges = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda edge: edge[0] < edge[1])
    spans = [("claim", *edge) for edge in data.draw(st.lists(edges, max_size=4))]
    page = record(article(text, sections=tuple(sections)), *spans)
    chosen, _, _ = Selection(sections=[SectionKind.BODY]).of(page)
    for each in chosen.work.annotations:
        assert each.span.of(chosen.article.text) == page.work[each.id].quote == each.quote


def test_an_export_of_sections_refuses_an_article_whose_sections_were_not_parsed(article, record) -> None:
    page = record(article(PAGE, sections=None), ("actor", 6, 10))
    assert Selection().of(page).record is page
    with pytest.raises(ValueError, match="not parsed"):
        Selection(sections=[SectionKind.BODY]).of(page)
    with pytest.raises(ValueError, match="not parsed"):
        folded_group(page.article)


@pytest.mark.parametrize("name", ["jsonl", "doccano", "doccano-relations", "prodigy"])
def test_lines_that_are_made_in_parts_are_those_of_the_whole(tmp_path: Path, article, record, name: str) -> None:
    first = record(article("wa-one two"), ("actor", 3, 6), ("claim", 7, 10), relations=(SAID_BY,))
    records = [first, record(article("x", "b.txt"), status=Status.UNSURE)]
    request = Request(DEFAULT_LABELS, split_proclitics=True)
    assert is_divisible(FORMATS[name], request)
    whole = export(records, tmp_path / "whole", FORMATS[name], request)
    parts = [lines_of([each], FORMATS[name], request) for each in records]
    assert export_lines(parts, tmp_path / "parts", request) == whole
    assert (tmp_path / "parts").read_bytes() == (tmp_path / "whole").read_bytes()


def test_splits_keep_to_their_shares_their_groups_and_their_place(article) -> None:
    splits = Splits.parse("80/10/10", seed=7)
    drawn = {str(number): splits.of(str(number)) for number in range(3000)}
    shares = Counter(drawn.values())
    assert 2300 < shares["train"] < 2500
    assert 240 < shares["dev"] < 360
    assert drawn == {group: Splits.parse("80/10/10", seed=7).of(group) for group in reversed(drawn)}
    assert drawn != {group: Splits.parse("80/10/10", seed=8).of(group) for group in drawn}
    assert Splits.parse("3/1").names == ("train", "test")
    for wrong in ("80", "80/20/0", "80/x", "1/2/3/4", "-1/2", ""):
        with pytest.raises(ExportError, match="shares"):
            Splits.parse(wrong)


def test_articles_with_the_same_words_in_their_bodies_are_one_group(article) -> None:
    def group(text: str, *sections: Section) -> str:
        return folded_group(article(text, sections=sections))

    plain = group("\u0623\u062d\u0645\u062f \u0642\u0627\u0644")  # ahmad said
    assert plain == group("\u0627\u062d\u0645\u064e\u062f\r\n\u0642\u0640\u0627\u0644")
    assert plain != group("\u0627\u062d\u0645\u062f")
    assert group("a body", Section(SectionKind.BODY, 2, 6)) == group("body menu", Section(SectionKind.BODY, 0, 4))


def test_a_split_is_of_articles_and_groups_come_from_whoever_knows_better(tmp_path: Path, article, record) -> None:
    records = [
        record(article(f"text {number}", f"{number}.txt"), annotator=annotator)
        for number in range(40)
        for annotator in ("hana", "omar")
    ]
    request = Request(DEFAULT_LABELS, splits=Splits.parse("50/50"))

    def files(**more: object) -> list[set[str]]:
        report = export(records, tmp_path / "out.jsonl", JSONL, request, **more)
        read = [(tmp_path / f"out.{split}.jsonl").read_bytes().splitlines() for split in ("train", "test")]
        assert [len(lines) for lines in read] == [report.by_split["train"], report.by_split["test"]]
        return [{json.loads(line)["id"] for line in lines} for lines in read]

    train, test = files()
    assert len(train | test) == 40
    assert not train & test
    assert 10 < len(train) < 30
    together = files(group_of=lambda _: "one")
    assert sorted(map(len, together)) == [0, 40]


def test_an_anonymous_export_has_no_name_and_no_path_and_is_the_same_again(tmp_path: Path, article, record) -> None:
    page = record(
        article("words", "secret/name.txt", headline="name"), ("claim", 0, 5), annotator="hana", note="by omar"
    )
    page = replace(
        page, work=replace(page.work, annotations=tuple(replace(e, note="ask omar") for e in page.work.annotations))
    )

    def content(pseudonyms: Pseudonyms) -> str:
        exported([page], tmp_path / "out", pseudonyms=pseudonyms)
        return (tmp_path / "out").read_text(encoding="utf-8")

    first = content(Pseudonyms())
    assert not any(word in first for word in ("hana", "secret", '"name"', "name.txt", "2026"))
    assert first.count("omar") == 2
    assert content(Pseudonyms()) == first
    assert content(Pseudonyms(key="k")) != first
    assert "omar" not in content(Pseudonyms(keeps_notes=False))


def test_what_a_format_loses_is_counted_and_when_strict_refused(tmp_path: Path, article, record) -> None:
    text = article("one two three four", outlet="spa")
    page = record(
        text,
        ("actor", 0, 7),
        ("claim", 4, 13),  # across another label's edge
        ("claim", 8, 13),  # in one of its own
        ("figure", 0, 3, 8, 13),
        relations=(SAID_BY,),
    )
    report = export([page, page], tmp_path / "out", FORMATS["conll"], Request(DEFAULT_LABELS))
    assert report.losses == {
        Feature.ALIKE: 2,
        Feature.FRAGMENTS: 2,
        Feature.RELATIONS: 2,
        Feature.META: 2,
        Feature.TEXT: 2,
    }
    with pytest.raises(ExportError, match=r"would lose .*relations \(1\)"):
        export([page], tmp_path / "new", FORMATS["conll"], Request(DEFAULT_LABELS, is_strict=True))
    assert [each.name for each in tmp_path.iterdir()] == ["out"]
    export([page], tmp_path / "new", JSONL, Request(DEFAULT_LABELS, is_strict=True))


@pytest.mark.parametrize("name", ["jsonl", "doccano", "prodigy", "csv"])
def test_a_check_reads_the_result_back(tmp_path: Path, article, record, name: str) -> None:
    pages = [record(article("one two", f"{number}.txt"), ("claim", 0, 3, 4, 7), ("actor", 0, 3)) for number in range(9)]
    request = Request(DEFAULT_LABELS, is_checked=True, splits=Splits.parse("1/1"))
    checked = export(pages, tmp_path / "out", FORMATS[name], request).checked
    assert checked is not None
    assert (checked.spans, checked.wrong) == (27, ())
    assert "newsreader itself" in checked.by


def test_a_check_finds_what_a_writer_does_wrong(tmp_path: Path, article, record) -> None:
    shifted = JSONL._replace(
        check=lambda path: (
            (line["id"], "claim", page.work.annotations[0].span) for line in map(json.loads, path.open())
        ),
        loader="pytest",
    )
    page = record(article("one two"), ("claim", 0, 3))
    other = record(article("one two", "b.txt"), ("claim", 4, 7))
    checked = export([page, other], tmp_path / "out", shifted, Request(DEFAULT_LABELS, is_checked=True)).checked
    assert checked is not None
    assert checked.wrong == ("b.txt",)
    assert checked.by.startswith("pytest ")


def test_a_loader_that_cannot_read_the_result_is_told_in_a_line(tmp_path: Path, article, record) -> None:
    def failing(_: Path) -> Iterator[tuple[str, str, Span]]:
        raise RuntimeError("no such thing")

    broken = JSONL._replace(check=failing, loader="pytest")
    with pytest.raises(ExportError, match=r"written, but pytest .* cannot read it: no such thing"):
        export([record(article("x"))], tmp_path / "out", broken, Request(DEFAULT_LABELS, is_checked=True))


def test_standard_output_cannot_be_checked(article, record, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ExportError, match="read back"):
        export([record(article("x"))], Path("-"), JSONL, Request(DEFAULT_LABELS, is_checked=True))


@pytest.mark.parametrize("name", ["jsonl", "conll"])
def test_a_preview_shows_the_first_record_as_it_would_be_written(article, record, name: str) -> None:
    pages = iter([record(article("x", "n.txt"), status=Status.NEW), record(article("one two"), ("claim", 0, 3))])
    request = Request(DEFAULT_LABELS, selection=Selection(statuses=[Status.DONE]), splits=Splits.parse("1/1"))
    shown = dict(preview(pages, FORMATS[name], request))
    assert any("one" in content for content in shown.values())
    assert not any("n.txt" in content for content in shown.values())


def test_the_features_that_are_counted_are_all_that_there_are() -> None:
    from annotations.exchange.exporting.losses import _COUNTS

    assert {*_COUNTS, Feature.TEXT} == EVERYTHING


@pytest.mark.parametrize(("text", "lost"), [("one\ntwo", {}), ("one\r\ntwo", {Feature.TEXT: 1})])
def test_brat_loses_only_texts_with_returns(article, record, text: str, lost: dict[Feature, int]) -> None:
    from annotations.exchange.exporting.losses import losses

    one = record(article(text), ("actor", 0, 3))
    assert losses(one, FORMATS["brat"]) == lost
    assert losses(one, FORMATS["w3c"])[Feature.TEXT] == 1, "it has no text at all"
