"""Which annotations cover what."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotations.model.annotation import Annotation
from annotations.text.span import Span
from tui.widgets.article.coverage import Coverage


def annotation(number: int, *spans: tuple[int, int]) -> Annotation:
    return Annotation(
        id=str(number),
        label="actor",
        fragments=tuple(Span(*span) for span in spans),
        quote="",
        prefix="",
        suffix="",
        annotator="",
        created="",
    )


FRAGMENTS = st.lists(st.integers(0, 30), min_size=2, max_size=4, unique=True).map(
    lambda edges: list(zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False))
)
ANNOTATIONS = st.lists(FRAGMENTS, max_size=6).map(
    lambda found: [annotation(number, *spans) for number, spans in enumerate(found)]
)


@given(ANNOTATIONS, st.integers(0, 31))
def test_the_annotations_at_an_offset_are_those_that_cover_it_the_shortest_first(annotations, offset) -> None:
    found = Coverage(annotations).at(offset)
    assert sorted(each.id for each in found) == sorted(each.id for each in annotations if each.covers(offset))
    lengths = [each.span.end - each.span.start for each in found]
    assert lengths == sorted(lengths)


@given(ANNOTATIONS, st.integers(0, 30), st.integers(1, 4))
def test_a_cell_has_the_annotations_of_each_of_its_code_points(annotations, start, length) -> None:
    found = {each.id for each in Coverage(annotations).within(start, start + length)}
    assert found == {
        each.id for each in annotations if any(each.covers(offset) for offset in range(start, start + length))
    }


@given(ANNOTATIONS, st.integers(0, 30), st.integers(0, 10))
def test_those_that_start_in_a_row_come_once_each_in_reading_order_the_outer_first(annotations, start, length) -> None:
    starting = Coverage(annotations).starting(start, start + length)
    assert starting == sorted(
        (each for each in annotations if start <= each.span.start < start + length),
        key=lambda each: (each.span.start, -each.span.end, each.id),
    )


@given(ANNOTATIONS, ANNOTATIONS, st.sets(st.integers(0, 5)))
def test_annotations_exchanged_one_by_one_are_covered_as_if_the_text_were_cut_anew(before, others, kept) -> None:
    after = [each for each in before if int(each.id) in kept]
    after += [each for each in others if int(each.id) not in kept]
    coverage = Coverage(before)
    changed = coverage.exchange(after)
    assert {id(each) for each in changed} == {id(each) for each in before} ^ {id(each) for each in after}
    anew = Coverage(after)
    for offset in range(32):
        assert list(coverage.at(offset)) == list(anew.at(offset))
        assert coverage.starting(offset, offset + 5) == anew.starting(offset, offset + 5)
        assert set(anew.edges(offset, offset + 9)) <= set(coverage.edges(offset, offset + 9))


def test_many_annotations_at_once_are_exchanged_too() -> None:
    before = [annotation(number, (number, number + 3)) for number in range(100)]
    after = [annotation(number, (number, number + 2)) for number in range(100)]
    coverage = Coverage(before)
    assert len(coverage.exchange(after)) == 200
    assert [each.id for each in coverage.at(50)] == ["49", "50"]


@given(ANNOTATIONS, st.integers(0, 30), st.integers(1, 12))
def test_between_two_edges_the_same_annotations_cover_the_text(annotations, start, length) -> None:
    coverage = Coverage(annotations)
    cuts = [start, *coverage.edges(start, start + length), start + length]
    for first, end in pairwise(cuts):
        covering = [list(coverage.at(offset)) for offset in range(first, end)]
        assert all(each == covering[0] for each in covering)
