import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.folding import fold
from annotations.text.occurrences import goes_on, occurrences
from annotations.text.span import Span

WAZARA = "\u0648\u0632\u0627\u0631\u0629"  # wazara, ministry
AL_WAZARA = "\u0627\u0644" + WAZARA
LAJNA = "\u0644\u062c\u0646\u0629"  # lajna, committee
AL_LAJNA = "\u0627\u0644" + LAJNA
WA, FA, BI, LI, KA = "\u0648\u0641\u0628\u0644\u0643"
FATHA, TATWEEL = "\u064e\u0640"

PROCLITICS = ("", WA, FA, BI, LI, KA, *(first + second for first in (WA, FA) for second in (BI, LI, KA)))


def found(text: str, quote: str) -> list[str]:
    return [span.of(text) for span in occurrences(text, quote, taken=[])]


@pytest.mark.parametrize("proclitics", PROCLITICS)
def test_words_are_found_behind_their_proclitics(proclitics: str) -> None:
    text = f"x {proclitics}{WAZARA}."
    assert occurrences(text, WAZARA, taken=[]) == [Span(2 + len(proclitics), 2 + len(proclitics) + len(WAZARA))]


@pytest.mark.parametrize(
    "word",
    [
        AL_WAZARA,  # the ministry is not a ministry
        "\u0633" + WAZARA,  # a letter that is no proclitic
        BI + WA + WAZARA,  # no order in which they are written
        WA + FA + WAZARA,
        WAZARA + "\u0647\u0645",  # with a pronoun behind it
        "7" + WAZARA,
    ],
)
def test_words_are_not_found_inside_other_words(word: str) -> None:
    assert found(word, WAZARA) == []


@pytest.mark.parametrize(
    ("quote", "written", "part"),
    [
        (AL_WAZARA, LI + LI + WAZARA, LI + WAZARA),
        (AL_WAZARA, WA + LI + LI + WAZARA, LI + WAZARA),
        (AL_LAJNA, LI + LAJNA, LAJNA),  # two lams where three would be due
        (AL_LAJNA, FA + LI + LAJNA, LAJNA),
        (LAJNA, LI + LAJNA, LAJNA),
        (AL_WAZARA, BI + AL_WAZARA, AL_WAZARA),
        (AL_WAZARA, WA + KA + AL_WAZARA, AL_WAZARA),
        (AL_WAZARA, LI + TATWEEL + LI + WAZARA, LI + WAZARA),
    ],
)
def test_the_article_behind_a_lam_is_found_without_its_alef(quote: str, written: str, part: str) -> None:
    assert found(written, quote) == [part]


@pytest.mark.parametrize("word", [LI + WAZARA, WAZARA, LAJNA, BI + LI + WAZARA])
def test_no_article_is_seen_where_none_is_written(word: str) -> None:
    assert found(word, AL_WAZARA) == found(word, AL_LAJNA) == []


def test_words_are_the_same_however_they_are_written_and_spaced() -> None:
    written = "\u0648\u064e\u0632\u0627\u0631\u0647"  # with fatha, and heh for teh marbuta
    text = f"{WAZARA} \xa0\n{LAJNA}{FATHA}\u200f, {written}\t{LAJNA}"
    assert found(text, f"{WAZARA} {LAJNA}") == [f"{WAZARA} \xa0\n{LAJNA}{FATHA}", f"{written}\t{LAJNA}"]


@pytest.mark.parametrize("text", ["2.5%", "5.2%", "1,205", "12005", "\u0662\u066b\u0665", "-5", "x \u22125", "5/6"])
def test_a_number_is_not_found_inside_another(text: str) -> None:
    assert found(text, "5") == found(text, "2") == []


@pytest.mark.parametrize("text", ["5", "5.", "(5)", WA + "5", BI + TATWEEL + "5", "40-5", "5%", "\u0665", "5, 6"])
def test_a_number_is_found_as_a_word_of_its_own(text: str) -> None:
    assert [fold(each) for each in found(text, "5")] == ["5"]


def test_a_word_repeated_is_found_where_its_words_are_whole() -> None:
    assert [span.start for span in occurrences("xa a a", "a a", taken=[])] == [3]


