"""The fewest keys are the fewest, and the real application does what they say."""

import json
from pathlib import Path

import pytest

from annotations.model.article import Article
from benchmarks.keystrokes.__main__ import main
from benchmarks.keystrokes.keyboard import KEYS, Keyboard
from benchmarks.keystrokes.search import Search
from benchmarks.keystrokes.wanted import read_wanted
from tui.typesetting.page.page import Page
from tui.widgets.article.caret import Caret

TEXT = "Headline here\n\nOne (two, three) of ten: four five.\nSix says “seven eight” and nine.\n"


def article(text: str) -> Article:
    return Article.of(text)


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard(article(TEXT), Page(TEXT, (), 20), 20)


def exhaustive(keyboard: Keyboard, state: Caret, wanted: tuple[int, int], most: int) -> int | None:
    """The fewest keys as no clever search finds them: all states of each depth, none taken for another."""
    states = {state}
    for depth in range(most + 1):
        if any(keyboard.target(each, labelling=True) == wanted for each in states):
            return depth
        states |= {reached for each in states for _, reached in keyboard.after(each)}
    return None


def extent(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.mark.parametrize("words", ["One", "two, three", "three", "of ten", "ten: four five", "seven eight", "says"])
@pytest.mark.parametrize("caret", [0, 20, 60])
def test_no_search_of_all_states_finds_fewer_keys(words: str, caret: int, keyboard: Keyboard) -> None:
    wanted = extent(words)
    found = Search(keyboard, with_hints=False).fewest(Caret(caret), keyboard.page.first, wanted, labelling=True)
    assert found is not None
    assert exhaustive(keyboard, Caret(caret), wanted, 3) == len(found.keys)


def test_keys_lead_where_they_are_said_to(keyboard: Keyboard) -> None:
    wanted = extent("seven eight")
    found = Search(keyboard, with_hints=False).fewest(Caret(0), keyboard.page.first, wanted, labelling=True)
    assert found is not None
    state = Caret(0)
    for pressed in found.keys:
        state = next(reached for key, reached in keyboard.after(state) if key.key == pressed)
    assert state == found.state
    assert keyboard.selection(state) == wanted


def test_hints_never_make_it_longer_and_jump_where_nothing_else_is_near(keyboard: Keyboard) -> None:
    wanted = extent("nine")
    without, with_hints = (
        Search(keyboard, with_hints=each).fewest(Caret(0), keyboard.page.first, wanted, labelling=True)
        for each in (False, True)
    )
    assert without is not None
    assert with_hints is not None
    assert len(with_hints.keys) <= len(without.keys)


def test_edges_that_no_selection_has_are_not_found(keyboard: Keyboard) -> None:
    start, end = extent("One ")
    search = Search(keyboard, with_hints=False)
    assert search.fewest(Caret(0), keyboard.page.first, (start, end), labelling=True) is None


def test_every_selecting_key_of_the_table_is_searched() -> None:
    assert {"1", "s", "e", ",", '"', "plus", "-", "t", "o", "space", "shift+left", "ctrl+shift+end"} <= {
        key.key for key in KEYS
    }


def gold(folder: Path, *spans: dict) -> Path:
    target = folder / "gold.jsonl"
    record = {"id": "x", "text": TEXT, "spans": list(spans)}
    target.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return target


def span(label: str, words: str, **more: object) -> dict:
    start, end = extent(words)
    return {"label": label, "start": start, "end": end, **more}


async def test_the_application_makes_what_the_keys_are_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fragments = [list(extent("One")), list(extent("three"))]
    one = {"label": "claim", "start": fragments[0][0], "end": fragments[1][1], "fragments": fragments}
    path = gold(tmp_path, one, span("figure", "ten"), span("actor", "ten"), span("actor", "Six"))
    assert await main(path, None) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "typed without hints: 4 of 4 annotations made, 0 articles differ" in lines
    assert "typed with hints: 4 of 4 annotations made, 0 articles differ" in lines
    assert lines[-1].startswith("keys per span: ")
    assert lines[-1].endswith(" with")


async def test_a_span_that_cannot_be_made_is_told_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert await main(gold(tmp_path, span("actor", "One "), span("actor", "Six")), None) == 1
    assert "x: missing: actor" in capsys.readouterr().out


async def test_the_labels_of_a_corpus_are_used(tmp_path: Path) -> None:
    (tmp_path / "newsreader.toml").write_text('[[labels]]\nname = "place"\nkey = "h"\n', encoding="utf-8")
    assert await main(gold(tmp_path, span("place", "Six")), tmp_path) == 0


def test_spans_are_read_in_reading_order_the_longer_first(tmp_path: Path) -> None:
    path = gold(tmp_path, span("figure", "ten"), span("actor", "One"), span("claim", "One (two"))
    assert [each.label for each in read_wanted(path)[0].spans] == ["claim", "actor", "figure"]


async def test_furniture_is_unfolded_where_something_in_it_is_wanted(tmp_path: Path) -> None:
    text = "عنوان الخبر هنا\n\nقال علي إن الباب مفتوح.\nشارك هذا المقال\nوقالت سحر إن القطار وصل.\n"
    start = text.index("المقال")
    path = tmp_path / "gold.jsonl"
    values = {"label": "actor", "start": start, "end": start + len("المقال")}
    path.write_text(json.dumps({"id": "x", "text": text, "spans": [values]}) + "\n", encoding="utf-8")
    assert await main(path, None) == 0


def test_without_rows_no_key_goes_by_rows() -> None:
    keyboard = Keyboard(article(TEXT), Page(TEXT, (), 20), 20, with_rows=False)
    used = {key.argument for key, _ in keyboard.after(Caret(30, 20))}
    assert {"left", "word_left", "text_end", "clause_end"} <= used
    assert used.isdisjoint({"up", "down", "page_up", "page_down", "row_start", "row_end"})
