"""Words that were changed in the article are found where they are now, or nowhere; never somewhere else."""

import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.fuzz import ratio

from annotations.anchoring import fuzzy as resemblance
from annotations.anchoring.anchoring import Anchored, anchor
from annotations.model.annotation import Annotation, AnnotationSet, quotation
from annotations.text.clusters import cluster_boundaries
from annotations.text.folding import fold
from annotations.text.span import Span

Make = Callable[..., Annotation]
NEWS = """the minister said on Monday that the deficit was 79 billion, and that it would fall.
Opposition leaders called the budget a fairy tale and asked for a vote in parliament.
Shares of the three largest banks fell by a tenth within an hour of the announcement.
Nobody at the central bank was available for comment on Tuesday evening.
"""


def anchored(annotation: Annotation, text: str) -> Anchored:
    return anchor(AnnotationSet(article_id="a", annotator="hana", annotations=(annotation,)), text)


def found(annotation: Annotation, text: str) -> str | None:
    """The words on which an annotation stands now, by the text itself."""
    result = anchored(annotation, text)
    if not result.work.annotations:
        assert result.orphans == (annotation,)
        return None
    (placed,) = result.work.annotations
    assert quotation(text, placed.fragments)[0] == placed.quote
    assert (placed.id, placed.label, placed.attributes) == (annotation.id, annotation.label, annotation.attributes)
    return placed.quote


@pytest.fixture
def tagged(make: Make) -> Callable[..., Annotation]:
    """An annotation of the only place of some words."""

    def tagged(words: str, text: str = NEWS, **more: object) -> Annotation:
        assert text.count(words) == 1
        start = text.index(words)
        return make("1", start, start + len(words), text=text, **more)

    return tagged


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("called the budget a fairy tale", "called the budgett a fairy tale"),
        ("called the budget a fairy tale", "called the new budget a fairy tale"),
        ("called the budget a fairy tale", "called the budget a tale"),
        ("Shares of the three largest banks", "Stocks of the three largest banks"),
        ("the deficit was 79 billion", "the deficit was 97 billion"),
        ("Opposition leaders", "Oppositions leaders"),
        ("central bank", "Centrral Bank"),
        ("evening", "Evenings"),
        ("leaders", "leader"),
    ],
)
def test_words_are_found_where_they_were_corrected(tagged: Callable[..., Annotation], words: str, now: str) -> None:
    assert found(tagged(words), NEWS.replace(words, now)) == now
    assert found(tagged(words), "By our correspondent\n\n" + NEWS.replace(words, now)) == now


@pytest.mark.parametrize("words", ["central bank", "called the budget a fairy tale", "Monday"])
def test_words_that_were_deleted_or_replaced_are_orphans(tagged: Callable[..., Annotation], words: str) -> None:
    assert found(tagged(words), NEWS.replace(words, "")) is None
    assert found(tagged(words), NEWS.replace(words, "zzzz xxx")) is None
    assert found(tagged(words), "") is None
    assert found(tagged(words), "something else\n" * 30) is None


def test_a_paragraph_that_moved_is_followed(tagged: Callable[..., Annotation]) -> None:
    first, *rest = NEWS.splitlines(keepends=True)
    moved = "".join([*rest, first.replace("Monday that", "Mondays taht")])
    assert found(tagged("said on Monday that the deficit"), moved) == "said on Mondays taht the deficit"
    far = "".join([*rest, "nothing of that kind has ever been heard of\n" * 200, first.replace("deficit", "deficitt")])
    assert len(far) > 2 * resemblance.NEAR
    assert found(tagged("the deficit was"), far) == "the deficitt was"


def test_of_two_places_that_are_as_much_alike_none_is_taken(tagged: Callable[..., Annotation]) -> None:
    changed = NEWS.replace("budget a fairy tale", "budgett a fairy tale")
    annotation = tagged("the budget a fairy tale")
    assert found(annotation, changed + changed) is None
    assert (
        found(annotation, changed + "\n" + NEWS.replace("a fairy tale and", "madness and"))
        == "the budgett a fairy tale"
    )


def test_with_attributes_a_number_that_changed_is_another_figure(tagged: Callable[..., Annotation]) -> None:
    figure = tagged("79 billion", attributes={"value": 79_000_000_000})
    assert found(figure, NEWS.replace("79 billion", "97 billion")) is None
    assert found(figure, NEWS.replace("79 billion", "79 bilion")) == "79 bilion"
    assert found(figure, NEWS.replace("79 billion", "\u0667\u0669 billion")) == "\u0667\u0669 billion"


