"""What can be done to annotations once they are there: edges, fragments, notes, attributes, relations, many at once."""

import math
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.errors import AttributesError, LabelError, SpanError
from annotations.exchange.formats.jsonl import line
from annotations.model.annotation import Annotation, Status
from annotations.model.article import digest
from annotations.store.store import Store
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace

Opened = Callable[[], Workspace]
TEXT = "the minister said on Monday that the deficit was 79 billion"
ACTOR, CLAIM, FIGURE, MONDAY = Span(4, 12), Span(33, 59), Span(49, 59), Span(21, 27)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Opens the workspace again, as after a restart; the one before is closed."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    workspaces: list[Workspace] = []

    def opened() -> Workspace:
        for each in workspaces:
            each.close()
        workspaces.append(Workspace.open(tmp_path, annotator="hana", machine="pc"))
        return workspaces[-1]

    yield opened
    for each in workspaces:
        each.close()


@pytest.fixture
def workspace(opened: Opened) -> Workspace:
    return opened()


@pytest.fixture
def actor(workspace: Workspace) -> Annotation:
    return workspace.editor.annotate("a.txt", "actor", [ACTOR])


@pytest.fixture
def claim(workspace: Workspace) -> Annotation:
    return workspace.editor.annotate("a.txt", "claim", [CLAIM])


@pytest.fixture
def figure(workspace: Workspace) -> Annotation:
    return workspace.editor.annotate("a.txt", "figure", [FIGURE])


def test_other_edges_leave_all_else_that_was_said(workspace: Workspace, actor: Annotation, claim: Annotation) -> None:
    relation = workspace.editor.relate("a.txt", "said_by", claim.id, actor.id)
    workspace.editor.set_note("a.txt", claim.id, "heard on the radio")
    before = workspace.editor.set_attributes("a.txt", claim.id, {"denied": True})
    after = workspace.editor.set_fragments("a.txt", claim.id, [Span(33, 44), FIGURE])
    assert after == replace(
        before, fragments=(Span(33, 44), FIGURE), quote="the deficit … 79 billion", prefix=TEXT[1:33], suffix=""
    )
    assert workspace.work("a.txt").annotations == (actor, after)
    assert workspace.work("a.txt").relations == (relation,)
    assert workspace.editor.set_fragments("a.txt", claim.id, [Span(33, 44), FIGURE]) is after
    assert workspace.editor.undo()[0].summary == "edges of claim changed"
    assert workspace.work("a.txt")[claim.id] == before


@pytest.mark.parametrize(
    ("fragments", "error"),
    [([], SpanError), ([Span(50, 60)], SpanError), ([FIGURE, ACTOR], SpanError), ([CLAIM, FIGURE], SpanError)],
)
def test_edges_that_cannot_be_are_told_and_change_nothing(
    workspace: Workspace, claim: Annotation, fragments: list[Span], error: type[Exception]
) -> None:
    with pytest.raises(error):
        workspace.editor.set_fragments("a.txt", claim.id, fragments)
    assert workspace.work("a.txt").annotations == (claim,)
    assert workspace.editor.undo()[0].summary == "claim added"


def test_two_annotations_never_come_to_say_the_same(workspace: Workspace, actor: Annotation) -> None:
    other = workspace.editor.annotate("a.txt", "actor", [MONDAY])
    workspace.editor.annotate("a.txt", "claim", [ACTOR])
    with pytest.raises(LabelError, match="“actor” already"):
        workspace.editor.set_fragments("a.txt", other.id, [ACTOR])
    workspace.editor.annotate("a.txt", "actor", [ACTOR, MONDAY])
    before = workspace.work("a.txt")
    with pytest.raises(LabelError, match="“actor” already"):
        workspace.editor.add_fragment("a.txt", actor.id, MONDAY)
    assert workspace.work("a.txt") == before
    assert workspace.editor.undo()[0].summary == "actor added"


@pytest.mark.parametrize(
    ("span", "fragments", "quote"),
    [
        (MONDAY, (ACTOR, MONDAY), "minister … Monday"),
        (Span(0, 3), (Span(0, 3), ACTOR), "the … minister"),
        (Span(0, 4), (Span(0, 12),), "the minister"),
        (Span(10, 17), (Span(4, 17),), "minister said"),
        (Span(5, 9), (ACTOR,), "minister"),
        (Span(0, 59), (Span(0, 59),), TEXT),
    ],
)
def test_a_further_fragment_takes_its_place_and_joins_what_it_touches(
    workspace: Workspace, actor: Annotation, span: Span, fragments: tuple[Span, ...], quote: str
) -> None:
    after = workspace.editor.add_fragment("a.txt", actor.id, span)
    assert (after.fragments, after.quote) == (fragments, quote)
    assert (after is actor) is (fragments == actor.fragments)
    assert workspace.editor.undo()[0].summary == ("actor added" if after is actor else "fragment added to actor")