def test_places_that_are_taken_are_left_out() -> None:
    text = "Ali, Ali, Ali, Ali"
    assert occurrences(text, "ali", taken=[Span(13, 16), Span(0, 18)]) == []
    assert occurrences(text, "ali", taken=[Span(15, 18), Span(0, 5), Span(6, 7)]) == [Span(10, 13)]
    assert occurrences(text, "ali", taken=[Span(3, 5), Span(8, 10)]) == [
        Span(0, 3),
        Span(5, 8),
        Span(10, 13),
        Span(15, 18),
    ]


def test_a_quote_without_words_is_nowhere() -> None:
    assert occurrences("a b", "", taken=[]) == occurrences("a b", " \n", taken=[]) == []


WORDS = st.sampled_from([WAZARA, AL_WAZARA, LAJNA, AL_LAJNA, "\u0644\u0647\u0648", WA, "a", "5", "2.5"])
WRITTEN = st.tuples(
    st.sampled_from([*PROCLITICS, "x", FATHA]), WORDS, st.sampled_from(["", FATHA, TATWEEL, "\u200f", "x"])
)
TEXTS = st.lists(st.one_of(WRITTEN.map("".join), st.sampled_from([" ", " ", "\n", "\xa0", ".", "-", "\u0644"]))).map(
    "".join
)


@given(TEXTS, st.lists(WORDS, min_size=1, max_size=3).map(" ".join))
def test_every_place_has_the_folded_quote_between_the_edges_of_words(text: str, quote: str) -> None:
    wanted = fold(quote)
    behind = 0
    for span in occurrences(text, quote, taken=[]):
        assert span.start >= behind
        behind = span.end
        here, before, after = fold(span.of(text)), fold(text[: span.start]), fold(text[span.end :])
        without_article = "\u0627" + here
        assert " ".join(here.split()) == wanted or (
            before.endswith(LI)
            and (" ".join(without_article.split()) == wanted or "\u0627\u0644" + " ".join(here.split()) == wanted)
        )
        assert not after[:1].isalnum()
        letters = before[len(before.rstrip("".join(filter(str.isalnum, set(before))))) :]
        assert letters in PROCLITICS


@given(TEXTS, st.lists(WORDS, min_size=1, max_size=3).map(" ".join), st.lists(st.integers(0, 60), max_size=6))
def test_taking_places_leaves_the_others(text: str, quote: str, starts: list[int]) -> None:
    taken = [Span(start, start + 1 + start % 7) for start in starts]
    everywhere = occurrences(text, quote, taken=[])
    left = [span for span in everywhere if not any(span.overlaps(other) for other in taken)]
    assert occurrences(text, quote, taken=taken) == left


@given(TEXTS, WORDS)
def test_a_word_of_its_own_is_always_found(text: str, word: str) -> None:
    place = Span(len(text) + 1, len(text) + 1 + len(word))
    assert place in occurrences(f"{text} {word} {text}", word, taken=[])


@pytest.mark.parametrize(
    ("following", "is_longer"),
    [
        (" \u0627\u0644\u062f\u0648\u0644\u064a\u0629.", True),  # al-dawliyya, a definite adjective
        (" \u0627\u0644\u062a\u064a \u0642\u0627\u0644\u062a", False),  # allati, which
        (" \u0627\u0644\u062e\u0645\u064a\u0633", False),  # on Thursday
        (f" {WAZARA}", False),  # an indefinite word
        ("\u060c \u0627\u0644\u062f\u0648\u0644\u064a\u0629", False),  # behind a comma
        ("\n\u0627\u0644\u062f\u0648\u0644\u064a\u0629", False),  # in the next line
        ("", False),
    ],
)
def test_a_name_goes_on_with_a_definite_word_that_does_not_say_when(following: str, is_longer: bool) -> None:
    assert goes_on(AL_LAJNA + following, Span(0, len(AL_LAJNA)), []) is is_longer


def test_a_name_goes_on_inside_a_tagged_one_and_as_one_does_elsewhere() -> None:
    text = f"{LAJNA} {WAZARA}, {LAJNA} {WAZARA}, {LAJNA} x"
    name = Span(0, text.index(","))
    places = occurrences(text, LAJNA, taken=[])
    assert [goes_on(text, each, [name]) for each in places] == [True, True, False]
    assert [goes_on(text, each, []) for each in places] == [False, False, False]
    assert not goes_on(text, name, [name])
