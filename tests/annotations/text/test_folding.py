import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import SpanError
from annotations.text.folding import Folded, find, fold
from annotations.text.span import Span

# Letters, marks, digits and blanks of a news text, and what folds to nothing or to several code points.
NEWS = st.text(
    "\u0627\u0623\u0625\u0622\u0671\u0648\u0624\u064a\u0626\u0649\u06cc\u0629\u0647\u0643\u06a9\u0644\u0645\u064e\u0651"
    "\u0640\u200c\u200f\u0663\u06f3aA\xe9\xdf\ufefb\ufdfc \n\xa0.%",
    max_size=40,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("\u0642\u064e\u0631\u064e\u0623\u064e", "\u0642\u0631\u0627"),  # qara'a with vowel signs
        ("\u0631\u0640\u0640\u0642\u0645", "\u0631\u0642\u0645"),  # raqm stretched by tatweel
        ("\u0623\u0625\u0622\u0671", "\u0627\u0627\u0627\u0627"),  # the forms of alef
        ("\u0627\u0654", "\u0627"),  # alef and its hamza as two code points
        ("\u0624\u0626", "\u0648\u064a"),  # waw and yeh with hamza
        ("\u0621", "\u0621"),  # a hamza by itself stays
        ("\u0649\u06cc", "\u064a\u064a"),  # alef maksura, Farsi yeh
        ("\u0629", "\u0647"),  # teh marbuta
        ("\u06a9\u06aa", "\u0643\u0643"),  # keheh, swash kaf
        ("\u06c1\u06c2\u06be", "\u0647\u0647\u0647"),  # heh goal, with hamza; heh doachashmee
        ("\u06c0\u06d5\u06c3", "\u0647\u0647\u0647"),  # heh with yeh above, ae, teh marbuta goal
        ("\u06d2\u06d3\u06cd", "\u064a\u064a\u064a"),  # yeh barree, with hamza; yeh with tail
        ("\ufba6\ufbaa\ufbae", "\u0647\u0647\u064a"),  # presentation forms of these
        ("\u0661\u06f24", "124"),  # three sets of digits
        ("\u202a\u200fA\u2069\ufeff", "a"),  # format characters
        ("Stra\xdfe \xc9", "strasse e"),
        ("\ufefb", "\u0644\u0627"),  # the ligature of lam and alef
        ("\ufe70\ufe7c", ""),  # vowel signs that stand alone
        ("a\u2028\t\xa0b", "a   b"),
    ],
)
def test_what_is_written_differently_folds_to_one_form(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.one_of(NEWS, st.text()), st.one_of(NEWS, st.text()))
def test_texts_fold_piece_by_piece(one: str, two: str) -> None:
    assert fold(one) + fold(two) == fold(one + two)


@given(st.one_of(NEWS, st.text()))
def test_every_folded_code_point_knows_where_it_comes_from(text: str) -> None:
    folded = Folded.of(text)
    assert folded.text == fold(text)
    assert len(folded.offsets) == len(folded.text)
    assert list(folded.offsets) == [offset for offset, each in enumerate(text) for _ in fold(each)]


def test_a_hit_takes_in_the_marks_behind_its_last_letter_but_no_direction_mark() -> None:
    text = "\u200f\u0643\u064f\u062a\u0650\u0628\u064e\u0640\u200f."  # kutiba, its last letter with fatha and tatweel
    assert list(find(Folded.of(text), fold("\u0643\u062a\u0628"))) == [Span(1, 8)]
    assert list(find(Folded.of(text), fold("\u0643"))) == [Span(1, 3)]


def test_half_a_ligature_is_found_as_the_whole_one_and_once() -> None:
    assert list(find(Folded.of("Stra\xdfe"), "s")) == [Span(0, 1), Span(4, 5)]
    assert list(find(Folded.of("a\ufefbb"), fold("\u0627"))) == [Span(1, 2)]


def test_a_blank_finds_white_space_of_any_length_and_blanks_alone_find_nothing() -> None:
    folded = Folded.of("one \n two\xa0three")
    assert list(find(folded, "one two  three")) == [Span(0, 15)]
    assert list(find(folded, "  ")) == list(find(folded, "")) == []


@given(NEWS, st.data())
def test_what_was_taken_from_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    query = fold(text[start : data.draw(st.integers(start, len(text)))])
    hits = list(find(Folded.of(text), query))
    assert bool(hits) is bool(query.strip())
    for hit in hits:
        # A ligature of which only a part was asked for is found whole.
        assert " ".join(query.split()) in " ".join(fold(hit.of(text)).split())
    assert all(one.end <= two.start for one, two in pairwise(hits))


@given(NEWS.filter(fold))
def test_no_span_ends_before_a_mark(text: str) -> None:
    folded = Folded.of(text)
    for start in range(len(folded.text)):
        span = folded.span(start, start + 1)
        assert span.end == len(text) or not unicodedata.combining(text[span.end])


def test_an_empty_stretch_is_no_span() -> None:
    with pytest.raises(SpanError):
        Folded.of("ab").span(1, 1)


def test_folding_takes_time_that_grows_with_the_text_only() -> None:
    word = "\u0627\u0644\u0645\u064f\u062d\u0627\u0641\u0638\u0629 "  # al-muhafaza, with one vowel sign
    text = word * (1_000_000 // len(word.encode()))

    def seconds() -> float:
        begun = time.perf_counter()
        assert sum(1 for _ in find(Folded.of(text), fold(word.strip()))) == len(text) // len(word)
        return time.perf_counter() - begun

    assert min(seconds() for _ in range(3)) < 1.5  # a tenth of it here; another machine may be busy