def test_a_note_is_set_and_taken_away(opened: Opened, workspace: Workspace, actor: Annotation) -> None:
    noted = workspace.editor.set_note("a.txt", actor.id, "who?\n\u2028")
    assert noted == replace(actor, note="who?\n\u2028")
    assert workspace.editor.set_note("a.txt", actor.id, "who?\n\u2028") is noted
    assert workspace.editor.set_note("a.txt", actor.id, "") == actor
    workspace = opened()
    assert workspace.editor.undo()[0].summary == "note on actor removed"
    assert workspace.work("a.txt").annotations == (noted,)
    assert workspace.editor.undo()[0].summary == "note on actor"


def test_a_note_is_possible_where_two_machines_have_tagged_the_same(workspace: Workspace, actor: Annotation) -> None:
    again = workspace.editor._adding("a.txt", "actor", [actor.fragments], "actor added", actor.created)
    workspace.editor._commit_all([again])
    assert workspace.editor.set_note("a.txt", actor.id, "twice").note == "twice"


def test_attributes_are_a_whole_and_in_the_order_of_the_label(workspace: Workspace, figure: Annotation) -> None:
    after = workspace.editor.set_attributes(
        "a.txt", figure.id, {"more": "x", "unit": "dollar", "value": 79_000_000_000}
    )
    assert list(after.attributes.items()) == [("value", 79_000_000_000), ("unit", "dollar"), ("more", "x")]
    assert workspace.editor.set_attributes("a.txt", figure.id, dict(after.attributes)) is after
    assert workspace.editor.set_attributes("a.txt", figure.id, {"value": 1.5}).attributes == {"value": 1.5}
    assert workspace.editor.set_attributes("a.txt", figure.id, {}) == figure
    assert workspace.editor.undo()[0].summary == "attributes of figure changed"
    assert workspace.work("a.txt")[figure.id].attributes == {"value": 1.5}


def test_attributes_are_not_the_caller_s_any_more(workspace: Workspace, figure: Annotation) -> None:
    mine = {"value": 1}
    after = workspace.editor.set_attributes("a.txt", figure.id, mine)
    mine["value"] = 2
    assert after.attributes == workspace.work("a.txt")[figure.id].attributes == {"value": 1}


def test_numbers_that_are_equal_but_written_otherwise_are_kept_apart(
    opened: Opened, workspace: Workspace, figure: Annotation
) -> None:
    for value in (1, 1.0, 1):
        workspace.editor.set_attributes("a.txt", figure.id, {"value": value, "other": value})
        workspace = opened()
        stored = workspace.work("a.txt")[figure.id].attributes
        assert [(each, type(each)) for each in stored.values()] == [(value, type(value))] * 2
    workspace.editor.set_attributes("a.txt", figure.id, {"value": 1, "other": True})
    assert opened().work("a.txt")[figure.id].attributes["other"] is True


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ({"value": "79"}, "the “value” of a figure has to be a finite number"),
        ({"value": True}, "a finite number"),
        ({"value": math.nan}, "a finite number"),
        ({"value": -math.inf}, "a finite number"),
        ({"value": 10**5000}, "a finite number"),
        ({"approximate": 1}, "the “approximate” of a figure has to be true or false"),
        ({"unit": 5}, "the “unit” of a figure has to be a text"),
        ({"other": None}, "the “other” of a figure has to be a text, or a finite number, or true or false"),
        ({"other": [1]}, "has to be a text"),
        ({"other": math.nan}, "has to be a text"),
    ],
)
def test_values_that_cannot_be_stored_are_told_and_change_nothing(
    workspace: Workspace, figure: Annotation, attributes: dict[str, object], words: str
) -> None:
    with pytest.raises(AttributesError, match=words):
        workspace.editor.set_attributes("a.txt", figure.id, {"unit": "dollar"} | attributes)
    assert workspace.work("a.txt").annotations == (figure,)
    assert workspace.editor.undo()[0].summary == "figure added"


