"""What the keys that select make of text as it is scraped, by keys and what they tag."""

from pathlib import Path

import pytest

from annotations.workspace.workspace import Workspace
from tui.app import NewsreaderApp
from tui.widgets.article.article_view import ArticleView

SIZE = (100, 30)
AGENCY = "\u0623.\u0634.\u0623"  # the Middle East News Agency
POST = "Fierce men (@zizo26) September 11, 2023"
BODY = "\u0648\u0643\u0648\u0631\u064a\u0627 \u0648\u0627\u062d\u062f\u0629."  # "and Korea is one."


async def tagged(folder: Path, text: str, at: str, *keys: str) -> list[str]:
    """Return what is tagged in an article after keys that are pressed with the caret at some words."""
    (folder / "a.txt").write_text(text, encoding="utf-8", newline="")
    with Workspace.open(folder, annotator="hana") as workspace:
        app = NewsreaderApp(workspace)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("enter")
            app.screen.query_one(ArticleView).go_to(text.index(at))
            await pilot.press(*keys)
        return [each.quote for each in workspace.work("a.txt").annotations]


@pytest.mark.parametrize(
    ("text", "at", "keys", "quote"),
    [
        ("in\u00adter\u00adnational aid arrived", "in", "a", "in\u00adter\u00adnational"),
        (f"said {AGENCY} that", AGENCY, "a", AGENCY),
        ("the U.S. said", "U.S", "a", "U.S"),
        ("they don't know", "don't", "a", "don't"),
        ("\u202bHe left.\u202c Then he came. So", "He", "sc", "He left"),
        ("He left. Then he came. So", "left", "ec", "left"),
        ("He left. Then he came. So", "left", "eec", "left. Then he came"),
        ('"He left." Then', "left", "ec", "left"),
        ("Did he leave? Then", "he", "sc", "Did he leave?"),
        ("one two three four", "two", "\u06f3a", "two three four"),
        ("one two three four", "two", "\u0663a", "two three four"),
    ],
)
async def test_keys_select_what_analysts_mean(tmp_path: Path, text: str, at: str, keys: str, quote: str) -> None:
    assert await tagged(tmp_path, f"A headline\n\n{text}\n", at, *keys) == [quote]


async def test_a_count_of_words_stops_at_the_end_of_the_paragraph(tmp_path: Path) -> None:
    text = "A headline\n\none two three four\nfive six seven eight\n"
    assert await tagged(tmp_path, text, "three", "9", "3", "a") == ["three four"]


@pytest.mark.parametrize(("at", "keys", "quote"), [("2023", "9a", "2023"), (BODY, "a", BODY.split(maxsplit=1)[0])])
async def test_a_word_ends_where_the_next_section_begins(tmp_path: Path, at: str, keys: str, quote: str) -> None:
    text = f"A headline\n\nHe said:\n\u2014 Zizo {POST}{BODY} And it is so, he said.\n"
    assert await tagged(tmp_path, text, at, *keys) == [quote]


@pytest.mark.parametrize(
    ("words", "quote", "attributes"),
    [
        ("(5.3) مليار دولار", "(5.3) مليار دولار", {"value": 5300000000, "unit": "دولار"}),
        ("26،013,94 دينارا", "26،013,94 دينارا", {"value": 26013.94, "unit": "دينار"}),
        ("ناقص 5 بالمئة", "ناقص 5 بالمئة", {"value": -5, "unit": "%"}),
    ],
)
async def test_space_and_the_key_of_a_label_make_a_figure_whole(
    tmp_path: Path, words: str, quote: str, attributes: dict[str, object]
) -> None:
    (tmp_path / "a.txt").write_text(f"عنوان\n\nبلغ العجز {words} هذا العام.\n", encoding="utf-8", newline="")
    with Workspace.open(tmp_path, annotator="hana") as workspace:
        app = NewsreaderApp(workspace)
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("enter", "space", "f", "v", "enter")
        (figure,) = workspace.work("a.txt").annotations
    assert (figure.quote, dict(figure.attributes)) == (quote, attributes)
