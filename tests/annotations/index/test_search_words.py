"""The words of a text, the quick way, against folding as it is defined."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.index.search_words import searchable
from annotations.text.folding import fold

LETTERS = st.sampled_from(
    "اأإآٱبةتىيیكکؤئء\u0640\u064e\u0651\u0670،؛.«»\u200c\u200f\ufeff\u2026 \n٣۳3aA\u00df\ufefb\u4e2d\U0001f600"
)


def words_of(text: str) -> list[str]:
    """The definition: fold, then keep letters and digits."""
    return "".join(each if each.isalnum() else " " for each in fold(text)).split()


def test_a_code_point_is_folded_as_search_folds_it_alone_and_among_others() -> None:
    alone = [*range(0x800), *range(0x2000, 0x2100), *range(0xFB50, 0xFF00)]
    blocks = [range(start, start + 64) for start in (*range(0, 0x3000, 64), *range(0xFB00, 0x11000, 64), 0x1F600)]
    for code_points in (*blocks, *([each] for each in alone)):
        text = "".join(f"{chr(each)}\u0627b " for each in code_points)
        assert searchable(text).split() == words_of(text)


@settings(max_examples=100)
@given(st.text(st.one_of(LETTERS, st.characters(exclude_categories=["Cs"])), max_size=60))
def test_a_text_is_folded_as_its_code_points(text: str) -> None:
    assert searchable(text).split() == words_of(text)


def test_spellings_of_one_word_are_one_word() -> None:
    spellings = ["وزارة", "وزاره", "وِزَارَة", "وزا\u0640\u0640رة", unicodedata.normalize("NFD", "وزارة")]
    assert {searchable(each).strip() for each in spellings} == {"وزاره"}
    assert searchable("«على»، إلى!").split() == ["علي", "الي"]
