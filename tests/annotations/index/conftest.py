"""What the tests of the index share: a corpus of a few short articles, and the index of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.corpus.corpus import Corpus
from annotations.index.index import Index

PLACES = (
    "الشمال",
    "الجنوب",
    "الساحل",
    "العاصمة",
    "الجبل",
)  # the north, the south, the coast, the capital, the mountain


@pytest.fixture
def page() -> Callable[..., str]:
    """A page as sites print it: headline, source, date, paragraphs."""

    def of(number: int, *, outlet: str = "", published: str = "", more: str = "") -> str:
        place = PLACES[number % len(PLACES)]
        source = f"\nالمصدر: {outlet}\n" if outlet else ""
        date = f"{published}\n" if published else ""
        body = " ".join(f"وقال المسؤول رقم {number * 100 + step} إن الخطة تبدأ في {place}." for step in range(4))
        return f"الوزير يعلن خطة جديدة رقم {number} لدعم {place}\n{date}\n{body} {more}\n{source}"

    return of


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder that is the root of a corpus."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "newsreader.toml").write_text("")
    return folder


@pytest.fixture
def index(root: Path) -> Iterator[Index]:
    """The index of that corpus, empty."""
    with Index.open(root) as opened:
        yield opened


@pytest.fixture
def refreshed(root: Path, index: Index) -> Callable[[], Index]:
    """Brings the index up to what is in the folder."""

    def refresh() -> Index:
        for _ in index.refresh(Corpus.find(root)):
            pass
        return index

    return refresh
