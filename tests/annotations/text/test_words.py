"""Words and sentences as a reader of Arabic news would count them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.text.sentences import next_sentence, previous_sentence, sentence_at
from annotations.text.words import next_word, previous_word, word_at


def all_forward(text, following):
    found = [span for span in [word_at(text, 0) if following is next_word else sentence_at(text, 0)] if span]
    offset = found[0][0] if found else 0
    while span := following(text, offset):
        found.append(span)
        offset = span[0]
    return found


def all_backward(text, previous):
    found = []
    offset = len(text)
    while span := previous(text, offset):
        found.append(span)
        offset = span[0]
    return found[::-1]


def words(text):
    return [text[start:end] for start, end in all_forward(text, next_word)]


def sentences(text):
    return [text[start:end] for start, end in all_forward(text, next_sentence)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال الرئيس", ["قال", "الرئيس"]),
        ("\u0646\u064f\u0641\u0627\u0648\u0650\u0636", ["\u0646\u064f\u0641\u0627\u0648\u0650\u0636"]),  # vocalised
        ("\u0645\u06cc\u200c\u0634\u0648\u062f", ["\u0645\u06cc\u200c\u0634\u0648\u062f"]),  # ZWNJ inside
        ("12.5% (2023)", ["12.5", "2023"]),
        ("\u0661\u066c\u0662\u0663\u0664\u066b\u0665\u066a", ["\u0661\u066c\u0662\u0663\u0664\u066b\u0665"]),
        ("end. 5,000, x", ["end", "5,000", "x"]),
        ("#North_Korea: @x1", ["North_Korea", "x1"]),
        ("cafe\u0301 au", ["cafe\u0301", "au"]),
        (" … «»", []),
        ("in\u00adter\u00adna\u00adtion\u00adal aid", ["in\u00adter\u00adna\u00adtion\u00adal", "aid"]),
        ("\u200fab\u200ecd\u200f. \u202aef\u202c", ["ab\u200ecd", "ef"]),
        ("ab\u200bcd \u06de \u06dd", ["ab", "cd"]),
        ("U.S. said: don't go to bbc.com", ["U.S", "said", "don't", "go", "to", "bbc.com"]),
        ("said:no 'so' l\u2019eau", ["said", "no", "so", "l\u2019eau"]),
        ("1'000 26\u060c013,94 5\u200e,000 1:30", ["1'000", "26\u060c013,94", "5\u200e,000", "1", "30"]),
        # Middle East News Agency, with a conjunction; BBC; Dr. Muhammad
        (
            "\u0648\u0623.\u0634.\u0623. \u0628\u064a.\u0628\u064a.\u0633\u064a",
            ["\u0648\u0623.\u0634.\u0623", "\u0628\u064a.\u0628\u064a.\u0633\u064a"],
        ),
        ("\u062f.\u0645\u062d\u0645\u062f", ["\u062f.\u0645\u062d\u0645\u062f"]),
        # a blank is missing behind a sentence; a quotation begins behind a preposition
        (
            "\u0642\u0627\u0644.\u062b\u0645 \u0645\u0636\u0649",
            ["\u0642\u0627\u0644", "\u062b\u0645", "\u0645\u0636\u0649"],
        ),
        ("\u0644\u0640'\u0642\u0627\u0644'", ["\u0644\u0640", "\u0642\u0627\u0644"]),
        ("", []),
    ],
)
def test_words_are_whole(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال. ثم مضى؟ نعم!", ["قال.", "ثم مضى؟", "نعم!"]),
        ('قال: "نعم." ثم مضى', ['قال: "نعم."', "ثم مضى"]),
        ("قال «لا!» ومضى…\nثم", ["قال «لا!»", "ومضى…", "ثم"]),
        ("بلغ 12.5 في عام 2023. ثم", ["بلغ 12.5 في عام 2023.", "ثم"]),
        ("وقال أ. د. سامي: نعم. ثم", ["وقال أ. د. سامي: نعم.", "ثم"]),
        ("The U.S. said no. Then Mr. Kim left.", ["The U.S. said no.", "Then Mr. Kim left."]),
        ("عنوان\n\n  نص\r\nآخر", ["عنوان", "نص", "آخر"]),
        ("أولاً؛ ثانياً، ثالثاً", ["أولاً؛ ثانياً، ثالثاً"]),
        ("انتظر... ثم", ["انتظر...", "ثم"]),
        ("go to bbc.com now", ["go to bbc.com now"]),
        ("\u202bقال نعم.\u202c ثم مضى.\u200f\u202c\nثم", ["\u202bقال نعم.\u202c", "ثم مضى.\u200f\u202c", "ثم"]),
        ('قال: "نعم\u2069.\u2069" ثم', ['قال: "نعم\u2069.\u2069"', "ثم"]),
        ("نعم.\u200b ثم", ["نعم.\u200b", "ثم"]),
        ("\u202bد.\u200f محمد", ["\u202bد.\u200f محمد"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences_are_whole(text, expected):
    assert sentences(text) == expected


def test_the_word_at_an_offset_covers_it():
    assert word_at("ab cd", 0) == (0, 2)
    assert word_at("ab cd", 1) == (0, 2)
    assert word_at("ab cd", 2) is None
    assert word_at("ab cd", 5) is None


def test_white_space_after_a_sentence_belongs_to_it():
    text = "One two. \nThree"
    assert sentence_at(text, 8) == sentence_at(text, 9) == (0, 8)
    assert sentence_at(text, len(text)) == (10, 15)
    assert sentence_at("a\n\nb", 1) == (0, 1)
    assert sentence_at("a\n\nb", 2) is None


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_steps_forward_and_backward_find_the_same(data, news, hostile):
    text = "\n".join(data.draw(st.lists(st.one_of(news, hostile), max_size=3)))
    assert all_forward(text, next_word) == all_backward(text, previous_word)
    assert all_forward(text, next_sentence) == all_backward(text, previous_sentence)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_what_is_at_an_offset_is_what_stepping_finds(data, news):
    text = data.draw(news)
    steps = all_forward(text, next_word)
    for offset in range(len(text) + 1):
        assert word_at(text, offset) == next((span for span in steps if span[0] <= offset < span[1]), None)
        assert next_word(text, offset) == next((span for span in steps if span[0] > offset), None)
        assert previous_word(text, offset) == next((span for span in reversed(steps) if span[0] < offset), None)
    steps = all_forward(text, next_sentence)
    for offset in range(len(text)):
        if not text[offset].isspace():
            assert sentence_at(text, offset) == next(span for span in steps if span[0] <= offset < span[1])
        assert next_sentence(text, offset) == next((span for span in steps if span[0] > offset), None)
        assert previous_sentence(text, offset) == next((span for span in reversed(steps) if span[0] < offset), None)


@pytest.mark.parametrize("unit", ["قال نعم. ", "قال\n", "a", " ", "- ", ".", "\n"])
def test_a_step_in_a_long_text_is_short(unit):
    text = (unit * 200_000)[:200_000]
    begin = time.perf_counter()
    for offset in (0, 100_000, 199_999):
        word_at(text, offset)
        next_word(text, offset)
        previous_word(text, offset)
        sentence_at(text, offset)
        next_sentence(text, offset)
        previous_sentence(text, offset)
    assert time.perf_counter() - begin < 4
