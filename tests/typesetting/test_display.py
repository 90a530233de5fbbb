"""Single rows of untrusted text: as wide as they may be, in order, and harmless."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import get_character_cell_size

from tui.typesetting.lines.display import set_line, set_line_cells, set_rows

HEADLINE = "\u0632\u0639\u064a\u0645 \u0643\u0648\u0631\u064a\u0627 \u064a\u0635\u0644"


def width_of(shown):
    return sum(map(get_character_cell_size, shown))


@settings(max_examples=300, deadline=None)
@given(data=st.data(), width=st.integers(0, 30), align=st.sampled_from(["left", "right", "base"]))
def test_a_line_never_exceeds_its_width_and_holds_no_control(data, width, align, hostile):
    text = data.draw(hostile)
    shown = set_line(text, width, align=align)
    assert width_of(shown) <= width
    assert not {unicodedata.category(code_point) for code_point in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@settings(max_examples=200, deadline=None)
@given(data=st.data(), width=st.integers(1, 30), height=st.integers(1, 4))
def test_rows_are_tiled_and_every_cell_knows_its_code_points(data, width, height, hostile):
    text = data.draw(hostile)
    rows = set_rows(text, width, height)
    assert len(rows) <= height
    for row in rows:
        assert sum(cell.columns for cell in row) <= width
        for before, after in pairwise(row):
            assert before.column + before.columns == after.column
        for cell in row:
            assert 0 <= cell.column <= cell.column + cell.columns <= width
            assert 0 <= cell.start <= cell.end <= len(text)


def test_what_fits_is_shown_whole():
    assert set_line("abc", 3) == "abc"
    assert set_line("", 3) == ""
    assert set_line("abc", 0) == ""


def test_a_cut_line_ends_in_an_ellipsis_at_its_logical_end():
    assert set_line("abcdef", 4) == "abc…"
    assert set_line("abc def", 5) == "abc…"
    shown = set_line(HEADLINE, 8)
    assert shown[0] == "…"
    assert shown[-1] == "\ufeaf"
    assert width_of(shown) <= 8


def test_the_ellipsis_covers_all_that_is_cut():
    cells = set_line_cells("abcdef", 4)
    assert [(cell.start, cell.end, cell.glyphs) for cell in cells] == [
        (0, 1, "a"),
        (1, 2, "b"),
        (2, 3, "c"),
        (3, 6, "…"),
    ]


def test_line_ends_become_spaces_and_controls_visible():
    assert set_line("a\nb\r\nc\x1b[0m", 20) == "a b c\ufffd[0m"
    assert set_line("x\u2028y\x85z", 20) == "x y z"


@pytest.mark.parametrize(("align", "first"), [("left", 0), ("right", 7), ("base", 0)])
def test_a_latin_line_stands_where_it_is_told(align, first):
    assert set_line_cells("abc", 10, align=align)[0].column == first


@pytest.mark.parametrize(("align", "first"), [("left", 0), ("right", 8), ("base", 8)])
def test_an_arabic_line_stands_where_it_is_told(align, first):
    assert set_line_cells("\u0628\u0629", 10, align=align)[0].column == first
    assert set_line("\u0628\u0629", 10, align=align) == " " * first + "\ufe94\ufe91"


def test_a_headline_takes_two_rows_and_ends_in_an_ellipsis():
    rows = set_rows("one two three four five", 9, 2)
    assert ["".join(cell.glyphs for cell in row).rstrip() for row in rows] == ["one two", "three fo…"]
    assert [len(row) for row in set_rows("one two", 9, 2)] == [7]


def test_a_megabyte_is_cut_without_being_set():
    assert set_line("a" * 10_000_000, 10) == "a" * 9 + "…"
    assert set_line("a" + "\u064e" * 1_000_000, 10).startswith("a")
