"""Screen, export and suggestions agree on every word and every sentence: of the samples, of news and of any text."""

import re
from collections.abc import Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotations.samples import sample_corpus
from annotations.suggestions.words import words_of
from annotations.text.edges import trimmed
from annotations.text.folding import fold
from annotations.text.marks import clings
from annotations.text.selecting import select_sentence, select_words
from annotations.text.sentences import by_sentence, sentence_at, sentences
from annotations.text.tokens import tokens
from annotations.text.words import DECIMAL_SIGNS

SAMPLES = [path.read_text(encoding="utf-8") for path in sorted(sample_corpus().rglob("*.txt"))]
TEXTS = pytest.mark.parametrize("text", SAMPLES, ids=range(len(SAMPLES)))
HARD = st.text(
    "a1_.,'\u00bb\"!\u2026 \n\r\u2028\u060c/@#:\u200c\u200d\u200f\u0640\u064e\u0301\u0628\u0648\u0661\u066b\u2460"
)
COMPOUND = re.compile(r"[#@]|https?://|www\.|\d['\u2019]\d")
"""What a token has that may hold several words: an address, a hashtag, a mention, a number with apostrophes."""
ACCUSATIVE = re.compile("\u0627?\u064b\u0627?")

Extents = list[tuple[int, int]]


def words_on_screen(text: str) -> Extents:
    """Return what the key for a word selects, again and again."""
    found: Extents = []
    while (selection := select_words(text, found[-1][1] if found else 0, None, 1)) is not None:
        found.append((selection.anchor, selection.head))
    return found


def sentences_on_screen(text: str) -> Extents:
    """Return the sentences of which the key for a sentence selects the inside, at every place."""
    found: Extents = []
    caret = 0
    while caret < len(text):
        sentence, selection = sentence_at(text, caret), select_sentence(text, caret)
        assert (selection and tuple(selection)) == (sentence and trimmed(text, *sentence))
        if sentence is not None and sentence[1] > caret:
            found.append(sentence)
            caret = sentence[1]
        else:
            caret += 1
    return found


def edges_inside(extents: Iterable[tuple[int, int]], others: Iterable[tuple[int, int]]) -> set[int]:
    """Return the edges of the others that stand inside an extent."""
    inside = {offset for start, end in extents for offset in range(start + 1, end)}
    return inside & {edge for other in others for edge in other}


def check_export(text: str) -> None:
    cut = tokens(text)
    lines = [[token for token in cut if start <= token.start < end] for start, end in sentences_on_screen(text)]
    assert list(by_sentence(text, cut)) == [line for line in lines if line]
    words = words_on_screen(text)
    edges = edges_inside(words, cut)
    assert all({last_seen(text[:edge]), text[edge]} & set(DECIMAL_SIGNS) for edge in edges)
    for start, end in cut:
        if edges_inside([(start, end)], words):
            assert COMPOUND.search(text, start, end)


def check_suggestions(text: str) -> None:
    pieces = [match.span() for match in re.finditer(r"[^\n]*\n|[^\n]+\Z", text)]
    assert [each for piece in pieces for each in sentences(text, *piece)] == sentences_on_screen(text)
    words, read = words_on_screen(text), [(word.start, word.end) for word in words_of(text, 0, len(text))]
    for edge in edges_inside(words, read):
        is_digit = first_sign(text[edge:]).isdecimal() or last_sign(text[:edge]).isdecimal()
        assert is_digit or {text[edge - 1], text[edge]} & set(DECIMAL_SIGNS)
    assert all({text[edge - 1], text[edge]} & set("./,\u060c\u066b\u066c") for edge in edges_inside(read, words))
    covered = {offset for start, end in read for offset in range(start, end)}
    covered |= {offset for ending in ACCUSATIVE.finditer(text) for offset in range(*ending.span())}  # alone no word
    seen = (offset for start, end in words for offset in range(start, end) if text[offset].isalnum())
    assert all(offset in covered for offset in seen if fold(text[offset]))


def last_sign(text: str) -> str:
    """Return the last code point of a text that clings to no other and is no underscore."""
    return next(each for each in reversed(text) if each != "_" and not clings(each) and fold(each))


def last_seen(text: str) -> str:
    """Return the last code point of a text that folding does not drop."""
    return next((each for each in reversed(text) if fold(each)), "")


def first_sign(text: str) -> str:
    """Return the first code point of a text that folding does not drop."""
    return next((each for each in text if fold(each)), "")


@TEXTS
def test_they_agree_on_the_samples(text: str) -> None:
    check_export(text)
    check_suggestions(text)


def test_they_agree_on_real_articles(articles: list[str]) -> None:
    for text in articles:
        check_export(text)
        check_suggestions(text)


@settings(max_examples=300)
@given(HARD)
@example("1\u200c.\u200fa")
@example("1\u200c\u064e.a")
@example("x@y.5,6 \u0628\u200d. 1'000")
@example("He said \u00abMr. Kim left.\u00bb So")
def test_they_agree_on_text_that_is_hard_to_cut(text: str) -> None:
    check_export(text)
    check_suggestions(text)


@settings(max_examples=200)
@given(data=st.data())
def test_they_agree_on_any_text(data, news, hostile) -> None:
    text = data.draw(st.one_of(news, hostile))
    check_export(text)
    check_suggestions(text)
