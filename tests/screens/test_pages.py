"""Pages over the text, and the palette."""

import pytest
from textual.color import Color

from annotations.model.annotation import Status
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tests.waiting import until
from tui.app import NewsreaderApp
from tui.language.catalogue import Language, speak
from tui.screens.pages import InfoScreen
from tui.screens.palette import CommandList, PaletteScreen
from tui.settings import load_settings, settings_path
from tui.theme import THEMES, label_variables
from tui.widgets.article.article_view import ArticleView
from tui.widgets.info_page import InfoPage
from tui.widgets.lists.annotation_panel import AnnotationPanel
from tui.widgets.lists.article_list import ArticleList

SIZE = (120, 40)


def page(app: NewsreaderApp) -> str:
    leaflet = app.screen.query_one(InfoPage)
    return "\n".join(
        "".join(segment.text for segment in leaflet.render_line(y)) for y in range(leaflet.virtual_size.height)
    )


@pytest.mark.parametrize(("key", "words"), [("?", "undo the last change"), ("g", "claim"), ("f2", "Welcome")])
async def test_a_page_lies_over_the_text_until_its_key_is_pressed_again(
    project: Workspace, key: str, words: str
) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", key)
        assert isinstance(app.screen, InfoScreen)
        assert words in page(app)
        await pilot.press(key)
        assert not isinstance(app.screen, InfoScreen)
        assert app.focused is app.screen.query_one(ArticleView)


async def test_the_guideline_begins_with_the_label_under_the_caret_and_shows_one_s_own_examples(
    project: Workspace,
) -> None:
    project.editor.annotate("a.txt", "figure", (Span(0, 5),))
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "g")
        rows = [line.strip() for line in page(app).splitlines()]
        assert rows[0] == "f · figure"
        assert "yours:" in rows


@pytest.mark.usefixtures("_in_arabic")
async def test_in_arabic_pages_are_set_and_the_panes_are_mirrored(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        listed, panel = app.screen.query_one(ArticleList), app.screen.query_one(AnnotationPanel)
        assert panel.region.right <= app.screen.query_one(ArticleView).region.x
        assert listed.region.right == SIZE[0]
        await pilot.press("?")
        assert "\ufee2" in page(app) or "\ufee3" in page(app)  # a joined meem: letters as they are shown
        assert "undo the last" not in page(app)


@pytest.mark.parametrize(("language", "first"), [("en", 0), ("ar", -1)])
async def test_the_keys_of_the_tour_stand_in_the_order_in_which_their_meaning_is_read(
    project: Workspace, language: str, first: int
) -> None:
    speak(Language(language))
    try:
        app = NewsreaderApp(project)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("f2")
            row = next(line for line in page(app).splitlines() if {"r", "v", "m"} <= set(line.split()))
            assert [each for each in row.split() if each in {"r", "v", "m"}][first] == "r"
    finally:
        speak(Language.ENGLISH)


async def test_a_command_is_found_by_words_of_what_it_does_and_done(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "ctrl+p", *"article as done")
        assert isinstance(app.screen, PaletteScreen)
        assert app.screen.query_one(CommandList).count == 1
        await pilot.press("enter")
        await pilot.pause()
    assert project.status("a.txt") is Status.DONE


@pytest.mark.usefixtures("_in_arabic")
@pytest.mark.parametrize("typed", ["export", "تصدير"])
async def test_a_command_is_found_by_its_name_in_either_language(project: Workspace, typed: str) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+p", *typed)
        found = app.screen.query_one(CommandList).command
        assert found is not None
        assert found.action == "export"


async def test_the_palette_s_list_is_moved_in_while_typing_and_left_by_escape(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "ctrl+p", "down", "down")
        assert app.screen.query_one(CommandList).cursor == 2
        await pilot.press("escape")
        assert not isinstance(app.screen, PaletteScreen)
    assert project.status("a.txt") is Status.NEW


async def test_colours_are_chosen_in_the_palette_and_kept(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+p", *"high contrast", "enter")
        await pilot.pause()
        assert app.theme == "newsreader-contrast"
    assert load_settings().theme == "newsreader-contrast"


async def test_the_tour_is_shown_to_who_is_new_and_only_once(project: Workspace) -> None:
    app = NewsreaderApp(project, is_new=True)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, InfoScreen))
        assert isinstance(app.screen, InfoScreen)
        await pilot.press("enter")
        assert not isinstance(app.screen, InfoScreen)
    assert settings_path().exists()
    assert load_settings().toured == "yes"


@pytest.mark.parametrize("theme", THEMES)
async def test_words_on_each_label_s_tint_have_the_contrast_that_accessibility_asks_for(
    project: Workspace, theme: str
) -> None:
    app = NewsreaderApp(project, theme=theme)
    async with app.run_test(size=SIZE):
        foreground = app.theme_variables["foreground"]
        variables = label_variables(theme)
        for slot in range(1, 9):
            assert contrast(foreground, variables[f"label-{slot}"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, success criterion 1.4.3."""
    darker, lighter = sorted(luminance(Color.parse(each)) for each in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Color) -> float:
    parts = (each / 255 for each in (colour.r, colour.g, colour.b))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_on_a_narrow_terminal_what_keys_do_stands_below_them(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=(50, 15)) as pilot:
        await pilot.press("?")
        rows = [line.strip() for line in page(app).splitlines()]
        assert rows[rows.index("PgDn") + 1] == "one screen down"


async def test_keys_longer_than_their_column_are_shown_whole(project: Workspace) -> None:
    app = NewsreaderApp(project)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("?")
        rows = page(app).splitlines()
        place = next(place for place, row in enumerate(rows) if "Ctrl+C" in row)
        assert "…" not in rows[place]
        assert rows[place + 1].strip().startswith("quit")
