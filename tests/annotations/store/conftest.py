"""Makers of values and edits, for tests that speak to the store without a corpus."""

from collections.abc import Callable
from zlib import crc32

import pytest

from annotations.model.annotation import Annotation
from annotations.model.edit import Change, Edit


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
