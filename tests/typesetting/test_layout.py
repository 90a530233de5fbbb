"""Every code point has its one cell, every cell its place, and one leads to the other both ways."""

import time
from itertools import pairwise
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.typesetting.lines import breaks
from tui.typesetting.lines.breaks import split_paragraphs
from tui.typesetting.lines.layout import Layout, lay_out
from tui.typesetting.lines.paragraph import Paragraph

NO_SPACES = dict.fromkeys(map(ord, breaks.SPACES))
widths = st.integers(4, 50)
directions = st.sampled_from(["auto", "first-strong", "rtl", "ltr"])


def check_cells(text, layout):
    covered = [cell for line in layout.lines for cell in sorted(line.cells)]
    assert "".join(text[cell.start : cell.end] for cell in covered) == text
    assert all(before.end == after.start for before, after in pairwise(covered))
    assert all(cell.start < cell.end or cell.start == len(text) for cell in covered)
    assert covered[-1].end == len(text)


def check_tiling(line):
    visible = [cell for cell in line.cells if cell.columns]
    column = line.width - line.columns if line.base_level else 0
    for cell in visible:
        assert cell.column == column
        column += cell.columns
    assert column == (line.width if line.base_level else line.columns)
    assert line.columns <= line.width
    for cell in line.cells:
        if not cell.columns:
            assert cell.column == line.end_column or any(cell.column == other.column for other in visible)


def test_a_cell_without_columns_behind_a_wide_one_stands_where_that_begins() -> None:
    for text in ("000\u3021\xad:", "\u3021\xad", "\u3021\u3021\xad\u05d0"):
        for line in lay_out(text, 4, base_direction="rtl", marks=False).lines:
            check_tiling(line)


@settings(max_examples=160, deadline=None)
@given(data=st.data(), width=widths, base_direction=directions, marks=st.booleans())
def test_cells_cover_the_text_and_tile_every_row(data, width, base_direction, marks, hostile):
    text = data.draw(hostile)
    layout = lay_out(text, width, base_direction=base_direction, marks=marks)
    check_cells(text, layout)
    for line in layout.lines:
        check_tiling(line)


@settings(max_examples=100, deadline=None)
@given(data=st.data(), width=widths)
def test_long_paragraphs_of_news_keep_every_row_full_but_not_overfull(data, width, news):
    text = " ".join(data.draw(st.lists(news, min_size=1, max_size=6)))
    layout = lay_out(text, width)
    check_cells(text, layout)
    for line in layout.lines:
        check_tiling(line)


@settings(max_examples=100, deadline=None)
@given(data=st.data(), width=widths)
def test_every_map_is_the_inverse_of_the_other(data, width, hostile, news):
    text = data.draw(st.one_of(hostile, news))
    layout = lay_out(text, width)
    for offset in range(len(text) + 1):
        row = layout.line_index(offset)
        line = layout.lines[row]
        assert line.start <= offset < line.end or offset == len(text)
        cell = layout.cell_at(offset)
        assert cell.start <= offset < cell.end or offset == cell.start == len(text)
        assert layout.column_of(offset) == (row, cell.column)
        if cell.columns:
            for column in range(cell.column, cell.column + cell.columns):
                assert layout.hit(row, column) == cell.start


@settings(max_examples=100, deadline=None)
@given(data=st.data(), width=widths, base_direction=directions)
def test_the_maps_of_a_line_say_what_its_cells_say(data, width, base_direction, hostile, news):
    text = data.draw(st.one_of(hostile, news))
    for line in lay_out(text, width, base_direction=base_direction).lines:
        visual = line.visual
        assert list(zip(*visual[:6], strict=True)) == [tuple(cell) for cell in line.cells]
        assert len(visual.covering) == line.end - line.start
        for offset, index in enumerate(visual.covering, line.start):
            assert visual.starts[index] <= offset < visual.ends[index]
            assert line.cell_at(offset) == line.cells[index]


@settings(max_examples=100, deadline=None)
@given(data=st.data(), width=widths, base_direction=directions, longest=st.integers(8, 40))
def test_a_long_paragraph_in_pieces_is_covered_and_tiled_in_its_own_direction(
    data, width, base_direction, longest, hostile, news
):
    text = data.draw(st.one_of(hostile, news)) + " " + data.draw(news)
    with mock.patch.object(breaks, "LONGEST", longest):
        layout = lay_out(text, width, base_direction=base_direction)
        whole = {start: len(breaks.split_long(text, start, end)) for start, end in split_paragraphs(text)}
    check_cells(text, layout)
    for line in layout.lines:
        check_tiling(line)
    for offset in range(len(text) + 1):
        cell = layout.cell_at(offset)
        assert cell.start <= offset < cell.end or offset == cell.start == len(text)
    for start, end in split_paragraphs(text):
        levels = {line.base_level for line in layout.lines if start <= line.start < end}
        assert len(levels) <= 1
        assert whole[start] <= 1 + 4 * (end - start) // (longest - longest // 4)


