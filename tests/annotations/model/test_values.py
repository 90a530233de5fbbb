import copy
import math
import pickle
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import LabelError, NewsreaderError, SpanError
from annotations.model.annotation import (
    CONTEXT,
    Annotation,
    AnnotationSet,
    Relation,
    Status,
    exact,
    quotation,
    reading_order,
)
from annotations.model.article import Article, Section, SectionKind, digest
from annotations.model.edit import Change, Edit
from annotations.model.label import AttributeType, Label, LabelSet
from annotations.model.record import Record
from annotations.model.summary import Summary
from annotations.project.defaults import DEFAULT_LABELS
from annotations.text.span import Span, united

BOUNDS = st.tuples(st.integers(-2, 12), st.integers(-2, 12))


def annotation(annotation_id: str, *fragments: Span) -> Annotation:
    return Annotation(
        id=annotation_id, label="actor", fragments=fragments, quote="", prefix="", suffix="", annotator="", created=""
    )


def test_an_article_is_made_from_a_text_alone() -> None:
    article = Article.of("a b", "2023/report.txt")
    assert (article.sha256, article.headline, article.path) == (digest("a b"), "report", Path("2023/report.txt"))
    assert article.sections is None
    with pytest.raises(ValueError, match=r"2023/report\.txt: the sections of this article were not parsed"):
        _ = article.parsed_sections
    assert Article.of("", sections=()).parsed_sections == ()


@given(BOUNDS)
def test_a_span_is_never_empty_and_never_starts_before_the_text(bounds: tuple[int, int]) -> None:
    start, end = bounds
    if 0 <= start < end:
        span = Span(start, end)
        assert [offset for offset in range(-2, 13) if offset in span] == list(range(start, end))
    else:
        with pytest.raises(SpanError, match="never empty"):
            Span(start, end)


@given(st.integers(0, 5), st.integers(1, 5), st.integers(0, 5), st.integers(1, 5))
def test_spans_overlap_when_they_have_a_code_point_in_common(
    start: int, long: int, other: int, other_long: int
) -> None:
    one, two = Span(start, start + long), Span(other, other + other_long)
    common = set(range(one.start, one.end)) & set(range(two.start, two.end))
    assert one.overlaps(two) is two.overlaps(one) is bool(common)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 4)).map(lambda pair: Span(pair[0], sum(pair)))))
def test_united_spans_are_the_same_code_points_in_as_few_spans_as_can_be(spans: list[Span]) -> None:
    united_spans = united(spans)
    assert {offset for span in united_spans for offset in range(span.start, span.end)} == {
        offset for span in spans for offset in range(span.start, span.end)
    }
    assert all(one.end < other.start for one, other in pairwise(united_spans))


def test_the_text_of_a_span_counts_code_points() -> None:
    text = "\U0001f4c9 \u0642\u0627\u0644\u064e"  # a chart, and qaala with its fatha
    assert Span(2, 6).of(text) == "\u0642\u0627\u0644\u064e"
    with pytest.raises(SpanError, match="beyond the text of 6 code points"):
        Span(2, 7).of(text)


def test_fragments_are_in_reading_order_and_do_not_overlap() -> None:
    assert annotation("1", Span(1, 3), Span(3, 5), Span(7, 8)).span == Span(1, 8)
    for wrong in ([], [Span(3, 5), Span(1, 2)], [Span(1, 3), Span(2, 5)]):
        with pytest.raises(SpanError):
            annotation("1", *wrong)


def test_an_annotation_covers_its_fragments_not_what_is_between_them() -> None:
    interrupted = annotation("1", Span(1, 3), Span(5, 6))
    assert [offset for offset in range(8) if interrupted.covers(offset)] == [1, 2, 5]


def test_the_innermost_annotation_is_the_one_at_an_offset() -> None:
    outer, inner = annotation("outer", Span(0, 9)), annotation("inner", Span(2, 4))
    work = AnnotationSet(article_id="a", annotator="hana", annotations=(outer, inner))
    assert [work.at(offset) for offset in (1, 2, 9)] == [outer, inner, None]
    assert work["inner"] is inner
    with pytest.raises(KeyError):
        work["another"]


def test_a_twin_says_the_same_of_the_same_words() -> None:
    one, two = annotation("1", Span(0, 2)), annotation("2", Span(0, 2), Span(4, 5))
    work = AnnotationSet(article_id="a", annotator="hana", annotations=(one, two))
    assert work.twin("actor", (Span(0, 2), Span(4, 5))) is two
    assert work.twin("actor", (Span(0, 5),)) is work.twin("claim", (Span(0, 2),)) is None


def test_attributes_are_compared_as_they_are_written() -> None:
    values = [{}, {"a": 1}, {"a": 1.0}, {"a": True}, {"a": "1"}, {"b": 1}]
    for one, other in product(values, repeat=2):
        assert (exact(one) == exact(other)) is (one is other)
    assert exact({"a": 1, "b": 2}) == exact({"b": 2, "a": 1})


