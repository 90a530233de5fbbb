"""Whatever two writers do, and however they end, both come to what a model in memory says."""

import os
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotations.model.annotation import Annotation
from annotations.model.edit import Change, Edit
from annotations.store.check import examine
from annotations.store.journals import cache as journalcache
from annotations.store.store import Store
from annotations.text.span import Span

ARTICLES = ("a", "b", "c")
WRITERS = st.integers(0, 1)
IDS = st.sampled_from("123")
State = dict[str, dict[str, str]]
"""Article -> annotation's id -> its label."""


def annotation(annotation_id: str, label: str) -> Annotation:
    return Annotation(
        id=annotation_id,
        label=label,
        fragments=(Span(0, 1),),
        quote="x",
        prefix="",
        suffix="",
        annotator="hana",
        created="",
    )


class StoreStates(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp())
        self.state: State = {each: {} for each in ARTICLES}
        self.done: list[list[tuple[Edit, ...]]] = [[], []]
        self.undone: list[list[tuple[Edit, ...]]] = [[], []]
        self.stores = [self.opened(each) for each in (0, 1)]

    def opened(self, writer: int) -> Store:
        return Store(self.root, "hana", machine=f"m{writer}", writable=True)

    def teardown(self) -> None:
        if hasattr(self, "stores"):
            for each in self.stores:
                each.close()
            shutil.rmtree(self.root)

    def make(self, edits: tuple[Edit, ...]) -> None:
        for edit in edits:
            labels = self.state[edit.article_id]
            for change in edit.changes:
                labels.pop((change.before or change.after).id, None)
                if change.after is not None:
                    labels[change.after.id] = change.after.label

    @rule(writer=WRITERS, data=st.data(), articles=st.sets(st.sampled_from(ARTICLES), min_size=1))
    def edit(self, writer: int, data: st.DataObject, articles: set[str]) -> None:
        edits = []
        for article_id in sorted(articles):
            each, label = data.draw(IDS), data.draw(st.sampled_from(["", "actor", "claim"]))
            before = self.state[article_id].get(each)
            change = Change(
                None if before is None else annotation(each, before), annotation(each, label) if label else None
            )
            if change.before or change.after:
                edits.append(Edit(article_id=article_id, summary="", changes=(change,)))
        if edits:
            self.stores[writer].commit_all(edits, sha256=dict.fromkeys(articles, "0"))
            self.make(tuple(edits))
            self.done[writer].append(tuple(edits))
            self.undone[writer].clear()

    def taken_back(self, edits: tuple[Edit, ...]) -> list[Edit]:
        """The inverses of edits, without changes of what the other writer has changed since."""
        made = []
        for edit in reversed(edits):
            labels = self.state[edit.article_id]
            kept = [
                each.inverse()
                for each in reversed(edit.changes)
                if each.before != each.after
                and labels.get((each.before or each.after).id) == (each.after.label if each.after else None)
            ]
            made.append(replace(edit, changes=tuple(kept)))
            self.make((made[-1],))
        return made

    @rule(writer=WRITERS)
    def undo(self, writer: int) -> None:
        edits = self.stores[writer].undo()
        assert bool(edits) == bool(self.done[writer])
        if edits:
            made = self.taken_back(self.done[writer].pop())
            assert [each.inverse().changes for each in reversed(edits)] == [each.changes for each in made]
            self.undone[writer].append(tuple(made))

    @rule(writer=WRITERS)
    def redo(self, writer: int) -> None:
        edits = self.stores[writer].redo()
        assert bool(edits) == bool(self.undone[writer])
        if edits:
            made = self.taken_back(self.undone[writer].pop())
            assert [each.changes for each in edits] == [each.changes for each in made]
            self.done[writer].append(tuple(made))

    @rule(writer=WRITERS, article_id=st.sampled_from(ARTICLES))
    def read(self, writer: int, article_id: str) -> None:
        self.stores[writer].read(article_id)

    @rule(writer=WRITERS, how=st.sampled_from(["closed", "killed", "torn", "without files", "a broken file"]))
    def end(self, writer: int, how: str) -> None:
        if how == "closed":
            self.stores[writer].close()
        else:
            self.stores[writer].journal.release()
        folder = self.root / "annotations" / "hana"
        journal = folder / "journal" / f"m{writer}.jsonl"
        file = folder / "articles" / "a.json"
        if how == "torn" and journal.exists():
            journal.write_bytes(journal.read_bytes() + b'{"schema":2,"article":"a","revi')
        elif how == "without files":
            shutil.rmtree(folder / "articles", ignore_errors=True)
        elif how == "a broken file" and file.exists():
            file.write_bytes(file.read_bytes()[:-9])
        self.stores[writer] = self.opened(writer)

    @rule()
    def check(self) -> None:
        for finding in examine(self.root, "hana", lambda _: None, repair=True):
            assert finding.kind.value in {"torn line", "missing file", "unusable file", "file behind", "article gone"}

    @precondition(lambda self: hasattr(self, "stores"))
    @invariant()
    def all_see_what_the_model_says(self) -> None:
        for store in (*self.stores, Store(self.root, "hana", writable=False)):
            store.refresh()
            for article_id, labels in self.state.items():
                work = store.read(article_id).work
                assert {each.id: each.label for each in work.annotations} == labels
                assert len(work.annotations) == len(labels)


TestStoreStates = StoreStates.TestCase
TestStoreStates.settings = settings(
    max_examples=6, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.fixture(autouse=True)
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """No disk is waited for, where a test writes thousands of times; what was read is kept, however little it is."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(journalcache, "WORTH", 1)


@pytest.mark.slow
def test_many_more_states() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    many = settings(TestStoreStates.settings, max_examples=1000, stateful_step_count=40)
    run_state_machine_as_test(StoreStates, settings=many)
    print(f"{many.max_examples} sequences of up to {many.stateful_step_count} steps")
