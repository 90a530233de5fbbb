"""The statistics of annotated articles: counts by label, annotator and outlet, lengths, missing parts, agreement."""

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
    """The distribution of lengths in five numbers: the quartiles and the extremes."""

    least: float = 0
    lower: float = 0
    """A quarter of the lengths is at most this."""
    median: float = 0
    upper: float = 0
    """A quarter of the lengths is at least this."""
    most: float = 0

    @classmethod
    def of(cls, lengths: list[int]) -> "Spread":
        """Return the distribution of lengths; all numbers are 0 if there are none."""
        if not lengths:
            return cls()
        lower, median, upper = quantiles(lengths, n=4, method="inclusive") if len(lengths) > 1 else lengths * 3
        return cls(min(lengths), lower, median, upper, max(lengths))


@dataclass(slots=True)
class LabelStatistics:
    """The statistics of one label, over all annotators."""

    count: int = 0
    articles: int = 0
    code_points: Spread = field(default_factory=Spread)
    """Lengths of spans; a span of several fragments has the sum of their lengths."""
    words: Spread = field(default_factory=Spread)
    """Lengths of spans in tokens without punctuation; a token that the span only overlaps counts."""
    nested: int = 0
    """Spans inside another span of the same annotator."""
    fragmented: int = 0
    """Spans of several fragments."""
    without: dict[str, int] = field(default_factory=dict)
    """An attribute or a type of relation -> number of spans without it. Flags do not count: a missing flag is a no."""
    agreement: Agreement = field(default_factory=Agreement)
    """Over the articles that two or more annotators have finished."""
    alpha: float | None = None
    """Krippendorff's alpha of tokens inside and outside the label's spans; None if it is not defined."""


@dataclass(slots=True)
class AnnotatorStatistics:
    """The statistics of one annotator."""

    annotations: int = 0
    statuses: dict[Status, int] = field(default_factory=dict)
    """Number of articles with each status."""


@dataclass(slots=True)
class OutletStatistics:
    """The statistics of one newspaper or agency."""

    articles: int = 0
    annotations: int = 0


@dataclass(slots=True)
class Statistics:
    """The statistics of all articles that have annotations or a status."""

    articles: int = 0
    annotations: int = 0
    shared: int = 0
    """Articles that two or more annotators have finished; only these count for agreement."""
    begun_together: int = 0
    """Articles on which two or more annotators have worked, finished or not."""
    labels: dict[str, LabelStatistics] = field(default_factory=dict)
    """The project's labels in their order, then others."""
    annotators: dict[str, AnnotatorStatistics] = field(default_factory=dict)
    outlets: dict[str, OutletStatistics] = field(default_factory=dict)
    """By name, or "" for articles without an outlet; the one with most articles first."""
    alpha: float | None = None
    """Krippendorff's alpha of the sets of labels on tokens; None if it is not defined."""


def statistics(records: Iterable[Record], labels: LabelSet) -> Statistics:
    """Return the statistics of records. The records of one article must follow one another."""
    counting = _Counting(labels)
    for _, of_article in groupby(records, key=lambda record: record.article.id):
        counting.add(list(of_article))
    return counting.result()


class _Counting:
    """Counts article by article."""

    def __init__(self, labels: LabelSet) -> None:
        self._labels = labels
        self._result = Statistics(labels={label.name: LabelStatistics() for label in labels})
        self._code_points: dict[str, list[int]] = {}
        self._words: dict[str, list[int]] = {}
        self._ratings: Ratings = Counter()

    def add(self, records: Sequence[Record]) -> None:
        """Count the work of all annotators on one article."""
        result = self._result
        article = records[0].article
        outlet = result.outlets.setdefault(article.outlet, OutletStatistics())
        text, all_tokens = article.text, tokens(article.text)
        words = [
            each
            for each in all_tokens
            if text[each.start].isalnum() or any(map(str.isalnum, text[each.start + 1 : each.end]))
        ]
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
            self._count_missing(of_label, self._labels.shown(each.label), each, related)

    def _count_missing(
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
        """Return the statistics of all records that were added."""
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
    """Yield ids of annotations inside a fragment of an earlier one. Of two on the same words, the later is inside."""
    reaching: list[Annotation] = []
    for inner in annotations:
        span = inner.span
        reaching = [outer for outer in reaching if outer.span.end > span.start]
        if any(one.start <= span.start and span.end <= one.end for outer in reaching for one in outer.fragments):
            yield inner.id
        reaching.append(inner)
