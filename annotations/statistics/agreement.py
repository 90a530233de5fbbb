"""Agreement between annotators, in the two numbers that only together tell how alike they mark: of spans, of tokens."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple, TypeVar

from annotations.model.annotation import Annotation, AnnotationSet
from annotations.text.span import Span
from annotations.text.tokens import Token

Value = TypeVar("Value", bound=Hashable)
Ratings = Counter[tuple[frozenset[str], ...]]
"""How often annotators said this of a token: the labels that each put on it."""


class Agreement(NamedTuple):
    """How often two annotators marked the same, added up over pairs and articles."""

    spans: int = 0
    """Of both together."""
    same: int = 0
    """Of both together: those that the other has with the same label at the same places."""
    overlapping: int = 0
    """Of both together: those that share a code point with one of the other's with the same label."""

    @property
    def exact_f1(self) -> float | None:
        """F1 of either against the other, where only the same places count; None without a span."""
        return self.same / self.spans if self.spans else None

    @property
    def overlap_f1(self) -> float | None:
        """As `exact_f1`, where spans count that overlap: their share among those of both."""
        return self.overlapping / self.spans if self.spans else None

    def plus(self, other: "Agreement") -> "Agreement":
        """Both, added up."""
        return Agreement(*(mine + its for mine, its in zip(self, other, strict=True)))


def agreement_on(works: Sequence[AnnotationSet], label: str) -> Agreement:
    """How alike the annotators of one article mark a label, over each pair of them."""
    total = Agreement()
    spans = [[each for each in work.annotations if each.label == label] for work in works]
    for one, other in combinations(spans, 2):
        places = [{each.fragments for each in side} for side in (one, other)]
        same = 2 * len(places[0] & places[1])
        overlapping = _overlapping(one, other) + _overlapping(other, one)
        total = total.plus(Agreement(len(one) + len(other), same, overlapping))
    return total


def _overlapping(spans: Iterable[Annotation], others: Sequence[Annotation]) -> int:
    fragments = [fragment for other in others for fragment in other.fragments]
    return sum(any(mine.overlaps(its) for mine in each.fragments for its in fragments) for each in spans)


def ratings(works: Sequence[AnnotationSet], tokens: Sequence[Token]) -> Ratings:
    """What the annotators of one article say of its tokens: the labels of the spans that touch each."""
    return Counter(zip(*(_labels_of(work, tokens) for work in works), strict=True))


def about(label: str, rated: Ratings) -> "Counter[tuple[bool, ...]]":
    """What is said of one label alone: whether it is on a token."""
    said: Counter[tuple[bool, ...]] = Counter()
    for values, times in rated.items():
        said[tuple(label in value for value in values)] += times
    return said


def touched(fragments: Iterable[Span], tokens: Sequence[Token]) -> set[int]:
    """The numbers of the tokens, which are in order, that fragments have a code point of."""
    return {
        number
        for fragment in fragments
        for number in range(
            bisect_right(tokens, fragment.start, key=lambda token: token.end),
            bisect_left(tokens, fragment.end, key=lambda token: token.start),
        )
    }


def _labels_of(work: AnnotationSet, tokens: Sequence[Token]) -> list[frozenset[str]]:
    found: list[set[str]] = [set() for _ in tokens]
    for annotation in work.annotations:
        for number in touched(annotation.fragments, tokens):
            found[number].add(annotation.label)
    return [frozenset(labels) for labels in found]


def alpha(rated: Mapping[tuple[Value, ...], int]) -> float | None:
    """Krippendorff's alpha for nominal values; None where nothing can be said, because only one value was given.

    Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), part C. `rated` has how often each combination of
    values was given to a unit, one by each who rated it; a unit that fewer than two rated is left out.
    """
    disagreements = 0.0
    totals: Counter[Value] = Counter()
    for values, times in rated.items():
        if len(values) < 2:
            continue
        counts = Counter(values)
        for value, count in counts.items():
            totals[value] += count * times
        alike = sum(count * (count - 1) for count in counts.values())
        disagreements += times * (len(values) - alike / (len(values) - 1))
    whole = sum(totals.values())
    expected = whole * whole - sum(count * count for count in totals.values())
    return None if expected == 0 else 1 - (whole - 1) * disagreements / expected