VALUES = st.recursive(
    st.text() | st.integers() | st.booleans() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=3,
)


@given(st.dictionaries(st.text(), VALUES, max_size=3).map(MappingProxyType))
def test_a_value_comes_back_from_another_process_as_it_was(attributes: MappingProxyType[str, object]) -> None:
    tagged = replace(annotation("1", Span(0, 2), Span(4, 5)), note="why", attributes=attributes)
    work = AnnotationSet(
        article_id="a.txt",
        annotator="hana",
        status=Status.UNSURE,
        annotations=(annotation("0", Span(0, 2)), tagged),
        relations=(Relation(id="2", type="said_by", source="0", target="1"),),
    )
    article = Article(
        id="a.txt",
        path=Path("a.txt"),
        text="a text",
        sha256=digest("a text"),
        headline="a",
        outlet="",
        published="",
        keywords=("b",),
        sections=(Section(SectionKind.BODY, 0, 6),),
    )
    edit = Edit(article_id="a.txt", summary="added", changes=(Change(None, tagged), Change("", "note")))
    for value in (tagged, work, edit, Record(article, work, 1), Summary("a.txt", "a"), DEFAULT_LABELS):
        for again in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):
            assert again == value
    again = pickle.loads(pickle.dumps(tagged))
    assert exact(again.attributes) == exact(attributes)
    with pytest.raises(TypeError):
        again.attributes["new"] = 1


def test_reading_order_puts_the_outer_before_the_inner() -> None:
    values = [annotation("c", Span(0, 2)), annotation("a", Span(0, 9)), annotation("b", Span(0, 2), Span(4, 9))]
    assert [each.id for each in sorted(values, key=reading_order)] == ["a", "b", "c"]


def test_a_quotation_has_the_words_and_what_is_around_them() -> None:
    text = "x" * 50 + "abcdef" + "y" * 50
    assert quotation(text, (Span(50, 52), Span(54, 56))) == ("ab … ef", "x" * CONTEXT, "y" * CONTEXT)
    assert quotation("ab", (Span(0, 2),)) == ("ab", "", "")


def test_a_label_set_has_no_name_and_no_key_twice() -> None:
    actor, claim, figure = DEFAULT_LABELS
    assert DEFAULT_LABELS["claim"] is claim
    with pytest.raises(LabelError, match="no label “cue” in this project, only actor, claim, figure"):
        DEFAULT_LABELS["cue"]
    twice = Label(name="cue", title="", title_ar="", key=actor.key, colour=4, guideline="")
    for labels, what in (((actor, actor), "name"), ((actor, figure, twice), "key")):
        with pytest.raises(LabelError, match=f"two labels have the {what}"):
            LabelSet(labels)


def test_relations_are_between_labels_of_their_set() -> None:
    said_by, has_figure = DEFAULT_LABELS.relations
    assert DEFAULT_LABELS.relation("said_by") is said_by
    assert [said_by.joins(*ends) for ends in (("claim", "actor"), ("actor", "claim"), ("claim", "claim"))] == [
        True,
        False,
        False,
    ]
    with pytest.raises(LabelError, match="no relation “cue” in this project, only said_by, has_figure"):
        DEFAULT_LABELS.relation("cue")
    with pytest.raises(LabelError, match="only none"):
        LabelSet(DEFAULT_LABELS.labels).relation("said_by")
    with pytest.raises(LabelError, match="no label “figure” in this project, only actor, claim"):
        LabelSet(DEFAULT_LABELS.labels[:2], (said_by, has_figure))
    with pytest.raises(LabelError, match="two relations have the type “said_by”"):
        LabelSet(DEFAULT_LABELS.labels, (said_by, said_by))
    with pytest.raises(LabelError, match="two labels or relations have the key “a”"):
        LabelSet(DEFAULT_LABELS.labels, (said_by._replace(key="a"), has_figure))


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (AttributeType.TEXT, ["", "x", "\ud800"]),
        (AttributeType.NUMBER, [0, -1, 10**300, 0.5, -1e308]),
        (AttributeType.FLAG, [True, False]),
        (None, [None, math.nan, math.inf, -math.inf, 10**309, -(10**5000), [], {}, b"x", 1j, Span(0, 1)]),
    ],
)
def test_a_value_is_of_one_type_or_of_none(kind: AttributeType | None, values: list[object]) -> None:
    for value in values:
        assert [each for each in AttributeType if each.admits(value)] == ([kind] if kind else [])


def test_every_error_is_one_that_is_shown() -> None:
    assert issubclass(SpanError, NewsreaderError)
    assert Status("nothing here") is Status.NOTHING_HERE


def test_the_digest_is_of_the_text_in_utf_8() -> None:
    assert digest("\u0627") == "be0fa08bb8f12a376ccebf5e748b860328f74eca15696fb2653f984fbfe67ba5"