@settings(max_examples=80, deadline=None)
@given(data=st.data(), first=widths, second=widths, base_direction=directions)
def test_any_width_shows_the_same_text(data, first, second, base_direction, hostile):
    text = data.draw(hostile)
    shown = [
        "".join(
            cell.glyphs
            for line in lay_out(text, width, base_direction=base_direction).lines
            for cell in sorted(line.cells)
        )
        for width in (first, second)
    ]
    # White space that hangs at one width has a column at another.
    assert shown[0].translate(NO_SPACES) == shown[1].translate(NO_SPACES)


def test_a_cut_falls_behind_a_sentence_else_behind_a_word():
    with mock.patch.object(breaks, "LONGEST", 16):
        assert breaks.split_long("one two three. four five six", 0, 28) == [(0, 15), (15, 28)]
        assert breaks.split_long("one two three four five six", 0, 27) == [(0, 14), (14, 27)]
        assert breaks.split_long("a" * 40, 0, 40) == [(0, 15), (15, 30), (30, 40)]


@settings(max_examples=80, deadline=None)
@given(data=st.data(), width=widths)
def test_columns_of_a_span_are_those_of_its_cells(data, width, news):
    text = data.draw(news)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    for line in lay_out(text, width).lines:
        columns = {column for first, last in line.runs(start, end) for column in range(first, last)}
        expected = {
            column
            for cell in line.cells
            if any(start <= offset < end for offset in range(cell.start, cell.end))
            for column in range(cell.column, cell.column + cell.columns)
        }
        assert columns == expected
        runs = line.runs(start, end)
        assert all(before[1] < after[0] for before, after in pairwise(runs))


@settings(max_examples=80, deadline=None)
@given(data=st.data(), width=widths)
def test_the_order_within_a_line_is_that_of_the_whole_paragraph(data, width, news):
    text = data.draw(news).rstrip()
    whole = Paragraph(text, base_direction="rtl").wrap(4000)[0]
    order = [cell.start for cell in whole.cells]
    for line in Paragraph(text, base_direction="rtl").wrap(width):
        # White space at the line's end goes to its edge (L1); everything else stands as in the paragraph.
        kept = len(text[line.start : line.end].rstrip(" \u200c")) + line.start
        shown = [cell.start for cell in line.cells if cell.start < kept]
        assert shown == [start for start in order if line.start <= start < kept]


def test_a_text_that_ends_in_a_line_end_has_an_empty_last_line():
    for text in ("", "a\n", "\u0628\r\n"):
        last = lay_out(text, 10).lines[-1]
        assert (last.start, last.end, last.columns) == (len(text), len(text), 0)
        assert [cell[:3] for cell in last.cells] == [(len(text), len(text), "")]


def test_the_end_of_a_text_is_a_cell_beyond_its_content():
    assert lay_out("ab", 10).cell_at(2) == (2, 2, "", 2, 0, 0)
    assert lay_out("\u0628\u0628", 10).cell_at(2) == (2, 2, "", 7, 0, 1)
    assert lay_out("\u0628" * 10, 10).cell_at(10).column == -1
    assert lay_out("a" * 10, 10).cell_at(10).column == 10


def test_line_ends_take_no_room():
    layout = lay_out("a\r\nb\u2028c", 10)
    assert [(line.start, line.end) for line in layout.lines] == [(0, 3), (3, 5), (5, 6)]
    assert layout.cell_at(1) == layout.cell_at(2) == (1, 3, "", 1, 0, 0)


def test_white_space_that_does_not_fit_hangs():
    first, second = lay_out("abcd     ef", 6).lines
    assert (first.start, first.end, first.columns) == (0, 9, 6)
    assert [cell.columns for cell in first.cells] == [1, 1, 1, 1, 1, 1, 0, 0, 0]
    assert {cell.column for cell in first.cells[6:]} == {6}
    assert second.start == 9


def test_white_space_hangs_at_the_left_of_a_right_to_left_line():
    line = lay_out("\u0628\u0628\u0628\u0628\u0628   \u0628", 6).lines[0]
    assert [cell.glyphs for cell in line.cells] == ["", "", " ", "\ufe90", "\ufe92", "\ufe92", "\ufe92", "\ufe91"]
    assert [cell.column for cell in line.cells] == [-1, -1, 0, 1, 2, 3, 4, 5]


