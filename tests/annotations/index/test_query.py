"""Queries: which forms of a word are meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.index.query import expression, forms, terms


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("وزاره", "والوزاره"),
        ("وزاره", "للوزاره"),
        ("وزاره", "فبوزاره"),
        ("الوزاره", "بالوزاره"),
        ("الوزاره", "وللوزاره"),
        ("اللغه", "للغه"),  # of three lams one is not written
        ("لغه", "للغه"),
    ],
)
def test_a_word_is_meant_with_what_is_written_onto_it(word: str, written: str) -> None:
    assert written in forms(word)
    assert word in forms(word)


@pytest.mark.parametrize(
    ("word", "other"), [("الوزاره", "وزاره"), ("وزاره", "تجاره"), ("في", "الفي"), ("covid", "وcovid")]
)
def test_a_word_with_its_article_a_short_and_a_foreign_one_are_meant_as_they_are(word: str, other: str) -> None:
    assert other not in forms(word)


def test_quotation_marks_and_signs_keep_words_in_a_row() -> None:
    assert [each.words for each in terms('الخبر "في العاصمة" 3.5 "')] == [("الخبر",), ("في", "العاصمه"), ("3", "5")]
    assert [each.begins for each in terms("سعر* وزارة")] == [True, False]


def test_a_page_that_is_pasted_in_is_looked_for_by_its_first_words() -> None:
    page = " ".join(f"كلمة{number}" for number in range(500))
    assert terms(page) == terms(" ".join(page.split()[:32]))


@pytest.mark.parametrize("query", ["", "  ", '""', "*", "، «»", "\u064e"])
def test_a_query_without_a_word_asks_for_nothing(query: str) -> None:
    assert expression(terms(query)) == ""


@settings(max_examples=60)
@given(st.text(max_size=20))
def test_every_query_is_one_that_the_index_understands(query: str) -> None:
    import sqlite3

    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='ascii')")
        if found := expression(terms(query)):
            connection.execute("SELECT rowid FROM words WHERE words MATCH ?", [found]).fetchall()
