from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.anchoring.anchoring import anchor
from annotations.model.annotation import Annotation, AnnotationSet, Relation, quotation, reading_order
from annotations.text.span import Span

Make = Callable[..., Annotation]


def work_of(*annotations: Annotation, relations: tuple[Relation, ...] = ()) -> AnnotationSet:
    ordered = tuple(sorted(annotations, key=reading_order))
    return AnnotationSet(article_id="a", annotator="hana", annotations=ordered, relations=relations)


def places(work: AnnotationSet, text: str) -> list[tuple[tuple[Span, ...], str]]:
    return [(each.fragments, each.quote) for each in anchor(work, text).work.annotations]


def test_nothing_moves_in_an_unchanged_text(make: Make, text: str) -> None:
    work = work_of(make("1", 4, 12), make("2", 16, 22, 45, 48), make("3", 0, len(text)))
    assert anchor(work, text).work is work


def test_words_are_found_where_the_text_around_them_moved_to(make: Make, text: str) -> None:
    work = work_of(make("1", 4, 12), make("2", 16, 22, 45, 48))
    moved = anchor(work, "Reuters: " + text)
    assert [each.fragments for each in moved.work.annotations] == [(Span(13, 21),), (Span(25, 31), Span(54, 57))]
    assert moved.work.annotations[0].prefix == "Reuters: the ", "the next time it is found from here"
    assert moved.orphans == ()


def test_the_same_words_elsewhere_are_not_taken_for_these(make: Make) -> None:
    text = "in 2020 it was 5, in 2021 it was 5, in 2022 it was 7"
    work = work_of(make("1", 33, 34, text=text))
    assert places(work, "news: " + text) == [((Span(39, 40),), "5")]


def test_words_that_stand_in_the_old_place_by_chance_give_way_to_their_context(make: Make) -> None:
    text = "one 5 two three four five six seven eight nine ten eleven twelve"
    work = work_of(make("1", 4, 5, text=text))
    assert places(work, "xxx 5 " + text) == [((Span(10, 11),), "5")]


def test_words_stay_when_only_what_is_around_them_changed(make: Make, text: str) -> None:
    work = work_of(make("1", 4, 12))
    assert places(work, "THE minister SAID, and the minister was right") == [((Span(4, 12),), "minister")]


def test_words_without_their_context_are_found_when_they_are_the_only_ones(make: Make) -> None:
    work = work_of(make("1", 4, 12))
    assert places(work, "On Tuesday a minister resigned") == [((Span(13, 21),), "minister")]


@pytest.mark.parametrize("changed", ["", "nothing of it", "A minister met a minister"])
def test_words_that_are_gone_or_ambiguous_are_orphans(make: Make, changed: str) -> None:
    annotation = make("1", 4, 12)
    anchored = anchor(work_of(annotation), changed)
    assert anchored.orphans == (annotation,)
    assert anchored.work.annotations == ()


def test_fragments_are_found_only_together(make: Make, text: str) -> None:
    annotation = make("1", 4, 12, 13, 17)
    assert anchor(work_of(annotation), text.replace("minister said", "minister, he said")).orphans == (annotation,)
    assert places(work_of(annotation), "So " + text) == [((Span(7, 15), Span(16, 20)), "minister … said")]


def test_a_prefix_that_would_begin_before_the_text_is_no_match_at_its_end(make: Make) -> None:
    """Python counts negative offsets from the end."""
    annotation = make("1", 4, 5, text="abcdX and abcd")
    assert anchor(work_of(annotation), "X and abcd, X abcd").orphans == (annotation,)


def test_relations_of_orphans_are_left_out(make: Make, text: str) -> None:
    relations = (
        Relation(id="r", type="said_by", source="2", target="1"),
        Relation(id="s", type="said_by", source="2", target="3"),
    )
    work = work_of(make("1", 4, 12), make("2", 21, 27), make("3", 49, 51), relations=relations)
    assert anchor(work, text).work.relations == relations
    assert anchor(work, text.replace("minister", "premier")).work.relations == relations[1:]


WORDS = st.text("ab \n\u0651\u0627\U0001f4c9", max_size=30)


@settings(max_examples=50)
@given(st.data())
def test_whatever_happens_to_a_text_a_placed_quote_stands_in_its_place(data: st.DataObject) -> None:
    text = data.draw(WORDS.filter(bool))
    annotations = []
    for number in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text) - 1))
        fragments = (Span(start, data.draw(st.integers(start + 1, len(text)))),)
        quote, prefix, suffix = quotation(text, fragments)
        annotations.append(
            Annotation(
                id=str(number),
                label="actor",
                fragments=fragments,
                quote=quote,
                prefix=prefix,
                suffix=suffix,
                annotator="hana",
                created="",
            )
        )
    work = work_of(*annotations)
    assert anchor(work, text).work == work
    at = data.draw(st.integers(0, len(text)))
    until = data.draw(st.integers(at, len(text)))
    changed = text[:at] + data.draw(WORDS) + text[until:]
    anchored = anchor(work, changed)
    stored = {each.id: each for each in annotations}
    for each in anchored.work.annotations:
        assert quotation(changed, each.fragments)[0] == each.quote
        assert each.quote == stored[each.id].quote or stored[each.id].quote not in changed
    assert {each.id for each in (*anchored.work.annotations, *anchored.orphans)} == {each.id for each in annotations}
    assert anchor(anchored.work, changed).work == anchored.work
