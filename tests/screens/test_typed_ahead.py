"""Inputs that arrive together: each acts on what those before it have made."""

from collections.abc import Callable, Sequence

import pytest
from textual import events
from textual.keys import _character_to_key

from annotations.model.annotation import Status
from annotations.workspace.workspace import Workspace
from tests.waiting import handled
from tui.app import NewsreaderApp
from tui.keys.layouts import LATIN_TO_ARABIC
from tui.screens.exporting import ExportScreen
from tui.screens.hits import HitsScreen
from tui.screens.pages import InfoScreen
from tui.screens.palette import PaletteScreen
from tui.screens.reading.screen import ReadingScreen
from tui.widgets.article.article_view import ArticleView
from tui.widgets.base import keyboard
from tui.widgets.lists.item_list import ItemList
from tui.widgets.prompt import Prompt

SIZE, NARROW = (120, 40), (60, 20)
MINISTER = "الوزير"


def key(name: str) -> events.Key:
    return events.Key(_character_to_key(name), name) if len(name) == 1 else events.Key(name, None)


def post(app: NewsreaderApp, *inputs: events.Event | str) -> None:
    """Send inputs, all before the first is handled. A string is the name of a key."""
    for each in inputs:
        app.post_message(key(each) if isinstance(each, str) else each)


def press(x: int, y: int) -> Sequence[events.Event]:
    """Return what a mouse sends for a click."""
    return [
        kind(None, x, y, 0, 0, 1, shift=False, meta=False, ctrl=False) for kind in (events.MouseDown, events.MouseUp)
    ]


@pytest.mark.parametrize("size", [SIZE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("is_arabic", [False, True], ids=["latin", "arabic"])
async def test_a_hint_s_letters_and_a_label(project: Workspace, size: tuple[int, int], is_arabic: bool) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=size) as pilot:
        keys = [LATIN_TO_ARABIC[each] if is_arabic else each for each in ";ada"]
        for each in ("enter", "ctrl+home", *keys):
            post(app, each)
            await handled(app)
        view = app.screen.query_one(ArticleView)
        assert view.current is not None
        made = view.current.span
        assert made.start > 0
        await pilot.press("u", "escape", "up")
        post(app, "down", "up", "enter", "ctrl+home", *keys)
        await handled(app)
    assert [each.span for each in project.work("a.txt").annotations] == [made]
    assert project.work("a.txt").status is not Status.DONE


async def test_the_words_of_a_note(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE):
        post(app, "enter", "m", *"adx", "enter", "d")
        await handled(app)
    assert (project.work("a.txt").note, project.work("a.txt").status) == ("adx", Status.DONE)
    assert not project.work("a.txt").annotations


async def test_a_pasted_search_its_first_place_and_a_label(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE):
        post(app, "enter", "#", events.Paste(MINISTER), "enter", "enter", "a")
        await handled(app)
    assert [each.quote for each in project.work("a.txt").annotations] == [MINISTER]


async def test_an_action_of_the_palette_and_the_keys_of_the_screen_that_it_opens(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE):
        post(app, "enter", "ctrl+p", *"export", "enter", "down", "d")
        await handled(app)
        assert isinstance(app.screen, ExportScreen)
        assert app.screen.query_one(ItemList).cursor == 1
    assert project.work("a.txt").status is Status.NEW


@pytest.mark.parametrize(
    ("opening", "screen"),
    [
        (["ctrl+p"], PaletteScreen),
        (["question_mark"], InfoScreen),
        (["g"], InfoScreen),
        (["w"], ExportScreen),
        (["#", *MINISTER, "enter"], HitsScreen),
    ],
    ids=["palette", "help", "guideline", "export", "hits"],
)
@pytest.mark.parametrize(
    "leaving", [["escape", "escape"], ["escape", "enter"], ["escape", "escape", "escape", "enter"]]
)
async def test_more_keys_that_leave_than_there_are_screens(
    project: Workspace, opening: list[str], screen: type, leaving: list[str]
) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE):
        post(app, "enter", *opening)
        await handled(app)
        assert isinstance(app.screen, screen)
        post(app, *leaving, *opening, *leaving)
        await handled(app)
        assert isinstance(app.screen, ReadingScreen)
        assert app.focused is not None
        assert not app.screen.query_one(Prompt).display


async def test_a_double_click_that_chooses_a_place_and_a_label(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE):
        post(app, "enter", "#", *MINISTER, "enter")
        await handled(app)
        region = app.screen.query_one(ItemList).region
        click = press(region.x + 10, region.y + 2)
        post(app, *click, "a", *click)
        await handled(app)
        assert isinstance(app.screen, ReadingScreen)
    assert [each.quote for each in project.work("a.txt").annotations] == [MINISTER]


async def test_a_screen_that_is_never_painted_does_not_hold_the_keys_for_good(
    project: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyboard, "PATIENCE", 0.05)
    callbacks: list[Callable[..., None]] = []

    def never(callback: Callable[..., None], *_: object) -> bool:
        callbacks.append(callback)
        return True

    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        monkeypatch.setattr(ArticleView, "call_after_refresh", staticmethod(never))
        post(app, "escape", "enter", "d")
        await handled(app)
    assert callbacks
    assert project.work("a.txt").status is Status.DONE
