"""Whatever the sample corpus's gold annotations say can be said by keys alone."""

import json
import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from annotations.annotation import Annotation, AnnotationSet, Status
from annotations.samples import sample_corpus
from annotations.workspace import Workspace
from benchmarks.keystrokes.plan import Planner
from benchmarks.keystrokes.replay import SIZE, text_pane
from benchmarks.keystrokes.wanted import WantedSpan, read_wanted
from tui.app import NewsreaderApp
from tui.attributes import written
from tui.widgets.annotation_panel import AnnotationPanel

GOLD = sample_corpus().parent / "gold.jsonl"
MOST_PRESSES = 60


def wanted_span(span: dict) -> WantedSpan:
    fragments = span.get("fragments", [[span["start"], span["end"]]])
    return WantedSpan(span["label"], tuple((start, end) for start, end in fragments))


def made_span(annotation: Annotation) -> WantedSpan:
    return WantedSpan(annotation.label, tuple((each.start, each.end) for each in annotation.fragments))


def said(work: AnnotationSet) -> dict:
    """All that some work says, without ids and times."""
    spans = {each.id: made_span(each) for each in work.annotations}
    return {
        "status": work.status,
        "spans": {spans[each.id]: dict(each.attributes) for each in work.annotations},
        "relations": {(each.type, spans[each.source], spans[each.target]) for each in work.relations},
    }


def wanted(record: dict) -> dict:
    """The same of a line of the gold."""
    spans = {each["id"]: wanted_span(each) for each in record["spans"]}
    relations = record.get("relations", [])
    return {
        "status": Status(record["status"]),
        "spans": {spans[each["id"]]: each.get("attributes", {}) for each in record["spans"]},
        "relations": {(each["type"], spans[each["source"]], spans[each["target"]]) for each in relations},
    }


class Analyst:
    """Works in the list of annotations, by keys, looking only at what the store says."""

    def __init__(self, pilot: Pilot, workspace: Workspace) -> None:
        self._pilot = pilot
        self._workspace = workspace
        self._id = workspace.ids[0]
        self._panel = pilot.app.screen.query_one(AnnotationPanel)

    @property
    def work(self) -> AnnotationSet:
        return self._workspace.work(self._id)

    async def go_to(self, span: WantedSpan) -> None:
        places = [made_span(each) for each in self.work.annotations]
        await self._pilot.press("home", *["down"] * places.index(span))
        current = self._panel.annotation()
        assert current is not None
        assert made_span(current) == span

    async def relate(self, start: WantedSpan, relation: tuple) -> None:
        before = said(self.work)["relations"]
        await self.go_to(start)
        for _ in range(MOST_PRESSES):
            await self._pilot.press("r")
            if said(self.work)["relations"] == before | {relation}:
                return
        pytest.fail(f"no r makes {relation}")

    async def give(self, span: WantedSpan, attributes: dict) -> None:
        await self.go_to(span)
        await self._pilot.press("v", "ctrl+u", *written(attributes), "enter")


async def make(corpus: Path, record: dict) -> dict:
    """Make an article's gold by keys; returns what the store then says."""
    with Workspace.open(corpus, annotator="keys") as workspace:
        spans = next(each.spans for each in read_wanted(GOLD) if each.id == record["id"])
        article = workspace.article(workspace.ids[0])
        assert article.text == record["text"]
        plan = Planner(article, spans, workspace.labels, await text_pane(workspace)).plan(with_hints=False)
        app = NewsreaderApp(workspace)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("enter", *plan.keys, "tab")
            analyst = Analyst(pilot, workspace)
            meant = wanted(record)
            for span, attributes in meant["spans"].items():
                if attributes:
                    await analyst.give(span, attributes)
            with_speaker = set()
            for relation in sorted(meant["relations"], reverse=True):
                kind, source, target = relation
                # A second r on one annotation replaces what the first one did.
                is_first = kind == "said_by" and source not in with_speaker
                with_speaker.add(source)
                await analyst.relate(source if is_first else target, relation)
            await pilot.press("d")
    with Workspace.open(corpus, annotator="keys", writable=False) as workspace:
        return said(workspace.work(workspace.ids[0]))


@pytest.mark.parametrize(
    "article_id",
    [
        "transport/airline-order.txt",
        pytest.param("climate/floods-wadi-alsidr.txt", marks=pytest.mark.slow),
        pytest.param("agriculture/wheat prices.txt", marks=pytest.mark.slow),  # claims in fragments
    ],
)
async def test_the_gold_of_an_article_is_made_by_keys_alone(article_id: str, tmp_path: Path) -> None:
    record = next(each for each in map(json.loads, GOLD.open(encoding="utf-8")) if each["id"] == article_id)
    shutil.copy(sample_corpus() / article_id, tmp_path)
    assert await make(tmp_path, record) == wanted(record)
