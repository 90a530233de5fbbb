"""Which annotation a key acts on where several are nested, and that nothing goes or doubles unseen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tests.waiting import until
from tui.app import NewsreaderApp
from tui.screens.hits import HitList
from tui.widgets.article.article_view import ArticleView
from tui.widgets.bars import StatusLine
from tui.widgets.lists.annotation_panel import AnnotationPanel
from tui.widgets.prompt import Prompt

SIZE = (120, 40)
TEXT = "One two three four five six seven eight nine ten.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "a.txt").write_text(f"A headline\n\n{TEXT * 3}", encoding="utf-8", newline="")
    with Workspace.open(tmp_path, annotator="hana") as opened:
        yield opened


def tag(workspace: Workspace, label: str, words: str) -> str:
    text = workspace.article("a.txt").text
    start = text.index(words)
    return workspace.editor.annotate("a.txt", label, (Span(start, start + len(words)),)).id


def view(app: NewsreaderApp) -> ArticleView:
    return app.screen.query_one(ArticleView)


def quotes(workspace: Workspace) -> list[tuple[str, str]]:
    return [(each.label, each.quote) for each in workspace.work("a.txt").annotations]


def at(workspace: Workspace, words: str) -> int:
    return workspace.article("a.txt").text.index(words)


@pytest.fixture
def claim(workspace: Workspace) -> str:
    """A claim with a speaker."""
    claim, actor = tag(workspace, "claim", "two three four five"), tag(workspace, "actor", "One")
    workspace.editor.relate("a.txt", "said_by", claim, actor)
    return claim


@pytest.mark.parametrize("keys", [("1",), ("1", "shift+right"), ("ctrl+right", "ctrl+shift+left")])
async def test_the_next_key_acts_on_the_annotation_just_made_inside_a_claim(
    workspace: Workspace, claim: str, keys: tuple[str, ...]
) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        view(app).go_to(at(workspace, "three"))
        await pilot.press(*keys, "f")
        assert app.screen.query_one(AnnotationPanel).annotation() == view(app).current
        await pilot.press("v")
        assert "value" in app.screen.query_one(Prompt)._answer
        await pilot.press("escape", "i", "m", *"so", "enter", "a")
        made = next(each for each in workspace.work("a.txt").annotations if each.quote == "three")
        assert (made.label, made.note, dict(made.attributes)) == ("actor", "so", {"unsure": True})
        await pilot.press("x")
    assert quotes(workspace) == [("actor", "One"), ("claim", "two three four five")]
    assert [each.source for each in workspace.work("a.txt").relations] == [claim]


async def test_an_annotation_that_ends_at_the_caret_is_the_current_one_until_a_word_begins_there(
    workspace: Workspace, claim: str
) -> None:
    figure = tag(workspace, "figure", "three")
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        for offset, current in ((-1, claim), (0, figure), (4, figure), (5, figure), (6, claim)):
            view(app).go_to(at(workspace, "three") + offset)
            assert view(app).current == workspace.work("a.txt")[current]


async def test_a_label_is_put_on_the_word_at_the_caret_though_an_annotation_ends_there(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A headline\n\nOne/two.\n", encoding="utf-8", newline="")
    with Workspace.open(tmp_path, annotator="hana") as workspace:
        tag(workspace, "actor", "One/")
        app = NewsreaderApp(workspace)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("enter")
            view(app).go_to(at(workspace, "two"))
            await pilot.press("f")
        assert quotes(workspace) == [("actor", "One/"), ("figure", "two")]


async def test_the_status_line_names_the_current_annotation_beside_the_place_and_takes_no_row(
    workspace: Workspace, claim: str
) -> None:
    app = NewsreaderApp(workspace)
    for width in (120, 80, 60):
        async with app.run_test(size=(width, 24)) as pilot:
            await pilot.press("enter")
            status, text = app.screen.query_one(StatusLine), view(app)
            await until(pilot, lambda text=text: text.size.height > 0)
            height = text.size.height
            for place, name in (("three", "claim: two"), ("One", "actor: One")):
                view(app).go_to(at(workspace, place))
                await pilot.pause()
                shown = status.render_line(0).text
                assert name in shown
                assert shown.rstrip().endswith("%")
                assert (status.size.height, view(app).size.height) == (1, height)
            view(app).go_to(at(workspace, "nine"))
            assert "actor" not in status.render_line(0).text
            assert "%" in status.render_line(0).text
        app = NewsreaderApp(workspace)


async def test_the_status_line_names_the_current_annotation_beside_a_notice_and_in_the_panel(
    workspace: Workspace, claim: str
) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        view(app).go_to(at(workspace, "three"))
        await pilot.press("1", "f")
        shown = app.screen.query_one(StatusLine).render_line(0).text
        assert shown.count("figure: three") == 2
        await pilot.press("tab", "home")
        assert "actor: One" in app.screen.query_one(StatusLine).render_line(0).text


@pytest.mark.parametrize("keys", [("a",), ("x",), ("tab", "x")])
async def test_a_relation_that_goes_with_a_label_or_an_annotation_is_announced_and_comes_back(
    workspace: Workspace, claim: str, notice_of: Callable[[NewsreaderApp], str], keys: tuple[str, ...]
) -> None:
    before = workspace.work("a.txt")
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        view(app).go_to(at(workspace, "four"))
        await pilot.press(*keys)
        assert not workspace.work("a.txt").relations
        assert "1 relation removed · u takes it back" in notice_of(app)
        await pilot.press("u")
        assert workspace.work("a.txt") == before
        assert "1 relation removed" in notice_of(app)
        await pilot.press("ctrl+r")
        assert "1 relation removed · u takes it back" in notice_of(app)


@pytest.mark.usefixtures("_in_arabic")
async def test_a_relation_that_goes_is_announced_in_arabic(
    workspace: Workspace, claim: str, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        view(app).go_to(at(workspace, "four"))
        await pilot.press("x")
        assert not workspace.work("a.txt").relations
        assert " u " in notice_of(app)


async def test_a_claim_that_keeps_its_speaker_is_relabelled_without_a_word_about_it(
    workspace: Workspace, claim: str, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    tag(workspace, "figure", "seven")
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        view(app).go_to(at(workspace, "seven"))
        await pilot.press("a")
        assert "relation" not in notice_of(app)
    assert len(workspace.work("a.txt").relations) == 1


async def test_an_overlap_with_the_same_label_is_announced_and_stays_possible(
    workspace: Workspace, claim: str, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        view(app).go_to(at(workspace, "five"))
        await pilot.press("2", "f")
        assert "overlaps" not in notice_of(app)
        await pilot.press("c")  # relabelled
        assert "overlaps another claim: two three four five · u takes it back" in notice_of(app)
        await pilot.press("u")
        view(app).go_to(at(workspace, "four"))
        await pilot.press("1", "c")
        assert "overlaps another claim: two three four five · u takes it back" in notice_of(app)
        await pilot.press("enter", "ctrl+shift+right", "enter")
        assert "overlaps another claim" in notice_of(app)
    assert [each for each in quotes(workspace) if each[0] == "claim"] == [
        ("claim", "two three four five"),
        ("claim", "four five"),
    ]


# The words of this page: a name alone, a longer name, and the name among keywords.
PAGE = (
    "\u0639\u0646\u0648\u0627\u0646\n\n"  # a headline
    "\u0642\u0627\u0644 \u0627\u0644\u0631\u0626\u064a\u0633 \u0625\u0646 \u0627\u0644\u0633\u0639\u0631 12.\n"
    "\u0648\u0642\u0627\u0644 \u0627\u0644\u0631\u0626\u064a\u0633 \u0627\u0644\u0641\u0631\u0646\u0633\u064a"
    " \u0625\u0646\u0647 13.\n"
    "\u0648\u0642\u0627\u0644 \u0627\u0644\u0631\u0626\u064a\u0633 \u0627\u0644\u064a\u0648\u0645"
    " \u0625\u0646\u0647 14.\n\n"
    "\u0643\u0644\u0645\u0627\u062a \u0645\u0641\u062a\u0627\u062d\u064a\u0629: \u0627\u0644\u0631\u0626\u064a\u0633"
    "\u060c \u0627\u0644\u0633\u0639\u0631\n"
)
NAME = "\u0627\u0644\u0631\u0626\u064a\u0633"  # the president


async def test_the_same_words_begin_skipped_in_keywords_and_marked_where_a_longer_name_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8", newline="")
    with Workspace.open(tmp_path, annotator="hana") as workspace:
        tag(workspace, "actor", NAME)
        app = NewsreaderApp(workspace)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("enter")
            view(app).go_to(at(workspace, NAME))
            await pilot.press("*")
            await pilot.pause()
            hits = app.screen.query_one(HitList)
            rows = [hits.draw(index, 100)[0] for index in range(hits.count)]
            assert [row.text.strip()[:2] for row in rows] == ["●…", "● ", "○ "]
            tints = [any(segment.style and segment.style.bold for segment in row) for row in rows]
            assert tints == [True, True, False]
            await pilot.press("enter")
            await pilot.pause()
        assert len(workspace.work("a.txt").annotations) == 3
