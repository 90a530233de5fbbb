"""Cells as segments."""

from rich.style import Style

from tui.typesetting.lines.display import set_line_cells
from tui.widgets.base.segments import columns, joined, segments, words

PLAIN, BOLD = Style(), Style(bold=True)


def test_words_that_are_asked_for_twice_are_the_caller_s_own() -> None:
    first = words("ab", 9, PLAIN)
    first += words("cd", 9, PLAIN)
    assert [each.text for each in words("ab", 9, PLAIN)] == ["ab"]


def test_words_are_cut_to_their_columns() -> None:
    assert columns(words("abcdef", 4, PLAIN)) <= 4


def test_blanks_are_joined_to_what_has_the_same_style_and_nothing_else_is() -> None:
    made = [*words("  ", 9, PLAIN), *words("ab", 9, PLAIN), *words("cd", 9, PLAIN), *words("  ", 9, BOLD)]
    assert [each.text for each in joined(made)] == ["  ab", "cd", "  "]
    assert "".join(each.text for each in joined(made)) == "".join(each.text for each in made)


def test_a_segment_ends_behind_a_cell_with_marks_for_a_cut_comes_between_segments() -> None:
    made = segments((cell, PLAIN) for cell in set_line_cells("\u0643\u062a\u0628\u064e", 9))
    assert [each.text[-1] == "\u064e" for each in made] == [True, False]
