"""The reading screen, wired: keys to the workspace and back to the widgets."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual import events

from annotations.errors import StoreError
from annotations.model.annotation import Status
from annotations.store import store
from annotations.text.span import Span
from annotations.workspace import editor
from annotations.workspace.workspace import Workspace
from tui.app import NewsreaderApp
from tui.cli import main
from tui.screens.pages import InfoScreen
from tui.widgets.article.article_view import ArticleView
from tui.widgets.bars import KeyBar, StatusLine
from tui.widgets.lists.annotation_panel import AnnotationPanel
from tui.widgets.lists.article_list import ArticleList

SIZE = (120, 40)


@pytest.fixture
def workspace(corpus: Path) -> Iterator[Workspace]:
    with Workspace.open(corpus, annotator="hana") as opened:
        yield opened


def text_of(app: NewsreaderApp) -> ArticleView:
    return app.screen.query_one(ArticleView)


def notice(app: NewsreaderApp) -> str:
    line = app.screen.query_one(StatusLine)
    drawn = " ".join(line.render_line(0).text.split())
    return line.notice if "… F3" in drawn else drawn


async def test_five_spans_tagged_without_the_mouse_are_the_five_that_are_exported(
    corpus: Path, workspace: Workspace, tmp_path: Path
) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "j", "j")
        await pilot.press("2", "a")  # two words
        await pilot.press("j", "s", "c")  # a sentence
        await pilot.press("j", "shift+left", "shift+left", "shift+left", "f")  # three clusters
        await pilot.press("j", "ctrl+shift+left", "\u0634")  # a word, under an Arabic layout
        await pilot.press("j", "c")  # the word at the caret
        tagged = workspace.work(workspace.ids[0]).annotations
    workspace.close()
    target = tmp_path / "out.jsonl"
    assert main(["export", str(corpus), "--format", "jsonl", "--out", str(target)]) == 0
    (line,) = target.read_bytes().splitlines()
    record = json.loads(line)
    assert [span["label"] for span in record["spans"]] == ["actor", "claim", "figure", "actor", "claim"]
    assert [(span["start"], span["end"]) for span in record["spans"]] == [
        (each.span.start, each.span.end) for each in tagged
    ]
    assert all(record["text"][span["start"] : span["end"]] == span["text"] for span in record["spans"])
    assert record["text"] == (corpus / record["meta"]["path"]).read_bytes().decode()


async def test_a_change_is_shown_everywhere_and_undone_and_made_again(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "a")
        panel = app.screen.query_one(AnnotationPanel)
        assert panel.count == 1
        assert text_of(app).current is not None
        assert "u takes it back" in notice(app)
        await pilot.press("u")
        assert panel.count == 0
        assert text_of(app).current is None
        await pilot.press("ctrl+r")
        assert panel.count == 1
        await pilot.press("x")
        assert workspace.work(workspace.ids[0]).annotations == ()


async def test_a_label_key_on_an_annotation_relabels_it(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "a", "\u0624")
    (annotation,) = workspace.work(workspace.ids[0]).annotations
    assert annotation.label == "claim"


async def test_the_first_unfinished_article_is_shown_at_the_start_and_then_nothing_happens(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.editor.set_status(workspace.ids[0], Status.DONE)
    opened: list[str] = []
    read = workspace.article
    monkeypatch.setattr(workspace, "article", lambda article_id: opened.append(article_id) or read(article_id))
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(0.3)
        assert app.screen.query_one(ArticleList).cursor == 1
    assert opened == [workspace.ids[1]]


async def test_undo_opens_the_article_whose_edit_it_takes_back(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "a", "right_square_bracket", "f", "u", "u")
        assert app.screen.query_one(ArticleList).cursor == 0
    assert all(not workspace.work(each).annotations for each in workspace.ids[:2])


async def test_done_and_nothing_here_are_taken_back_by_the_same_key(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    first = workspace.ids[0]
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "d")
        assert workspace.work(first).status is Status.DONE
        await pilot.press("d", "0")
        assert workspace.work(first).status is Status.NOTHING_HERE
        await pilot.press("0")
        assert workspace.work(first).status is Status.NEW


async def test_an_article_with_annotations_is_not_marked_as_having_nothing(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "a", "0")
        assert "remove them first" in notice(app)
    assert workspace.work(workspace.ids[0]).status is Status.IN_PROGRESS


async def test_annotations_that_no_longer_fit_a_changed_article_are_told(corpus: Path, workspace: Workspace) -> None:
    file = corpus / workspace.ids[0]
    workspace.editor.annotate(workspace.ids[0], "actor", (Span(0, 5),))
    workspace.close()
    file.write_text("something else entirely\n", encoding="utf-8")
    with Workspace.open(corpus, annotator="hana") as reopened:
        app = NewsreaderApp(reopened)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            assert "the words of 1 annotation are gone" in notice(app)


async def test_a_store_that_cannot_write_is_told_and_nothing_is_shown_as_saved(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        monkeypatch.setattr(workspace.editor, "annotate", refuse)
        await pilot.press("a")
        assert "the disk is full" in notice(app)
        assert app.screen.query_one(AnnotationPanel).count == 0


async def test_escape_drops_the_selection_and_then_goes_back_to_the_list(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "3")
        assert text_of(app).selection is not None
        await pilot.press("escape")
        assert text_of(app).selection is None
        assert app.focused is text_of(app)
        await pilot.press("escape")
        assert app.focused is app.screen.query_one(ArticleList)


@pytest.mark.parametrize(
    ("columns", "in_list", "in_text"),
    [(160, {"articles", "text", "annotations"}, {"articles", "text", "annotations"}),
     (80, {"articles"}, {"text", "annotations"}),
     (60, {"articles"}, {"text"})],
)  # fmt: skip
async def test_the_panes_that_fit_are_shown(workspace: Workspace, columns: int, in_list: set, in_text: set) -> None:
    def shown() -> set[str | None]:
        panes = (ArticleList, ArticleView, AnnotationPanel)
        return {widget.id for pane in panes if (widget := app.screen.query_one(pane)).display}

    app = NewsreaderApp(workspace)
    async with app.run_test(size=(columns, 24)) as pilot:
        await pilot.pause()
        assert shown() == in_list
        await pilot.press("enter")
        assert shown() == in_text
        await pilot.press("tab")
        assert "annotations" in shown()


async def test_the_row_under_the_caret_stays_where_it_is_when_the_window_changes(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=(120, 16)) as pilot:
        await pilot.press("enter", "pagedown", "pagedown")
        view = text_of(app)
        before = (view.caret, view.caret_row)
        await pilot.resize_terminal(130, 16)
        await pilot.pause()
        assert (view.caret, view.caret_row) == before


async def test_a_terminal_that_is_too_small_says_so_and_goes_on_when_it_has_grown(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=(30, 8)) as pilot:
        await pilot.pause()
        assert len(app.screen.query(".too-small")) == 1
        assert not app.screen.query_one(ArticleList).parent.display
        await pilot.resize_terminal(*SIZE)
        await pilot.pause()
        assert not app.screen.query(".too-small")
        assert app.screen.query_one(ArticleList).display
        assert app.focused is app.screen.query_one(ArticleList)


async def test_nothing_lies_over_the_panes(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE, tooltips=True) as pilot:
        await pilot.pause()
        for offset in ((0, 1), (60, 20), (119, 39)):
            widget, _ = app.screen.get_widget_at(*offset)
            assert isinstance(widget, ArticleList | ArticleView | KeyBar)


async def test_an_article_that_cannot_be_read_is_told_in_its_row_and_the_others_stay(
    corpus: Path, workspace: Workspace
) -> None:
    (corpus / workspace.ids[1]).unlink()
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "enter")
        assert "there is no such file or folder" in notice(app)
        await pilot.press("down", "enter", "a")
    assert len(workspace.work(workspace.ids[2]).annotations) == 1


async def test_help_lies_over_the_text_and_its_keys_do_not_reach_it(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "?")
        assert isinstance(app.screen, InfoScreen)
        await pilot.press("a", "\u061f")
        assert not isinstance(app.screen, InfoScreen)
    assert workspace.work(workspace.ids[0]).annotations == ()


async def test_a_click_puts_the_caret_and_a_drag_selects(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        view = text_of(app)
        row = view.caret_row
        await pilot.mouse_down(ArticleView, offset=(42, row))
        start = view.caret
        await pilot.hover(ArticleView, offset=(30, row))
        await pilot.mouse_up(ArticleView, offset=(30, row))
        assert view.selection is not None
        assert start in (view.selection.start, view.selection.end)


async def test_a_hint_goes_to_its_word_and_with_shift_selects_up_to_its_end(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "j", "j", "j")
        view = text_of(app)
        before = view.caret
        await pilot.press("semicolon", "a", "d")  # the third nearest word
        assert view.caret != before
        assert view.selection is None
        start = view.caret
        await pilot.press("\u0643")  # the same keys under an Arabic layout, the letters with Shift: twice kasra
        for _ in range(2):
            view.post_message(events.Key("arabic_kasra", "\u0650"))
        await pilot.pause()
        assert view.selection is not None
        assert view.selection.start == start
        await pilot.press("semicolon", "escape", "x")
        assert view.selection is not None  # the hints were dropped, the selection was not
    assert workspace.work(workspace.ids[0]).annotations == ()


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))])
async def test_what_is_kept_of_rows_drawn_before_is_what_they_would_be_drawn_as_now(
    workspace: Workspace, seed: int
) -> None:
    keys = [
        "down",
        "up",
        "left",
        "pagedown",
        "pageup",
        "shift+down",
        "shift+up",
        "3",
        "e",
        "escape",
        "a",
        "c",
        "n",
        "p",
    ]
    keys += ["u", "z", "tab", "shift+tab", "semicolon", "ctrl+end", "ctrl+home", "s", "o", "shift+pagedown"]
    chance = random.Random(seed)
    app = NewsreaderApp(workspace)
    async with app.run_test(size=(120, 16)) as pilot:
        await pilot.press("enter")
        view = text_of(app)
        for _ in range(40):
            await pilot.press(chance.choice(keys))
            rows = range(view.size.height)
            kept = [view.render_line(y) for y in rows]
            shown = view.render_lines(view.size.region)
            view.redraw()
            assert kept == [view.render_line(y) for y in rows]
            assert [strip.text for strip in shown] == [strip.text for strip in kept]


async def test_keys_typed_faster_than_they_are_answered_act_on_the_article_that_they_mean(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        for key, character in (("down", None), ("enter", "\r"), ("a", "a")):
            app.post_message(events.Key(key, character))
        await pilot.pause()
        await pilot.pause()
    assert [len(workspace.work(each).annotations) for each in workspace.ids[:2]] == [0, 1]


async def test_a_notice_that_could_be_read_goes_when_the_caret_goes_on(
    project: Workspace, notice_of: Callable[[NewsreaderApp], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "x", "ctrl+end")
        assert "no annotation under the caret" in notice_of(app)
        monkeypatch.setattr("tui.widgets.bars.READ", 0.0)
        await pilot.press("ctrl+home")
        assert "no annotation under the caret" not in notice_of(app)


async def test_what_an_import_did_is_not_taken_back_by_one_key_too_many(
    project: Workspace, notice_of: Callable[[NewsreaderApp], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (store, editor):
        monkeypatch.setattr(module, "now", lambda: "2024-01-02T03:04:05Z")
    with Workspace.open(project.root, annotator="hana") as before:
        before.editor.annotate_everywhere("actor", {each: [Span(0, 5)] for each in before.ids})
    monkeypatch.undo()
    with Workspace.open(project.root, annotator="hana") as workspace:
        app = NewsreaderApp(workspace)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("d", "u", "u")
            assert "u again takes back what was done at once in 3 articles" in notice_of(app)
            assert workspace.progress.total().annotations == 3
            await pilot.press("n", "d", "u", "u")
            assert "u again takes back" in notice_of(app), "after other keys it is asked anew"
            assert workspace.progress.total().annotations == 3
            await pilot.press("u")
            assert "undone" in notice_of(app)
            assert workspace.progress.total().annotations == 0
            await pilot.press("ctrl+r", "u")
            assert workspace.progress.total().annotations == 0, "what was done since is taken back at once"


async def test_one_file_is_opened_to_be_read(project: Workspace) -> None:
    with Workspace.open(project.root / "b.txt", annotator="hana", whole=False) as workspace:
        app = NewsreaderApp(workspace)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("a")
            assert len(workspace.work("b.txt").annotations) == 1


async def test_the_place_in_the_text_is_told_where_the_text_is_to_be_seen(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=(80, 24)) as pilot:
        status = app.screen.query_one(StatusLine)
        assert "%" not in status.render_line(0).text
        await pilot.press("enter")
        assert "%" in status.render_line(0).text
        await pilot.press("escape")
        assert "%" not in status.render_line(0).text
