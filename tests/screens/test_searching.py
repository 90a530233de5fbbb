"""Lists of places: to go to one, to tag some, to confirm some."""

from collections.abc import Callable, Iterator

import pytest
from textual.pilot import Pilot

from annotations.errors import StoreError
from annotations.model.summary import Hit
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tests.waiting import until
from tui.app import NewsreaderApp
from tui.screens.hits import HitList, HitsScreen
from tui.widgets.article.article_view import ArticleView

SIZE = (120, 40)
MINISTER = "الوزير"


def hits(app: NewsreaderApp) -> HitList:
    return app.screen.query_one(HitList)


async def ready(pilot: Pilot[None], app: NewsreaderApp, count: int) -> None:
    """Wait until so many places are listed."""
    await until(pilot, lambda: bool(app.screen.query(HitList)) and hits(app).count == count)
    assert hits(app).count == count


def tag(workspace: Workspace, article_id: str, words: str, label: str = "actor") -> None:
    start = workspace.article(article_id).text.index(words)
    workspace.editor.annotate(article_id, label, (Span(start, start + len(words)),))


def quotes(workspace: Workspace, article_id: str) -> list[str]:
    return [each.quote for each in workspace.work(article_id).annotations]


async def test_a_search_over_all_articles_goes_to_the_place_that_is_chosen(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "#", *"واضاف", "enter")  # without the hamza that the text writes
        await ready(pilot, app, 3)
        await pilot.press("down", "enter")
        view = app.screen.query_one(ArticleView)
        text = project.article("b.txt").text
        assert view.selection is not None
        assert view.selection.of(text) == "وأضاف"
        assert app.focused is view
        await pilot.press("c")
    assert quotes(project, "b.txt") == ["وأضاف"]


async def test_places_are_tagged_from_the_list_by_a_label_s_key_of_either_layout(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "#", *"السعر", "enter")
        await ready(pilot, app, 6)
        await pilot.press("f", "down", "ؤ", "escape")
        assert not isinstance(app.screen, HitsScreen)
    assert [each.label for each in project.work("a.txt").annotations] == ["figure"]
    assert [each.label for each in project.work("b.txt").annotations] == ["claim"]


async def test_a_search_in_the_article_lists_only_its_own_places(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "/", *MINISTER, "enter")
        await ready(pilot, app, 2)


async def test_words_typed_in_the_search_take_the_place_of_those_of_the_last_one(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "/", *"xyz", "enter")
        await ready(pilot, app, 0)
        await pilot.press("escape", "/", *MINISTER, "enter")
        await ready(pilot, app, 2)
        await pilot.press("escape", "/", "left", "x", "enter")  # a key that moves the caret keeps them
        await ready(pilot, app, 0)


async def test_a_search_in_the_article_that_found_nothing_goes_on_in_all_articles(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "/", *"مباراة", "enter")
        await ready(pilot, app, 0)
        rows = "\n".join("".join(part.text for part in hits(app).render_line(y)) for y in range(hits(app).size.height))
        assert "places" in rows
        assert "* all articles" in rows
        await pilot.press("*")
        await ready(pilot, app, 2)
        await pilot.press("enter")
        assert app.screen.query_one(ArticleView).selection is not None


async def test_the_same_words_in_all_articles_are_tagged_as_one_change(
    project: Workspace, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    tag(project, "a.txt", MINISTER)
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        app.screen.query_one(ArticleView).go_to(project.work("a.txt").annotations[0].span.start)
        await pilot.press("*")
        await ready(pilot, app, 1)
        await pilot.press("*")
        await ready(pilot, app, 5)
        await pilot.press("space", "enter")  # not the first one
        assert "4 more in 2 articles" in notice_of(app)
        assert [len(quotes(project, f"{name}.txt")) for name in "abc"] == [1, 2, 2]
        await pilot.press("u")
        assert [len(quotes(project, f"{name}.txt")) for name in "abc"] == [1, 0, 0]
        await pilot.press("ctrl+r")
        assert [len(quotes(project, f"{name}.txt")) for name in "abc"] == [1, 2, 2]


async def test_leaving_a_list_changes_nothing(project: Workspace) -> None:
    tag(project, "a.txt", MINISTER)
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        app.screen.query_one(ArticleView).go_to(project.work("a.txt").annotations[0].span.start)
        await pilot.press("*")
        await ready(pilot, app, 1)
        await pilot.press("escape")
        assert app.focused is app.screen.query_one(ArticleView)
    assert len(quotes(project, "a.txt")) == 1


async def test_a_place_that_cannot_be_tagged_is_not_marked(
    project: Workspace, notice_of: Callable[[NewsreaderApp], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("nothing was saved: the disk is full")

    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "/", *MINISTER, "enter")
        await ready(pilot, app, 2)
        monkeypatch.setattr(project.editor, "annotate", refuse)
        await pilot.press("a")
        assert hits(app).cursor == 0
        assert "the disk is full" in notice_of(app)


async def test_places_stand_below_each_other(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "#", *"السعر", "enter")
        await ready(pilot, app, 6)
        ends = set()
        for y in range(2, 8):
            segments = list(hits(app).render_line(y))
            place = next(i for i, each in enumerate(segments) if each.style and each.style.bold)
            ends.add(sum(each.cell_length for each in segments[: place + 1]))
    assert len(ends) == 1


@pytest.mark.parametrize(
    ("error", "shown"), [(StoreError("no place"), "no place"), (KeyError("x"), "KeyError")], ids=["ours", "unforeseen"]
)
async def test_a_search_that_fails_says_so_and_keeps_what_it_found(
    project: Workspace, error: Exception, shown: str
) -> None:
    def places() -> Iterator[Hit | None]:
        yield from project.search.find("السعر", ["a.txt"])
        raise error

    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(HitsScreen("words", places(), keys=""))
        await ready(pilot, app, 2)
        assert shown in hits(app).heading
        await pilot.press("escape")
        assert not isinstance(app.screen, HitsScreen)
