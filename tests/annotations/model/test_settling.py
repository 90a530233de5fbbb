"""What two machines tagged alike is shown once, with what either knows, and changed as one."""

from collections.abc import Callable
from dataclasses import replace

from annotations.model.annotation import Annotation, AnnotationSet, Relation
from annotations.model.edit import Change, Edit
from annotations.model.settling import are_doubled, settled, with_twins

Make = Callable[..., Annotation]


def related(relation_id: str, source: str, target: str) -> Relation:
    return Relation(id=relation_id, type="said_by", source=source, target=target)


def doubled(make: Make) -> AnnotationSet:
    """A claim that two machines related to the same actor, which both tagged; another label stands between."""
    return AnnotationSet(
        article_id="a",
        annotator="hana",
        annotations=(
            make("1", 4, 12, note="one"),
            make("2", 4, 12, label="figure"),
            make("3", 4, 12, note="two", attributes={"entity": "x"}),
            make("4", 16, 40, label="claim"),
        ),
        relations=(related("r", "4", "1"), related("s", "4", "3")),
    )


def test_twins_are_shown_once_with_what_either_has(make: Make) -> None:
    work = doubled(make)
    shown, twins = settled(work)
    assert [each.id for each in shown.annotations] == ["1", "2", "4"]
    assert (shown.annotations[0].note, dict(shown.annotations[0].attributes)) == ("one\ntwo", {"entity": "x"})
    assert shown.relations == (related("r", "4", "1"),)
    assert {first: [each.id for each in others] for first, others in twins.items()} == {"1": ["3"]}
    assert settled(shown) == (shown, {})


def test_what_has_no_twin_is_the_same_object(make: Make) -> None:
    work = replace(doubled(make), annotations=doubled(make).annotations[1:], relations=())
    assert settled(work)[0] is work
    assert not are_doubled(work)


def test_removing_one_removes_its_twin_and_their_relations(make: Make) -> None:
    work = doubled(make)
    shown, twins = settled(work)
    changes = with_twins((Change(related("r", "4", "1"), None), Change(shown.annotations[0], None)), work, twins)
    left = Edit(article_id="a", summary="", changes=changes).apply(work)
    assert ([each.id for each in left.annotations], left.relations) == (["2", "4"], ())
    back = Edit(article_id="a", summary="", changes=changes).inverse().apply(left)
    assert {each.id for each in back.annotations} == {"1", "2", "3", "4"}
    assert set(back.relations) == set(work.relations)


def test_changing_one_makes_one_of_both(make: Make) -> None:
    work = doubled(make)
    shown, twins = settled(work)
    after = replace(shown.annotations[0], attributes={})
    made = Edit(article_id="a", summary="", changes=with_twins((Change(shown.annotations[0], after),), work, twins))
    left = made.apply(work)
    assert {each.id: dict(each.attributes) for each in left.annotations} == {"1": {}, "2": {}, "4": {}}
    assert left.relations == (related("r", "4", "1"),)
    assert not are_doubled(left)


def test_a_relation_that_is_shown_once_is_removed_at_once(make: Make) -> None:
    work = doubled(make)
    _, twins = settled(work)
    made = Edit(article_id="a", summary="", changes=with_twins((Change(related("r", "4", "1"), None),), work, twins))
    assert made.apply(work).relations == ()


def test_what_has_nothing_to_do_with_twins_stays_as_it_is(make: Make) -> None:
    work = doubled(make)
    changes = (Change(work.annotations[1], None),)
    assert with_twins(changes, work, settled(work)[1]) == changes


def test_twins_are_found_around_an_annotation_of_the_same_edges(make: Make) -> None:
    annotations = make("1", 4, 12), make("2", 4, 6, 10, 12), make("3", 4, 12), make("4", 4, 9)
    work = AnnotationSet(article_id="a", annotator="hana", annotations=annotations)
    assert [each.id for each in settled(work)[0].annotations] == ["1", "2", "4"]
