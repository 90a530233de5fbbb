"""The proof of a plan: type its keys into the real application and compare the store with the wanted annotations."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from annotations.model.annotation import AnnotationSet
from annotations.workspace.workspace import Workspace
from benchmarks.keystrokes.plan import Pane, Plan
from benchmarks.keystrokes.wanted import WantedArticle, WantedSpan
from tui.app import NewsreaderApp
from tui.widgets.article.article_view import ArticleView

SIZE = (120, 40)
"""Columns and rows of the terminal."""
OPEN, NEXT_ARTICLE = "enter", "]"


class Difference(NamedTuple):
    """The differences between the store and the wanted annotations of an article."""

    article_id: str
    missing: Sequence[WantedSpan]
    unwanted: Sequence[WantedSpan]


async def text_pane(workspace: Workspace) -> Pane:
    """Return the size of the text pane."""
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(OPEN)
        return Pane(*app.screen.query_one(ArticleView).size)


async def replay(workspace: Workspace, plans: Sequence[Plan]) -> None:
    """Type the keys of each article, from the first one on."""
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(OPEN)
        for number, plan in enumerate(plans):
            if number:
                await pilot.press(NEXT_ARTICLE)
            await pilot.press(*plan.keys)


def compare(workspace: Workspace, wanted: Sequence[WantedArticle]) -> list[Difference]:
    """Return the differences of all articles whose annotations are not the wanted ones."""
    differences = []
    for article_id, article in zip(workspace.ids, wanted, strict=True):
        made, meant = made_spans(workspace.work(article_id)), set(article.spans)
        if made != meant:
            differences.append(Difference(article.id, sorted(meant - made), sorted(made - meant)))
    return differences


def made_spans(work: AnnotationSet) -> set[WantedSpan]:
    """Return the annotations of an article in the form of the wanted ones."""
    return {
        WantedSpan(each.label, tuple((fragment.start, fragment.end) for fragment in each.fragments))
        for each in work.annotations
    }


def write_articles(folder: Path, wanted: Sequence[WantedArticle]) -> None:
    """Write the articles' texts into a folder, verbatim, so that a workspace has them in their order."""
    for number, article in enumerate(wanted):
        (folder / f"{number:05}.txt").write_text(article.text, encoding="utf-8", newline="")
