"""What the mouse does in the text: places of the screen, as one counts them by eye, to offsets of the article."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tests.waiting import until
from tui.app import NewsreaderApp
from tui.widgets.article.article_view import ArticleView

SIZE = (120, 16)
LINE = "قال Reuters عن 12 سفينة وصلت."
LATIN, DIGITS = Span(4, 11), Span(15, 17)
LONG = " ".join([LINE] * 4)
HEAD = "عنوان\n\n"
TEXT = HEAD + "\n\n".join([LINE, LONG, *[LINE] * 20]) + "\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "b.txt").write_text("A headline\n\nOne two three.\n", encoding="utf-8", newline="")
    with Workspace.open(tmp_path, annotator="hana") as opened:
        yield opened


def view(app: NewsreaderApp) -> ArticleView:
    return app.screen.query_one(ArticleView)


def drawn(app: NewsreaderApp, row: int) -> str:
    """What a row shows of the text, in columns: every letter here takes one."""
    return view(app).render_line(row).text.rstrip("▐ ")


def right_edge(app: NewsreaderApp, row: int) -> int:
    """The column of the first letter of a right-to-left row."""
    return len(drawn(app, row)) - 1


def column(app: NewsreaderApp, row: int, offset: int) -> int:
    """Where a code point of LINE stands: counted from the right, what runs to the right turned round as a whole."""
    for run in (LATIN, DIGITS):
        if offset in run:
            offset = run.start + run.end - 1 - offset
    return right_edge(app, row) - offset


async def drag(pilot: Pilot, start: tuple[int, int], end: tuple[int, int], *, shift: bool = False) -> None:
    await pilot.mouse_down(ArticleView, offset=start, shift=shift)
    await pilot.hover(ArticleView, offset=end)
    await pilot.mouse_up(ArticleView, offset=end)


def row_of(app: NewsreaderApp, words: str) -> int:
    """The row that shows Latin words."""
    return next(row for row in range(view(app).size.height) if words in drawn(app, row))


async def test_a_click_puts_the_caret_on_the_code_point_that_one_sees_there(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        row = row_of(app, "Reuters")
        for offset in (0, 3, 4, 7, 10, 11, 12, 15, 16, 17, 18, len(LINE) - 1):
            await pilot.click(ArticleView, offset=(column(app, row, offset), row))
            assert view(app).caret == len(HEAD) + offset
            assert view(app).selection is None


@pytest.mark.parametrize(
    ("pressed", "released", "selected"),
    [(4, 10, LATIN), (10, 4, LATIN), (1, 15, Span(1, 16)), (16, 12, Span(12, 17)), (7, 1, Span(1, 8))],
)  # fmt: skip
async def test_a_drag_selects_what_it_goes_over_in_reading_order_both_ends_included(
    workspace: Workspace, pressed: int, released: int, selected: Span
) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        row = row_of(app, "Reuters")
        await drag(pilot, (column(app, row, pressed), row), (column(app, row, released), row))
        await pilot.hover(ArticleView, offset=(1, row))  # the button is up
        assert view(app).selection == Span(len(HEAD) + selected.start, len(HEAD) + selected.end)


async def test_a_drag_goes_from_one_row_of_a_wrapped_line_to_another(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    start = TEXT.index(LONG)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        row = row_of(app, "Reuters") + 2
        right = right_edge(app, row)
        second = start + len(drawn(app, row).strip()) + 1  # the blank at the end of a row hangs
        await pilot.click(ArticleView, offset=(right, row + 1))
        assert view(app).caret == second
        await drag(pilot, (right, row + 1), (right - 2, row))
        assert view(app).selection == Span(start + 2, second + 1)
        await drag(pilot, (right - 2, row), (right - 1, row + 1))
        assert view(app).selection == Span(start + 2, second + 2)


async def test_two_clicks_select_the_word_and_three_the_sentence(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        row = row_of(app, "Reuters")
        place = column(app, row, 6), row
        await pilot.click(ArticleView, offset=place, times=2)
        assert view(app).selection == Span(len(HEAD) + LATIN.start, len(HEAD) + LATIN.end)
        await pilot.click(ArticleView, offset=place, times=3)
        assert view(app).selection == Span(len(HEAD), len(HEAD) + len(LINE) - 1)
        await pilot.press("c")
    (claim,) = workspace.work("a.txt").annotations
    assert claim.quote == LINE.removesuffix(".")


async def test_a_click_with_shift_goes_on_selecting_from_where_it_began(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        row = row_of(app, "Reuters")
        await pilot.click(ArticleView, offset=(column(app, row, 4), row))
        for offset, selected in ((10, LATIN), (15, Span(4, 16)), (1, Span(1, 3))):
            await pilot.click(ArticleView, offset=(column(app, row, offset), row), shift=True)
            assert view(app).selection == Span(len(HEAD) + selected.start, len(HEAD) + selected.end)


async def test_a_drag_beyond_the_edge_scrolls_and_goes_on_selecting_until_the_button_is_up(
    workspace: Workspace,
) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        row = row_of(app, "Reuters")
        start = view(app).region.x + column(app, row, 4)
        await pilot.mouse_down(ArticleView, offset=(column(app, row, 4), row))
        await pilot.hover(None, offset=(start, SIZE[1] - 1))
        seen = view(app).caret
        await until(pilot, lambda: view(app).caret > seen + 3 * len(LINE))
        selection = view(app).selection
        assert selection is not None
        assert selection.start == len(HEAD) + 4
        assert selection.end > seen + 2 * len(LINE)
        await pilot.hover(None, offset=(start, 0))
        await until(pilot, lambda: view(app).caret < selection.end - len(LINE))
        await pilot.mouse_up(None, offset=(start, 0))
        caret = view(app).caret
        assert caret < selection.end - len(LINE)
        await pilot.pause(0.3)
        assert view(app).caret == caret


async def test_the_text_stays_where_it_is_under_the_mouse(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "pagedown")
        bottom = view(app).size.height - 1
        for row in (bottom, bottom - 1, 0, 1):
            shown = [drawn(app, each).strip() for each in range(bottom)]
            await pilot.click(ArticleView, offset=(30, row))
            assert [drawn(app, each).strip() for each in range(bottom)] == shown


async def test_the_wheel_scrolls_by_rows_and_the_next_key_goes_on_from_the_caret(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "j")
        caret, row = view(app).caret, view(app).caret_row
        await pilot._post_mouse_events([events.MouseScrollDown], ArticleView, (20, 4))
        assert (view(app).caret, view(app).caret_row) == (caret, row - 3)
        for _ in range(3):
            await pilot._post_mouse_events([events.MouseScrollDown], ArticleView, (20, 4))
        assert view(app).caret_row < 0
        await pilot.press("ctrl+left")
        assert 0 <= view(app).caret_row < view(app).size.height
        assert view(app).caret > caret
        assert TEXT[caret : view(app).caret].count(" ") == 1


async def test_a_click_on_the_scroll_bar_shows_that_part_of_the_article(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        bar, height = view(app).size.width - 1, view(app).size.height
        caret, row = view(app).caret, view(app).caret_row
        await pilot.click(ArticleView, offset=(bar, height - 2))
        assert view(app).caret == caret
        assert view(app).caret_row < -height
        assert "▐" in view(app).render_line(height - 2).text
        await pilot.click(ArticleView, offset=(bar, 0))
        assert view(app).caret_row == row


async def test_a_click_on_a_key_letter_goes_to_its_annotation_also_where_two_start_at_one_place(
    workspace: Workspace,
) -> None:
    claim = workspace.editor.annotate("a.txt", "claim", (Span(len(HEAD), len(HEAD) + 11),))
    actor = workspace.editor.annotate("a.txt", "actor", (Span(len(HEAD), len(HEAD) + 3),))
    figure = workspace.editor.annotate("a.txt", "figure", (Span(len(HEAD) + 15, len(HEAD) + 17),))
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        row = row_of(app, "Reuters")
        letters = drawn(app, row).rindex("caf")
        for place, annotation in ((0, claim), (1, actor), (2, figure), (0, claim)):
            await pilot.click(ArticleView, offset=(letters + place, row))
            assert view(app).current == annotation
            assert view(app).caret == annotation.span.start
        await pilot.press("f")  # the claim is meant, although the actor is further inside
        assert workspace.work("a.txt")[claim.id].label == "figure"


async def test_key_letters_stand_at_the_left_of_a_line_that_begins_there(workspace: Workspace) -> None:
    start = workspace.article("b.txt").text.index("two")
    actor = workspace.editor.annotate("b.txt", "actor", (Span(start, start + 3),))
    claim = workspace.editor.annotate("b.txt", "claim", (Span(start - 4, start + 9),))
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("down", "enter")
        row = row_of(app, "One two")
        letters = drawn(app, row).index("ca")
        await pilot.click(ArticleView, offset=(letters + 1, row))
        assert view(app).current == actor
        await pilot.click(ArticleView, offset=(letters, row))
        assert view(app).current == claim
        await pilot.click(ArticleView, offset=(drawn(app, row).index("w"), row))
        assert view(app).caret == start + 1


async def test_a_click_drops_the_hints(workspace: Workspace) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        row = row_of(app, "Reuters")
        place = column(app, row, 4), row
        await pilot.press("semicolon")
        assert "Reuters" not in drawn(app, row)
        await pilot.click(ArticleView, offset=place)
        assert "Reuters" in drawn(app, row)
        assert view(app).caret == len(HEAD) + 4


async def test_a_click_on_what_is_folded_shows_it(tmp_path: Path, workspace: Workspace) -> None:
    (tmp_path / "c.txt").write_text(f"{LINE}\n\nFacebook\nTwitter\nWhatsApp\n", encoding="utf-8", newline="")
    workspace.close()
    with Workspace.open(tmp_path, annotator="hana") as opened:
        app = NewsreaderApp(opened)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("down", "down", "enter")
            rows = range(view(app).size.height)
            (fold,) = (row for row in rows if "page furniture" in drawn(app, row))
            assert not any("Twitter" in drawn(app, row) for row in rows)
            await pilot.click(ArticleView, offset=(30, fold))
            assert any("Twitter" in drawn(app, row) for row in rows)
