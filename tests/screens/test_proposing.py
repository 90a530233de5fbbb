"""What Space and Backspace select."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.workspace.workspace import Workspace
from tui.app import NewsreaderApp
from tui.widgets.article.article_view import ArticleView
from tui.widgets.bars import StatusLine

SIZE = (120, 40)
TEXT = "خبر\n\nقالت سحر إن السوق فتحت 3 أبواب.\nوأضافت أن القطار وصل.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    with Workspace.open(tmp_path, annotator="hana") as opened:
        yield opened


def quotes(workspace: Workspace) -> list[tuple[str, str]]:
    return [(each.label, each.quote) for each in workspace.work("a.txt").annotations]


async def test_space_and_a_label_make_one_annotation_after_another(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space", "a", "space", "c", "space", "f", "space", "c")
    assert quotes(workspace) == [
        ("actor", "سحر"),
        ("claim", "السوق فتحت 3 أبواب"),
        ("figure", "3 أبواب"),
        ("claim", "القطار وصل"),
    ]


async def test_backspace_goes_back_and_nothing_is_tagged_unasked(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space", "space", "space", "backspace")
        selection = app.screen.query_one(ArticleView).selection
        assert selection is not None
        assert selection.of(TEXT) == "السوق فتحت 3 أبواب"
    assert quotes(workspace) == []


async def test_a_proposal_is_adjusted_by_the_keys_that_adjust_any_selection(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space", "space", "ctrl+shift+right", "c")
    assert quotes(workspace) == [("claim", "السوق فتحت 3")]


async def test_it_is_said_when_nothing_more_is_proposed(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "ctrl+end", "space")
        shown = "".join(segment.text for segment in app.screen.query_one(StatusLine).render_line(0))
        assert "There are no more suggestions" in shown
