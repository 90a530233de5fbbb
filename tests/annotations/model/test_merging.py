"""Taking annotations in: what is there stays, what comes twice changes nothing."""

from collections.abc import Callable, Mapping
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.annotation import Annotation, AnnotationSet, Relation, Status
from annotations.model.edit import Edit
from annotations.model.merging import Merged, joined_notes, merge
from annotations.text.span import Span


def annotation(
    name: str, label: str, start: int, *, note: str = "", attributes: Mapping[str, object] | None = None
) -> Annotation:
    return Annotation(
        id=name,
        label=label,
        fragments=(Span(start, start + 1),),
        quote="x",
        prefix="",
        suffix="",
        annotator="hana",
        created="2026-01-02T03:04:05Z",
        note=note,
        attributes=attributes or {},
    )


def said_by(source: str, target: str) -> Relation:
    return Relation(id=f"r{source}{target}", type="said_by", source=source, target=target)


@pytest.fixture
def taking() -> Callable[..., tuple[AnnotationSet, Merged]]:
    """Takes annotations in and returns the work after it, with what was changed; ids are new each time."""
    numbers = count(100)

    def take(
        work: AnnotationSet,
        *annotations: Annotation,
        relations: tuple = (),
        status: Status | None = None,
        note: str = "",
    ) -> tuple[AnnotationSet, Merged]:
        merged = merge(
            work,
            annotations,
            relations,
            status=status,
            note=note,
            new_ids=lambda wanted: [str(next(numbers)) for _ in range(wanted)],
        )
        return Edit(article_id="a", summary="", changes=merged.changes).apply(work), merged

    return take


EMPTY = AnnotationSet(article_id="a", annotator="hana")
WORDS = st.sampled_from(["", "one", "two", "one\ntwo"])
COMING = st.lists(
    st.builds(
        lambda label, start, note, attributes: (label, start, note, attributes),
        st.sampled_from(["claim", "actor"]),
        st.integers(0, 3),
        WORDS,
        st.dictionaries(st.sampled_from("ab"), st.integers(0, 2), max_size=2),
    ),
    max_size=6,
)


@given(COMING, COMING, st.sampled_from([None, *Status]), st.sampled_from(Status), WORDS)
def test_taking_in_twice_changes_nothing_and_loses_nothing(first, coming, status, before, note) -> None:
    numbers = count(100)

    def take(work: AnnotationSet, values: list, **more: object) -> tuple[AnnotationSet, Merged]:
        annotations = [
            annotation(f"f{number}", label, start, note=words, attributes=attributes)
            for number, (label, start, words, attributes) in enumerate(values)
        ]
        links = tuple(said_by(one.id, annotations[0].id) for one in annotations[1:])
        merged = merge(
            work, annotations, links, new_ids=lambda wanted: [str(next(numbers)) for _ in range(wanted)], **more
        )
        return Edit(article_id="a", summary="", changes=merged.changes).apply(work), merged

    work, _ = take(AnnotationSet(article_id="a", annotator="hana", status=before), first, status=None, note="")
    once, merged = take(work, coming, status=status, note=note)
    again, nothing = take(once, coming, status=status, note=note)
    assert nothing.changes == ()
    assert again is once
    assert nothing.added == nothing.related == 0
    assert merged.added + merged.known == len(coming)
    assert len({(each.label, each.fragments) for each in once.annotations}) == len(once.annotations)
    there = {each.id: each for each in once.annotations}
    for each in work.annotations:
        assert there[each.id].attributes.items() >= each.attributes.items()
        assert there[each.id].note.startswith(each.note)
    assert {(each.label, each.span.start) for each in once.annotations} >= {
        (label, start) for label, start, *_ in coming
    }
    assert all({each.source, each.target} <= there.keys() for each in once.relations)
    if once.annotations and merged.added:
        assert once.status not in {Status.NEW, Status.NOTHING_HERE}


def test_what_is_there_wins_and_is_added_to(taking) -> None:
    work, _ = taking(EMPTY, annotation("f", "claim", 0, note="mine", attributes={"a": 1}))
    coming = annotation("g", "claim", 0, note="mine\ntheirs", attributes={"a": 2, "b": 3})
    merged_work, merged = taking(work, coming)
    (one,) = merged_work.annotations
    assert dict(one.attributes) == {"a": 1, "b": 3}
    assert one.note == "mine\ntheirs"
    assert merged.kept == ("the “a” of the claim at 0 stays 1; the file has 2",)
    assert (merged.added, merged.known) == (0, 1)


def test_relations_follow_their_ends_to_twins(taking) -> None:
    work, _ = taking(EMPTY, annotation("x", "claim", 0), annotation("y", "actor", 1))
    claim, actor = work.annotations
    related, merged = taking(
        work, annotation("p", "actor", 1), annotation("q", "claim", 0), relations=(said_by("q", "p"), said_by("q", "p"))
    )
    assert merged.related == 1
    assert [(each.source, each.target) for each in related.relations] == [(claim.id, actor.id)]


@pytest.mark.parametrize(
    ("there", "coming", "tags", "after"),
    [
        (Status.NEW, None, True, Status.IN_PROGRESS),
        (Status.NEW, Status.DONE, True, Status.DONE),
        (Status.NEW, Status.NOTHING_HERE, False, Status.NOTHING_HERE),
        (Status.NEW, Status.NOTHING_HERE, True, Status.IN_PROGRESS),
        (Status.NEW, None, False, Status.NEW),
        (Status.NOTHING_HERE, Status.DONE, True, Status.DONE),
        (Status.NOTHING_HERE, Status.DONE, False, Status.NOTHING_HERE),
        (Status.DONE, Status.IN_PROGRESS, True, Status.DONE),
        (Status.UNSURE, Status.DONE, True, Status.UNSURE),
    ],
)
def test_the_status_is_taken_over_where_nothing_was_said(taking, there, coming, tags, after) -> None:
    work = AnnotationSet(article_id="a", annotator="hana", status=there)
    tagged = [annotation("f", "claim", 0)] if tags else []
    assert taking(work, *tagged, status=coming)[0].status is after


def test_notes_are_joined_by_lines() -> None:
    assert joined_notes("", "a") == "a"
    assert joined_notes("a", "") == "a"
    assert joined_notes("a\nb", "b") == "a\nb"
    assert joined_notes("a\nb", "b\nc") == "a\nb\nc"
