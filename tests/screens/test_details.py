"""What is said of annotations and articles beyond their label."""

from collections.abc import Callable

from annotations.model.annotation import Status
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tui.app import NewsreaderApp
from tui.widgets.article.article_view import ArticleView
from tui.widgets.prompt import Prompt

SIZE = (120, 40)
MINISTER = "الوزير"


def tag(workspace: Workspace, label: str, words: str = MINISTER) -> str:
    start = workspace.article("a.txt").text.index(words)
    return workspace.editor.annotate("a.txt", label, (Span(start, start + len(words)),)).id


def prompt_row(app: NewsreaderApp) -> str:
    return "".join(segment.text for segment in app.screen.query_one(Prompt).render_line(0))


async def test_a_note_goes_on_the_annotation_under_the_caret_and_without_one_on_the_article(project: Workspace) -> None:
    claim = tag(project, "claim")
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "m", "x", "enter")
        assert project.work("a.txt").note == "x"
        app.screen.query_one(ArticleView).go_to(project.work("a.txt")[claim].span.start)
        await pilot.press("m", "y", "enter")
        assert project.work("a.txt")[claim].note == "y"
        await pilot.press("u", "u")
    assert (project.work("a.txt").note, project.work("a.txt")[claim].note) == ("", "")


async def test_a_flag_is_turned_on_and_off_by_one_key_and_other_attributes_stay(project: Workspace) -> None:
    claim = tag(project, "claim")
    project.editor.set_attributes("a.txt", claim, {"source": "x"})
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        app.screen.query_one(ArticleView).go_to(project.work("a.txt")[claim].span.start)
        await pilot.press("!")
        assert project.work("a.txt")[claim].attributes == {"denied": True, "source": "x"}
        await pilot.press("!")
    assert project.work("a.txt")[claim].attributes == {"source": "x"}


async def test_a_label_without_flags_says_so(project: Workspace, notice_of: Callable[[NewsreaderApp], str]) -> None:
    actor = tag(project, "actor")
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        app.screen.query_one(ArticleView).go_to(project.work("a.txt")[actor].span.start)
        await pilot.press("!")
        assert "no attribute of yes or no" in notice_of(app)


async def test_unsure_is_said_of_the_annotation_under_the_caret_or_of_the_article(project: Workspace) -> None:
    actor = tag(project, "actor")
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "i")
        assert project.status("a.txt") is Status.UNSURE
        await pilot.press("i")
        assert project.status("a.txt") is Status.IN_PROGRESS
        app.screen.query_one(ArticleView).go_to(project.work("a.txt")[actor].span.start)
        await pilot.press("i")
        assert project.work("a.txt")[actor].attributes == {"unsure": True}
        await pilot.press("ه")  # the same key under an Arabic layout
    assert project.work("a.txt")[actor].attributes == {}


async def test_an_entity_used_before_is_offered_and_taken_with_tab(project: Workspace) -> None:
    first = tag(project, "actor")
    project.editor.set_attributes("a.txt", first, {"entity": "أحمد سالم"})
    second = project.editor.annotate("b.txt", "actor", (Span(0, 5),)).id
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "enter")
        app.screen.query_one(ArticleView).go_to(0)
        await pilot.press("v", *"احمد")  # without the hamza
        assert "Tab" in prompt_row(app)
        await pilot.press("tab", "enter")
    assert project.work("b.txt")[second].attributes == {"entity": "أحمد سالم"}


async def test_a_figure_that_proposes_nothing_gets_its_value_and_unit_without_moving_the_caret_by_hand(
    project: Workspace,
) -> None:
    figure = tag(project, "figure")
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        app.screen.query_one(ArticleView).go_to(project.work("a.txt")[figure].span.start)
        await pilot.press("v", *"12", "tab", "tab", *"kg", "enter")
    assert project.work("a.txt")[figure].attributes == {"value": 12, "unit": "kg"}


async def test_the_next_unfinished_article_is_opened_past_finished_ones(
    project: Workspace, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    project.editor.set_status("b.txt", Status.DONE)
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "l", "d")
        assert project.status("c.txt") is Status.DONE
        await pilot.press("l", "d", "l")
        assert project.status("a.txt") is Status.DONE
        assert "Every other article is finished" in notice_of(app)


async def test_the_note_on_an_article_is_shown_when_it_is_opened(
    project: Workspace, notice_of: Callable[[NewsreaderApp], str]
) -> None:
    project.editor.set_article_note("b.txt", "look again")
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down")
        assert "look again" in notice_of(app)