def test_a_claim_can_have_several_speakers_and_each_once(
    opened: Opened, workspace: Workspace, actor: Annotation, claim: Annotation
) -> None:
    other = workspace.editor.annotate("a.txt", "actor", [MONDAY])
    said = workspace.editor.relate("a.txt", "said_by", claim.id, actor.id)
    confirmed = workspace.editor.relate("a.txt", "said_by", claim.id, other.id)
    assert (said.type, said.source, said.target) == ("said_by", claim.id, actor.id)
    assert workspace.editor.relate("a.txt", "said_by", claim.id, actor.id) is said
    workspace = opened()
    assert workspace.work("a.txt").relations == (said, confirmed)
    assert workspace.editor.unrelate("a.txt", said.id) == said
    assert opened().work("a.txt").relations == (confirmed,)
    for summary, relations in (
        ("said_by removed", (said, confirmed)),
        ("said_by added", (said,)),
        ("said_by added", ()),
    ):
        workspace = opened()
        assert workspace.editor.undo()[0].summary == summary
        assert workspace.work("a.txt").relations == relations
    assert opened().editor.redo()[0].summary == "said_by added"
    assert opened().work("a.txt").relations == (said,)


def test_a_relation_that_does_not_fit_is_told_and_changes_nothing(
    workspace: Workspace, actor: Annotation, claim: Annotation, figure: Annotation
) -> None:
    for kind, source, target, words in (
        ("said_by", actor, claim, "“said_by” leads from claim to another actor, not from this actor to this claim"),
        ("said_by", claim, figure, "not from this claim to this figure"),
        ("has_figure", claim, claim, "not from this claim to this claim"),
        ("cause", claim, actor, "no relation “cause” in this project, only said_by, has_figure"),
    ):
        with pytest.raises(LabelError, match=words):
            workspace.editor.relate("a.txt", kind, source.id, target.id)
    assert workspace.work("a.txt").relations == ()
    assert workspace.editor.undo()[0].summary == "figure added"


def test_a_new_label_ends_the_relations_that_it_cannot_have(
    workspace: Workspace, actor: Annotation, claim: Annotation, figure: Annotation
) -> None:
    said = workspace.editor.relate("a.txt", "said_by", claim.id, actor.id)
    workspace.editor.relate("a.txt", "has_figure", claim.id, figure.id)
    before = workspace.work("a.txt")
    workspace.editor.relabel("a.txt", figure.id, "actor")
    assert workspace.work("a.txt").relations == (said,)
    assert workspace.editor.undo()[0].summary == "figure made actor"
    assert workspace.work("a.txt") == before


def test_the_same_words_in_several_places_are_one_edit(opened: Opened, workspace: Workspace) -> None:
    the = [Span(0, 3), Span(33, 36), Span(0, 3)]
    workspace.editor.annotate("a.txt", "actor", [the[0]])
    (made,) = workspace.editor.annotate_all("a.txt", "actor", the)
    assert made.fragments == (the[1],)
    assert workspace.editor.undo()[0].summary == "actor added"
    workspace.editor.undo()
    made = workspace.editor.annotate_all("a.txt", "actor", the)
    assert [each.fragments for each in made] == [(the[0],), (the[1],)]
    assert [each.id for each in made] == sorted({each.id for each in made})
    assert [(each.quote, each.suffix[:5]) for each in made] == [("the", " mini"), ("the", " defi")]
    assert (
        workspace.editor.annotate_all("a.txt", "actor", the)
        == workspace.editor.annotate_all("a.txt", "actor", [])
        == ()
    )
    assert workspace.status("a.txt") is Status.IN_PROGRESS
    workspace = opened()
    assert workspace.editor.undo()[0].summary == "actor added 2 times"
    assert workspace.work("a.txt").annotations == ()
    assert workspace.status("a.txt") is Status.NEW
    workspace.editor.redo()
    assert opened().work("a.txt").annotations == made


def test_one_span_that_cannot_be_leaves_out_all(workspace: Workspace) -> None:
    with pytest.raises(SpanError):
        workspace.editor.annotate_all("a.txt", "actor", [ACTOR, Span(50, 60)])
    with pytest.raises(LabelError):
        workspace.editor.annotate_all("a.txt", "cue", [ACTOR])
    assert workspace.work("a.txt").annotations == ()
    assert workspace.editor.undo() == ()


def test_an_article_has_a_note_of_its_own(opened: Opened, workspace: Workspace) -> None:
    workspace.editor.set_article_note("a.txt", "")
    assert workspace.editor.undo() == ()
    workspace.editor.set_article_note("a.txt", "whose figures?")
    workspace.editor.set_article_note("a.txt", "done")
    assert workspace.editor.undo()[0].summary == "note on the article"
    assert opened().work("a.txt").note == "whose figures?"
    assert workspace.status("a.txt") is Status.NEW
    workspace = opened()
    assert [record.work.note for record in workspace.records()] == ["whose figures?"]
    workspace.editor.set_article_note("a.txt", "")
    assert opened().editor.undo()[0].summary == "note on the article removed"
    assert opened().work("a.txt").note == "whose figures?"


