"""Bringing the index up to the corpus: only what has changed, stopped at any time, by one process at a time."""

import json
import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotations.corpus.corpus import Corpus
from annotations.index.builder import build
from annotations.index.index import Index
from annotations.index.schema import WORDS
from annotations.model.article import Article
from annotations.model.filter import Filter
from annotations.model.summary import IndexProgress


class Watched:
    """A corpus that remembers which articles were read; it cannot be sent to another process."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.read: list[str] = []
        self.lock = threading.Lock()

    @property
    def ids(self) -> tuple[str, ...]:
        return self.corpus.ids

    def path_of(self, article_id: str) -> Path:
        return self.corpus.path_of(article_id)

    def article(self, article_id: str) -> Article:
        self.read.append(article_id)
        return self.corpus.article(article_id)


@pytest.fixture
def reads(root: Path, index: Index) -> Callable[[], list[str]]:
    """Brings the index up to the folder; the answer is what was read for it."""

    def refresh() -> list[str]:
        watched = Watched(Corpus.find(root))
        steps = list(index.refresh(watched))
        assert steps[-1] == IndexProgress(len(watched.ids), len(watched.ids))
        return watched.read

    return refresh


def write(root: Path, page: Callable[..., str], numbers: range) -> None:
    for number in numbers:
        (root / f"{number}.txt").write_text(page(number))


def kept(index: Index, columns: str) -> list[tuple[object, ...]]:
    """What the index keeps of all articles, in the order of the corpus."""
    with closing(sqlite3.connect(index.file)) as connection:
        return connection.execute(f"SELECT {columns} FROM articles ORDER BY place").fetchall()


def test_only_what_has_changed_is_read_again(
    root: Path, index: Index, page: Callable[..., str], reads: Callable[[], list[str]]
) -> None:
    write(root, page, range(5, 9))
    assert reads() == ["5.txt", "6.txt", "7.txt", "8.txt"]
    assert reads() == []
    (root / "6.txt").write_text(page(1, more="زلزال"))
    (root / "7.txt").unlink()
    write(root, page, range(2))
    assert reads() == ["0.txt", "1.txt", "6.txt"]
    assert index.ids() == ("0.txt", "1.txt", "5.txt", "6.txt", "8.txt")
    assert index.ids(Filter(words="زلزال")) == index.ids(Filter(words="زل*")) == ("6.txt",)
    assert index.ids(Filter(words="600")) == index.ids(Filter(words="700")) == ()
    assert index.ids(Filter(words="المسؤول")) == index.ids()
    stamp = (root / "5.txt").stat()
    os.utime(root / "5.txt", ns=(stamp.st_atime_ns, stamp.st_mtime_ns + 1))
    assert reads() == ["5.txt"]


def test_an_article_that_cannot_be_read_has_a_problem_until_it_can(
    root: Path, index: Index, page: Callable[..., str], reads: Callable[[], list[str]]
) -> None:
    write(root, page, range(2))
    (root / "2.txt").symlink_to(root / "3.txt")
    corpus = Watched(Corpus(root, ("0.txt", "1.txt", "2.txt")))
    list(index.refresh(corpus))
    *_, (headline, length, problem) = kept(index, "headline, length, problem")
    assert (headline, length) == ("2.txt", 0)
    assert problem
    assert index.ids(Filter(problems=True)) == ("2.txt",)
    (root / "2.txt").unlink()
    write(root, page, range(2, 3))
    assert reads() == ["2.txt"]
    assert kept(index, "problem") == [("",), ("",), ("",)]
    assert index.ids(Filter(problems=True)) == ()


@pytest.mark.parametrize("error", [RecursionError("too deep"), MemoryError(), UnicodeError("\ud800"), KeyError("a\nb")])
def test_an_article_that_no_reader_survives_costs_no_other(
    root: Path, index: Index, page: Callable[..., str], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    write(root, page, range(3))
    corpus = Watched(Corpus.find(root))
    read = corpus.article

    def article(article_id: str) -> Article:
        if article_id == "1.txt":
            raise error
        return read(article_id)

    monkeypatch.setattr(corpus, "article", article)
    list(index.refresh(corpus))
    assert [type(error).__name__ in str(problem) for (problem,) in kept(index, "problem")] == [False, True, False]
    assert index.ids(Filter(problems=True)) == ("1.txt",)


def test_the_strangest_records_are_indexed(root: Path, index: Index) -> None:
    strange = ["\ud800", "\x00", "a" * 70_000, "\u202e\u2028", "-1e999", "9" * 5000]
    records = [{"id": each, "title": each, "date": each, "source": each, "text": f"{each} b"} for each in strange]
    records += [{"id": f"markup {number}", "html": each} for number, each in enumerate(strange)]
    (root / "a.jsonl").write_text("\n".join(map(json.dumps, records)))
    corpus = Corpus.find(root)
    list(index.refresh(corpus))
    assert index.ids() == corpus.ids
    assert len(corpus.ids) >= len(strange)
    assert not [problem for (problem,) in kept(index, "problem") if "report this file" in str(problem)]


def test_a_part_is_brought_up_without_forgetting_the_rest(
    root: Path, page: Callable[..., str], refreshed: Callable[[], Index]
) -> None:
    write(root, page, range(2))
    (root / "part").mkdir()
    write(root / "part", page, range(2, 4))
    index = refreshed()
    (root / "part" / "2.txt").unlink()
    (root / "1.txt").unlink()
    write(root / "part", page, range(7, 8))
    with Index.open(root, under="part/") as part:
        list(part.refresh(Corpus.find(root / "part")))
        assert part.ids() == ("part/3.txt", "part/7.txt")
    assert index.ids() == ("0.txt", "1.txt", "part/3.txt", "part/7.txt")
    assert refreshed().ids() == ("0.txt", "part/3.txt", "part/7.txt")


def test_what_was_done_before_it_was_stopped_stays(
    root: Path, index: Index, page: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.processes.BATCH", 4)
    write(root, page, range(20))
    watched = Watched(Corpus.find(root))
    steps = index.refresh(watched)
    while next(steps).done < 8:
        pass
    steps.close()  # type: ignore[attr-defined]
    assert len(index.ids()) == 8
    watched.read.clear()
    assert list(index.refresh(watched))[-1] == IndexProgress(20, 20)
    assert len(watched.read) == 12
    assert len(index.ids()) == 20


def test_processes_read_what_one_would(
    root: Path, index: Index, page: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, page, range(40))
    monkeypatch.setattr("annotations.processes.FEW", 8)
    monkeypatch.setattr("annotations.processes.BATCH", 8)
    monkeypatch.setattr("annotations.processes.PROCESSES", 2)
    monkeypatch.setattr("annotations.index.duplicates.MANY", 8)
    list(index.refresh(Corpus.find(root)))
    with Index(root / "alone" / "index.sqlite3") as alone:
        list(alone.refresh(Watched(Corpus.find(root))))
        assert kept(alone, "*") == kept(index, "*")
        assert alone.ids(Filter(words="ال*")) == index.ids(Filter(words="ال*")) == index.ids()
    assert len(index.ids()) == 40


def test_a_second_builder_waits_and_finds_it_done(root: Path, index: Index, page: Callable[..., str]) -> None:
    write(root, page, range(5))
    corpus = Corpus.find(root)
    first, second = index.refresh(corpus), build(index.file, watched := Watched(corpus))
    next(first)
    assert next(second) == IndexProgress(0, 5)
    list(first)
    assert list(second)[-1] == IndexProgress(5, 5)
    assert watched.read == []


def test_one_reads_while_another_thread_builds(root: Path, index: Index, page: Callable[..., str]) -> None:
    write(root, page, range(120))
    corpus = Corpus.find(root)
    worker = threading.Thread(target=lambda: list(index.refresh(Watched(corpus))))
    worker.start()
    seen = [0]
    while worker.is_alive():
        seen.append(len(index.ids(Filter(words="المسؤول"))))
    worker.join()
    assert seen == sorted(seen)
    assert len(index.ids(Filter(words="المسؤول"))) == 120


def test_an_index_of_mostly_forgotten_words_is_made_anew(
    root: Path, index: Index, page: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.index.builder._WASTE", 4)
    for more in ("", "أ", "ب", "ت"):
        for number in range(4):
            (root / f"{number}.txt").write_text(page(number, more=more))
        list(index.refresh(Corpus.find(root)))
    with sqlite3.connect(index.file) as connection:
        assert connection.execute("SELECT seq FROM sqlite_sequence").fetchone()[0] <= 12
    assert len(index.ids(Filter(words="المسؤول"))) == 4


def parts(index: Index) -> list[int]:
    """How many parts there are of each table of words."""
    with closing(sqlite3.connect(index.file)) as connection:
        counts = (f"SELECT count(DISTINCT segid) FROM {table}_idx" for table in WORDS)
        return [connection.execute(count).fetchone()[0] for count in counts]


def test_what_is_read_between_two_commits_is_written_at_once(
    root: Path, index: Index, page: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.processes.BATCH", 4)
    monkeypatch.setattr("annotations.index.builder._SECONDS", 1000.0)
    write(root, page, range(20))
    list(index.refresh(Watched(Corpus.find(root))))
    assert parts(index) == [1, 1]
    write(root, lambda number: page(number + 1), range(12))
    list(index.refresh(Watched(Corpus.find(root))))
    assert parts(index) == [2, 2]


def test_many_parts_become_one_that_says_the_same(
    root: Path, index: Index, page: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.processes.BATCH", 4)
    monkeypatch.setattr("annotations.index.builder._ROWS", 4)
    write(root, page, range(20))
    steps = index.refresh(Watched(Corpus.find(root)))
    while next(steps).done < 20:
        pass
    asked = [Filter(words=words) for words in ("المسؤول", "الج*", "و*", '"رقم 300"')]
    before = [index.ids(each) for each in asked]
    assert parts(index) == [5, 5]
    monkeypatch.setattr("annotations.index.builder._SEGMENTS", 4)
    list(steps)
    assert parts(index) == [1, 1]
    assert [index.ids(each) for each in asked] == before != [()] * 4
