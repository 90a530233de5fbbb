"""Spans of a file, put onto articles: none is dropped or moved without a message."""

from collections.abc import Callable
from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.exchange.format import Incoming, IncomingRelation, IncomingSpan, Problem
from annotations.exchange.importing.placing import NEAR, PlacedRecord, Rules, place
from annotations.model.annotation import Status
from annotations.model.article import Article, digest
from annotations.project.defaults import DEFAULT_LABELS
from annotations.text.offsets import Unit, edges, from_utf_16

# A chart, "qaala" with its fatha, a family of four code points more than one, then Latin words.
TEXT = "\U0001f4c9 \u0642\u0627\u0644\u064e one two \U0001f468\u200d\U0001f469\u200d\U0001f467 three one"

Place = Callable[..., tuple[PlacedRecord | None, list[str]]]


@pytest.fixture
def placing(article: Callable[..., Article]) -> Place:
    """Place spans given as (label, text, start, end, …) on an article; returns the record and the problems."""

    def placed(
        *spans: IncomingSpan | tuple, text: str = TEXT, rules: object = None, **incoming: object
    ) -> tuple[PlacedRecord | None, list[str]]:
        target = article(text)
        values = {
            "labels": DEFAULT_LABELS,
            "created": "2026-01-02T03:04:05Z",
            "source": "some.jsonl",
            "owner": "hana",
        } | (rules or {})
        told: list[Problem] = []
        articles = SimpleNamespace(find=lambda incoming: None if incoming.article_id == "none" else target)
        read = Incoming(where="line 7", spans=tuple(map(span, spans)), **incoming)
        result = place(read, articles, Rules(**values), told.append)
        assert all(each.where == "line 7" for each in told)
        assert result is None or len(result.annotations) + result.refused == len(spans)
        return result, [each.what for each in told]

    return placed


def span(given: IncomingSpan | tuple) -> IncomingSpan:
    if isinstance(given, IncomingSpan):
        return given
    label, text, *offsets = given
    return IncomingSpan(id="", label=label, text=text, fragments=tuple(zip(offsets[::2], offsets[1::2], strict=True)))


def test_a_span_that_fits_is_taken_as_it_is(placing: Place) -> None:
    one = IncomingSpan(
        id="s",
        label="claim",
        fragments=((7, 10), (11, 14)),
        text="one \u2026 two",
        note="n",
        attributes={"denied": True},
    )
    placed, told = placing(one, status=Status.DONE, note="whole", annotator="omar")
    assert told == []
    (made,) = placed.annotations
    assert (made.quote, made.prefix[-2:], made.suffix[0]) == ("one \u2026 two", "\u064e ", " ")
    assert (made.id, made.note, dict(made.attributes)) == ("s", "n", {"denied": True})
    assert (made.annotator, made.origin, made.created) == ("omar", "some.jsonl", "2026-01-02T03:04:05Z")
    assert (placed.annotator, placed.status, placed.note, placed.moved) == ("omar", Status.DONE, "whole", ())


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("actor", "", 10, 7), "[10, 7) is not a span"),
        (("actor", "", 7, 7), "[7, 7) is not a span"),
        (("actor", "", -3, 2), "[-3, 2) is not a span"),
        (("actor", "", 7, 500), "it ends at 500, but the text at 30"),
        (("actor", "four", 7, 11), "near it in no or in several places"),
        (
            ("actor", "absent"),
            "occurs in no or in several places of the article, and the file gives no offsets to choose one",
        ),
        (
            ("actor", "one"),
            "occurs in no or in several places of the article, and the file gives no offsets to choose one",
        ),
        (("actor", ""), "it has no place in the text"),
        (("PER", "one", 7, 10), "the project has no label “PER”; add it to newsreader.toml, or use --label PER=actor"),
        (("actor", "", 2, 5), "its edge at 5 is between a letter and its marks"),
        (("actor", "", 15, 17), "its edge at 17 is between a letter and its marks"),
        (("claim", "one … xy", 7, 10, 11, 14), "its quote “one … xy” does not have the lengths of its fragments"),
        (("claim", "", 11, 14, 7, 10), "overlap or are not in reading order"),
    ],
)
def test_a_wrong_span_is_told_and_the_others_are_taken(placing: Place, wrong: tuple, told: str) -> None:
    placed, problems = placing(("figure", "", 0, 1), wrong, ("actor", "two", 11, 14))
    assert [each.quote for each in placed.annotations] == ["\U0001f4c9", "two"]
    assert placed.refused == 1
    (problem,) = problems
    assert told in problem


