"""The vocabulary is found where it stands, whatever it begins with."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.sections.folding import fold
from annotations.sections.phrases import FOLDED, consists_of, followed, opening
from annotations.sections.vocabulary import VOCABULARY, Sign

PHRASES = [(sign, phrase) for sign, phrases in FOLDED.items() for phrase in phrases]
TEXTS = st.lists(
    st.sampled_from([phrase for _, phrase in PHRASES]) | st.text("ا xب1_ -:\u0301", max_size=3), max_size=5
).map("".join)


def pattern(*signs: Sign) -> str:
    """What the look-up stands for: the phrases of some signs, the longest first."""
    phrases = sorted((phrase for sign in signs for phrase in FOLDED[sign]), key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, phrases)) + ")"


def test_the_folded_vocabulary_is_the_vocabulary_folded() -> None:
    assert {sign: tuple(map(fold, phrases)) for sign, phrases in VOCABULARY.items()} == FOLDED


@pytest.mark.parametrize(("sign", "phrase"), [(sign, phrase) for sign, phrase in PHRASES if phrase[0].isalnum()])
def test_every_phrase_opens_a_line_after_signs_and_before_letters(sign: Sign, phrase: str) -> None:
    for before, after in (("", ""), ("* ", ""), ("", "ا")):
        assert (sign, len(before), len(before + phrase)) in opening(before + phrase + after)


def test_a_phrase_within_a_line_opens_nothing() -> None:
    assert not any(phrase.sign is Sign.SOURCE for phrase in opening("the source"))
    assert opening("") == opening("***") == ()


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(list(Sign)))
def test_an_opening_is_what_a_pattern_would_find(line: str, sign: Sign) -> None:
    for after in ("", r"\b", r"\W*$", r"\s*:"):
        expected = re.match(rf"\W*+{pattern(sign)}{after}", line) is not None
        if sign is not Sign.CREDIT:  # some of its phrases begin with a sign; it is looked for anywhere in a line
            assert followed(line, opening(line), after, sign) == expected


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_a_line_of_nothing_but_phrases_is_what_a_pattern_would_find(line: str) -> None:
    for signs in ((Sign.BUTTON,), (Sign.RUBRIC, Sign.BUTTON)):
        expected = re.match(rf"\W*+(?:{pattern(*signs)}[\W\d]*+)++$", line) is not None
        assert consists_of(line, *signs) == expected
