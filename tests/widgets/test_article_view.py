"""What the text shows of annotations beside their colour."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.segment import Segment

from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tui.app import NewsreaderApp
from tui.widgets.article.article_view import ArticleView
from tui.widgets.bars import StatusLine
from tui.widgets.lists.annotation_panel import AnnotationPanel

SIZE = (120, 20)
TEXT = "A headline\n\nOne two three four five.\n\n" + "Nothing to see.\n\n" * 30 + "Six seven eight.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    with Workspace.open(tmp_path, annotator="hana") as opened:
        yield opened


def tag(workspace: Workspace, label: str, *words: str) -> str:
    spans = tuple(Span(TEXT.index(each), TEXT.index(each) + len(each)) for each in words)
    return workspace.editor.annotate("a.txt", label, spans).id


def view(app: NewsreaderApp) -> ArticleView:
    return app.screen.query_one(ArticleView)


def segments(app: NewsreaderApp, row: int) -> list[Segment]:
    return [segment for segment in view(app).render_line(row) if segment.text.strip()]


def row_of(app: NewsreaderApp, words: str) -> int:
    return next(row for row in range(view(app).size.height) if words in view(app).render_line(row).text)


def drawn(app: NewsreaderApp, sign: str, **attributes: bool) -> str:
    """What is drawn with some attributes in the row that shows a word, but for the caret and the gutter."""
    parts = [
        segment.text
        for segment in segments(app, row_of(app, sign))
        if segment.style is not None
        and len(segment.text) > 1
        and all(bool(getattr(segment.style, name)) == value for name, value in attributes.items())
    ]
    return "".join(parts).strip()


async def test_the_other_end_of_a_relation_is_marked_in_the_text_and_beside_it_while_the_caret_is_on_one(
    workspace: Workspace,
) -> None:
    claim, actor = tag(workspace, "claim", "four five"), tag(workspace, "actor", "One two")
    workspace.editor.relate("a.txt", "said_by", claim, actor)
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        row = row_of(app, "three")
        assert "►" not in view(app).render_line(row).text
        assert drawn(app, "three", underline2=True) == ""
        await pilot.press("n", "n")
        assert drawn(app, "three", underline2=True, bold=True) == "One two"
        assert drawn(app, "three", underline2=False, bold=True) == "our five"  # the caret is on its first letter
        assert "►" in view(app).render_line(row).text
        await pilot.press("p")
        assert drawn(app, "three", underline2=True, bold=True) == "four five"
        await pilot.press("up")
        assert "►" not in view(app).render_line(row).text
        assert drawn(app, "three", bold=True) == ""


async def test_an_end_that_is_out_of_view_is_told_at_the_edge_and_a_click_goes_there(workspace: Workspace) -> None:
    claim, actor = tag(workspace, "claim", "four five"), tag(workspace, "actor", "Six seven")
    workspace.editor.relate("a.txt", "said_by", claim, actor)
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "n")
        top, bottom = 0, view(app).size.height - 1
        edge = view(app).size.width - 1
        status = app.screen.query_one(StatusLine)
        assert view(app).render_line(bottom).text[edge] == "▼"
        assert "actor ↓" in status.render_line(0).text
        await pilot.click(ArticleView, offset=(edge, bottom))
        assert view(app).current == workspace.work("a.txt")[actor]
        assert view(app).render_line(top).text[edge] == "▲"
        assert "▼" not in view(app).render_line(bottom).text
        assert "claim ↑" in status.render_line(0).text
        await pilot.click(ArticleView, offset=(edge, top))
        assert view(app).current == workspace.work("a.txt")[claim]
        await pilot.press("x")
        assert "▼" not in view(app).render_line(bottom).text
        assert "↓" not in status.render_line(0).text


async def test_three_levels_and_two_labels_on_the_same_words_are_each_reached_and_acted_on(
    workspace: Workspace,
) -> None:
    made = [
        tag(workspace, "claim", "One two three four five"),
        tag(workspace, "claim", "One two three"),
        tag(workspace, "figure", "two"),
        tag(workspace, "actor", "two"),
    ]
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        panel = app.screen.query_one(AnnotationPanel)
        reached = []
        for _ in made:
            await pilot.press("n")
            assert view(app).current == panel.annotation()
            reached.append(view(app).current.id)
        assert sorted(reached) == sorted(made)
        assert reached[:2] == made[:2]
        await pilot.press("p", "p")
        assert view(app).current.id == made[1]
        await pilot.press("x", "n")
        assert {each.id for each in workspace.work("a.txt").annotations} == {made[0], *made[2:]}
        await pilot.press("tab")
        for _ in range(2):  # from the panel too
            await pilot.press("up")
        await pilot.press("enter", "f")
        assert workspace.work("a.txt")[made[0]].label == "figure"


async def test_the_whole_of_the_current_annotation_is_bold_with_its_fragments_and_what_lies_inside(
    workspace: Workspace,
) -> None:
    tag(workspace, "claim", "One two", "four five")
    tag(workspace, "figure", "two")
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "n")
        assert drawn(app, "three", bold=True).split() == ["ne", "twofour", "five"]
        assert drawn(app, "three", underline=True) == "two"
        await pilot.press("n")
        assert drawn(app, "three", bold=True) == "wo"


async def test_the_gutter_tells_that_more_start_in_a_row_and_always_has_the_current_one(workspace: Workspace) -> None:
    for words in ("One", "two", "three", "four"):
        tag(workspace, "actor" if words != "four" else "figure", words)
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        row = row_of(app, "three")
        assert [each.text for each in segments(app, row)][:3] == ["a", "a", "+"]
        await pilot.press("n", "n", "n", "n")
        letters = segments(app, row)[:3]
        assert [each.text for each in letters] == ["a", "a", "f"]
        assert [bool(each.style and each.style.reverse) for each in letters] == [False, False, True]
