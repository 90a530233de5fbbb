"""Which annotation the keys act on, and what it is related to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.annotation import Annotation, AnnotationSet, Relation, reading_order
from annotations.text.span import Span
from tui.widgets.article.annotations import ArticleAnnotations

TEXT = "one two three four five six"


def annotation(name: str, start: int, end: int) -> Annotation:
    span = (Span(start, end),)
    return Annotation(id=name, label="claim", fragments=span, quote="", prefix="", suffix="", annotator="", created="")


def markings(*annotations: Annotation, relations: tuple[Relation, ...] = ()) -> ArticleAnnotations:
    return ArticleAnnotations(TEXT, work(*annotations, relations=relations))


def work(*annotations: Annotation, relations: tuple[Relation, ...] = ()) -> AnnotationSet:
    ordered = tuple(sorted(annotations, key=reading_order))
    return AnnotationSet(article_id="a", annotator="", annotations=ordered, relations=relations)


SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 7)), max_size=7)


@given(SPANS, st.sampled_from([1, -1]))
def test_each_annotation_is_gone_to_once_however_they_lie_and_is_the_one_that_keys_act_on(spans, step) -> None:
    made = [annotation(str(number), start, start + length) for number, (start, length) in enumerate(spans)]
    marks = markings(*made)
    caret = -1 if step > 0 else len(TEXT)
    visited = []
    while (following := marks.following(caret, step)) is not None:
        caret = following.span.start
        marks.choose(following)
        assert marks.current(caret) == following
        visited.append(following)
    assert visited == sorted(made, key=reading_order)[::step]


@given(SPANS, st.integers(0, 27), st.sampled_from([1, -1]))
def test_from_any_place_no_annotation_on_the_way_is_left_out(spans, caret, step) -> None:
    made = [annotation(str(number), start, start + length) for number, (start, length) in enumerate(spans)]
    marks = markings(*made)
    current, following = marks.current(caret), marks.following(caret, step)
    beyond = [each for each in made if (each.span.start - caret) * step > 0]
    here = [each for each in made if each.span.start == caret and each != current]
    if following is None:
        assert not beyond
    else:
        nearest = min((each.span.start for each in beyond), key=lambda start: abs(start - caret), default=None)
        assert following in here or following.span.start == nearest


def test_the_innermost_is_meant_until_another_is_chosen() -> None:
    outer, middle, inner = annotation("o", 0, 18), annotation("m", 4, 18), annotation("i", 8, 13)
    marks = markings(outer, middle, inner)
    assert marks.current(9) == inner
    marks.choose(outer)
    assert marks.current(9) == outer
    assert marks.current(20) is None
    marks.choose(None)
    assert marks.current(9) == inner


def test_what_was_just_made_of_the_same_words_is_meant() -> None:
    first, second = annotation("a", 4, 7), annotation("b", 4, 7)
    for before, after in ((first, second), (second, first)):
        marks = markings(before)
        marks.exchange(work(before, after), 7)  # the caret stands behind the word
        assert marks.current(7) == after
        marks.exchange(work(before), 7)
        assert marks.current(7) == before


@pytest.mark.parametrize("end", ["source", "target"])
def test_both_ends_of_a_relation_know_each_other_until_it_is_gone(end: str) -> None:
    claim, actor, other = annotation("c", 0, 3), annotation("a", 8, 13), annotation("x", 14, 18)
    ends = {"source": (claim, actor), "target": (actor, claim)}[end]
    relation = Relation(id="r", type="said_by", source=ends[0].id, target=ends[1].id)
    marks = markings(claim, actor, other, relations=(relation,))
    assert marks.related(claim) == [actor]
    assert marks.related(actor) == [claim]
    assert marks.related(other) == marks.related(None) == []
    marks.exchange(work(claim, actor, other), 0)
    assert marks.related(claim) == []
    marks.exchange(work(claim, other, relations=(relation,)), 0)
    assert marks.related(claim) == []


def test_an_annotation_that_ends_at_the_caret_is_meant_before_those_around_it() -> None:
    outer, inner = annotation("o", 0, 18), annotation("i", 8, 13)
    marks = markings(outer, inner)
    assert [marks.current(caret) for caret in (7, 8, 13, 14, 18, 19)] == [outer, inner, inner, outer, outer, None]


def test_an_annotation_that_begins_at_the_caret_is_meant_before_one_that_ends_there() -> None:
    first, second = annotation("a", 8, 13), annotation("b", 13, 23)
    assert markings(first, second).current(13) == second


def test_what_was_just_made_is_meant_where_the_caret_stays_behind_the_white_space_after_it() -> None:
    outer, made = annotation("o", 0, 18), annotation("m", 4, 7)
    marks = markings(outer)
    marks.exchange(work(outer, made), 8)
    assert marks.current(8) == outer
    marks.choose(made, 8)
    assert marks.current(8) == made
    assert marks.current(9) == outer
    marks.choose(None)
    assert marks.current(8) == outer
