"""Short prefixes of words, the quick way, against what a query means by its definition."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.index.prefixes import is_short, short_prefixes
from annotations.index.query import terms

LETTERS = "\u0627\u0644\u0648\u0641\u0628\u0643\u0645x"
"""Alef, lam, waw, feh, beh, kaf: what is written onto words; and two letters that are not."""
WORDS = st.lists(st.sampled_from([*LETTERS, "\u0627\u0644", "\u0644\u0644"]), min_size=1, max_size=5).map("".join)
"""Often with the article, and with lam before it."""


@settings(max_examples=400)
@given(WORDS, st.text(LETTERS, min_size=1, max_size=2), st.booleans())
def test_a_word_has_the_short_prefixes_that_a_query_means(word: str, letters: str, article: bool) -> None:
    prefix = f"\u0627\u0644{letters[0]}" if article else letters
    (term,) = terms(f"{prefix}*")
    assert is_short(term)
    assert (prefix in short_prefixes([word]).split()) is any(word.startswith(first) for first in term.firsts)


def test_whole_words_rows_of_words_and_longer_prefixes_are_not_short() -> None:
    queries = ("\u0648\u0627", '"x \u0648\u0627*"', "\u0648\u0627\u0644*", "\u0627\u0644\u0645\u0645*")
    assert not [query for query in queries for term in terms(query) if is_short(term)]
