"""The gold annotations of the sample corpus: whole, in the export's own form, and as docs/guidelines.md says."""

import json
import unicodedata
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from annotations.corpus.corpus import Corpus
from annotations.exchange.formats.jsonl import line
from annotations.model.annotation import Annotation, AnnotationSet, Relation, Status, quotation, reading_order
from annotations.model.record import Record
from annotations.project.defaults import DEFAULT_LABELS
from annotations.samples import sample_corpus
from annotations.text.clusters import cluster_boundaries
from annotations.text.span import Span

Values = dict[str, Any]

SAMPLES = sample_corpus().parent
LINES = (SAMPLES / "gold.jsonl").read_bytes().decode().removesuffix("\n").split("\n")
SECTIONS = json.loads((SAMPLES / "sections.json").read_bytes())
CORPUS = Corpus.find(sample_corpus())

every_article = pytest.mark.parametrize("row", [json.loads(each) for each in LINES], ids=lambda row: row["id"])


def spans(row: Values, label: str = "") -> list[Values]:
    return [span for span in row["spans"] if label in {"", span["label"]}]


def fragments(span: Values) -> list[list[int]]:
    """The positions of a span's fragments; one that is whole has one."""
    return span.get("fragments") or [[span["start"], span["end"]]]


def relations(row: Values, kind: str) -> Iterator[tuple[Values, Values]]:
    by_id = {span["id"]: span for span in row["spans"]}
    for relation in row["relations"]:
        if relation["type"] == kind:
            yield by_id[relation["source"]], by_id[relation["target"]]


def inside(span: Values, other: Values) -> bool:
    return any(start <= span["start"] and span["end"] <= end for start, end in fragments(other))


def annotation(span: Values, text: str) -> Annotation:
    where = tuple(Span(start, end) for start, end in fragments(span))
    quote, prefix, suffix = quotation(text, where)
    return Annotation(
        id=span["id"],
        label=span["label"],
        fragments=where,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        annotator="gold",
        created="2024-03-01T09:00:00Z",
        attributes=span.get("attributes", {}),
    )


def test_every_article_of_the_corpus_is_annotated_once_and_in_the_order_of_an_export() -> None:
    assert [json.loads(each)["id"] for each in LINES] == list(CORPUS.ids)


@pytest.mark.parametrize("raw", LINES, ids=lambda raw: json.loads(raw)["id"])
def test_a_line_is_what_an_export_writes_byte_for_byte(raw: str) -> None:
    row = json.loads(raw)
    annotations = [annotation(span, row["text"]) for span in row["spans"]]
    assert annotations == sorted(annotations, key=reading_order)
    work = AnnotationSet(
        article_id=row["id"],
        annotator="gold",
        status=Status.DONE,
        annotations=tuple(annotations),
        relations=tuple(Relation(**relation) for relation in row["relations"]),
    )
    assert line(Record(CORPUS.article(row["id"]), work)) == raw


@every_article
def test_the_text_is_the_file_s_and_holds_the_words_of_every_span(row: Values) -> None:
    text = row["text"]
    assert text == Path(sample_corpus(), row["id"]).read_bytes().decode()
    for span in row["spans"]:
        assert span["text"] == " \u2026 ".join(text[start:end] for start, end in fragments(span))
        assert (span["start"], span["end"]) == (fragments(span)[0][0], fragments(span)[-1][1])


@every_article
def test_edges_split_no_cluster_and_hold_no_white_space_comma_or_full_stop(row: Values) -> None:
    text = row["text"]
    whole = set(cluster_boundaries(text)) | {0, len(text)}
    for start, end in (each for span in row["spans"] for each in fragments(span)):
        assert {start, end} <= whole
        for edge in (text[start], text[end - 1]):
            assert not edge.isspace()
            assert unicodedata.category(edge) != "Cf"
            assert edge not in ".,:;\u060c\u061b"


