"""Counts of annotated articles, and agreement in published measures."""

from collections import Counter
from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.model.annotation import Relation, Status
from annotations.model.article import Article
from annotations.model.record import Record
from annotations.project.defaults import DEFAULT_LABELS
from annotations.statistics.agreement import about, agreement_on, alpha, ratings
from annotations.statistics.statistics import Spread, statistics
from annotations.text.tokens import tokens

Make = Callable[..., Article]
MakeRecord = Callable[..., Record]

# The twelve units and four observers of Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), part C; "." is
# a missing value. Nominal alpha is 0.743.
PUBLISHED = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def test_alpha_is_the_published_one() -> None:
    units = zip(*(row.split() for row in PUBLISHED), strict=True)
    rated = Counter(tuple(value for value in unit if value != ".") for unit in units)
    assert alpha(rated) == pytest.approx(0.743, abs=0.0005)


def test_alpha_says_nothing_where_nothing_differs() -> None:
    assert alpha({("a", "a"): 5}) is None
    assert alpha({}) is None
    assert alpha({("a",): 3, ("b",): 2}) is None, "nobody rated the same unit"
    assert alpha({("a", "a"): 3, ("b", "b"): 2}) == 1


@given(st.dictionaries(st.tuples(*[st.sampled_from("abc")] * 3), st.integers(1, 5), min_size=1, max_size=6))
def test_alpha_does_not_look_who_is_who(rated: dict[tuple[str, ...], int]) -> None:
    value = alpha(rated)
    for order in permutations(range(3)):
        turned: Counter[tuple[str, ...]] = Counter()
        for values, times in rated.items():
            turned[tuple(values[place] for place in order)] += times
        assert alpha(turned) == (None if value is None else pytest.approx(value))
    assert value is None or value <= 1


def test_spans_are_alike_in_the_same_places_or_overlapping(article: Make, record: MakeRecord) -> None:
    text = article("one two three four five")
    one = record(text, ("actor", 0, 3), ("actor", 4, 7), ("claim", 8, 13), annotator="a").work
    two = record(text, ("actor", 0, 3), ("actor", 4, 13), ("claim", 14, 18, 19, 23), annotator="b").work
    actors = agreement_on([one, two], "actor")
    assert (actors.exact_f1, actors.overlap_f1) == (0.5, 1.0)
    claims = agreement_on([one, two], "claim")
    assert (claims.exact_f1, claims.overlap_f1) == (0.0, 0.0)
    assert agreement_on([one, two], "figure").exact_f1 is None
    assert agreement_on([one, one, two], "actor").same == 4 + 2 + 2, "each pair counts"


EXTENTS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda each: (each[0], sum(each))), max_size=5)


@given(one=EXTENTS, other=EXTENTS)
@example(one=[(0, 17)], other=[(0, 2), (3, 5), (6, 8), (9, 11), (12, 14)])
def test_overlapping_spans_agree_one_to_one(
    article: Make, record: MakeRecord, one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    def most(mine: list[tuple[int, int]], its: list[tuple[int, int]]) -> int:
        """Return the size of the largest pairing, by trying all."""
        if not mine:
            return 0
        (start, end), *rest = mine
        paired = (
            1 + most(rest, [*its[:place], *its[place + 1 :]])
            for place, each in enumerate(its)
            if each[0] < end and start < each[1]
        )
        return max([most(rest, its), *paired])

    text = article("a" * 30)
    works = [record(text, *(("actor", *each) for each in side), annotator=str(side)).work for side in (one, other)]
    for pair in (works, works[::-1]):
        assert agreement_on(pair, "actor").overlapping == 2 * most(one, other)


def test_tokens_are_rated_by_the_spans_that_touch_them(article: Make, record: MakeRecord) -> None:
    text = article("one two three")
    one = record(text, ("actor", 0, 3), ("claim", 0, 7), annotator="a").work
    two = record(text, ("actor", 1, 2), ("claim", 4, 5, 8, 9), annotator="b").work
    rated = ratings([one, two], tokens(text.text))
    both, claim = frozenset({"actor", "claim"}), frozenset({"claim"})
    assert rated == {(both, frozenset({"actor"})): 1, (claim, claim): 1, (frozenset(), claim): 1}
    assert about("actor", rated) == {(True, True): 1, (False, False): 2}
    assert alpha(about("actor", rated)) == 1


def test_spreads_are_quartiles() -> None:
    assert Spread.of([]) == (0, 0, 0, 0, 0)
    assert Spread.of([4]) == (4, 4, 4, 4, 4)
    assert Spread.of([5, 1, 2, 3, 4]) == (1, 2, 3, 4, 5)
    assert Spread.of([1, 2]) == (1, 1.25, 1.5, 1.75, 2)


def test_everything_is_counted(article: Make, record: MakeRecord) -> None:
    one = article("one, two three four", "a.txt", outlet="spa")
    two = article("five", "b.txt")
    said = Relation(id="r", type="said_by", source="2", target="1")
    records = [
        record(one, ("actor", 0, 3), ("claim", 0, 8), ("claim", 9, 14, 15, 19), relations=(said,), annotator="hana"),
        record(one, ("actor", 0, 3), annotator="omar"),
        record(two, ("figure", 0, 4), ("gone", 0, 4), annotator="hana", status=Status.IN_PROGRESS),
        record(two, annotator="omar", status=Status.NOTHING_HERE),
    ]
    counted = statistics(records, DEFAULT_LABELS)
    assert (counted.articles, counted.annotations, counted.shared, counted.begun_together) == (2, 6, 1, 2)
    assert list(counted.labels) == ["actor", "claim", "figure", "gone"]
    actor, claim, figure = (counted.labels[name] for name in ("actor", "claim", "figure"))
    assert (actor.count, actor.articles, actor.nested, actor.fragmented) == (2, 1, 1, 0)
    assert (claim.count, claim.nested, claim.fragmented) == (2, 0, 1)
    assert claim.code_points == (8, 8.25, 8.5, 8.75, 9)
    assert claim.words.median == 2, "a comma is no word"
    assert claim.without == {"said_by": 1, "has_figure": 2}
    assert figure.without == {"value": 1, "value_to": 1, "unit": 1}
    assert actor.without == {"entity": 2}
    assert (actor.agreement.exact_f1, claim.agreement.exact_f1, figure.agreement.exact_f1) == (1, 0, None)
    assert (actor.alpha, figure.alpha) == (1, None)
    assert claim.alpha < 0
    assert counted.annotators["hana"].statuses == {Status.DONE: 1, Status.IN_PROGRESS: 1}
    assert {name: (each.articles, each.annotations) for name, each in counted.outlets.items()} == {
        "": (1, 2),
        "spa": (1, 4),
    }


def test_nothing_is_counted_of_nothing() -> None:
    counted = statistics([], DEFAULT_LABELS)
    assert (counted.articles, counted.annotations, counted.alpha) == (0, 0, None)
    assert [each.count for each in counted.labels.values()] == [0, 0, 0]


def test_of_two_on_the_same_words_one_is_inside_the_other(article: Make, record: MakeRecord) -> None:
    counted = statistics([record(article("one"), ("claim", 0, 3), ("actor", 0, 3))], DEFAULT_LABELS)
    assert counted.labels["claim"].nested + counted.labels["actor"].nested == 1
