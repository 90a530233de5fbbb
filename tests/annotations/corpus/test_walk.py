"""A folder is listed in order, in batches, at little cost, and what is left out is told and never hides work."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.corpus.corpus import Corpus
from annotations.corpus.walk import natural
from annotations.errors import CorpusError


def write(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a\n", encoding="utf-8")


def key(name: str) -> tuple[list[str | int], str]:
    """Text and numbers in turn."""
    pieces = re.split(r"(\d+)", name.casefold())
    return [int(piece) if place % 2 else piece for place, piece in enumerate(pieces)], name


NAMES = st.lists(st.text("aB019\u0661.-", min_size=1, max_size=6), max_size=8, unique=True)
NUMBERED = st.lists(
    st.one_of(
        st.integers(0, 2000).map("a{}.txt".format),
        st.integers(0, 2000).map("{}.txt".format),
        st.sampled_from(["a.txt", "a01.txt", "a1.txt1", "b1.txt", "1a.txt"]),
    ),
    max_size=8,
    unique=True,
)
PLAIN = st.lists(st.integers(0, 2000).map("{}.txt".format), max_size=8, unique=True)


@given(st.one_of(NAMES, NUMBERED, PLAIN))
def test_names_are_sorted_with_their_numbers_by_value(names: list[str]) -> None:
    if len({len(name) for name in names}) == 1 and "".join(names) == "".join(names).casefold():
        assert natural([*names]) == sorted(names)  # of one length, which is how sets are numbered
    else:
        assert natural([*names]) == sorted(names, key=key)


def test_articles_are_found_folder_by_folder_and_all_of_them_when_all_are_asked_for(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "x/1.txt", "x/2.txt", "y/z/3.txt")
    corpus = Corpus.begin(tmp_path)
    found = [corpus.found]
    while corpus.more():
        assert not corpus.is_whole
        assert corpus.article(corpus.found[-1]).id == corpus.found[-1]
        found.append(corpus.found)
    every = ("b.txt", "x/1.txt", "x/2.txt", "y/z/3.txt")
    assert found == [every[:0], every[:1], every[:3], every]
    assert corpus.is_whole
    assert corpus.found == corpus.ids == Corpus.begin(tmp_path).ids == every


def test_a_folder_without_an_article_is_told_when_all_of_it_was_seen(tmp_path: Path) -> None:
    write(tmp_path, "x/b.pdf")
    corpus = Corpus.begin(tmp_path)
    for _ in range(2):
        with pytest.raises(CorpusError, match="no article in this folder"):
            corpus.find_all()


def test_listing_a_folder_opens_no_text_and_asks_the_system_once_for_each_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        tmp_path,
        *(f"{folder}/{number}.{suffix}" for folder in "abc" for number in range(50) for suffix in ("txt", "html")),
    )
    scanned = []
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: scanned.append(path) or scandir(path))
    monkeypatch.setattr(os, "open", None)
    monkeypatch.setattr("io.open", None)
    assert len(Corpus.find(tmp_path).ids) == 300
    assert len(scanned) == 4


def test_a_folder_that_cannot_be_read_is_told_and_the_others_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "a.txt", "shut/b.txt", "x/c.txt")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    corpus = Corpus.find(tmp_path)
    assert corpus.ids == ("a.txt", "x/c.txt")
    assert len(corpus.problems) == 1
    assert re.search("shut: cannot be read .*check its permissions", corpus.problems[0])


def test_a_folder_annotated_on_its_own_stays_a_corpus_of_its_own_and_is_told(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "x/b.txt", "x/y/c.txt", "x/annotations/hana/journal/one.jsonl")
    corpus = Corpus.find(tmp_path)
    assert corpus.ids == ("a.txt",)
    assert len(corpus.problems) == 1
    assert re.search("x: annotated as a corpus of its own.*open that folder", corpus.problems[0])
    assert Corpus.find(tmp_path / "x").ids == ("b.txt", "y/c.txt")


def test_a_parent_of_nothing_but_such_folders_says_why_it_is_empty(tmp_path: Path) -> None:
    write(tmp_path, "x/b.txt", "x/annotations/hana/journal/one.jsonl")
    with pytest.raises(CorpusError, match=r"no article in this folder.*annotated as a corpus of its own"):
        Corpus.find(tmp_path)


def test_work_of_the_parent_on_such_a_folder_is_not_hidden(tmp_path: Path) -> None:
    write(tmp_path, "x/b.txt", "x/annotations/hana/journal/one.jsonl", "annotations/hana/journal/one.jsonl")
    write(tmp_path, "annotations/hana/articles/x/b.txt.json")
    corpus = Corpus.find(tmp_path)
    assert corpus.ids == ("x/b.txt",)


def test_the_annotations_of_any_folder_are_no_articles(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "annotations/hana/journal/one.jsonl", "annotations/hana/articles/a.txt.json")
    assert Corpus.find(tmp_path) == Corpus(tmp_path, ("a.txt",))


def test_names_of_any_kind_lead_to_their_articles(tmp_path: Path) -> None:
    names = ["a b.txt", "a#b.txt", "a:b.txt", "a\nb.txt", "a.json#b.txt", os.fsdecode(b"\xe9.txt"), "%u0023.txt"]
    write(tmp_path, *names, "a.zip!/b.txt")
    corpus = Corpus.find(tmp_path)
    assert len(corpus.ids) == len(names) + 1
    assert {corpus.article(article_id).path for article_id in corpus.ids} == {
        *(tmp_path / name for name in names),
        tmp_path / "a.zip!" / "b.txt",
    }


def test_problems_beyond_a_number_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.corpus.corpus.PROBLEMS", 2)
    write(tmp_path, "a.txt", *(f"{number}.xml" for number in range(5)))
    problems = Corpus.find(tmp_path).problems
    assert len(problems) == 3
    assert problems[-1].startswith("3 more")
