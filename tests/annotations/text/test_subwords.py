"""Tags of the pieces that a model's tokenizer makes, and back."""

from annotations.text.subwords import BEGIN, IGNORED, INSIDE, OUTSIDE, subword_spans, subword_tags

TEXT = "wa-l-wazir qala"
PIECES = [(0, 0), (0, 5), (5, 10), (11, 15), (15, 15)]


def test_every_piece_that_overlaps_a_span_is_tagged_and_those_of_no_text_are_ignored() -> None:
    assert subword_tags(PIECES, [(3, 10)]) == [IGNORED, BEGIN, INSIDE, OUTSIDE, IGNORED]
    assert subword_tags(PIECES, [(11, 15), (0, 10)]) == [IGNORED, BEGIN, INSIDE, BEGIN, IGNORED]


def test_a_piece_of_two_spans_is_the_first_ones() -> None:
    assert subword_tags([(0, 4), (4, 8)], [(0, 2), (2, 8)]) == [BEGIN, BEGIN]


def test_tags_are_spans_again() -> None:
    assert subword_spans(TEXT, PIECES, [IGNORED, BEGIN, INSIDE, BEGIN, IGNORED]) == [(0, 10), (11, 15)]
    assert subword_spans(TEXT, PIECES, [IGNORED, INSIDE, OUTSIDE, INSIDE, IGNORED]) == [(0, 5), (11, 15)]


def test_a_span_takes_in_the_signs_behind_its_last_letter() -> None:
    text = "\u0642\u0627\u0644\u064e\u0640 x"  # qala, with a fatha and tatweel that the piece leaves out
    assert subword_spans(text, [(0, 3), (6, 7)], [BEGIN, OUTSIDE]) == [(0, 5)]
