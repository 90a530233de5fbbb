"""Frames put together from the rows that changed."""

import ast
import inspect
import random
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyte
import pytest
import textual
from textual._compositor import Compositor, LayoutUpdate
from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen

from annotations.workspace.workspace import Workspace
from tests.waiting import until
from tui.app import NewsreaderApp
from tui.widgets.article.article_view import ArticleView
from tui.widgets.base import compositor
from tui.widgets.base.cached_widget import StyledWidget
from tui.widgets.base.compositor import VARIABLE, RowCompositor, missing_parts
from tui.widgets.lists.annotation_panel import AnnotationPanel

KEYS = (
    "down up left right pagedown pageup shift+down shift+up shift+left ctrl+end ctrl+home 3 e s o escape a c f n p u x"
)
KEYS += " z tab shift+tab semicolon right_square_bracket left_square_bracket enter d question_mark slash m ctrl+p"


@pytest.fixture
def workspace(corpus: Path) -> Iterator[Workspace]:
    with Workspace.open(corpus, annotator="hana") as opened:
        yield opened


@contextmanager
def nothing_kept(widget: StyledWidget) -> Iterator[None]:
    """Let a widget draw everything anew, then go on with what it had kept."""
    empty = {"_framed": type(widget._framed)(), "_drawn": {}, "_kept": {}, "_styles_cache": StylesCache()}
    parts = [widget, widget._text_view] if isinstance(widget, ArticleView) else [widget]
    kept = [{name: getattr(part, name) for name in empty if hasattr(part, name)} for part in parts]
    for part, names in zip(parts, kept, strict=True):
        vars(part).update({name: empty[name] for name in names})
    if isinstance(widget, ArticleView):
        widget._lay_over()
    yield
    for part, names in zip(parts, kept, strict=True):
        vars(part).update(names)


class Emulated:
    """What a terminal shows of an application's frames."""

    def __init__(self, app: NewsreaderApp, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
        self._app = app
        self.screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self.screen)
        monkeypatch.setattr(app, "_display", self._display)

    def _display(self, _screen: object, update: object) -> None:
        if update is not None:
            self._stream.feed(update.render_segments(self._app.console))

    def drawn_anew(self) -> pyte.Screen:
        """What Textual's own compositor would show if every widget drew all of its rows now."""
        anew = pyte.Screen(self.screen.columns, self.screen.lines)
        with ExitStack() as stack:
            for screen in self._app.screen_stack:
                for widget in screen.query(StyledWidget):
                    stack.enter_context(nothing_kept(widget))
            whole = self._app.screen._compositor
            strips = [[strip] for strip in whole.render_strips()]
        update = LayoutUpdate(strips, whole.size.region)
        pyte.Stream(anew).feed(update.render_segments(self._app.console).replace("\n", "\r\n"))
        return anew

    async def assert_shows_what_is_meant(self, pilot: Pilot) -> None:
        """Wait for a frame that is still to come, on a busy machine; a row that is wrong for good stays wrong."""
        await until(pilot, lambda: cells(self.screen) == cells(self.drawn_anew()))
        anew = self.drawn_anew()
        assert self.screen.display == anew.display
        assert cells(self.screen) == cells(anew)


def cells(screen: pyte.Screen) -> list[list[pyte.screens.Char]]:
    return [[screen.buffer[line][column] for column in range(screen.columns)] for line in range(screen.lines)]


SLOW_SIZES = (((120, 30), 2), ((80, 16), 3), ((60, 14), 4))


@pytest.mark.parametrize(
    ("size", "seed"), [((120, 16), 1), *(pytest.param(*each, marks=pytest.mark.slow) for each in SLOW_SIZES)]
)
async def test_after_any_keys_the_screen_shows_what_would_be_drawn_of_it_anew(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], seed: int
) -> None:
    chance = random.Random(seed)
    app = NewsreaderApp(workspace)
    emulated = Emulated(app, size, monkeypatch)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        assert isinstance(app.screen._compositor, RowCompositor)
        await emulated.assert_shows_what_is_meant(pilot)
        await pilot.press("enter")
        for _ in range(14):
            if chance.random() < 0.1:
                app.notify("kitab " * chance.randrange(1, 9), timeout=60)
            elif chance.random() < 0.1:
                app.clear_notifications()
            await pilot.press(*chance.choices(KEYS.split(), k=2))
            await emulated.assert_shows_what_is_meant(pilot)


