"""Whatever the sample corpus's gold annotations say can be said by keys alone."""

import json
import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from annotations.model.annotation import Annotation, AnnotationSet, Status
from annotations.samples import sample_corpus
from annotations.workspace.workspace import Workspace
from benchmarks.keystrokes.plan import Pane, Planner
from benchmarks.keystrokes.replay import SIZE
from benchmarks.keystrokes.wanted import WantedSpan, read_wanted
from tui.app import NewsreaderApp
from tui.prompts.attributes import written
from tui.widgets.article.article_view import ArticleView
from tui.widgets.lists.annotation_panel import AnnotationPanel
from tui.widgets.prompt import Prompt

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
    """Goes through the list of annotations by keys, looking at what the screen and the store say."""

    def __init__(self, pilot: Pilot, workspace: Workspace) -> None:
        self._pilot = pilot
        self._workspace = workspace
        self._panel = pilot.app.screen.query_one(AnnotationPanel)

    @property
    def said(self) -> dict:
        return said(self._workspace.work(self._workspace.ids[0]))

    async def visit(self, spans: dict, steps: dict) -> None:
        """Give each annotation its attributes, and each start of a relation in `steps` that relation."""
        await self._pilot.press("home")
        for row in range(len(spans)):
            if row:
                await self._pilot.press("down")
            current = self._panel.annotation()
            assert current is not None
            span = made_span(current)
            if spans[span] != dict(current.attributes):
                await self._give(spans[span])
            if span in steps:
                await self._relate(steps[span])

    async def _give(self, attributes: dict) -> None:
        await self._pilot.press("v")
        if self._pilot.app.screen.query_one(Prompt)._answer != written(attributes):
            await self._pilot.press("ctrl+u", *written(attributes))
        await self._pilot.press("enter")

    async def _relate(self, relation: tuple) -> None:
        before = self.said["relations"]
        for _ in range(MOST_PRESSES):
            await self._pilot.press("r")
            if self.said["relations"] == before | {relation}:
                return
        pytest.fail(f"no r makes {relation}")


def visits(relations: set) -> list[dict]:
    """The relations by where `r` is pressed: on the claim for who says it, else on the target.

    A second `r` on one annotation replaces what the first one did, so each visit has one for each annotation.
    """
    found: list[dict] = []
    with_speaker = set()
    for kind, source, target in sorted(relations, reverse=True):
        start = source if kind == "said_by" and source not in with_speaker else target
        with_speaker.add(source)
        free = next((each for each in found if start not in each), None)
        if free is None:
            found.append(free := {})
        free[start] = kind, source, target
    return found


async def make(corpus: Path, record: dict) -> dict:
    """Make an article's gold by keys; returns what the store then says."""
    with Workspace.open(corpus, annotator="keys") as workspace:
        spans = next(each.spans for each in read_wanted(GOLD) if each.id == record["id"])
        article = workspace.article(workspace.ids[0])
        assert article.text == record["text"]
        app = NewsreaderApp(workspace)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("enter")
            pane = Pane(*app.screen.query_one(ArticleView).size)
            plan = Planner(article, spans, workspace.labels, pane).plan(with_hints=False)
            await pilot.press(*plan.keys, "tab")
            analyst = Analyst(pilot, workspace)
            for steps in visits(wanted(record)["relations"]):
                await analyst.visit(wanted(record)["spans"], steps)
            await pilot.press("d")
    with Workspace.open(corpus, annotator="keys", writable=False) as workspace:
        return said(workspace.work(workspace.ids[0]))


@pytest.mark.slow
@pytest.mark.parametrize(
    "article_id",
    ["transport/airline-order.txt", "climate/floods-wadi-alsidr.txt", "agriculture/wheat prices.txt"],
)
async def test_the_gold_of_an_article_is_made_by_keys_alone(article_id: str, tmp_path: Path) -> None:
    record = next(each for each in map(json.loads, GOLD.open(encoding="utf-8")) if each["id"] == article_id)
    shutil.copy(sample_corpus() / article_id, tmp_path)
    assert await make(tmp_path, record) == wanted(record)