def test_an_export_has_all_of_it_and_is_always_the_same(
    opened: Opened, workspace: Workspace, actor: Annotation, claim: Annotation, figure: Annotation
) -> None:
    other = workspace.editor.annotate("a.txt", "actor", [MONDAY])
    relations = [workspace.editor.relate("a.txt", "said_by", claim.id, each.id) for each in (other, actor)]
    relations.append(workspace.editor.relate("a.txt", "has_figure", claim.id, figure.id))
    workspace.editor.set_attributes("a.txt", figure.id, {"approximate": True, "unit": "$", "value": 79_000_000_000})
    workspace.editor.set_attributes("a.txt", actor.id, {"entity": "\u0648\u0632\u064a\u0631"})  # wazir: minister
    workspace.editor.set_fragments("a.txt", claim.id, [Span(33, 44), FIGURE])
    workspace.editor.set_note("a.txt", claim.id, "which?\u2028")
    workspace.editor.set_article_note("a.txt", "short")
    workspace.editor.set_status("a.txt", Status.DONE)
    spans = [
        (
            f'{{"id":"{actor.id}","label":"actor","start":4,"end":12,"text":"minister",'
            '"attributes":{"entity":"\u0648\u0632\u064a\u0631"}}'
        ),
        f'{{"id":"{other.id}","label":"actor","start":21,"end":27,"text":"Monday"}}',
        (
            f'{{"id":"{claim.id}","label":"claim","start":33,"end":59,"fragments":[[33,44],[49,59]],'
            '"text":"the deficit \u2026 79 billion","note":"which?\\u2028"}'
        ),
        (
            f'{{"id":"{figure.id}","label":"figure","start":49,"end":59,"text":"79 billion",'
            '"attributes":{"value":79000000000,"unit":"$","approximate":true}}'
        ),
    ]
    related = [
        f'{{"id":"{each.id}","type":"{each.type}","source":"{each.source}","target":"{each.target}"}}'
        for each in relations
    ]
    wanted = (
        f'{{"schema":"newsreader/1","offset_unit":"codepoint","id":"a.txt","text":"{TEXT}",'
        f'"sha256":"{digest(TEXT)}","annotator":"hana","status":"done","meta":{{"path":"a.txt","headline":"{TEXT}"}},'
        f'"spans":[{",".join(spans)}],"relations":[{",".join(related)}],"note":"short"}}'
    )
    assert [line(record) for record in workspace.records()] == [wanted]
    assert [line(record) for record in opened().records()] == [wanted], "read from the article's file"
    shutil.rmtree(workspace.root / "annotations" / "hana" / "articles")
    assert [line(record) for record in opened().records()] == [wanted], "rebuilt from the journal"


@pytest.mark.parametrize(
    "call",
    [
        lambda workspace, known: workspace.editor.set_fragments("a.txt", "0", [ACTOR]),
        lambda workspace, known: workspace.editor.add_fragment("a.txt", "0", ACTOR),
        lambda workspace, known: workspace.editor.set_note("a.txt", "0", ""),
        lambda workspace, known: workspace.editor.set_attributes("a.txt", "0", {}),
        lambda workspace, known: workspace.editor.relate("a.txt", "said_by", "0", known),
        lambda workspace, known: workspace.editor.relate("a.txt", "said_by", known, "0"),
        lambda workspace, known: workspace.editor.unrelate("a.txt", "0"),
        lambda workspace, known: workspace.editor.set_note("b.txt", known, "x"),
    ],
)
def test_what_is_not_there_is_a_key_error(
    workspace: Workspace, claim: Annotation, call: Callable[[Workspace, str], object]
) -> None:
    with pytest.raises(KeyError):
        call(workspace, claim.id)
    assert workspace.editor.undo()[0].summary == "claim added"


def test_a_relation_is_exchanged_in_one_edit_and_keeps_its_id(
    opened: Opened, workspace: Workspace, actor: Annotation, claim: Annotation, figure: Annotation
) -> None:
    monday = workspace.editor.annotate("a.txt", "actor", [MONDAY])
    said = workspace.editor.relate("a.txt", "said_by", claim.id, actor.id)
    changed = workspace.editor.exchange_relation("a.txt", said.id, "said_by", claim.id, monday.id)
    assert changed == replace(said, target=monday.id)
    assert opened().work("a.txt").relations == (changed,)
    workspace = opened()
    assert workspace.editor.exchange_relation("a.txt", said.id, "said_by", claim.id, monday.id) == changed
    assert workspace.editor.undo()[0].summary == "said_by changed"
    assert workspace.work("a.txt").relations == (said,)
    assert workspace.editor.redo()[0].summary == "said_by changed"
    assert opened().work("a.txt").relations == (changed,)


