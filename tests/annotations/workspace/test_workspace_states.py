"""Any sequence of edits, undos and restarts leaves what a model in memory leaves."""

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotations.errors import LabelError
from annotations.model.annotation import AnnotationSet, Status, exact
from annotations.model.summary import Progress
from annotations.project.defaults import DEFAULT_LABELS
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace

TEXT = "\U0001f4c9 \u0642\u0627\u0644\u064e one two\r\nthree\u2028 four"
ARTICLES = ("a.txt", "sub/b.txt")
LABELS = st.sampled_from([label.name for label in DEFAULT_LABELS])
WORDS = st.text(st.characters(exclude_categories=()), max_size=3)
OFFSETS = st.integers(0, len(TEXT))
SPANS = st.tuples(OFFSETS, OFFSETS).filter(lambda edges: edges[0] < edges[1]).map(lambda edges: Span(*edges))
ATTRIBUTES = st.fixed_dictionaries(
    {},
    optional={
        "value": st.sampled_from([0, 1, 1.0, 0.0, -0.5, 79_000_000_000]),
        "unit": WORDS,
        "approximate": st.booleans(),
        "entity": st.sampled_from(["x", "y"]),
        "other": st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    },
)


@st.composite
def fragments(draw: st.DrawFn) -> tuple[Span, ...]:
    edges = sorted(draw(st.sets(OFFSETS, min_size=2, max_size=6)))
    edges = edges[: len(edges) // 2 * 2]
    return tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))


@dataclass(frozen=True)
class Said:
    """What an annotation says."""

    label: str
    fragments: tuple[Span, ...]
    note: str = ""
    attributes: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Article:
    """What was done on an article: annotations and relations by their ids."""

    status: Status = Status.NEW
    note: str = ""
    said: dict[str, Said] = field(default_factory=dict)
    related: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def tells(self, label: str, spans: tuple[Span, ...], *, but: str = "") -> bool:
        """Whether an annotation, but for one, says this already."""
        return any((each.label, each.fragments) == (label, spans) for key, each in self.said.items() if key != but)

    def begun(self) -> Status:
        return Status.IN_PROGRESS if self.status in {Status.NEW, Status.NOTHING_HERE} else self.status


State = dict[str, Article]


def joins(kind: str, source: str, target: str) -> bool:
    return (kind, source, target) in {("said_by", "claim", "actor"), ("has_figure", "claim", "figure")}


