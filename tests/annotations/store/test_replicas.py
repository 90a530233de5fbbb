"""Machines share a folder by a synchroniser: in whatever order files arrive, no acknowledged edit leaves the view."""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotations.model.annotation import Annotation, AnnotationSet, Relation, Status
from annotations.model.edit import Change, Edit
from annotations.store.journals import cache as journalcache
from annotations.store.store import Store
from annotations.text.span import Span

MACHINES = ("pc", "laptop", "desk", "server")
ARTICLES = ("b/a",)
WHO = st.integers(0, len(MACHINES) - 1)
PICK = st.integers(0, 1_000_000)
LABELS = ("actor", "claim")
EDITS = ("add", "change", "remove", "status", "note", "note", "relate")
SENT = ("annotations/hana/articles/**/*", "annotations/hana/journal/*", ".newsreader/journals/*")
"""What a synchroniser may carry before the rest."""


def annotation(annotation_id: str, label: str, start: int) -> Annotation:
    return Annotation(
        id=annotation_id,
        label=label,
        fragments=(Span(start, start + 1),),
        quote="x",
        prefix="",
        suffix="",
        annotator="hana",
        created="",
    )


class Replicas(RuleBasedStateMachine):
    """Each machine has a folder of its own; what one sends to another lies in a bag until it is delivered, or never."""

    @initialize(machines=st.integers(2, len(MACHINES)))
    def begin(self, machines: int) -> None:
        self.top = Path(tempfile.mkdtemp())
        self.roots = [self.top / each for each in MACHINES[:machines]]
        self.stores = [self.opened(number) for number in range(machines)]
        self.made = 0
        self.mine: list[dict[str, str]] = [{} for _ in self.roots]
        """By machine: id of an annotation that it alone has ever changed -> the article."""
        self.bag: list[tuple[int, str, bytes]] = []
        self.conflicts: dict[str, bytes] = {}
        """Name of a copy that a synchroniser keeps of a journal with two histories -> its content."""

    def opened(self, number: int) -> Store:
        return Store(self.roots[number], "hana", machine=MACHINES[number], writable=True)

    def teardown(self) -> None:
        if not hasattr(self, "stores"):
            return
        for who, each in enumerate(self.stores):
            each.close()
            self.stores[who].journal.release()
        journals = {
            path.name: path.read_bytes() for who, root in enumerate(self.roots) for path in own_journals(root, who)
        }
        journals |= self.conflicts
        for root in self.roots:
            for name, content in journals.items():
                write(root / "annotations" / "hana" / "journal" / name, content)
        fresh = self.top / "fresh"
        for name, content in journals.items():
            write(fresh / "annotations" / "hana" / "journal" / name, content)
        wanted = model(journals)
        for root in (fresh, *self.roots):
            for store in (Store(root, "hana", machine="x", writable=True) for _ in "again"):
                for article_id in ARTICLES:
                    assert plain(store.read(article_id).work) == wanted.get(article_id, plain(EMPTY)), root.name
                    assert store.waiting(article_id) == {}
                    assert store.tally(article_id).annotations == len(store.read(article_id).work.annotations)
                assert store.damage == ""
                store.close()
        shutil.rmtree(self.top)

    # Hypothesis wants the same draws in each run, but a file may be there in one run and not yet in another: caches
    # go by the time. So no draw depends on what is there; PICK chooses among it.

    @rule(
        who=WHO,
        article_id=st.sampled_from(ARTICLES),
        edits=st.lists(st.tuples(st.sampled_from(EDITS), PICK, st.sampled_from(Status)), min_size=1, max_size=4),
    )
    def edit(self, who: int, article_id: str, edits: list[tuple[str, int, Status]]) -> None:
        for kind, pick, status in edits:
            self.edit_once(who % len(self.stores), article_id, kind, pick, status)

    def edit_once(self, who: int, article_id: str, kind: str, pick: int, status: Status) -> None:
        store = self.stores[who]
        work = store.read(article_id).work
        changes: list[Change] = []
        if kind in {"change", "remove"} and work.annotations:
            before = work.annotations[pick % len(work.annotations)]
            label = LABELS[before.label == LABELS[0]]
            after = annotation(before.id, label, before.span.start) if kind == "change" else None
            changes.append(Change(before, after))
            for each in self.mine:
                each.pop(before.id, None)
        elif kind == "status":
            changes.append(Change(work.status, status))
        elif kind == "note":
            changes.append(Change(work.note, f"{work.note}{who}"))
        elif kind == "relate" and len(work.annotations) > 1:
            self.made += 1
            ends = work.annotations[0].id, work.annotations[-1].id
            changes.append(Change(None, Relation(id=f"r{self.made}", type="t", source=ends[0], target=ends[1])))
        else:
            self.made += 1
            self.mine[who][str(self.made)] = article_id
            changes.append(Change(None, annotation(str(self.made), "actor", self.made)))
        store.commit(Edit(article_id=article_id, summary="", changes=tuple(changes)), sha256="0")

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        for edit in self.stores[who % len(self.stores)].undo():
            for change in edit.annotations():
                for each in self.mine:
                    each.pop(change.id, None)

    @rule(
        who=WHO,
        to=WHO,
        what=st.sampled_from(SENT),
        picks=st.lists(st.tuples(PICK, st.integers(0, 3), PICK), min_size=1, max_size=8),
        at_once=st.booleans(),
    )
    def send(self, who: int, to: int, what: str, picks: list[tuple[int, int, int]], at_once: bool) -> None:
        """Send some files of one machine to another: journals maybe cut, and never the receiver's own."""
        who, to = who % len(self.stores), (who + 1 + to % (len(self.stores) - 1)) % len(self.stores)
        own = {path.name for path in own_journals(self.roots[to], to)}
        paths = [path for path in sorted(self.roots[who].glob(what)) if path.is_file() and path.name not in own]
        for pick, whole, length in picks if paths else []:
            path = paths[pick % len(paths)]
            content = path.read_bytes()
            if path.suffix == ".jsonl" and not whole:
                content = content[: length % (len(content) + 1)]
            self.bag.append((to, str(path.relative_to(self.roots[who])), content))
            if at_once:
                write(self.roots[to] / self.bag[-1][1], content)
        if at_once:
            self.restart(to)

    @rule(pick=PICK)
    def deliver(self, pick: int) -> None:
        if self.bag:
            to, name, content = self.bag[pick % len(self.bag)]
            write(self.roots[to] / name, content)

    @rule(who=WHO, anew=st.booleans())
    def refresh(self, who: int, anew: bool) -> None:
        if anew:
            self.restart(who % len(self.stores))
        else:
            self.stores[who % len(self.stores)].refresh()

    @rule(who=WHO, pick=PICK, kept=PICK)
    def restore(self, who: int, pick: int, kept: int) -> None:
        """Put an older content of a machine's journal in its place, as a backup does."""
        who %= len(self.stores)
        paths = own_journals(self.roots[who], who)
        if not paths:
            return
        self.stores[who].close()
        path = paths[pick % len(paths)]
        content = path.read_bytes()
        self.conflicts[f"{path.stem}.sync-conflict-{len(self.conflicts)}.jsonl"] = content
        lines = content.splitlines(keepends=True)
        path.write_bytes(b"".join(lines[: kept % (len(lines) + 1)]))
        self.mine[who].clear()
        self.stores[who] = self.opened(who)

    def restart(self, who: int) -> None:
        self.stores[who].close()
        self.stores[who] = self.opened(who)

    @precondition(lambda self: hasattr(self, "stores"))
    @invariant()
    def each_sees_its_own(self) -> None:
        for who, store in enumerate(self.stores):
            for article_id in ARTICLES:
                shown = {each.id for each in store.read(article_id).work.annotations}
                assert {each for each, where in self.mine[who].items() if where == article_id} <= shown


