"""Agreement between annotators: F1 of spans and Krippendorff's alpha of tokens. Each shows what the other hides."""

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
"""The labels that each annotator put on a token -> the number of tokens with this combination."""


class Agreement(NamedTuple):
    """Counts of equal spans of two annotators, added up over pairs and articles."""

    spans: int = 0
    """Spans of both annotators."""
    same: int = 0
    """Spans of both that the other annotator has with the same label and the same edges."""
    overlapping: int = 0
    """Spans of both in the largest set of pairs of overlapping spans with the same label; a span is in one pair."""

    @property
    def exact_f1(self) -> float | None:
        """F1 of one against the other, counting spans with the same edges; None if there are no spans."""
        return self.same / self.spans if self.spans else None

    @property
    def overlap_f1(self) -> float | None:
        """F1 of one against the other, counting overlapping spans; None if there are no spans."""
        return self.overlapping / self.spans if self.spans else None

    def plus(self, other: "Agreement") -> "Agreement":
        """Return the sum of both counts."""
        return Agreement(*(mine + its for mine, its in zip(self, other, strict=True)))


def agreement_on(works: Sequence[AnnotationSet], label: str) -> Agreement:
    """Return the agreement on a label in one article, added up over all pairs of its annotators."""
    total = Agreement()
    spans = [[each for each in work.annotations if each.label == label] for work in works]
    for one, other in combinations(spans, 2):
        places = [{each.fragments for each in side} for side in (one, other)]
        same = 2 * len(places[0] & places[1])
        total = total.plus(Agreement(len(one) + len(other), same, 2 * _pairs(one, other)))
    return total


def _pairs(spans: Sequence[Annotation], others: Sequence[Annotation]) -> int:
    """Return the largest number of pairs of overlapping spans in which no span is in two pairs.

    A path is looked for from each span to an unpaired one, along which pairs are exchanged (Kuhn 1955). So one long
    span over five short ones is one pair.
    """
    touching = [[place for place, its in enumerate(others) if _overlap(each, its)] for each in spans]
    mine_of: dict[int, int] = {}
    its_of: dict[int, int] = {}
    for first in range(len(spans)):
        reached_from: dict[int, int] = {}
        waiting = [first]
        free = None
        while waiting and free is None:
            mine = waiting.pop()
            for its in touching[mine]:
                if its not in reached_from:
                    reached_from[its] = mine
                    if its not in mine_of:
                        free = its
                        break
                    waiting.append(mine_of[its])
        while free is not None:
            mine = reached_from[free]
            mine_of[free] = mine
            its_of[mine], free = free, its_of.get(mine)
    return len(mine_of)


def _overlap(one: Annotation, other: Annotation) -> bool:
    return any(mine.overlaps(its) for mine in one.fragments for its in other.fragments)


def ratings(works: Sequence[AnnotationSet], tokens: Sequence[Token]) -> Ratings:
    """Count the ratings of an article's tokens. A rating is the set of labels of one annotator's spans on a token."""
    return Counter(zip(*(_labels_of(work, tokens) for work in works), strict=True))


def about(label: str, rated: Ratings) -> "Counter[tuple[bool, ...]]":
    """Reduce ratings to one label: True for each annotator who put it on the token."""
    reduced: Counter[tuple[bool, ...]] = Counter()
    for values, times in rated.items():
        reduced[tuple(label in value for value in values)] += times
    return reduced


def touched(fragments: Iterable[Span], tokens: Sequence[Token]) -> set[int]:
    """Return the indices of the tokens that overlap a fragment. The tokens must be in order."""
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
    """Return Krippendorff's alpha for nominal values, or None if all values are the same.

    Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), part C. `rated`: the values that the raters gave to
    a unit -> the number of such units. Units with fewer than two values are ignored.
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
