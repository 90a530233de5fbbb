"""The caret goes where its arrow points, and reaches every cell."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.typesetting import caret, lay_out

BEH = "\u0628"


def walk(layout, offset, step):
    seen = [offset]
    while (following := step(layout, seen[-1])) not in seen:
        seen.append(following)
    return seen


def test_left_is_forward_in_a_right_to_left_line_and_goes_on_in_the_next():
    layout = lay_out(f"{BEH * 2}\n{BEH}", 10)
    assert walk(layout, 0, caret.move_left) == [0, 1, 2, 3, 4]
    assert walk(layout, 4, caret.move_right) == [4, 3, 2, 1, 0]


def test_right_is_forward_in_a_left_to_right_line():
    layout = lay_out("ab\nc", 10)
    assert walk(layout, 0, caret.move_right) == [0, 1, 2, 3, 4]
    assert walk(layout, 4, caret.move_left) == [4, 3, 2, 1, 0]


def test_the_caret_goes_through_a_foreign_phrase_as_it_is_seen():
    # On the screen: b b, space, a b c, space, b b, from the right.
    layout = lay_out(f"{BEH * 2} abc {BEH * 2}", 20)
    assert walk(layout, 0, caret.move_left) == [0, 1, 2, 5, 4, 3, 6, 7, 8, 9]


def test_format_characters_and_hanging_space_are_passed_over():
    layout = lay_out("a\u200eb    c", 4)
    assert walk(layout, 0, caret.move_right) == [0, 2, 3, 4, 7, 8]
    assert caret.move_right(layout, 1) == 2
    assert caret.move_right(layout, 6) == 7
    assert caret.move_left(layout, 6) == 4


def test_a_lam_alef_is_one_step():
    layout = lay_out("\u0628\u0644\u064e\u0627\u0628", 10)
    assert walk(layout, 0, caret.move_left) == [0, 1, 4, 5]


def test_rows_keep_the_goal_column():
    layout = lay_out("abcdef\nab\nabcdef", 10)
    goal = caret.goal_column(layout, 4)
    assert goal == 4
    short = caret.move_rows(layout, 4, 1, goal=goal)
    assert short == 9
    assert caret.move_rows(layout, short, 1, goal=goal) == 14
    assert caret.move_rows(layout, 14, -9, goal=goal) == 4
    assert caret.move_rows(layout, 4, -1, goal=goal) == 4


def test_a_row_starts_and_ends_where_reading_does():
    layout = lay_out(f"{BEH * 3}\nabc", 10)
    assert (caret.row_start(layout, 1), caret.row_end(layout, 1)) == (0, 3)
    assert (caret.row_start(layout, 5), caret.row_end(layout, 5)) == (4, 7)
    # RTL row that begins with a Latin word: reading begins at the right edge, whatever stands there.
    layout = lay_out("abc \u0628", 20, base_direction="rtl")
    assert caret.row_start(layout, 4) == 2


@settings(max_examples=150, deadline=None)
@given(data=st.data(), width=st.integers(4, 30), base_direction=st.sampled_from(["rtl", "ltr"]))
def test_one_arrow_passes_every_visible_cell_once_and_the_other_goes_back(data, width, base_direction, news, hostile):
    text = data.draw(st.one_of(news, hostile))
    layout = lay_out(text, width, base_direction=base_direction)
    stops = [cell.start for line in layout.lines for cell in line.stops]
    rtl = base_direction == "rtl"
    forward, backward = (caret.move_left, caret.move_right) if rtl else (caret.move_right, caret.move_left)
    first, last = caret.row_start(layout, 0), len(text)
    there = walk(layout, first, forward)
    assert sorted(there) == sorted(stops)
    assert walk(layout, last, backward) == there[::-1]