def test_indentation_stays_and_a_long_word_is_cut_between_cells():
    layout = lay_out("  abcdefghij", 6)
    assert [(line.start, line.end) for line in layout.lines] == [(0, 6), (6, 12)]
    assert lay_out("\u0644\u0627" * 5, 4).lines[0].end == 8


def test_a_line_breaks_after_hyphens_and_slashes_inside_words():
    assert [line.end for line in lay_out("well-known", 7).lines] == [5, 10]
    assert [line.end for line in lay_out("this/that", 7).lines] == [5, 9]
    assert [line.end for line in lay_out("ab -- cdef", 7).lines] == [6, 10]


def test_wide_cells_move_to_the_next_line_as_a_whole():
    layout = lay_out("\u6f22" * 5, 5)
    assert [(line.end - line.start, line.columns) for line in layout.lines] == [(2, 4), (2, 4), (1, 2)]


def test_a_mark_on_a_space_stays_with_it():
    text = "abcd \u064eef"
    assert all(line.cells[0].glyphs != "\u00a0\u064e" for line in lay_out(text, 5).lines)
    check_cells(text, lay_out(text, 5))


def test_joining_goes_across_a_cut_in_a_word():
    first, second = lay_out("\u0628" * 6, 4).lines
    assert first.cells[0].glyphs == "\ufe92"
    assert second.cells[-1].glyphs == "\ufe92"


def test_a_narrow_width_is_taken_as_four():
    layout = lay_out("abcd\u6f22\t", 1)
    assert layout.width == 4
    assert [line.columns for line in layout.lines] == [4, 2]


def test_hits_beyond_the_content_find_the_nearest_cell():
    layout = lay_out("\u0628\u0629 \u0628\n", 10)
    assert layout.hit(0, 9) == 0
    assert layout.hit(0, 100) == 0
    assert layout.hit(0, 6) == 3
    assert layout.hit(0, 5) == layout.hit(0, 0) == 4
    assert layout.hit(1, 3) == 5


def test_a_lazy_paragraph_gives_offsets_in_the_article():
    text = "one\n\u0628\u0644\u0627 two three\n"
    whole = lay_out(text, 8, base_direction="rtl")
    lines = [
        line
        for start, end in split_paragraphs(text)
        for line in Paragraph(text[start:end], start, base_direction="rtl").wrap(8)
    ]
    assert [line.cells for line in Layout(lines, 8).lines] == [line.cells for line in whole.lines]


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_paragraphs_end_where_python_ends_lines(data, hostile):
    text = data.draw(hostile)
    spans = split_paragraphs(text)
    pieces = [text[start:end] for start, end in spans]
    assert [piece for piece in pieces if piece] == text.splitlines(keepends=True)
    assert spans[-1][1] == len(text)
    assert (pieces[-1] == "") == (text == "" or text.splitlines(keepends=True)[-1] != text.splitlines()[-1])


def test_a_line_end_inside_a_paragraph_is_shown_and_covered():
    (line,) = Paragraph("a\nb\r\n").wrap(10)
    assert [(cell.start, cell.end, cell.glyphs) for cell in line.cells] == [
        (0, 1, "a"),
        (1, 2, "\ufffd"),
        (2, 3, "b"),
        (3, 5, ""),
    ]


def test_a_wrap_at_another_width_is_the_layout_at_that_width():
    paragraph = Paragraph("\u0628\u0629 abc " * 30)
    for width in (10, 33, 10):
        expected = lay_out("\u0628\u0629 abc " * 30, width, base_direction="rtl").lines
        assert [line.cells for line in paragraph.wrap(width)] == [line.cells for line in expected]


@pytest.mark.parametrize(
    "unit",
    [
        "\u0642\u0627\u0644 ",
        "\u0642\u064e\u0627\u0644\u064e ",
        "a1(\u0628 ",
        "x",
        " ",
        "\u200d",
        "\t",
        "\u064e",
        "a.",
        "#1",
        "www.",
        "x-",
    ],
)
def test_a_paragraph_of_a_hundred_thousand_code_points_is_set_in_seconds(unit):
    text = (unit * 100_000)[:100_000]
    begin = time.perf_counter()
    lines = Paragraph(text).wrap(80)
    assert lines[-1].end == len(text)
    assert lines[0].cells
    assert time.perf_counter() - begin < 3


def test_real_articles_are_covered(articles):
    for text in articles:
        for width in (20, 80):
            layout = lay_out(text, width)
            check_cells(text, layout)
            for line in layout.lines:
                check_tiling(line)
