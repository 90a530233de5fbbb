import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.annotation import Annotation, AnnotationSet, Relation, Status, reading_order
from annotations.model.edit import Change, Edit
from annotations.text.span import Span

NAMES = "abcdef"


def annotation(name: str, start: int, length: int, label: str) -> Annotation:
    return Annotation(
        id=name,
        label=label,
        fragments=(Span(start, start + length),),
        quote="",
        prefix="",
        suffix="",
        annotator="",
        created="",
    )


ANNOTATIONS = st.lists(
    st.builds(annotation, st.sampled_from(NAMES), st.integers(0, 5), st.integers(1, 5), st.sampled_from("xy")),
    unique_by=lambda each: each.id,
)
RELATIONS = st.lists(
    st.builds(Relation, id=st.sampled_from(NAMES), type=st.just("t"), source=st.just("a"), target=st.just("b")),
    unique_by=lambda each: each.id,
)
WORK = st.builds(
    lambda annotations, relations, status, note: AnnotationSet(
        article_id="a.txt",
        annotator="hana",
        status=status,
        annotations=tuple(sorted(annotations, key=reading_order)),
        relations=tuple(sorted(relations, key=lambda each: each.id)),
        note=note,
    ),
    ANNOTATIONS,
    RELATIONS,
    st.sampled_from(Status),
    st.sampled_from(["", "new", "why?"]),
)


@st.composite
def edits(draw: st.DrawFn) -> tuple[AnnotationSet, Edit]:
    """Some work, and an edit that takes it to some other work."""
    before, after = draw(WORK), draw(WORK)
    changes = [Change(before.status, after.status), Change(before.note, after.note)]
    for values, others in ((before.annotations, after.annotations), (before.relations, after.relations)):
        old, new = ({each.id: each for each in some} for some in (values, others))
        changes += [Change(old.get(name), new.get(name)) for name in NAMES if old.get(name) != new.get(name)]
    return before, Edit(article_id="a.txt", summary="", changes=tuple(draw(st.permutations(changes))))


@given(edits(), WORK)
def test_an_edit_and_its_inverse_leave_everything_as_it_was(
    case: tuple[AnnotationSet, Edit], other: AnnotationSet
) -> None:
    before, edit = case
    after = edit.apply(before)
    assert edit.inverse().apply(after) == before
    assert edit.inverse().inverse() == edit
    assert list(after.annotations) == sorted(after.annotations, key=reading_order)
    assert edit.apply(after) == after, "an edit that two journals tell of is made once"


def test_an_edit_tells_the_annotations_that_it_touches() -> None:
    one, two = annotation("a", 0, 1, "x"), annotation("b", 0, 1, "x")
    changes = (Change(None, one), Change(two, None), Change(Status.NEW, Status.DONE))
    assert list(Edit(article_id="a.txt", summary="", changes=changes).annotations()) == [one, two]


@pytest.mark.parametrize("change", [Change(None, None), Change(Status.NEW, None), Change(None, "")])
def test_a_change_of_nothing_is_none(change: Change) -> None:
    with pytest.raises(TypeError):
        Edit(article_id="a.txt", summary="", changes=(change,)).apply(AnnotationSet(article_id="a", annotator="h"))
