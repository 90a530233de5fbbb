"""Jump hints."""

from hypothesis import given
from hypothesis import strategies as st

from tui.typesetting.lines.layout import lay_out
from tui.typesetting.page.hints import LETTERS, Hints

TEXTS = st.text(st.sampled_from("ab \u0643\u062a\u0644\u0627\u064e1.\n"), max_size=200)


def test_the_nearest_word_has_the_first_hint_and_its_letters_read_from_left_to_right() -> None:
    text = "one two \u0643\u062a\u0628"  # kutub, "books"
    hints = Hints(text, lay_out(text, 20, base_direction="rtl").lines, 8)
    shown = hints.letters()
    first = LETTERS[0]
    assert [shown[offset] for offset in (9, 8)] == [first, first]  # the second letter of an Arabic word stands left
    assert [shown[offset] for offset in (4, 5)] == [first, LETTERS[1]]
    assert hints.type(first) is None
    found = hints.type(LETTERS[1])
    assert found is not None
    assert text[found.start : found.end] == "two"


def test_once_a_letter_is_typed_only_the_hints_that_begin_with_it_are_left() -> None:
    text = "word " * (len(LETTERS) + 2)
    hints = Hints(text, lay_out(text, 40).lines, 0)
    assert len(hints.letters()) == 2 * (len(LETTERS) + 2)
    hints.type(LETTERS[1])
    assert len(hints.letters()) == 2 * 2


def test_letters_that_are_no_hint_begin_anew() -> None:
    hints = Hints("one two", lay_out("one two", 20).lines, 0)
    assert hints.type("z") is None
    assert hints.type("z") is None
    hints.type(LETTERS[0])
    assert hints.type(LETTERS[0]) is not None


@given(TEXTS, st.integers(4, 40), st.integers(0, 200))
def test_every_hint_stands_on_two_cells_of_its_own_word(text: str, width: int, caret: int) -> None:
    hints = Hints(text, lay_out(text, width).lines, caret)
    cells = [cell for line in lay_out(text, width).lines for cell in line.cells]
    starts = {cell.start for cell in cells if cell.columns == 1}
    assert set(hints.letters()) <= starts
    assert len(hints.letters()) % 2 == 0
