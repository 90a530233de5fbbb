"""Tokens: what is whole, what is cut, and that nothing gets lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.exchange.formats.layers import layers, tagged_spans, tags
from annotations.project.defaults import DEFAULT_LABELS
from annotations.text.sentences import by_sentence
from annotations.text.tokens import cuts, expression, pieces, tokens

WAW, FA, BA, KAF, LAM, AL = "\u0648", "\u0641", "\u0628", "\u0643", "\u0644", "\u0627\u0644"
STATE = AL + "\u062f\u0648\u0644\u0629"  # ad-dawla, the state
SAID = "\u0642\u0627\u0644"  # qaala, said

TEXT = st.text(
    "ab1.,/:#@_ \n\t\u00a0\u2028\u200f\u200d\u0640\u064e\u0644\u0627\u0648\u0628\u0660\u066b\u060c"
    "\U0001f468\U0001f3fd\U0001ee00"
)


def cut(text: str, *spans: tuple[int, int], **options: bool) -> list[str]:
    return [text[start:end] for start, end in tokens(text, spans, **options)]


WHOLE = [
    SAID,
    "\u0642\u064e\u0627\u0644\u064e\u0651",  # with vowel signs
    "\u0642\u0640\u0640\u0627\u0644",  # with tatweel
    "\u0645\u06cc\u200c\u062e",  # with a joiner's opposite
    "\u0647\u200d",  # the sign of Hijri years, which a joiner gives its form
    "1,250.5",
    "\u0664\u0665\u066b\u0663",
    "H1N1",
    "https://a.example/b?c=1&d=\u0642",
    "www.a.example/(b)c",
    "#\u0648\u0633\u0645_1",
    "#\u0645\u06cc\u200c\u062e",
    "@some_one",
    "a.b@c.example",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # a family
    "\U0001f44d\U0001f3fd",  # a thumb with a colour of skin
    "\u2764\ufe0f",
    "\U0001f1f8\U0001f1e6",  # a flag
    "\u060c",
    "%",
]


@pytest.mark.parametrize("word", WHOLE)
def test_these_are_one_token_wherever_they_stand(word: str) -> None:
    assert cut(word) == [word]
    assert cut(f"\u00ab {word} \u00bb\u200f") == ["\u00ab", word, "\u00bb"]


def test_signs_stand_alone() -> None:
    assert cut(f"({SAID}\u060c 5%).\u200f") == ["(", SAID, "\u060c", "5", "%", ")", "."]
    assert cut("https://a.example/b.\u060c x") == ["https://a.example/b", ".", "\u060c", "x"]
    assert cut("1, 2") == ["1", ",", "2"]


PROCLITICS = [
    ([WAW, STATE], True),
    ([FA, STATE], True),
    ([BA, STATE], True),
    ([WAW, BA, STATE], True),
    ([KAF, STATE], True),
    ([LAM, LAM + "\u062f\u0648\u0644\u0629"], True),  # li-d-dawla
    ([WAW + "\u064e", STATE], True),  # with its vowel sign
    (["\u0648\u0632\u064a\u0631"], False),  # wazir: the waw is a root's
    (["\u0648\u0627\u0644\u062f\u062a\u0647"], False),  # walidatuhu, his mother
    (["\u0628\u0627\u0644\u063a\u064a\u0646"], False),  # balighin, adults
    (["\u0644\u0644\u0647"], False),  # li-llah: too short to tell
    ([STATE], False),
]


@pytest.mark.parametrize(("parts", "is_cut"), PROCLITICS)
def test_proclitics_are_cut_where_the_article_tells_them(parts: list[str], is_cut: bool) -> None:
    word = "".join(parts)
    assert cut(word, split_proclitics=True) == parts
    assert cut(word) == [word]
    assert (len(parts) > 1) is is_cut


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(TEXT.filter(bool))
    edge = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(lambda edges: edges[0] < edges[1])
    return text, draw(st.lists(edge, max_size=4))


@given(spans(), st.booleans())
def test_tokens_are_in_order_leave_out_nothing_that_is_seen_and_every_span_is_whole_ones(
    case: tuple, split_proclitics: bool
) -> None:
    text, edges = case
    made = tokens(text, edges, split_proclitics=split_proclitics)
    behind = 0
    for start, end in made:
        assert behind <= start < end
        assert not any(each.isalnum() or each in "#@.,:/_\u060c\U0001f468" for each in text[behind:start])
        behind = end
    assert not any(each.isalnum() for each in text[behind:])
    starts, ends = {token.start for token in made}, {token.end for token in made}
    assert all(start in starts and end in ends for start, end in edges)
    assert [token for sentence in by_sentence(text, made) for token in sentence] == made


@given(TEXT, st.booleans())
def test_without_spans_no_token_has_white_space(text: str, split_proclitics: bool) -> None:
    made = tokens(text, split_proclitics=split_proclitics)
    assert not any(each.isspace() for start, end in made for each in text[start:end])


def test_white_space_and_direction_marks_are_tokens_where_a_span_begins_or_ends_with_them() -> None:
    text = "a  b\u200f \nc"
    assert cut(text, (0, 1), (3, 4)) == ["a", "b", "c"]
    assert cut(text, (1, 4)) == ["a", "  ", "b", "c"]
    assert cut(text, (2, 5)) == ["a", " ", "b", "\u200f", "c"]
    assert cut(text, (0, 7), (3, 6)) == ["a", "b", "\u200f ", "\n", "c"]
    assert cut(text, (5, 6)) == ["a", "b", " ", "c"]


def test_the_words_that_spans_cut_are_told_with_the_places() -> None:
    text = f"{WAW}{SAID} a.b x {WAW}{STATE}"
    assert list(cuts(text, [(1, 4), (5, 8), (9, 10)])) == [(WAW + SAID, [1])]


def peeled(text: str, **options: bool) -> list[str]:
    """What a program makes of a text that takes the expression off the beginning of each of its words."""
    parts = []
    for word in text.split():
        left = word
        while left:
            parts.append(re.match(expression(**options), left)[0])
            left = left[len(parts[-1]) :]
    return parts


@given(TEXT)
def test_the_expression_cuts_as_the_rules_do(text: str) -> None:
    made = [part for part in peeled(text) if not re.fullmatch("[\u200f\u200d]", part)]
    assert made == cut(text)


@pytest.mark.parametrize(("parts", "is_cut"), PROCLITICS)
def test_the_expression_cuts_proclitics_as_the_rules_do(parts: list[str], is_cut: bool) -> None:
    word = "".join(parts)
    assert peeled(f"{word} {word}\u060c", split_proclitics=True) == [*parts, *parts, "\u060c"]
    assert peeled(word) == [word]


@given(spans())
def test_pieces_and_blanks_are_the_whole_text_and_every_span_is_whole_pieces(case: tuple) -> None:
    text, edges = case
    made = pieces(text, edges)
    assert "".join(text[piece.start : piece.end] + " " * piece.has_blank for piece in made) == text
    starts, ends = {piece.start for piece in made}, {piece.end for piece in made}
    assert all(start in starts and end in ends for start, end in edges)


def test_a_sentence_ends_at_its_mark_or_line_and_not_in_a_span_or_behind_an_initial() -> None:
    text = "One d. two. Three! four\r\nfive? six"
    made = tokens(text)

    def of(*joined: tuple[int, int]) -> list[str]:
        return [text[sentence[0].start : sentence[-1].end] for sentence in by_sentence(text, made, joined)]

    assert of() == ["One d. two.", "Three!", "four", "five?", "six"]
    start = text.index("two")
    assert of((start, text.index("four") + 4), (0, 3)) == ["One d. two. Three! four", "five?", "six"]
    assert of((0, len(text))) == [text]


@given(spans())
def test_tags_mean_the_spans_that_they_were_made_of(article, record, case: tuple) -> None:
    text, edges = case
    separate = [edge for place, edge in enumerate(sorted(edges)) if all(e[1] <= edge[0] for e in sorted(edges)[:place])]
    page = record(article(text), *(("claim", *edge) for edge in separate))
    made = tokens(text, separate)
    by_label = layers(page, made, DEFAULT_LABELS)
    assert set(by_label["actor"]) <= {0}
    read = [(span.start, span.end) for _, span in tagged_spans([tags("claim")[tag] for tag in by_label["claim"]], made)]
    assert read == separate


def test_the_other_schemes_of_tags_are_understood() -> None:
    offsets = [(place, place + 1) for place in range(6)]

    def read(written: str) -> list[tuple[str, int, int]]:
        return [(label, span.start, span.end) for label, span in tagged_spans(written.split(), offsets)]

    assert read("I-a I-a O I-b I-a B-a") == [("a", 0, 2), ("b", 3, 4), ("a", 4, 5), ("a", 5, 6)]
    assert read("B-a L-a U-a O B-b E-b") == [("a", 0, 2), ("a", 2, 3), ("b", 4, 6)]
    assert read("S-a S-a O O O O") == [("a", 0, 1), ("a", 1, 2)]


@pytest.mark.parametrize("sign", ["_", ".", "-", "a"])
def test_a_long_run_of_signs_is_cut_in_as_many_steps_as_it_has_signs(sign: str) -> None:
    text = "a " + sign * 40_000
    assert tokens(text)[-1].end == len(text)
