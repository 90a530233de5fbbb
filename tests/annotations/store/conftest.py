"""Makers of values and edits, for tests that speak to the store without a corpus."""

from collections.abc import Callable
from zlib import crc32

import pytest

from annotations.annotation import Annotation, quotation
from annotations.history import Change, Edit
from annotations.span import Span

TEXT = "the minister said on Monday that the deficit was 79 billion, and that it would fall"


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def make() -> Callable[..., Annotation]:
    """An annotation of `text`: make("id", 4, 12)."""

    def made(annotation_id: str, *bounds: int, label: str = "actor", text: str = TEXT, **more: object) -> Annotation:
        fragments = tuple(Span(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True))
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

    return made


@pytest.fixture
def adding(make: Callable[..., Annotation]) -> Callable[..., Edit]:
    """An edit that adds one annotation: adding("article", "id", 4, 12)."""

    def made(article_id: str, annotation_id: str, *bounds: int, **more: object) -> Edit:
        annotation = make(annotation_id, *(bounds or (4, 12)), **more)
        return Edit(article_id=article_id, summary="actor added", changes=(Change(None, annotation),))

    return made


@pytest.fixture
def sealed() -> Callable[[bytes], bytes]:
    """Lines of a journal with the checksum that each has to have."""

    def sealed(content: bytes) -> bytes:
        bodies = (line.rpartition(b',"crc":"')[0] for line in content.splitlines())
        return b"".join(b'%b,"crc":"%08x"}\n' % (body, crc32(body)) for body in bodies)

    return sealed
