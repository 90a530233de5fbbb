"""Exporting from the screen."""

import json
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from annotations.model.annotation import Status
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tui.app import NewsreaderApp
from tui.screens.exporting import ExportScreen, FormatList
from tui.widgets.article.article_view import ArticleView
from tui.widgets.info_page import InfoPage
from tui.widgets.prompt import Prompt

SIZE = (120, 50)


def page(app: NewsreaderApp) -> str:
    rows = (
        "".join(segment.text for segment in leaflet.render_line(y))
        for leaflet in app.screen.query(InfoPage)
        for y in range(leaflet.size.height)
    )
    return " ".join(" ".join(rows).split())


async def written(pilot: Pilot[None], app: NewsreaderApp, target: Path) -> None:
    await pilot.press("enter", "ctrl+u")
    app.screen.query_one(Prompt).post_message(events.Paste(str(target)))
    await pilot.press("enter")
    await app.workers.wait_for_complete()
    await pilot.pause()


@pytest.fixture
def annotated(project: Workspace) -> Workspace:
    project.editor.annotate("a.txt", "actor", (Span(0, 5),))
    project.editor.annotate("b.txt", "claim", (Span(0, 5),))
    project.editor.set_status("b.txt", Status.DONE)
    return project


async def test_what_is_exported_from_the_screen_is_what_was_tagged(annotated: Workspace, tmp_path: Path) -> None:
    app = NewsreaderApp(annotated)
    target = tmp_path / "out.jsonl"
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "w")
        assert '"schema":"newsreader/1"' in page(app)
        await written(pilot, app, target)
        assert "2 articles, 2 annotations written to" in page(app)
        await pilot.press("escape")
        assert not isinstance(app.screen, ExportScreen)
        assert app.focused is app.screen.query_one(ArticleView)
    records = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [(each["id"], each["spans"][0]["label"]) for each in records] == [("a.txt", "actor"), ("b.txt", "claim")]


async def test_only_what_is_finished_is_exported_where_that_is_chosen(annotated: Workspace, tmp_path: Path) -> None:
    app = NewsreaderApp(annotated)
    target = tmp_path / "out.jsonl"
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "w", "d")
        await written(pilot, app, target)
        assert "1 article, 1 annotation written to" in page(app)


async def test_what_a_format_has_no_place_for_is_told(annotated: Workspace, tmp_path: Path) -> None:
    annotated.editor.set_note("a.txt", annotated.work("a.txt").annotations[0].id, "x")
    app = NewsreaderApp(annotated)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "w", "down")
        assert app.screen.query_one(FormatList).chosen == "doccano"
        await written(pilot, app, tmp_path / "out.jsonl")
        assert "lost: notes (1)" in page(app)


@pytest.mark.parametrize("size", [(80, 24), (50, 15)])
async def test_a_small_terminal_shows_the_choices_what_came_of_it_and_where_to_type_the_target(
    annotated: Workspace, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = NewsreaderApp(annotated)
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter", "w")
        await written(pilot, app, tmp_path / "out.jsonl")
        await pilot.press("enter")
        await pilot.pause()
        for widget in (app.screen.query(InfoPage).first(), app.screen.query_one(Prompt)):
            visible = app.screen.find_widget(widget).visible_region
            assert visible.height == widget.outer_size.height > 0


async def test_a_target_that_cannot_be_written_is_told_and_another_can_be_named(
    annotated: Workspace, tmp_path: Path
) -> None:
    app = NewsreaderApp(annotated)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "w")
        await written(pilot, app, tmp_path / "missing" / "out.jsonl")
        assert "there is no such folder" in page(app)
        await pilot.press("enter")
        assert app.focused is app.screen.query_one(Prompt)


async def test_an_export_that_fails_unforeseen_says_so(
    annotated: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> Workspace:
        raise ValueError("a column too many")

    app = NewsreaderApp(annotated)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "w")
        monkeypatch.setattr(annotated, "reader", fail)
        await written(pilot, app, tmp_path / "out.jsonl")
        assert "ValueError: a column too many" in page(app)


async def test_spans_outside_the_chosen_sections_are_counted(tmp_path: Path) -> None:
    # The minister opens the station; the minister said that the work ended; advertisement
    words = ("الوزير يفتتح المحطة الجديدة في المدينة اليوم", "قال الوزير إن العمل انتهى في المحطة الجديدة.", "إعلان")
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("\n\n".join(words), encoding="utf-8")
    with Workspace.open(folder, annotator="hana") as workspace:
        text = workspace.article("a.txt").text
        inside, outside = text.index(words[1]) + 4, text.index(words[2])
        workspace.editor.annotate("a.txt", "actor", (Span(inside, inside + 6),))
        workspace.editor.annotate("a.txt", "claim", (Span(outside, outside + 5),))
        app = NewsreaderApp(workspace)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("enter", "w", "s")
            await written(pilot, app, tmp_path / "out.jsonl")
            assert "left out: 1 annotation outside the selected sections" in page(app)
