"""Undo after somebody else's change: what is one's own is taken back, what is theirs stays."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from annotations.model.annotation import Annotation, AnnotationSet, Relation, Status
from annotations.model.edit import Change, Edit
from annotations.model.reversal import reversal

Make = Callable[..., Annotation]


def edit(*changes: Change) -> Edit:
    return Edit(article_id="a", summary="", changes=changes)


def work(
    *annotations: Annotation, status: Status = Status.NEW, note: str = "", relation: bool = False
) -> AnnotationSet:
    relations = (Relation(id="r", type="t", source="1", target="2"),) if relation else ()
    return AnnotationSet(
        article_id="a", annotator="hana", status=status, annotations=annotations, relations=relations, note=note
    )


@pytest.mark.parametrize(
    ("mine", "theirs", "wanted"),
    [
        ({"note": "mine"}, {}, {}),
        ({"note": "mine"}, {"label": "claim"}, {"label": "claim"}),
        ({"note": "mine"}, {"note": "theirs"}, {"note": "theirs"}),
        ({"label": "claim"}, {"note": "theirs"}, {"note": "theirs"}),
        ({"attributes": {"value": 1}}, {"attributes": {"value": 1, "unit": "km"}}, {"attributes": {"unit": "km"}}),
        ({"attributes": {"value": 1}}, {"attributes": {"value": 2}}, {"attributes": {"value": 2}}),
        ({"attributes": {"value": 1}}, {"attributes": {"value": True}}, {"attributes": {"value": True}}),
    ],
)
def test_a_changed_annotation_keeps_what_others_changed(
    make: Make, mine: dict[str, object], theirs: dict[str, object], wanted: dict[str, object]
) -> None:
    before = make("1", 4, 12)
    after = replace(before, **mine)
    current = replace(after, **theirs)
    undone = reversal(edit(Change(before, after)), work(current))
    (annotation,) = undone.apply(work(current)).annotations
    assert annotation == replace(before, **wanted)
    again = reversal(undone, undone.apply(work(current))).apply(undone.apply(work(current)))
    assert again.annotations == (current,), "redo makes again what undo took back, and no more"


def test_edges_are_taken_back_with_their_words(make: Make) -> None:
    before, after = make("1", 4, 12), make("1", 4, 20)
    current = replace(after, label="claim")
    assert reversal(edit(Change(before, after)), work(current)).apply(work(current)).annotations == (
        replace(before, label="claim"),
    )


def test_what_others_removed_or_made_again_stays_so(make: Make) -> None:
    one, other = make("1", 4, 12), make("1", 4, 12, label="claim")
    assert reversal(edit(Change(one, other)), work()).changes == ()
    assert reversal(edit(Change(None, one)), work()).changes == ()
    assert reversal(edit(Change(None, one)), work(other)).changes == ()
    assert reversal(edit(Change(one, None)), work(other)).changes == ()
    assert reversal(edit(Change(one, None)), work()).changes == (Change(None, one),)


def test_an_annotation_that_others_have_related_stays(make: Make) -> None:
    one, two = make("1", 4, 12), make("2", 16, 22)
    assert reversal(edit(Change(None, one)), work(one, two, relation=True)).changes == ()
    made = edit(Change(None, one), Change(None, Relation(id="r", type="t", source="1", target="2")))
    assert reversal(made, work(one, two, relation=True)).changes == made.inverse().changes


def test_status_and_note_stay_as_others_set_them() -> None:
    done = edit(Change(Status.NEW, Status.DONE), Change("", "mine"))
    assert reversal(done, work(status=Status.DONE, note="mine")).changes == done.inverse().changes
    assert reversal(done, work(status=Status.UNSURE, note="theirs")).changes == ()
