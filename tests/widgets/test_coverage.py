"""Which annotations cover what."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.annotation import Annotation
from annotations.span import Span
from tui.widgets.coverage import Coverage


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
def test_the_labels_that_start_in_a_row_are_counted_once_each(annotations, start, length) -> None:
    starting = Coverage(annotations).starting(start, start + length)
    assert len(starting) == sum(start <= each.span.start < start + length for each in annotations)