def test_a_relation_that_is_exchanged_for_one_that_there_is_leaves_one(
    workspace: Workspace, actor: Annotation, claim: Annotation
) -> None:
    monday = workspace.editor.annotate("a.txt", "actor", [MONDAY])
    said = workspace.editor.relate("a.txt", "said_by", claim.id, actor.id)
    other = workspace.editor.relate("a.txt", "said_by", claim.id, monday.id)
    assert workspace.editor.exchange_relation("a.txt", said.id, "said_by", claim.id, monday.id) == other
    assert workspace.work("a.txt").relations == (other,)
    workspace.editor.undo()
    assert workspace.work("a.txt").relations == (said, other)


def test_a_relation_is_not_exchanged_for_one_that_does_not_fit(
    workspace: Workspace, actor: Annotation, claim: Annotation, figure: Annotation
) -> None:
    said = workspace.editor.relate("a.txt", "said_by", claim.id, actor.id)
    with pytest.raises(LabelError, match="not from this claim to this figure"):
        workspace.editor.exchange_relation("a.txt", said.id, "said_by", claim.id, figure.id)
    for relation_id, target in (("gone", actor.id), (said.id, "gone")):
        with pytest.raises(KeyError):
            workspace.editor.exchange_relation("a.txt", relation_id, "said_by", claim.id, target)
    assert workspace.work("a.txt").relations == (said,)


@pytest.fixture
def elsewhere(opened: Opened, workspace: Workspace) -> Iterator[Workspace]:
    """Another process of the same annotator, which has not seen what `workspace` does until it is refreshed."""
    with Workspace.open(workspace.root, annotator="hana", machine="laptop") as other:
        other.refresh()
        yield other


def test_the_same_words_tagged_on_two_machines_are_shown_counted_exported_and_changed_once(
    workspace: Workspace, elsewhere: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Store, "_read_others", lambda _: None)
        for each in (workspace, elsewhere):
            actor = each.editor.annotate("a.txt", "actor", [ACTOR])
            claim = each.editor.annotate("a.txt", "claim", [CLAIM])
            each.editor.relate("a.txt", "said_by", claim.id, actor.id)
    for each in (workspace, elsewhere):
        each.refresh()
        work = each.work("a.txt")
        assert [annotation.label for annotation in work.annotations] == ["actor", "claim"]
        assert len(work.relations) == 1
        assert each.progress.total().annotations == 2
        assert each.summary("a.txt").counts == {"actor": 1, "claim": 1}
        (record,) = each.records()
        assert record.work == work
    actor = workspace.work("a.txt").annotations[0]
    workspace.editor.remove("a.txt", actor.id)
    elsewhere.refresh()
    assert [each.label for each in elsewhere.work("a.txt").annotations] == ["claim"]
    assert not elsewhere.work("a.txt").relations
    workspace.editor.undo()
    assert [each.label for each in workspace.work("a.txt").annotations] == ["actor", "claim"]


def test_nothing_here_beside_the_annotations_of_another_machine_is_in_progress(
    workspace: Workspace, elsewhere: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Store, "_read_others", lambda _: None)
        elsewhere.editor.annotate("a.txt", "actor", [ACTOR])
        workspace.editor.set_status("a.txt", Status.NOTHING_HERE)
    for each in (workspace, elsewhere):
        each.refresh()
        assert each.status("a.txt") is each.work("a.txt").status is Status.IN_PROGRESS
        assert each.progress.total().finished == 0


def test_undo_keeps_what_another_machine_did_since(workspace: Workspace, elsewhere: Workspace) -> None:
    actor = workspace.editor.annotate("a.txt", "actor", [ACTOR])
    workspace.editor.set_note("a.txt", actor.id, "mine")
    elsewhere.refresh()
    elsewhere.editor.relabel("a.txt", actor.id, "figure")
    workspace.editor.undo()
    (left,) = workspace.work("a.txt").annotations
    assert (left.label, left.note) == ("figure", "")
    (kept,) = workspace.editor.undo()
    assert kept.changes == ()
    assert workspace.status("a.txt") is Status.IN_PROGRESS
    assert [each.label for each in workspace.work("a.txt").annotations] == ["figure"]
    assert workspace.editor.undo() == ()