def test_words_that_stand_near_by_are_found(placing: Place) -> None:
    placed, told = placing(("actor", "two", 9, 12), ("claim", "one", 6, 9), ("figure", "three"))
    assert [each.quote for each in placed.annotations] == ["two", "one", "three"]
    assert [each.partition(": ")[2] for each in placed.moved] == ["“two” is at 11", "“one” is at 7"]
    assert told == []
    _, told = placing(("actor", "x", 5, 6), text="x....." + "." * NEAR + "......x")
    assert told == []
    placed, told = placing(("actor", "x", NEAR + 10, NEAR + 11), text="x" + "." * 2 * NEAR)
    assert placed.annotations == ()
    assert len(told) == 1
    placed, told = placing(("actor", "x", 2, 3), text="x...x")
    assert "near it in no or in several places" in told[0], "as near before as behind"


def test_fragments_move_together(placing: Place) -> None:
    placed, told = placing(("claim", "one \u2026 two", 8, 11, 12, 15))
    assert told == []
    assert [(each.start, each.end) for each in placed.annotations[0].fragments] == [(7, 10), (11, 14)]


def test_the_text_of_the_file_says_which_of_the_same_words_is_meant(article: Callable[..., Article]) -> None:
    before, now = "first word here, second word there", "word! " * 100 + "first word here, second word there"
    told: list[Problem] = []
    rules = Rules(labels=DEFAULT_LABELS, created="2026-01-02T03:04:05Z", source="f", owner="hana")
    read = Incoming(where="line 1", text=before, spans=(span(("actor", "word", 24, 28)),))
    placed = place(read, SimpleNamespace(find=lambda _: article(now)), rules, told.append)
    assert told == []
    assert placed.annotations[0].fragments[0].start == 600 + 24
    same = Incoming(where="line 1", text=before, sha256=digest(now), spans=(span(("actor", "", 0, 4)),))
    placed = place(same, SimpleNamespace(find=lambda _: article(now)), rules, told.append)
    assert placed.annotations[0].fragments[0].start == 0, "the digest says that the offsets are the article's"


@pytest.mark.parametrize("unit", [Unit.UTF_16, Unit.GRAPHEME, Unit.BYTE])
def test_offsets_in_another_unit_are_told_and_converted_when_asked(placing: Place, unit: Unit) -> None:
    back = {offset: counted for counted, offset in edges(TEXT, unit)}
    words = [("actor", TEXT[a:b], back[a], back[b]) for a, b in ((2, 6), (7, 10), (11, 14), (21, 26), (27, 30))]
    placed, told = placing(*words)
    assert len(told) == 1
    assert f"count {unit.meaning}" in told[0]
    assert f"--offset-unit {unit}" in told[0]
    assert placed.refused == len(words) - len(placed.annotations) > 0
    placed, told = placing(*words, rules={"unit": unit})
    assert told == []
    assert [each.quote for each in placed.annotations] == [text for _, text, *_ in words]
    assert placed.moved == ()


def test_code_points_are_told_when_another_unit_is_asked_for(placing: Place) -> None:
    placed, told = placing(("actor", "one", 7, 10), rules={"unit": Unit.UTF_16})
    assert placed.annotations == ()
    assert "--offset-unit code-point" in told[0]
    _, told = placing(("actor", "", 1, 3), rules={"unit": Unit.UTF_16})
    assert "1 is not an offset of the text in UTF-16 code units" in told[0]


def test_an_end_beyond_the_text_that_another_unit_would_have_is_told(placing: Place) -> None:
    _, told = placing(("actor", "", 29, 32))
    assert "it ends at 32, but the text at 30; if it counts UTF-16 code units, use --offset-unit utf-16" in told[0]


