"""What is proposed next."""

import pickle

import pytest

from annotations.model.annotation import Annotation
from annotations.model.article import Article, Section, SectionKind
from annotations.samples import sample_corpus
from annotations.suggestions.suggestions import Suggestions
from annotations.text.span import Span

TEXT = "وقال علي إن السوق فتحت 3 أبواب. وباع 5 كتب.\nوقالت سحر إن الباب مفتوح.\n"


def article(text: str, *sections: Section) -> Article:
    return Article.of(text, sections=sections)


def tagged(words: str, text: str = TEXT) -> Annotation:
    start = text.index(words)
    span = Span(start, start + len(words))
    return Annotation(
        id=words, label="claim", fragments=(span,), quote=words, prefix="", suffix="", annotator="", created=""
    )


def walk(candidates: Suggestions, step: int, caret: int, text: str = TEXT) -> list[str]:
    words, span = [], candidates.proposed(step, caret, None, ())
    while span is not None:
        words.append(span.of(text))
        span = candidates.proposed(step, span.end, span, ())
    return words


IN_ORDER = ["علي", "السوق فتحت 3 أبواب", "3 أبواب", "5 كتب", "سحر", "الباب مفتوح"]


def test_all_candidates_come_in_reading_order_the_outer_before_the_inner() -> None:
    assert walk(Suggestions(article(TEXT)), 1, 0) == IN_ORDER


def test_going_back_meets_the_same_candidates_the_other_way_round() -> None:
    assert walk(Suggestions(article(TEXT)), -1, len(TEXT)) == IN_ORDER[::-1]


def test_behind_an_annotation_just_made_comes_what_lies_inside_it() -> None:
    made = tagged("السوق فتحت 3 أبواب")
    proposed = Suggestions(article(TEXT)).proposed(1, made.span.end, None, (made,))
    assert proposed is not None
    assert proposed.of(TEXT) == "3 أبواب"


def test_what_is_tagged_is_not_proposed_again() -> None:
    proposed = Suggestions(article(TEXT)).proposed(1, 0, None, (tagged("علي"),))
    assert proposed is not None
    assert proposed.of(TEXT) == "السوق فتحت 3 أبواب"


def test_only_headline_and_body_are_gone_through() -> None:
    body = TEXT.index("\n") + 1
    candidates = Suggestions(article(TEXT, Section(SectionKind.BODY, body, len(TEXT))))
    assert walk(candidates, 1, 0) == ["سحر", "الباب مفتوح"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "؟" * 50, "1" * 5000, '"' * 999, "قال " * 3000])
def test_any_text_has_an_answer(text: str) -> None:
    walk(Suggestions(article(text)), 1, 0, text)


def test_candidates_of_the_samples_lie_in_the_text_without_white_space_at_their_edges() -> None:
    for path in sorted(sample_corpus().rglob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for words in walk(Suggestions(article(text)), 1, 0, text):
            assert words == words.strip()
            assert "\n" not in words


def test_suggestions_pickle_as_their_article_for_another_process() -> None:
    there = pickle.loads(pickle.dumps(Suggestions(article(TEXT))))
    assert walk(there, 1, 0) == IN_ORDER
