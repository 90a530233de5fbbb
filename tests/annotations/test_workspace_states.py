"""Any sequence of edits, undos and restarts leaves what a model in memory leaves."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotations.annotation import Status
from annotations.label import DEFAULT_LABELS
from annotations.span import Span
from annotations.workspace import Workspace

TEXT = "\U0001f4c9 \u0642\u0627\u0644\u064e one two\r\nthree\u2028 four"
ARTICLES = ("a.txt", "sub/b.txt")
LABELS = st.sampled_from([label.name for label in DEFAULT_LABELS])
State = dict[str, tuple[Status, dict[str, tuple[str, tuple[Span, ...]]]]]


@st.composite
def fragments(draw: st.DrawFn) -> tuple[Span, ...]:
    edges = sorted(draw(st.sets(st.integers(0, len(TEXT)), min_size=2, max_size=6)))
    edges = edges[: len(edges) // 2 * 2]
    return tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))


class WorkspaceStates(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp())
        (self.root / "sub").mkdir()
        for article_id in ARTICLES:
            (self.root / article_id).write_bytes(TEXT.encode())
        self.state: State = {article_id: (Status.NEW, {}) for article_id in ARTICLES}
        self.done: list[State] = []
        self.undone: list[State] = []
        self.workspace = self.opened()

    def opened(self, *, writable: bool = True) -> Workspace:
        return Workspace.open(self.root, annotator="hana", machine="pc", writable=writable)

    def teardown(self) -> None:
        if hasattr(self, "workspace"):
            self.workspace.close()
            shutil.rmtree(self.root)

    def edit(self, article_id: str, status: Status, values: dict[str, tuple[str, tuple[Span, ...]]]) -> None:
        self.done.append(self.state)
        self.undone.clear()
        self.state = self.state | {article_id: (status, values)}

    def some_annotation(self, data: st.DataObject) -> tuple[str, str] | None:
        places = [(article_id, each) for article_id, (_, values) in self.state.items() for each in values]
        return data.draw(st.sampled_from(places)) if places else None

    @rule(article_id=st.sampled_from(ARTICLES), label=LABELS, spans=fragments())
    def annotate(self, article_id: str, label: str, spans: tuple[Span, ...]) -> None:
        made = self.workspace.annotate(article_id, label, spans)
        status, values = self.state[article_id]
        if (label, spans) in values.values():
            assert values[made.id] == (label, spans)
            return
        begun = Status.IN_PROGRESS if status in {Status.NEW, Status.NOTHING_HERE} else status
        self.edit(article_id, begun, values | {made.id: (label, spans)})

    @rule(data=st.data(), label=LABELS)
    def relabel(self, data: st.DataObject, label: str) -> None:
        if place := self.some_annotation(data):
            article_id, annotation_id = place
            status, values = self.state[article_id]
            before, spans = values[annotation_id]
            if before != label and (label, spans) in values.values():
                return
            self.workspace.relabel(article_id, annotation_id, label)
            if before != label:
                self.edit(article_id, status, values | {annotation_id: (label, spans)})

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        if place := self.some_annotation(data):
            article_id, annotation_id = place
            self.workspace.remove(article_id, annotation_id)
            status, values = self.state[article_id]
            self.edit(article_id, status, {each: value for each, value in values.items() if each != annotation_id})

    @rule(article_id=st.sampled_from(ARTICLES), status=st.sampled_from(Status))
    def set_status(self, article_id: str, status: Status) -> None:
        self.workspace.set_status(article_id, status)
        before, values = self.state[article_id]
        if before is not status:
            self.edit(article_id, status, values)

    @rule()
    def undo(self) -> None:
        assert (self.workspace.undo() is None) is (not self.done)
        if self.done:
            self.undone.append(self.state)
            self.state = self.done.pop()

    @rule()
    def redo(self) -> None:
        assert (self.workspace.redo() is None) is (not self.undone)
        if self.undone:
            self.done.append(self.state)
            self.state = self.undone.pop()

    @rule(damage=st.sampled_from(["nothing", "cache", "files", "a file", "tail"]))
    def restart(self, damage: str) -> None:
        self.workspace.close()
        store = self.root / "annotations" / "hana"
        match damage:
            case "cache":
                shutil.rmtree(self.root / ".newsreader")
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
            for article_id, (status, values) in self.state.items():
                work = workspace.work(article_id)
                assert work.status is status
                assert {each.id: (each.label, each.fragments) for each in work.annotations} == values
                assert workspace.orphans(article_id) == ()
        records = {each.article.id: each.work for each in self.workspace.records()}
        assert set(records) == {each for each, state in self.state.items() if state != (Status.NEW, {})}


TestWorkspaceStates = WorkspaceStates.TestCase
TestWorkspaceStates.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