class WorkspaceStates(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp())
        (self.root / "sub").mkdir()
        for article_id in ARTICLES:
            (self.root / article_id).write_bytes(TEXT.encode())
        self.state: State = {article_id: Article() for article_id in ARTICLES}
        self.done: list[State] = []
        self.undone: list[State] = []
        self.workspace = self.opened()

    def opened(self, *, writable: bool = True) -> Workspace:
        return Workspace.open(self.root, annotator="hana", machine="pc", writable=writable)

    def teardown(self) -> None:
        if hasattr(self, "workspace"):
            self.workspace.close()
            shutil.rmtree(self.root)

    def edit(self, article_id: str, **changes: object) -> None:
        self.done.append(self.state)
        self.undone.clear()
        self.state = self.state | {article_id: replace(self.state[article_id], **changes)}

    def some_annotation(self, data: st.DataObject) -> tuple[str, str, Said] | None:
        places = [(article_id, *each) for article_id, work in self.state.items() for each in work.said.items()]
        return data.draw(st.sampled_from(places)) if places else None

    def say(self, article_id: str, annotation_id: str, said: Said) -> None:
        """An annotation now says this; if it is what it said before, nothing was done."""
        work = self.state[article_id]
        before = work.said[annotation_id]
        if said != before or exact(said.attributes) != exact(before.attributes):
            self.edit(article_id, said=work.said | {annotation_id: said})

    @rule(article_id=st.sampled_from(ARTICLES), label=LABELS, spans=fragments())
    def annotate(self, article_id: str, label: str, spans: tuple[Span, ...]) -> None:
        made = self.workspace.editor.annotate(article_id, label, spans)
        work = self.state[article_id]
        if work.tells(label, spans):
            assert work.said[made.id] == Said(made.label, made.fragments, made.note, dict(made.attributes))
            return
        self.edit(article_id, status=work.begun(), said=work.said | {made.id: Said(label, spans)})

    @rule(article_id=st.sampled_from(ARTICLES), label=LABELS, spans=st.lists(SPANS, max_size=4))
    def annotate_all(self, article_id: str, label: str, spans: list[Span]) -> None:
        made = self.workspace.editor.annotate_all(article_id, label, spans)
        work = self.state[article_id]
        new = [(span,) for span in dict.fromkeys(spans) if not work.tells(label, (span,))]
        assert [each.fragments for each in made] == new
        if new:
            said = {each.id: Said(label, each.fragments) for each in made}
            self.edit(article_id, status=work.begun(), said=work.said | said)

    @rule(data=st.data(), label=LABELS)
    def relabel(self, data: st.DataObject, label: str) -> None:
        if place := self.some_annotation(data):
            article_id, annotation_id, before = place
            work = self.state[article_id]
            if work.tells(label, before.fragments, but=annotation_id) and before.label != label:
                with pytest.raises(LabelError):
                    self.workspace.editor.relabel(article_id, annotation_id, label)
                return
            self.workspace.editor.relabel(article_id, annotation_id, label)
            if before.label != label:
                said = work.said | {annotation_id: replace(before, label=label)}
                related = {
                    each: (kind, source, target)
                    for each, (kind, source, target) in work.related.items()
                    if joins(kind, said[source].label, said[target].label)
                }
                self.edit(article_id, said=said, related=related)

    @rule(data=st.data(), spans=fragments(), adding=st.booleans())
    def move(self, data: st.DataObject, spans: tuple[Span, ...], adding: bool) -> None:
        if place := self.some_annotation(data):
            article_id, annotation_id, before = place
            if adding:
                covered = {offset for span in (*before.fragments, spans[0]) for offset in range(span.start, span.end)}
                starts = sorted(offset for offset in covered if offset - 1 not in covered)
                ends = sorted(offset + 1 for offset in covered if offset + 1 not in covered)
                wanted = tuple(Span(start, end) for start, end in zip(starts, ends, strict=True))
            else:
                wanted = spans
            if self.state[article_id].tells(before.label, wanted, but=annotation_id):
                with pytest.raises(LabelError):
                    self.moved(article_id, annotation_id, spans, adding=adding)
                return
            self.moved(article_id, annotation_id, spans, adding=adding)
            self.say(article_id, annotation_id, replace(before, fragments=wanted))

    def moved(self, article_id: str, annotation_id: str, spans: tuple[Span, ...], *, adding: bool) -> None:
        if adding:
            self.workspace.editor.add_fragment(article_id, annotation_id, spans[0])
        else:
            self.workspace.editor.set_fragments(article_id, annotation_id, spans)

    @rule(data=st.data(), note=WORDS)
    def set_note(self, data: st.DataObject, note: str) -> None:
        if place := self.some_annotation(data):
            article_id, annotation_id, before = place
            assert self.workspace.editor.set_note(article_id, annotation_id, note).note == note
            self.say(article_id, annotation_id, replace(before, note=note))

    @rule(data=st.data(), attributes=ATTRIBUTES)
    def set_attributes(self, data: st.DataObject, attributes: dict[str, object]) -> None:
        if place := self.some_annotation(data):
            article_id, annotation_id, before = place
            self.workspace.editor.set_attributes(article_id, annotation_id, attributes)
            self.say(article_id, annotation_id, replace(before, attributes=attributes))

    @rule(data=st.data(), kind=st.sampled_from(["said_by", "has_figure"]))
    def relate(self, data: st.DataObject, kind: str) -> None:
        pairs = [
            (joins(kind, work.said[source].label, work.said[target].label), article_id, source, target)
            for article_id, work in self.state.items()
            for source in work.said
            for target in work.said
        ]
        fitting = [pair for pair in pairs if pair[0]]
        if not pairs:
            return
        fits, article_id, source, target = data.draw(st.sampled_from(fitting or pairs))
        work = self.state[article_id]
        if not fits:
            with pytest.raises(LabelError):
                self.workspace.editor.relate(article_id, kind, source, target)
            return
        made = self.workspace.editor.relate(article_id, kind, source, target)
        if (kind, source, target) in work.related.values():
            assert work.related[made.id] == (kind, source, target)
        else:
            self.edit(article_id, related=work.related | {made.id: (kind, source, target)})

    @rule(data=st.data())
    def unrelate(self, data: st.DataObject) -> None:
        places = [(article_id, each) for article_id, work in self.state.items() for each in work.related]
        if places:
            article_id, relation_id = data.draw(st.sampled_from(places))
            self.workspace.editor.unrelate(article_id, relation_id)
            related = self.state[article_id].related
            self.edit(article_id, related={each: ends for each, ends in related.items() if each != relation_id})

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        if place := self.some_annotation(data):
            article_id, annotation_id, _ = place
            self.workspace.editor.remove(article_id, annotation_id)
            work = self.state[article_id]
            self.edit(
                article_id,
                said={each: said for each, said in work.said.items() if each != annotation_id},
                related={each: ends for each, ends in work.related.items() if annotation_id not in ends},
            )

    @rule(article_id=st.sampled_from(ARTICLES), status=st.sampled_from(Status))
    def set_status(self, article_id: str, status: Status) -> None:
        self.workspace.editor.set_status(article_id, status)
        if self.state[article_id].status is not status:
            self.edit(article_id, status=status)

    @rule(article_id=st.sampled_from(ARTICLES), note=WORDS)
    def set_article_note(self, article_id: str, note: str) -> None:
        self.workspace.editor.set_article_note(article_id, note)
        if self.state[article_id].note != note:
            self.edit(article_id, note=note)

    @rule()
    def undo(self) -> None:
        assert (self.workspace.editor.undo() == ()) is (not self.done)
        if self.done:
            self.undone.append(self.state)
            self.state = self.done.pop()

    @rule()
    def redo(self) -> None:
        assert (self.workspace.editor.redo() == ()) is (not self.undone)
        if self.undone:
            self.done.append(self.state)
            self.state = self.undone.pop()

    @rule(damage=st.sampled_from(["nothing", "cache", "files", "a file", "tail"]))
    def restart(self, damage: str) -> None:
        self.workspace.close()
        store = self.root / "annotations" / "hana"
        match damage:
            case "cache":
                shutil.rmtree(self.root / ".newsreader", ignore_errors=True)
            case "files":
                shutil.rmtree(store / "articles", ignore_errors=True)
            case "a file" if (file := store / "articles" / "a.txt.json").exists():
                file.write_bytes(file.read_bytes()[:-9])
            case "tail" if (journal := store / "journal" / "pc.jsonl").exists():
                journal.write_bytes(journal.read_bytes() + b'{"article":"a.txt","revi')
        self.workspace = self.opened()

    @precondition(lambda self: hasattr(self, "workspace"))
    @invariant()
    def everything_is_as_the_model_says(self) -> None:
        for workspace in (self.workspace, self.opened(writable=False)):
            finished = sum(work.status in {Status.DONE, Status.NOTHING_HERE} for work in self.state.values())
            assert workspace.progress.total() == Progress(
                2, finished, sum(len(work.said) for work in self.state.values())
            )
            for article_id, wanted in self.state.items():
                work = workspace.work(article_id)
                assert modelled(work) == wanted
                for each in work.annotations:
                    assert exact(each.attributes) == exact(wanted.said[each.id].attributes)
                assert workspace.orphans(article_id) == ()
        records = {each.article.id: each.work for each in self.workspace.records()}
        assert set(records) == {each for each, work in self.state.items() if work != Article()}


def modelled(work: AnnotationSet) -> Article:
    return Article(
        status=work.status,
        note=work.note,
        said={each.id: Said(each.label, each.fragments, each.note, dict(each.attributes)) for each in work.annotations},
        related={each.id: (each.type, each.source, each.target) for each in work.relations},
    )


TestWorkspaceStates = WorkspaceStates.TestCase
TestWorkspaceStates.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