EMPTY = AnnotationSet(article_id="", annotator="hana")


def own_journals(root: Path, who: int) -> list[Path]:
    return sorted((root / "annotations" / "hana" / "journal").glob(f"{MACHINES[who]}*.jsonl"))


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(content)
    new.replace(path)


def plain(work: AnnotationSet) -> tuple[str, str, dict[str, str], set[str]]:
    labels = {each.id: each.label for each in work.annotations}
    return work.status.value, work.note, labels, {each.id for each in work.relations}


def model(journals: Mapping[str, bytes]) -> dict[str, tuple[str, str, dict[str, str], set[str]]]:
    """The work on each article, as plain code makes it from the lines of all journals."""
    lines = [(name, json.loads(each)) for name, content in journals.items() for each in content.splitlines()]
    made: dict[str, tuple[str, str, dict[str, str], set[str]]] = {}
    writers: dict[str, set[str]] = {}
    known = set[tuple[str, str]]()
    for name, line in sorted(lines, key=lambda each: (each[1]["revision"], each[0].removesuffix(".jsonl"))):
        if (line["article"], line["crc"]) in known:
            continue
        known.add((line["article"], line["crc"]))
        status, note, labels, relations = made.get(line["article"], plain(EMPTY))
        for change in line["changes"]:
            ((kind, (before, after)),) = change.items()
            if kind == "annotation":
                labels = {each: label for each, label in labels.items() if each != (before or after)["id"]}
                labels |= {after["id"]: after["label"]} if after else {}
            elif kind == "relation":
                relations = relations - {(before or after)["id"]} | ({after["id"]} if after else set())
            else:
                status, note = (after, note) if kind == "status" else (status, after)
        writers[line["article"]] = {*writers.get(line["article"], ()), name}
        if status == Status.NOTHING_HERE and labels and len(writers[line["article"]]) > 1:
            status = Status.IN_PROGRESS
        made[line["article"]] = status, note, labels, relations
    return made


TestReplicas = Replicas.TestCase
TestReplicas.settings = settings(
    max_examples=8, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.fixture(autouse=True)
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """No disk is waited for, where a test writes thousands of times; what was read is kept, however little it is."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(journalcache, "WORTH", 1)


@pytest.mark.slow
def test_many_more_replicas() -> None:
    from hypothesis.stateful import run_state_machine_as_test

    many = settings(TestReplicas.settings, max_examples=400, stateful_step_count=60)
    run_state_machine_as_test(Replicas, settings=many)