@every_article
def test_a_word_is_cut_only_behind_a_proclitic(row: Values) -> None:
    proclitics = "\u0648\u0641\u0628\u0644\u0643"  # w f b l k
    text = row["text"]
    for start, end in (each for span in row["spans"] for each in fragments(span)):
        if text[start].isalpha():
            before = start
            while text[before - 1].isalpha():
                before -= 1
            assert start - before <= 2
            assert set(text[before:start]) <= set(proclitics)
        assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum())


@every_article
def test_a_span_holds_both_marks_of_a_pair_or_neither(row: Values) -> None:
    for span in row["spans"]:
        quoted = span["text"]
        assert quoted.count('"') % 2 == 0
        for opening, closing in ("()", "\u00ab\u00bb", "\u201c\u201d"):
            assert quoted.count(opening) == quoted.count(closing)


@every_article
def test_spans_lie_in_the_headline_or_the_body(row: Values) -> None:
    read = [(start, end) for kind, start, end in SECTIONS[row["id"]] if kind in {"headline", "body"}]
    for start, end in (each for span in row["spans"] for each in fragments(span)):
        assert any(first <= start and end <= last for first, last in read)


@every_article
def test_all_three_labels_occur_and_no_others(row: Values) -> None:
    assert {span["label"] for span in row["spans"]} == {label.name for label in DEFAULT_LABELS}


@every_article
def test_spans_of_one_label_never_overlap(row: Values) -> None:
    for label in DEFAULT_LABELS:
        for one, other in combinations(spans(row, label.name), 2):
            for start, end in fragments(one):
                assert all(end <= first or last <= start for first, last in fragments(other))


@every_article
def test_only_claims_have_several_fragments_and_words_stand_between_them(row: Values) -> None:
    for span in row["spans"]:
        if "fragments" in span:
            assert span["label"] == "claim"
            assert len(span["fragments"]) > 1
            for (_, end), (start, _) in pairwise(span["fragments"]):
                assert any(code_point.isalpha() for code_point in row["text"][end:start])


@every_article
def test_a_figure_has_a_value_and_a_unit(row: Values) -> None:
    for span in spans(row, "figure"):
        attributes = dict(span["attributes"])
        value, unit = attributes.pop("value"), attributes.pop("unit")
        assert type(value) in {int, float}
        assert value != int(value) or type(value) is int
        assert unit == unit.strip() != ""
        assert attributes.pop("value_to", value + 1) > value
        assert attributes in ({}, {"approximate": True})


@every_article
def test_a_percentage_has_the_unit_percent_however_it_is_written(row: Values) -> None:
    written = ("%", "\u066a", "\u0641\u064a \u0627\u0644\u0645", "\u0628\u0627\u0644\u0645\u0626\u0629")  # fi l-mi'a …
    for span in spans(row, "figure"):
        assert any(each in span["text"] for each in written) == (span["attributes"]["unit"] == "%")


@every_article
def test_claims_say_only_whether_they_are_denied_and_actors_nothing(row: Values) -> None:
    for span in spans(row, "claim"):
        assert span.get("attributes", {}) in ({}, {"denied": True})
    assert not any("attributes" in span for span in spans(row, "actor"))


@every_article
def test_said_by_leads_from_a_claim_to_an_actor_beside_it(row: Values) -> None:
    pairs = list(relations(row, "said_by"))
    for claim, actor in pairs:
        assert (claim["label"], actor["label"]) == ("claim", "actor")
        assert not inside(actor, claim)
    assert len({(claim["id"], actor["id"]) for claim, actor in pairs}) == len(pairs)


@every_article
def test_has_figure_leads_from_a_claim_to_every_figure_inside_it(row: Values) -> None:
    wanted = {
        (claim["id"], figure["id"])
        for claim in spans(row, "claim")
        for figure in spans(row, "figure")
        if inside(figure, claim)
    }
    found = [(claim["id"], figure["id"]) for claim, figure in relations(row, "has_figure")]
    assert set(found) == wanted
    assert len(found) == len(wanted)


@every_article
def test_ids_are_unique_and_relations_are_of_known_types(row: Values) -> None:
    ids = [each["id"] for each in row["spans"] + row["relations"]]
    assert len(set(ids)) == len(ids)
    assert {relation["type"] for relation in row["relations"]} <= {"said_by", "has_figure"}