@given(st.text("a\u064e\u0642\U0001f4c9\r\n\u200d", max_size=20), st.sampled_from(Unit))
def test_edges_in_a_unit_and_in_code_points_rise_together(text: str, unit: Unit) -> None:
    pairs = list(edges(text, unit))
    assert pairs[0] == (0, 0)
    assert pairs[-1][1] == len(text)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    whole = {"utf-16": len(text.encode("utf-16-le")) // 2, "byte": len(text.encode())}
    assert pairs[-1][0] == whole.get(unit, pairs[-1][0])


@given(st.text("a\u0628\U0001f4c9\U0001ee00"))
def test_offsets_in_utf_16_are_found_as_if_all_were_known(text: str) -> None:
    every = dict(edges(text, Unit.UTF_16))
    assert from_utf_16(text, range(-2, 2 * len(text) + 3)) == every


def test_labels_and_relations_can_be_renamed(placing: Place) -> None:
    spans = [
        IncomingSpan(id="1", label="PER", fragments=((7, 10),)),
        IncomingSpan(id="2", label="claim", fragments=((11, 14),)),
    ]
    link = IncomingRelation("r", "by", "2", "1")
    placed, told = placing(*spans, relations=(link,), rules={"names": {"PER": "actor", "by": "said_by"}})
    assert told == []
    assert [each.label for each in placed.annotations] == ["actor", "claim"]
    assert [(each.type, each.source, each.target) for each in placed.relations] == [("said_by", "2", "1")]


@pytest.mark.parametrize(
    ("relation", "told"),
    [
        (IncomingRelation("r", "by", "2", "1"), "relation r: the project has no relation “by”"),
        (IncomingRelation("", "said_by", "2", "9"), "relation 1: it refers to the span “9”, which is missing"),
        (IncomingRelation("r", "said_by", "1", "2"), "“said_by” cannot lead from actor to claim"),
        (IncomingRelation("r", "said_by", "2", "2"), "“said_by” cannot lead from claim to claim"),
        (IncomingRelation("r", "said_by", "2", "3"), "it refers to the span “3”, which is missing"),
    ],
)
def test_a_wrong_relation_is_told(placing: Place, relation: IncomingRelation, told: str) -> None:
    spans = [
        IncomingSpan(id="1", label="actor", fragments=((7, 10),)),
        IncomingSpan(id="2", label="claim", fragments=((11, 14),)),
        IncomingSpan(id="3", label="PER", fragments=((11, 14),)),
    ]
    placed, problems = placing(*spans, relations=(relation,), rules={})
    assert placed.relations == ()
    assert told in problems[-1]


def test_an_id_twice_is_told(placing: Place) -> None:
    spans = [IncomingSpan(id="1", label="actor", fragments=(place,)) for place in ((7, 10), (11, 14))]
    placed, told = placing(*spans)
    assert [each.quote for each in placed.annotations] == ["one"]
    assert "another span of the record has the same id" in told[0]


def test_attributes_are_made_what_the_label_says_or_told(placing: Place) -> None:
    attributes = {
        "value": "79000000000",
        "value_to": "0.5",
        "unit": "12",
        "approximate": "true",
        "share": "12",
        "bad": [],
    }
    one = IncomingSpan(id="1", label="figure", fragments=((7, 10),), attributes=attributes)
    placed, told = placing(one)
    assert dict(placed.annotations[0].attributes) == {
        "value": 79000000000,
        "value_to": 0.5,
        "unit": "12",
        "approximate": True,
        "share": "12",
    }
    assert told == [
        "span 1 (figure at 7): left out the attribute “bad”, which is not a text, a number, or true or false"
    ]
    wrong = IncomingSpan(id="1", label="figure", fragments=((7, 10),), attributes={"value": "many", "unit": 5})
    placed, told = placing(wrong)
    assert placed.annotations[0].attributes == {}
    assert ["the attribute “value”" in told[0], "the attribute “unit”" in told[1]] == [True, True]


@pytest.mark.parametrize(
    ("incoming", "rules", "owner", "maker", "origin"),
    [
        ({}, {}, "hana", "hana", "some.jsonl"),
        ({"annotator": "omar"}, {}, "omar", "omar", "some.jsonl"),
        ({"annotator": "omar"}, {"annotator": "lina"}, "lina", "omar", "some.jsonl"),
        ({"annotator": "m-1", "is_prediction": True}, {}, "hana", "hana", "m-1"),
        ({"annotator": "m-1", "is_prediction": True}, {"origin": "o", "annotator": "lina"}, "lina", "lina", "o"),
        ({"is_prediction": True}, {}, "hana", "hana", "some.jsonl"),
    ],
)
def test_whose_work_it_becomes_and_who_proposed_it(
    placing: Place, incoming: dict, rules: dict, owner: str, maker: str, origin: str
) -> None:
    placed, told = placing(("actor", "", 7, 10), rules=rules, **incoming)
    assert told == []
    (made,) = placed.annotations
    assert (placed.annotator, made.annotator, made.origin) == (owner, maker, origin)


def test_what_a_span_says_of_itself_wins(placing: Place) -> None:
    one = IncomingSpan(id="", label="actor", fragments=((7, 10),), annotator="omar", origin="manual")
    made = placing(one, annotator="lina")[0].annotations[0]
    assert (made.annotator, made.origin) == ("omar", "manual")


@pytest.mark.parametrize(
    ("incoming", "message"),
    [
        ({"article_id": "none"}, "there is no article “none”"),
        (
            {"article_id": "none", "text": "x"},
            "there is no article “none”, and none has its text; --make-articles creates it",
        ),
        ({"text": "x"}, "no article has its text; --make-articles creates it"),
        ({}, "it names no article"),
    ],
)
def test_an_article_that_is_not_there_is_told(incoming: dict, message: str) -> None:
    told: list[Problem] = []
    rules = Rules(labels=DEFAULT_LABELS, created="", source="", owner="hana")
    assert place(Incoming(where="line 7", **incoming), SimpleNamespace(find=lambda _: None), rules, told.append) is None
    assert told == [Problem("line 7", message)]