ARABIC = "\u0642\u0627\u0644 \u0648\u0627\u0644\u0648\u0632\u064a\u0631 \u0627\u0644\u0623\u0648\u0644 \u0625\u0646"
"""qal walwazir al-awwal inn: said, and the prime minister, that"""
FATHA, SHADDA = "\u064e", "\u0651"


def test_vowel_signs_that_were_added_are_taken_in_and_a_proclitic_stays_outside(make: Make) -> None:
    start, end = ARABIC.index("\u0648") + 1, len(ARABIC) - 3
    annotation = make("1", start, end, text=ARABIC)
    marked = "".join(each + FATHA + SHADDA if each.isalpha() else each for each in ARABIC)
    words = found(annotation, marked)
    assert words is not None
    assert fold(words) == fold(annotation.quote)
    assert words.endswith(FATHA + SHADDA)
    assert not unicodedata.combining(words[0])


def test_what_was_looked_up_is_not_looked_up_again(
    tagged: Callable[..., Annotation], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, lost = tagged("fairy tale"), replace(tagged("announcement"), id="2")
    work = AnnotationSet(article_id="a", annotator="hana", annotations=(kept, lost))
    changed = NEWS.replace("fairy tale", "fairy tales").replace("announcement", "").replace("fairy", "fairly")
    before = anchor(work, changed)
    assert [len(before.work.annotations), len(before.orphans)] == [1, 1]
    monkeypatch.delattr(resemblance.Resemblance, "span")
    again = anchor(work, changed, before=before)
    assert again.work.annotations[0] is before.work.annotations[0]
    assert again.orphans == before.orphans
    with pytest.raises(AttributeError):
        anchor(work, changed)


def test_a_long_text_is_gone_through_only_so_often(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"Line {number} tells of {number * 7919 % 10007} sheep.\n" for number in range(9_000)) + NEWS
    start = text.index("Line 4500 ")
    lost = make("1", start, start + 27, text=text)
    start = text.index("fairy tale")
    kept = make("2", start, start + 10, text=text)
    changed = text.replace(lost.quote, "").replace("fairy", "fairly")
    searched: list[int] = []
    real = resemblance.Resemblance._best

    def counted(self: resemblance.Resemblance, pattern: resemblance._Pattern, first: int, last: int) -> object:
        searched.append(last - first)
        return real(self, pattern, first, last)

    monkeypatch.setattr(resemblance.Resemblance, "_best", counted)
    many = AnnotationSet(article_id="a", annotator="hana", annotations=(*(lost,) * 100, kept))
    assert [each.quote for each in anchor(many, changed).work.annotations] == ["fairly tale"]
    assert len(searched) > 100
    assert sum(searched) <= resemblance.BUDGET + 100 * (2 * resemblance.NEAR + 30)


def test_an_unchanged_article_does_not_load_what_finds_changed_words() -> None:
    code = "import sys, annotations.workspace.workspace; print([each for each in sys.modules if 'rapidfuzz' in each])"
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert done.stdout == "[]\n"


PIECES = st.sampled_from(
    "a|bc| |\n|\r\n|7|\u0627\u0644|\u0628\u064e|\u0651|\U0001f468\u200d\U0001f469|\u200f|\U0001f1ea\U0001f1ec|\u0640|"
    "\ufefb|e\u0301|\u0915\u094d\u0937|\u1112\u1161\u11ab|\ud55c|\U0001f44d\U0001f3fd".split("|")
)
"""Letters and signs of one and of several code points."""
LONG = st.lists(PIECES, min_size=30, max_size=70).map("".join)
SHORT = st.lists(PIECES, max_size=2).map("".join)


@settings(max_examples=40)
@given(st.data(), LONG)
def test_small_changes_of_a_text_never_give_a_span_of_other_words_or_half_letters(
    data: st.DataObject, text: str
) -> None:
    edges = cluster_boundaries(text)
    first = data.draw(st.integers(0, len(edges) - 2))
    last = data.draw(st.integers(first + 1, min(first + 20, len(edges) - 1)))
    fragments = (Span(edges[first], edges[last]),)
    quote, prefix, suffix = quotation(text, fragments)
    annotation = Annotation(
        id="1",
        label="actor",
        fragments=fragments,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        annotator="hana",
        created="",
    )
    changed = text
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(changed)))
        changed = changed[:at] + data.draw(SHORT) + changed[at + data.draw(st.integers(0, 2)) :]
    words = found(annotation, changed)
    if words is not None and words != quote:
        assert ratio(fold(words), fold(quote)) >= resemblance.ALIKE - 1
        (placed,) = anchored(annotation, changed).work.annotations
        assert {placed.span.start, placed.span.end} <= {*cluster_boundaries(changed)}
        assert not words[0].isspace()
        assert not words[-1].isspace()
        assert found(placed, changed) == words, "the next time it stands there"
