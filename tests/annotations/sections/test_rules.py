"""A page's rules tell of each line what all rules would; folding a page's lines at once is folding each."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.sections.dates import FILLERS, LABELS
from annotations.sections.folding import fold, fold_lines
from annotations.sections.phrases import FOLDED, opening
from annotations.sections.rules import Rules
from annotations.sections.vocabulary import VOCABULARY

WORDS = [*(phrase for phrases in VOCABULARY.values() for phrase in phrases), *LABELS, *FILLERS]
PARTS = st.sampled_from([*WORDS, "11/09/2023", "copyright 2023", "ب copyright", "(رويترز)", ")", ": ", " ", "a b"])
WHOLE = st.sampled_from(
    ["نشر 11/09/2023", "التحديث: 11 مايو 2024", "علي كمال (رويترز)", "علي كمال: صورة تعبيرية", "\xa9 علي"]
)
LINES = WHOLE | st.lists(PARTS | st.text("ا b1)(:\u0640\xa0", max_size=3), min_size=1, max_size=5).map(" ".join)
EVERY = Rules(
    "\n".join([*fold_lines([*WORDS, "copyright )"]), *(phrase for each in FOLDED.values() for phrase in each)])
)


@settings(max_examples=120, deadline=None)
@given(LINES, st.booleans())
def test_the_rules_of_a_page_are_all_that_can_tell_its_lines(written: str, prose: bool) -> None:
    line = fold(written)
    expected = EVERY.find_kind(line, opening(line), len(line), prose=prose)
    assert Rules(line).find_kind(line, opening(line), len(line), prose=prose) is expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("اأة\u064b\u0640٣ \t\xa0\ufeff\u200fΣσAİß\U0001f3fd", max_size=8), min_size=1, max_size=6))
def test_lines_folded_at_once_are_lines_folded_one_by_one(lines: list[str]) -> None:
    assert fold_lines(lines) == list(map(fold, lines))
