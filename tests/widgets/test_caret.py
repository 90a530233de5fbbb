"""The caret and the selection as a value, and what the keys make of it."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.span import Span
from tui.typesetting.page.page import Block, Page
from tui.widgets.article import keys
from tui.widgets.article.caret import Caret

TEXT = "One two three. Four five six.\n" * 12
OFFSETS = st.integers(0, 30)
CARETS = st.builds(Caret, OFFSETS, st.none() | OFFSETS, st.none() | st.integers(0, 9))


def page() -> Page:
    return Page(TEXT, [Block(start, start + 30) for start in range(0, len(TEXT), 30)], 40, fallback="ltr")


def test_a_selection_lies_between_the_anchor_and_the_caret_in_either_direction() -> None:
    assert Caret(7).selected == (7, 7)
    assert Caret(7, 3).selected == Caret(3, 7).selected == (3, 7)


def test_a_selection_begins_where_the_caret_is_and_goes_on_from_its_anchor() -> None:
    begun = Caret(3).extended(7, goal=2)
    assert begun == Caret(7, 3, 2)
    assert begun.extended(1) == Caret(1, 3)
    assert begun.dropped() == Caret(7)


def test_the_other_end_of_a_selection_becomes_the_one_that_moves() -> None:
    assert Caret(7, 3, 2).turned() == Caret(3, 7)
    assert Caret(3, 7).turned().selected == (3, 7)
    assert Caret(7).turned() == Caret(7)


@given(CARETS, CARETS)
def test_what_lies_outside_the_changed_parts_looks_the_same_with_either_caret(before: Caret, after: Caret) -> None:
    def looks(caret: Caret, offset: int) -> tuple[bool, bool]:
        start, end = caret.selected
        return start <= offset < end, offset == caret.offset

    changed = after.changed_since(before)
    for offset in range(32):
        if not any(start <= offset < end for start, end in changed):
            assert looks(before, offset) == looks(after, offset)


def test_only_the_edge_of_a_selection_that_has_moved_is_changed() -> None:
    assert Caret(9, 2).changed_since(Caret(6, 2)) == [(6, 7), (9, 10), (6, 9)]


def test_movements_by_rows_keep_to_the_column_in_which_the_first_one_began() -> None:
    down = keys.move(page(), Caret(12), "down", page_rows=5, is_selecting=False)
    assert (down.offset, down.goal) == (42, 12)
    # The column is kept although the caret is in another one here.
    again = keys.move(page(), down._replace(offset=32), "down", page_rows=5, is_selecting=False)
    assert (again.offset, again.goal) == (72, 12)
    assert keys.move(page(), again, "right", page_rows=5, is_selecting=False) == Caret(73)


def test_moving_drops_the_selection_and_selecting_keeps_its_anchor() -> None:
    assert keys.move(page(), Caret(5, 1), "right", page_rows=5, is_selecting=False) == Caret(6)
    assert keys.move(page(), Caret(5, 1), "right", page_rows=5, is_selecting=True) == Caret(6, 1)
    assert keys.move(page(), Caret(5), "right", page_rows=5, is_selecting=True) == Caret(6, 5)


def test_words_are_selected_from_the_caret_and_then_on_from_the_selection() -> None:
    two = keys.select_words(page(), Caret(5), 2)
    assert two is not None
    assert keys.selection(TEXT, two) == Span(4, 13)
    more = keys.select_words(page(), two, 1)
    assert more is not None
    assert TEXT[slice(*more.selected)] == "two three. Four"


def test_a_key_that_finds_nothing_gives_no_caret() -> None:
    blank = Page("   ", (), 30)
    assert keys.select_words(blank, Caret(), 1) is None
    assert keys.select_unit(blank, Caret(), "quotation") is None
    assert keys.move_by_sentence(page(), Caret(len(TEXT) - 3), 1) is None


def test_a_selection_is_without_the_white_space_at_its_edges() -> None:
    assert keys.selection(TEXT, Caret(8, 3)) == Span(4, 7)
    assert keys.selection(TEXT, Caret(4, 3)) is None
    assert keys.selection(TEXT, Caret(4)) is None
    assert keys.word(TEXT, Caret(5)) == Span(4, 7)
