"""What a key selects."""

import pytest

from annotations.text.selecting import (
    Selection,
    count_words,
    grow,
    select_quotation,
    select_sentence,
    select_to_clause_end,
    select_to_sentence_end,
    select_unit,
    select_words,
    shrink,
    toggle_proclitic,
)

TEXT = "One two, three. Four five!"


def test_words_begin_at_the_start_of_the_one_at_the_caret_and_leave_punctuation_out() -> None:
    assert select_words(TEXT, 5, None, 1) == Selection(4, 7)
    assert select_words(TEXT, 0, None, 3) == Selection(0, 14)


def test_more_words_are_added_to_what_is_selected() -> None:
    assert select_words(TEXT, 7, 4, 1) == Selection(4, 14)


def test_no_more_words_are_selected_than_there_are() -> None:
    assert select_words(TEXT, 16, None, 9) == Selection(16, 25)
    assert select_words("...", 0, None, 1) is None


def test_a_sentence_is_selected_without_its_full_stop_but_with_its_exclamation_mark() -> None:
    assert select_sentence(TEXT, 10) == Selection(0, 14)
    assert select_sentence(TEXT, 18) == Selection(16, 26)


def test_the_rest_of_a_sentence_begins_at_the_word_and_goes_on_into_the_next() -> None:
    assert select_to_sentence_end(TEXT, 10, None) == Selection(9, 14)
    assert select_to_sentence_end(TEXT, 14, 9) == Selection(9, 26)
    assert select_to_sentence_end(TEXT, 15, 9) == Selection(9, 26)
    assert select_to_sentence_end(TEXT, 26, 9) is None


SAID = 'He said: "It fell." Then "it (the price) rose". So?'


@pytest.mark.parametrize(
    ("caret", "rest"),
    [(10, "It fell"), (0, 'He said: "It fell."'), (26, "it (the price) rose"), (20, 'Then "it (the price) rose"')],
)
def test_the_rest_of_a_sentence_leaves_the_closing_quotation_mark_of_an_earlier_opening_one_out(
    caret: int, rest: str
) -> None:
    selection = select_to_sentence_end(SAID, caret, None)
    assert selection is not None
    assert SAID[selection.anchor : selection.head] == rest


def test_words_are_added_up_to_the_end_of_the_paragraph() -> None:
    text = "One two\nThree four"
    assert select_words(text, 0, None, 9) == Selection(0, 7)
    assert select_words(text, 7, 0, 1) == Selection(0, 7)
    assert select_words(text, 7, None, 1) == Selection(8, 13)


GLUED = "6) September 11, 2023And Korea is. So"
"""A post with its date, and the body that a scraped page has directly behind it."""
BORDER = GLUED.index("And")


def test_no_unit_crosses_the_border_of_a_section() -> None:
    borders = [BORDER]
    assert select_words(GLUED, BORDER - 1, None, 9, borders) == Selection(BORDER - 4, BORDER)
    assert select_words(GLUED, BORDER, None, 1, borders) == Selection(BORDER, BORDER + 3)
    assert select_sentence(GLUED, BORDER + 5, borders) == Selection(BORDER, len(GLUED) - 4)
    assert select_sentence(GLUED, 0, borders) == Selection(0, BORDER)
    assert select_to_sentence_end(GLUED, 3, None, borders) == Selection(3, BORDER)
    assert select_to_clause_end(GLUED, BORDER - 4, None, borders) == Selection(BORDER - 4, BORDER)
    assert toggle_proclitic(GLUED, Selection(BORDER, BORDER + 3), borders) is None
    assert count_words(GLUED, 0, len(GLUED), borders) == 8
    selection, grown = Selection(BORDER, BORDER), []
    while (larger := grow(GLUED, selection, borders)) is not None:
        selection = larger
        grown.append(GLUED[selection.anchor : selection.head])
    assert grown == ["And", "And Korea is", "And Korea is.", "And Korea is. So"]


@pytest.mark.parametrize(
    "run", ['"', "\u00ab", "\u00bb", ".", "\u061f", "'", "a,", "\u00ab\u00bb", "\u00aba", "a\u00ad"]
)
@pytest.mark.parametrize(
    "unit", ["sentence", "sentence_end", "clause_end", "quotation", "larger", "smaller", "proclitic"]
)
def test_every_key_selects_in_a_run_of_signs(run: str, unit: str) -> None:
    text = "a " + (run * 20_000)[:20_000]
    for caret in (0, 10_000, len(text) - 1):
        select_unit(text, caret, None, unit)
        select_unit(text, caret, 0, unit)
    assert count_words(text, 0, len(text)) >= 1


def test_words_are_counted_with_the_one_that_the_start_is_inside_of() -> None:
    assert count_words(TEXT, 5, 14) == 2
    assert count_words(TEXT, 7, 8) == 0


def test_open_quotations_without_an_end_are_gone_through_once() -> None:
    # Each mark that opens, or closes one of many, would be compared with all that are open.
    text = "\u00ab" * 20_000 + "a" + "\u201e\u00bb" * 20_000
    assert select_quotation(text, 20_000) == Selection(1, 20_002)


QUOTED = "He said, “it (the price) rose 1,600 times; now”; more."
ARABIC = "\u0648\u0628\u0627\u0644\u0639\u0645\u0644 \u0641\u0632"  # wa-bi-l-'amal, "and by the work"; faza, "he won"


def test_a_clause_ends_before_its_mark_and_a_number_keeps_its_own() -> None:
    assert select_to_clause_end(QUOTED, 0, None) == Selection(0, 7)
    assert select_to_clause_end(QUOTED, 10, None) == Selection(10, 12)
    assert select_to_clause_end(QUOTED, 25, 10) == Selection(10, 41)  # 1,600 is no end


def test_the_next_clause_is_taken_in_when_the_end_of_one_is_reached() -> None:
    assert select_to_clause_end(QUOTED, 7, 0) == Selection(0, 12)


def test_a_quotation_is_what_stands_between_its_marks_around_the_caret_or_next() -> None:
    inner = Selection(10, 46)
    assert QUOTED[inner.anchor : inner.head] == "it (the price) rose 1,600 times; now"
    assert select_quotation(QUOTED, 20) == inner
    assert select_quotation(QUOTED, 0) == inner
    assert select_quotation(QUOTED, 49) is None


def test_straight_quotation_marks_pair_up_and_inner_ones_win() -> None:
    text = 'a "b «c» d" e "f"'
    assert [text[slice(*select_quotation(text, offset))] for offset in (3, 6, 12)] == ["b «c» d", "c", "f"]


def test_a_selection_grows_by_units_and_shrinks_back() -> None:
    selection, grown = Selection(10, 10), []
    while (larger := grow(QUOTED, selection)) is not None:
        selection = larger
        grown.append(QUOTED[selection.anchor : selection.head])
    assert grown == ["it", "it (the price) rose 1,600 times; now", QUOTED]
    shrunk = shrink(QUOTED, selection)
    assert shrunk is not None
    assert QUOTED[shrunk.anchor : shrunk.head] == "He said"


def test_proclitics_are_left_out_one_by_one_and_then_taken_in_again() -> None:
    selection, starts = Selection(0, 7), []
    for _ in range(3):
        found = toggle_proclitic(ARABIC, selection)
        assert found is not None
        selection = found
        starts.append(selection.anchor)
    assert starts == [1, 2, 0]


def test_a_word_of_two_letters_keeps_its_first_one() -> None:
    assert toggle_proclitic(ARABIC, Selection(8, 10)) is None
