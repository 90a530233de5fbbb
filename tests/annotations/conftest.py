"""Makers of values: articles, annotations, records."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.model.annotation import Annotation, AnnotationSet, Relation, Status, quotation, reading_order
from annotations.model.article import Article, Section
from annotations.model.record import Record
from annotations.text.span import Span

TEXT = "the minister said on Monday that the deficit was 79 billion, and that it would fall"


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def make() -> Callable[..., Annotation]:
    """An annotation of `text`: make("id", 4, 12)."""

    def made(annotation_id: str, *bounds: int, label: str = "actor", text: str = TEXT, **more: object) -> Annotation:
        return _annotation(text, annotation_id, label, *bounds, **more)

    return made


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    """An article of a text; what is not named is "" or nothing."""

    def made(
        text: str, article_id: str = "2023/a.txt", *, sections: tuple[Section, ...] | None = (), **more: str
    ) -> Article:
        return Article.of(text, article_id, path=Path("/somewhere") / article_id, sections=sections, **more)

    return made


@pytest.fixture(scope="session")
def record() -> Callable[..., Record]:
    """An article's record, of spans given as (label, start, end, …) with ids "1", "2", … in the order given."""

    def made(
        article: Article, *spans: tuple[object, ...], relations: tuple[Relation, ...] = (), **more: object
    ) -> Record:
        values = {"annotator": "hana", "status": Status.DONE} | more
        annotations = [_annotation(article.text, str(number), *span) for number, span in enumerate(spans, 1)]
        work = AnnotationSet(
            article_id=article.id,
            annotations=tuple(sorted(annotations, key=reading_order)),
            relations=relations,
            **values,
        )
        return Record(article, work)

    return made


def _annotation(text: str, annotation_id: str, label: str, *edges: int, **more: object) -> Annotation:
    fragments = tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
    quote, prefix, suffix = quotation(text, fragments)
    return Annotation(
        id=annotation_id,
        label=label,
        fragments=fragments,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        annotator="hana",
        created="2026-01-02T03:04:05Z",
        **more,
    )
