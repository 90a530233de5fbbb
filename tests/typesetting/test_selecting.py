"""What a key selects."""

from tui.typesetting.selecting import Selection, count_words, select_sentence, select_to_sentence_end, select_words

TEXT = "One two, three. Four five!"


def test_words_begin_at_the_start_of_the_one_at_the_caret_and_leave_punctuation_out() -> None:
    assert select_words(TEXT, 5, None, 1) == Selection(4, 7)
    assert select_words(TEXT, 0, None, 3) == Selection(0, 14)


def test_more_words_are_added_to_what_is_selected() -> None:
    assert select_words(TEXT, 7, 4, 1) == Selection(4, 14)


def test_no_more_words_are_selected_than_there_are() -> None:
    assert select_words(TEXT, 16, None, 9) == Selection(16, 25)
    assert select_words("...", 0, None, 1) is None


def test_a_sentence_is_selected_with_its_end_mark() -> None:
    assert select_sentence(TEXT, 10) == Selection(0, 15)


def test_the_rest_of_a_sentence_begins_at_the_word_and_goes_on_into_the_next() -> None:
    assert select_to_sentence_end(TEXT, 10, None) == Selection(9, 15)
    assert select_to_sentence_end(TEXT, 15, 9) == Selection(9, 26)


def test_words_are_counted_with_the_one_that_the_start_is_inside_of() -> None:
    assert count_words(TEXT, 5, 14) == 2
    assert count_words(TEXT, 7, 8) == 0
