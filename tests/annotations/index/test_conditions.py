"""Lists: found by words, filtered, sorted."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.corpus.corpus import Corpus
from annotations.index.index import Index
from annotations.index.query import terms
from annotations.index.search_words import searchable
from annotations.model.annotation import Status
from annotations.model.article import Article, Metadata
from annotations.model.filter import Filter, Sort
from annotations.model.tally import Tally

NUMBER = 23


@pytest.fixture
def filled(root: Path, page: Callable[..., str], refreshed: Callable[[], Index]) -> Index:
    """Articles of two outlets in two folders, on days of two months, the last with no date."""
    for number in range(NUMBER):
        folder = root / ("b" if number % 2 else "a")
        folder.mkdir(exist_ok=True)
        published = f"2023-0{1 + number % 2}-{1 + number:02d}" if number < NUMBER - 1 else ""
        outlet = "رويترز" if number % 3 == 0 else "وكالة الأنباء"
        text = page(number, outlet=outlet, published=published, more="والوزارات " * (number % 5 == 0))
        (folder / f"{number}.txt").write_text(text)
    return refreshed()


def articles(root: Path) -> dict[str, Article]:
    """The articles as the corpus reads them, by their ids, in its order."""
    corpus = Corpus.find(root)
    return {article_id: corpus.article(article_id) for article_id in corpus.ids}


def test_a_list_is_in_the_order_of_the_corpus(filled: Index, root: Path) -> None:
    assert filled.ids() == Corpus.find(root).ids
    assert len(filled.ids()) == NUMBER


def test_the_index_says_what_the_articles_say(filled: Index, root: Path) -> None:
    assert filled.metadata([*filled.ids(), "gone.txt"]) == {
        (each.id, each.sha256): Metadata(each.headline, each.outlet, each.published, ())
        for each in articles(root).values()
    }
    assert filled.metadata([]) == {}


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        (Sort.DATE, lambda article: article.published),
        (Sort.OUTLET, lambda article: article.outlet),
        (Sort.HEADLINE, lambda article: searchable(article.headline).split()),
        (Sort.LENGTH, lambda article: len(article.text)),
    ],
)
def test_a_list_is_sorted_by_what_it_says_then_as_the_corpus(
    filled: Index, root: Path, sort: Sort, key: Callable[[Article], str]
) -> None:
    there = articles(root)
    expected = tuple(sorted(there, key=lambda article_id: key(there[article_id])))
    assert filled.ids(sort=sort) == expected != tuple(there)
    assert filled.ids(sort=sort, descending=True) == expected[::-1]
    some = filled.ids(Filter(words="والوزارات"))
    assert 1 < len(some) < NUMBER
    assert filled.ids(Filter(words="والوزارات"), sort) == tuple(each for each in expected if each in some)


def test_words_are_found_with_their_proclitics_and_in_a_row(filled: Index) -> None:
    assert set(filled.ids(Filter(words="وزارات"))) == {f"{'ab'[n % 2]}/{n}.txt" for n in range(0, NUMBER, 5)}
    assert len(filled.ids(Filter(words='"رقم 300"'))) == 1
    assert filled.ids(Filter(words="لا شيء كهذا")) == filled.ids(Filter(words="،")) == ()
    assert filled.ids(Filter(words="المسؤول")) == filled.ids()


@pytest.mark.parametrize("words", ["ا*", "وا*", "الو*", "الوز*", "٣*", "وا* الو*", "خط* وزير", "الوز* خ*", "ظ*"])
def test_the_beginning_of_a_word_finds_all_words_that_begin_so(filled: Index, root: Path, words: str) -> None:
    found = {article_id for article_id, article in articles(root).items() if has_all(article.text, words)}
    assert set(filled.ids(Filter(words=words))) == found
    assert bool(found) is (words != "ظ*")


def has_all(text: str, query: str) -> bool:
    """Whether a text has each word of a query, by its definition: with what may be written onto it."""
    words = searchable(text).split()
    return all(
        any(word.startswith(first) if term.begins else word == first for word in words for first in term.firsts)
        for term in terms(query)
    )


def test_conditions_hold_all_at_once(filled: Index, root: Path) -> None:
    chosen = Filter(words="خطة", outlet="رويترز", since="2023-01-05", until="2023-01")
    expected = tuple(
        article.id
        for article in articles(root).values()
        if article.outlet == "رويترز" and "2023-01-05" <= article.published < "2023-02"
    )
    assert expected
    assert filled.ids(chosen) == expected
    outlets = Counter(article.outlet for article in articles(root).values())
    assert dict(filled.outlets()) == outlets


def test_an_article_without_a_day_was_published_neither_since_nor_until_one(filled: Index) -> None:
    dated = tuple(each for each in filled.ids() if each != f"a/{NUMBER - 1}.txt")
    assert len(dated) == NUMBER - 1
    assert filled.ids(Filter(since="2023")) == filled.ids(Filter(until="2023")) == dated
    assert filled.ids(Filter(since="2024")) == filled.ids(Filter(until="2022")) == ()


def test_hits_are_in_the_order_of_the_corpus_also_when_articles_come_between(
    filled: Index, root: Path, page: Callable[..., str], refreshed: Callable[[], Index]
) -> None:
    chosen = Filter(words="خطة")
    assert filled.ids(chosen) == filled.ids()
    (root / "a" / "7.txt").write_text(page(7))
    (root / "a" / "0.txt").unlink()
    refreshed()
    assert filled.ids(chosen) == filled.ids() == Corpus.find(root).ids
    assert "a/7.txt" in filled.ids()[1:-1]


def tally(status: str, *labels: str) -> Tally:
    return Tally.of(Status(status), labels, ())


def test_work_filters_the_list(filled: Index) -> None:
    every = filled.ids()
    filled.set_work(
        [
            (every[0], "hana", tally("done", "actor", "claim")),
            (every[1], "hana", tally("in progress", "figure")),
            (every[0], "omar", tally("in progress", "figure")),
            (every[2], "omar", tally("new")),
        ]
    )
    assert filled.ids(Filter(status="done")) == every[:1]
    assert filled.ids(Filter(label="figure")) == every[:2]
    assert filled.ids(Filter(label="figure", annotator="omar", status="in progress")) == every[:1]
    assert filled.ids(Filter(annotator="omar")) == (every[0], every[2])
    assert filled.ids(Filter(status="new", annotator="hana")) == every[2:]
    filled.set_work([(every[0], "hana", tally("done"))])
    assert filled.ids(Filter(label="actor")) == ()


def test_a_part_of_the_corpus_is_listed_alone(filled: Index, root: Path) -> None:
    with Index.open(root, under="b/") as part:
        assert part.ids() == tuple(each for each in filled.ids() if each.startswith("b/"))
        assert part.ids(Filter(words="خطة")) == part.ids()
        assert part.ids(Filter(words="خطة"), Sort.LENGTH) == part.ids(sort=Sort.LENGTH)
        assert sorted(part.ids(sort=Sort.LENGTH)) == sorted(part.ids())
        assert len(part.ids()) == NUMBER // 2
        assert sum(number for _, number in part.outlets()) == NUMBER // 2


def test_copies_know_each_other_and_their_original(
    root: Path, page: Callable[..., str], refreshed: Callable[[], Index]
) -> None:
    text = page(1)
    (root / "a.txt").write_text(page(1, published="2023-05-02"))
    (root / "b.txt").write_text(page(1, published="2023-05-01", outlet="رويترز"))
    (root / "c.txt").write_text(text)
    (root / "d.txt").write_text(page(2))
    index = refreshed()
    assert index.copies("b.txt") == ("a.txt", "c.txt")
    assert index.copies("d.txt") == ()
    assert index.ids(Filter(originals=True)) == ("b.txt", "d.txt")
    (root / "b.txt").unlink()
    (root / "c.txt").unlink()
    assert refreshed().copies("a.txt") == ()
    assert index.ids(Filter(originals=True)) == ("a.txt", "d.txt")
