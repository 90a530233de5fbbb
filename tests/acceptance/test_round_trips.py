"""Every format, read back: an import restores each feature that the format carries."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from annotations.exchange.exporting.losses import kept_spans
from annotations.exchange.format import Feature, Incoming, IncomingSpan, Problem
from annotations.exchange.registry import FORMATS
from annotations.model.annotation import Annotation
from annotations.model.record import Record

pytestmark = pytest.mark.slow

Place = tuple[str, tuple[tuple[int, int], ...]]


def place(each: Annotation | IncomingSpan) -> Place:
    """Return label and fragments, in a form that compares with what was read."""
    if isinstance(each, IncomingSpan):
        return each.label, each.fragments
    return each.label, tuple((span.start, span.end) for span in each.fragments)


def first(each: Annotation | IncomingSpan) -> Place:
    """Return label and first fragment, which a relation joins in a format without fragments."""
    label, fragments = place(each)
    return label, fragments[:1]


def relations(read: Incoming) -> set[tuple[str, Place, Place]]:
    by_id = {span.id: first(span) for span in read.spans}
    return {(each.type, by_id[each.source], by_id[each.target]) for each in read.relations}


def own_relations(record: Record) -> set[tuple[str, Place, Place]]:
    work = record.work
    return {(each.type, first(work[each.source]), first(work[each.target])) for each in work.relations}


def typed(attributes: object) -> object:
    """Return attributes with the types of their values, because 1 == True."""
    return {name: (type(value), value) for name, value in dict(attributes).items()}


def returned(record: Record, read: Incoming, carries: Iterable[Feature]) -> set[Feature]:
    """Return the features that came back unchanged."""
    work, article = record.work, record.article
    found = {place(each): each for each in read.spans}
    pairs = [(each, found[place(each)]) for each in work.annotations if place(each) in found]
    every = len(pairs) == len(work.annotations)
    expected = sorted((label, ((span.start, span.end),)) for label, span in kept_spans(record, carries))
    single = sorted((span.label, (fragment,)) for span in read.spans for fragment in span.fragments)
    came = {
        Feature.FRAGMENTS: every,
        Feature.NESTED: single == expected,
        Feature.ALIKE: single == expected and Feature.ALIKE in carries,
        Feature.RELATIONS: len(read.relations) == len(work.relations) and relations(read) == own_relations(record),
        Feature.ATTRIBUTES: every and all(typed(said.attributes) == typed(got.attributes) for said, got in pairs),
        Feature.NOTES: every and read.note == work.note and all(said.note == got.note for said, got in pairs),
        Feature.STATUS: read.status is work.status,
        Feature.ORIGIN: every
        and all(
            said.origin == (got.origin or "manual") and said.annotator == (got.annotator or read.annotator)
            for said, got in pairs
        ),
        Feature.META: all(
            read.meta.get(name, "") == getattr(article, name) for name in ("headline", "outlet", "published")
        ),
        Feature.TEXT: read.text == article.text,
    }
    return {feature for feature, is_there in came.items() if is_there}


def read_back(name: str, target: Path) -> list[Incoming]:
    problems: list[Problem] = []
    reader = FORMATS[name].reader
    assert reader is not None
    read = list(reader(target, problems.append))
    assert problems == []
    return read


def paired(records: Sequence[Record], read: Sequence[Incoming]) -> list[tuple[Record, Incoming]]:
    """Return records by article and annotator, or in order if the format has no ids."""
    assert len(records) == len(read)
    if not all(each.article_id for each in read):
        return list(zip(records, read, strict=True))
    by_key = {(each.article_id, each.annotator): each for each in read}
    if len(by_key) < len(read) or not all(each.annotator for each in read):
        by_id = sorted(read, key=lambda each: each.article_id)
        return list(zip(sorted(records, key=lambda each: each.article.id), by_id, strict=True))
    return [(record, by_key[record.article.id, record.work.annotator]) for record in records]


@pytest.fixture(params=FORMATS)
def name(request: pytest.FixtureRequest, missing: Callable[[str], str]) -> str:
    if missing(request.param):
        pytest.skip(missing(request.param))
    return request.param


def test_what_a_format_carries_comes_back(
    name: str, records: Sequence[Record], exported: Callable[..., Path], results: object
) -> None:
    carries = FORMATS[name].carries
    came = frozenset(Feature)
    for record, read in paired(records, read_back(name, exported(name, records))):
        came &= returned(record, read, carries)
    assert carries <= came
    results.returned(name, came & carries)


def test_the_gold_of_the_sample_corpus_comes_back(
    name: str, gold: Sequence[Record], exported: Callable[..., Path]
) -> None:
    carries = FORMATS[name].carries
    for record, read in paired(gold, read_back(name, exported(name, gold))):
        assert carries <= returned(record, read, carries)
