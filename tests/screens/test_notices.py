"""Notices, prompts and keys below the text: they say what is true, and never take a row of it."""

from collections.abc import Callable

import pytest

from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tests.waiting import until
from tui.app import NewsreaderApp
from tui.language.catalogue import ISOLATES, Language, isolated, say, speak
from tui.screens.pages import InfoScreen
from tui.widgets.article.article_view import ArticleView
from tui.widgets.bars import KeyBar, StatusLine
from tui.widgets.info_page import InfoPage
from tui.widgets.prompt import Prompt

LONG = "word " * 60 + "and the end."


def view(app: NewsreaderApp) -> ArticleView:
    return app.screen_stack[0].query_one(ArticleView)


def rows_in_view(app: NewsreaderApp) -> list[str]:
    text = view(app)
    return [strip.text for strip in text.draw_lines(range(text.size.height))]


def shown(widget: StatusLine | KeyBar | Prompt) -> str:
    return widget.render_line(0).text


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_neither_a_long_notice_nor_a_prompt_moves_the_text(project: Workspace, size: tuple[int, int]) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: view(app).size.height > 0)
        before, status = rows_in_view(app), app.screen.query_one(StatusLine)
        status.show(LONG)
        await pilot.pause()
        assert rows_in_view(app) == before
        assert "… F3" in shown(status)
        assert shown(status).rstrip().endswith("%")
        for key in ("m", "/", "#"):
            await pilot.press(key)
            await pilot.pause()
            assert app.focused is app.screen.query_one(Prompt)
            assert rows_in_view(app) == before
            assert "Esc" in shown(app.screen.query_one(KeyBar))
            assert "leave as it was" in shown(app.screen.query_one(KeyBar))
            await pilot.press("escape")
            await pilot.pause()
            assert "leave as it was" not in shown(app.screen.query_one(KeyBar))
            assert rows_in_view(app) == before


async def test_a_click_beside_an_open_prompt_shows_the_status_line_beside_it(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "m", "x")
        before = rows_in_view(app)
        await pilot.click(ArticleView, offset=(20, 2))
        await until(pilot, lambda: app.screen.query_one(StatusLine).display)
        assert app.screen.query_one(Prompt).display
        assert not app.screen.query_one(KeyBar).display
        assert len(rows_in_view(app)) == len(before)
        await pilot.click(Prompt)
        await pilot.press("y", "enter")
        await until(pilot, lambda: app.screen.query_one(KeyBar).display)
        assert app.screen.query_one(StatusLine).display
    assert project.work("a.txt").note == "xy"


async def test_the_whole_of_a_notice_that_is_cut_is_read_by_a_key(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        app.screen.query_one(StatusLine).show(LONG)
        await pilot.press("f3")
        assert isinstance(app.screen, InfoScreen)
        page = app.screen.query_one(InfoPage)
        assert "and the end." in " ".join(page.render_line(y).text.strip() for y in range(page.size.height))
        await pilot.press("f3")
        assert not isinstance(app.screen, InfoScreen)


async def test_a_notice_that_is_cut_shows_what_happened_rather_than_the_folders_of_a_path(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        app.screen.query_one(StatusLine).show(f"/{'folder/' * 20}مقال.txt: cannot be read (permission denied)")
        assert "cannot be read (permission denied)" in shown(app.screen.query_one(StatusLine))


async def test_a_notice_goes_with_the_article_that_it_speaks_of(
    project: Workspace, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "d")
        assert "the article is done · u takes it back" in notice_of(app)
        await pilot.press("]")
        assert "u takes it back" not in notice_of(app)


@pytest.mark.parametrize("again", [("a",), ("s", "c", "s", "c")])
async def test_what_was_tagged_so_already_is_not_offered_for_undo(
    project: Workspace, notice_of: Callable[[NewsreaderApp], str], again: tuple[str, ...]
) -> None:
    text = project.article("a.txt").text
    project.editor.annotate("a.txt", "actor", (Span(0, text.index(" ")),))
    app = NewsreaderApp(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "ctrl+home", *again)
        assert "it was so already" in notice_of(app)
        assert "takes it back" not in notice_of(app)


async def test_a_jump_says_what_it_waits_for_and_that_it_is_over(
    project: Workspace, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", ";")
        assert "type the letters of a word" in notice_of(app)
        await pilot.press("escape")
        assert "type the letters" not in notice_of(app)


async def test_the_values_of_a_figure_are_set_each_by_itself(project: Workspace) -> None:
    text = project.article("a.txt").text
    start = text.index("12")
    figure = project.editor.annotate("a.txt", "figure", (Span(start, start + 11),))
    project.editor.set_attributes("a.txt", figure.id, {"value": 12000, "unit": "جنيه", "approximate": True})
    app = NewsreaderApp(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        view(app).go_to(start)
        await pilot.press("v")
        await until(pilot, lambda: "value:" in shown(app.screen.query_one(Prompt)))
        row = shown(app.screen.query_one(Prompt))
        places = [row.index(each) for each in ("value: 12000;", "unit: ", "; approximate: yes")]
        assert places == sorted(places)
        assert "next value" in shown(app.screen.query_one(KeyBar))
        await pilot.press("home", *["right"] * 4, "X", "enter")
    assert "valuX" in str(project.work("a.txt")[figure.id].attributes)


def test_a_foreign_value_is_isolated_in_a_sentence_and_a_sentence_is_not() -> None:
    noted = say("note: {note}", note="قال كلمته.")
    assert noted == "note: \u2067قال كلمته.\u2069"
    assert say("{what} · u takes it back", what=noted).startswith(noted)
    assert say("note: {note}", note="plain.") == "note: plain."
    speak(Language.ARABIC)
    try:
        assert isolated("a full stop.") == "\u2066a full stop.\u2069"
        assert isolated("بالعربية.") == "بالعربية."
        assert not set(ISOLATES) & set(str(isolated(12)))
    finally:
        speak(Language.ENGLISH)


@pytest.mark.usefixtures("_in_arabic")
async def test_in_arabic_the_full_stop_of_a_latin_note_stays_with_the_note(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "m", *"Fine.", "enter")
        assert "Fine." in shown(app.screen.query_one(StatusLine))
