"""The rows of an article, addressed by place."""

from itertools import pairwise
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from tui.typesetting.lines import breaks
from tui.typesetting.lines.breaks import split_paragraphs
from tui.typesetting.page.page import Block, Page, Place

TEXTS = st.text(st.sampled_from("ab \u0643\u062a\u0644\u0627\u0628 1(\n"), max_size=120)


def paged(text: str, width: int, folded: int = -1) -> Page:
    paragraphs = [(start, end) for start, end in split_paragraphs(text) if text[start:end].strip()]
    return Page(text, [Block(s, e, folded=i == folded) for i, (s, e) in enumerate(paragraphs)], width)


def places(page: Page) -> list[Place]:
    found = [page.first]
    while (place := page.step(found[-1], 1)) != found[-1]:
        found.append(place)
    return found


@given(TEXTS, st.integers(4, 40))
def test_walking_down_meets_every_row_once_and_ends_at_the_last(text: str, width: int) -> None:
    page = paged(text, width)
    found = places(page)
    assert found == sorted(set(found))
    assert found[-1] == page.last


@given(TEXTS, st.integers(4, 40), st.integers(-50, 50), st.integers(-50, 50))
def test_steps_add_up_and_distance_measures_them(text: str, width: int, first: int, second: int) -> None:
    page = paged(text, width)
    found = places(page)
    middle = page.step(page.first, abs(first))
    assert middle == found[min(abs(first), len(found) - 1)]
    target = page.step(middle, second)
    index = min(max(found.index(middle) + second, 0), len(found) - 1)
    assert target == found[index]
    assert page.distance(middle, target, 1000) == index - found.index(middle)


@given(TEXTS, st.integers(4, 40), st.integers(0, 119))
def test_the_place_of_a_visible_code_point_is_the_row_that_holds_it(text: str, width: int, offset: int) -> None:
    page = paged(text, width)
    if offset >= len(text) or text[offset].isspace():
        return
    line = page.row(page.place_of(offset)).line
    assert line is not None
    assert line.start <= offset < line.end


@given(TEXTS, st.integers(4, 40))
def test_text_rows_leave_out_the_blank_rows_and_come_in_reading_order(text: str, width: int) -> None:
    page = paged(text, width)
    rows = [page.row(page.first), *page.text_rows(page.first, 1)]
    assert all(before.place < after.place for before, after in pairwise(rows))
    assert [row.place for row in rows] == [place for place in places(page) if page.row(place).line]
    assert [row.place for row in page.text_rows(page.last, -1)] == [row.place for row in rows[-2::-1]]


def test_a_folded_block_is_one_row_however_long_it_is() -> None:
    page = paged("one\n" + "two " * 100 + "\nthree\n", 10, folded=1)
    assert [(page.row(place).is_fold, page.row(place).line is None) for place in places(page)] == [
        (False, False),
        (False, True),
        (True, True),
        (False, True),
        (False, False),
    ]


def test_an_empty_text_has_one_row() -> None:
    page = Page("", (), 20)
    assert places(page) == [Place(0, 0)]
    assert page.place_of(0) == Place(0, 0)


@given(st.text(st.sampled_from("ab \u0643\u062a\u0644\u0627 1(."), max_size=300), st.integers(4, 40))
def test_a_long_paragraph_goes_on_without_a_blank_row_and_in_its_own_direction(text: str, width: int) -> None:
    with mock.patch.object(breaks, "LONGEST", 24):
        page = Page(text + "\nlast", [Block(0, len(text) + 1, "body"), Block(len(text) + 1, len(text) + 5)], width)
    rows = [page.row(place) for place in places(page)]
    lines = [row.line for row in rows if row.line is not None]
    assert [row.line is None for row in rows].count(True) == 1
    assert "".join(page.text[line.start : line.end] for line in lines) == page.text
    assert len({line.base_level for line in lines[:-1]}) == 1
    assert {row.block.kind for row in rows[: len(lines) - 1]} == {"body"}
    for offset in range(len(text)):
        line = page.row(page.place_of(offset)).line
        assert line is not None
        assert line.start <= offset < line.end


def test_a_paragraph_of_megabytes_is_set_only_where_it_is_looked_at() -> None:
    text = "\u0642\u0627\u0644 \u0646\u0639\u0645. " * 400_000
    page = Page(text, [Block(0, len(text))], 80)
    place = page.place_of(3_000_000)
    line = page.row(place).line
    assert line is not None
    assert line.start <= 3_000_000 < line.end
    assert page.step(page.step(place, 100), -100) == place
    assert len(page._set) < 10


@given(TEXTS, st.integers(4, 40), st.integers(4, 40))
def test_a_page_at_another_width_has_the_rows_of_one_made_for_it(text: str, first: int, second: int) -> None:
    page = paged(text, first)
    assert places(page)
    again, made = page.at_width(second), paged(text, second)
    assert places(again) == places(made)
    for place in places(made):
        rows = again.row(place), made.row(place)
        assert rows[0].block == rows[1].block
        assert [row.line and row.line.cells for row in rows[:1]] == [row.line and row.line.cells for row in rows[1:]]
