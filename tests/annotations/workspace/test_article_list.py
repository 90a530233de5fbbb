"""The list of a corpus by what was done on it: work is gone through once, when a filter first asks for it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.corpus.corpus import Corpus
from annotations.model.annotation import Status
from annotations.model.filter import Filter, Sort
from annotations.model.tally import Tally
from annotations.workspace.article_list import ArticleIndex

IDS = ("a.txt", "b.txt", "c.txt")


class Works:
    """Stored work that tells how often it was gone through."""

    def __init__(self) -> None:
        self.asked = 0

    def __iter__(self) -> Iterator[tuple[str, str, Tally]]:
        self.asked += 1
        yield "a.txt", "hana", tally(Status.DONE, "actor")
        yield "b.txt", "omar", tally(Status.DONE, "claim")


def tally(status: Status, *labels: str) -> Tally:
    return Tally.of(status, labels, ())


@pytest.fixture
def works() -> Works:
    return Works()


@pytest.fixture
def listing(tmp_path: Path, works: Works) -> Iterator[ArticleIndex]:
    (tmp_path / "newsreader.toml").write_text("")
    for article_id in IDS:
        (tmp_path / article_id).write_text(f"One two three\n\n{article_id * 20}\n")
    opened = ArticleIndex(Corpus.find(tmp_path), works)
    assert not opened.is_complete
    list(opened.build())
    assert opened.is_complete
    yield opened
    opened.close()


def test_work_is_gone_through_when_a_filter_first_asks_for_it(listing: ArticleIndex, works: Works) -> None:
    assert listing.ids(Filter()) == listing.ids(Filter(words="one t*"), Sort.DATE) == IDS
    assert works.asked == 0
    assert listing.ids(Filter(status="done")) == IDS[:2]
    assert listing.ids(Filter(status="new")) == IDS[2:]
    assert listing.ids(Filter(label="actor")) == IDS[:1]
    assert listing.ids(Filter(label="claim", annotator="omar")) == IDS[1:2]
    assert listing.ids(Filter(label="CLAIM", annotator="omar")) == IDS[1:2]
    assert works.asked == 1


def test_a_filter_knows_what_was_done_since(listing: ArticleIndex, works: Works) -> None:
    listing.update("c.txt", "hana", tally(Status.DONE, "figure"))
    assert works.asked == 0
    assert listing.ids(Filter(annotator="hana")) == IDS[:1]  # from the store, which has the change where there is one
    listing.update("c.txt", "hana", tally(Status.DONE, "figure"))
    listing.update("a.txt", "hana", tally(Status.IN_PROGRESS))
    assert listing.ids(Filter(status="done"), Sort.PATH, descending=True) == ("c.txt", "b.txt")
    assert listing.ids(Filter(label="actor")) == ()
    assert listing.ids(Filter(label="figure", status="done")) == ("c.txt",)