async def test_what_lies_over_the_text_stays_while_the_text_changes_below(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = NewsreaderApp(workspace)
    emulated = Emulated(app, (120, 16), monkeypatch)
    async with app.run_test(size=(120, 16), notifications=True) as pilot:
        app.notify("above the panes", timeout=60)
        await pilot.press("enter")
        for key in ("pagedown", "down", "shift+down", "pagedown", "a", "tab", "down"):
            await pilot.press(key)
            assert any("above the panes" in row for row in emulated.screen.display)
            await emulated.assert_shows_what_is_meant(pilot)
        app.clear_notifications()
        await pilot.pause()
        assert not any("above the panes" in row for row in emulated.screen.display)
        await emulated.assert_shows_what_is_meant(pilot)


async def test_a_window_that_changes_its_size_is_drawn_whole(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = NewsreaderApp(workspace)
    emulated = Emulated(app, (120, 20), monkeypatch)
    async with app.run_test(size=(120, 20)) as pilot:
        await pilot.press("enter", "pagedown")
        for columns, rows in ((80, 16), (132, 20), (61, 30)):
            emulated.screen.resize(rows, columns)
            emulated.screen.reset()
            await pilot.resize_terminal(columns, rows)
            await pilot.press("down", "a")
            await emulated.assert_shows_what_is_meant(pilot)


async def test_a_caret_key_asks_for_the_rows_that_it_changes_and_no_other_pane(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = NewsreaderApp(workspace)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("enter", "down", "left")
        asked: list[tuple[type, Region]] = []
        for pane in (ArticleView, AnnotationPanel):
            render = pane.render_lines
            monkeypatch.setattr(
                pane,
                "render_lines",
                lambda self, crop, render=render: asked.append((type(self), crop)) or render(self, crop),
            )
        row = app.screen.query_one(ArticleView).caret_row
        await pilot.press("left")
        ((pane, crop),) = asked
        assert pane is ArticleView
        assert crop.line_range == range(row, row + 1)


async def test_textual_still_has_every_part_that_the_compositor_relies_on() -> None:
    missing = missing_parts(Screen())
    assert not missing, (
        f"Textual {textual.__version__} no longer has {', '.join(missing)}, so newsreader now runs with Textual's own "
        "compositor, at half the speed. Read textual/_compositor.py, adapt tui/widgets/base/compositor.py and its "
        "`missing_parts`, and run tests/widgets/test_compositor.py: it compares each frame with everything drawn anew."
    )
    regions = Region(2, 1, 3, 1), Region(4, 1, 3, 1), Region(9, 1, 2, 1)
    assert list(Compositor._regions_to_spans(regions)) == [(1, 2, 7), (1, 9, 11)]


def test_each_private_name_of_textual_that_the_compositor_uses_is_one_that_is_checked() -> None:
    ours = {"_arranged", "_drawn", "_showing", "_strips"}
    attributes = {node.attr for node in ast.walk(ast.parse(inspect.getsource(compositor))) if hasattr(node, "attr")}
    used = {name for name in attributes if name.startswith("_") and not name.startswith("__")} - ours
    checked = inspect.getsource(missing_parts)
    assert used
    assert [name for name in sorted(used) if name not in checked] == []


@pytest.mark.parametrize("reason", ["the variable", "a missing part"])
async def test_textual_draws_by_itself_where_the_variable_says_so_or_it_has_changed(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    if reason == "the variable":
        monkeypatch.setenv(VARIABLE, "textual")
    else:
        monkeypatch.delattr("textual._compositor.CompositorUpdate.render_segments")
    app = NewsreaderApp(workspace)
    emulated = Emulated(app, (120, 16), monkeypatch)
    async with app.run_test(size=(120, 16)) as pilot:
        assert type(app.screen._compositor) is Compositor
        await pilot.press("enter", "down", "a", "pagedown")
        await emulated.assert_shows_what_is_meant(pilot)
