"""Statistics of annotated articles: what is marked, by whom, how long it is, what is missing, how far two agree."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from statistics import quantiles
from typing import NamedTuple

from annotations.model.annotation import FINISHED, Annotation, AnnotationSet, Status
from annotations.model.label import AttributeType, Label, LabelSet
from annotations.model.record import Record
from annotations.statistics.agreement import Agreement, Ratings, about, agreement_on, alpha, ratings, touched
from annotations.text.tokens import Token, tokens


class Spread(NamedTuple):
    """Five numbers that tell how lengths are spread: the quartiles, and what is outside them."""

    least: float = 0
    lower: float = 0
    """A quarter is at most this."""
    median: float = 0
    upper: float = 0
    """A quarter is at least this."""
    most: float = 0

    @classmethod
    def of(cls, lengths: list[int]) -> "Spread":
        """Of some lengths; all numbers are 0 where there are none."""
        if not lengths:
            return cls()
        lower, median, upper = quantiles(lengths, n=4, method="inclusive") if len(lengths) > 1 else lengths * 3
        return cls(min(lengths), lower, median, upper, max(lengths))


@dataclass(slots=True)
class LabelStatistics:
    """What there is of one label, of all annotators."""

    count: int = 0
    articles: int = 0
    code_points: Spread = field(default_factory=Spread)
    """Of the fragments of a span together."""
    words: Spread = field(default_factory=Spread)
    """Tokens that are no punctuation, those that a span only touches too."""
    nested: int = 0
    """Those that lie wholly inside another of the same annotator's."""
    fragmented: int = 0
    """Those of several fragments."""
    without: dict[str, int] = field(default_factory=dict)
    """An attribute, or a type of relation from here -> how many have none. A flag that is not there is a no."""
    agreement: Agreement = field(default_factory=Agreement)
    """Over the articles that two or more have finished."""
    alpha: float | None = None
    """Krippendorff's, of tokens inside against tokens outside; None where nothing can be said."""


@dataclass(slots=True)
class AnnotatorStatistics:
    """What one annotator has done."""

    annotations: int = 0
    statuses: dict[Status, int] = field(default_factory=dict)
    """How many articles have each."""


@dataclass(slots=True)
class OutletStatistics:
    """What there is of the articles of one newspaper or agency."""

    articles: int = 0
    annotations: int = 0


@dataclass(slots=True)
class Statistics:
    """Of the articles on which somebody has worked."""

    articles: int = 0
    annotations: int = 0
    shared: int = 0
    """Articles that two or more annotators have finished: agreement is of these."""
    begun_together: int = 0
    """Articles on which two or more have worked, whether or not they have finished."""
    labels: dict[str, LabelStatistics] = field(default_factory=dict)
    """The project's in their order, then others."""
    annotators: dict[str, AnnotatorStatistics] = field(default_factory=dict)
    outlets: dict[str, OutletStatistics] = field(default_factory=dict)
    """By name, "" for articles without; the one with most articles first."""
    alpha: float | None = None
    """Krippendorff's, of the sets of labels on tokens."""


def statistics(records: Iterable[Record], labels: LabelSet) -> Statistics:
    """The statistics of records, those of one article in a row."""
    counting = _Counting(labels)
    for _, of_article in groupby(records, key=lambda record: record.article.id):
        counting.add(list(of_article))
    return counting.result()


class _Counting:
    def __init__(self, labels: LabelSet) -> None:
        self._labels = labels
        self._result = Statistics(labels={label.name: LabelStatistics() for label in labels})
        self._code_points: dict[str, list[int]] = {}
        self._words: dict[str, list[int]] = {}
        self._ratings: Ratings = Counter()

    def add(self, records: Sequence[Record]) -> None:
        """Count what all annotators did to one article."""
        result = self._result
        article = records[0].article
        outlet = result.outlets.setdefault(article.outlet, OutletStatistics())
        all_tokens = tokens(article.text)
        words = [each for each in all_tokens if any(map(str.isalnum, article.text[each.start : each.end]))]
        result.articles += 1
        outlet.articles += 1
        for name in dict.fromkeys(each.label for record in records for each in record.work.annotations):
            result.labels.setdefault(name, LabelStatistics()).articles += 1
        for record in records:
            self._add_work(record.work, words)
            outlet.annotations += len(record.work.annotations)
        finished = [record.work for record in records if record.work.status in FINISHED]
        result.begun_together += len(records) > 1
        if len(finished) > 1:
            result.shared += 1
            self._ratings += ratings(finished, all_tokens)
            for name, of_label in result.labels.items():
                of_label.agreement = of_label.agreement.plus(agreement_on(finished, name))

    def _add_work(self, work: AnnotationSet, words: Sequence[Token]) -> None:
        annotator = self._result.annotators.setdefault(work.annotator, AnnotatorStatistics())
        annotator.annotations += len(work.annotations)
        annotator.statuses[work.status] = annotator.statuses.get(work.status, 0) + 1
        self._result.annotations += len(work.annotations)
        related = {(each.type, each.source) for each in work.relations}
        nested = set(_nested(work.annotations))
        for each in work.annotations:
            of_label = self._result.labels[each.label]
            of_label.count += 1
            of_label.nested += each.id in nested
            of_label.fragmented += len(each.fragments) > 1
            self._code_points.setdefault(each.label, []).append(sum(one.end - one.start for one in each.fragments))
            self._words.setdefault(each.label, []).append(len(touched(each.fragments, words)))
            self._miss(of_label, self._labels.shown(each.label), each, related)

    def _miss(
        self, of_label: LabelStatistics, label: Label, annotation: Annotation, related: set[tuple[str, str]]
    ) -> None:
        for attribute in (each for each in label.attributes if each.type is not AttributeType.FLAG):
            is_missing = attribute.name not in annotation.attributes
            of_label.without[attribute.name] = of_label.without.get(attribute.name, 0) + is_missing
        for kind in self._labels.relations:
            if label.name in kind.source:
                is_missing = (kind.name, annotation.id) not in related
                of_label.without[kind.name] = of_label.without.get(kind.name, 0) + is_missing

    def result(self) -> Statistics:
        """The statistics of all that was added."""
        result = self._result
        result.alpha = alpha(self._ratings)
        for name, of_label in result.labels.items():
            of_label.code_points = Spread.of(self._code_points.get(name, []))
            of_label.words = Spread.of(self._words.get(name, []))
            of_label.alpha = alpha(about(name, self._ratings))
        by_size = sorted(result.outlets.items(), key=lambda item: (-item[1].articles, item[0]))
        result.outlets = dict(by_size)
        result.annotators = dict(sorted(result.annotators.items()))
        return result


def _nested(annotations: Sequence[Annotation]) -> Iterator[str]:
    """Ids of those that lie wholly inside a fragment of another; of two on the same words the one that comes later."""
    for number, inner in enumerate(annotations):
        span = inner.span
        for outer in annotations[:number]:
            if any(one.start <= span.start and span.end <= one.end for one in outer.fragments):
                yield inner.id
                break
