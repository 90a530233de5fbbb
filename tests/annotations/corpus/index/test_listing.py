"""Lists: found by words, filtered, sorted, a page at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.corpus.index import Filter, Index, Sort, Work

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


def ids(index: Index, *given: object, **named: object) -> list[str]:
    return [row.id for row in index.listing(*given, **{"limit": 100, **named})]  # type: ignore[arg-type]


def test_a_list_is_in_the_order_of_the_corpus(filled: Index, root: Path) -> None:
    from annotations.corpus.corpus import Corpus

    assert ids(filled) == list(Corpus.find(root).ids)
    assert filled.count() == NUMBER


def test_a_row_says_what_the_article_says(filled: Index, root: Path) -> None:
    from annotations.corpus.corpus import Corpus

    corpus = Corpus.find(root)
    for row in filled.listing(limit=100):
        article = corpus.article(row.id)
        assert row[:5] == (row.id, article.headline, article.outlet, article.published, article.encoding)
        assert (row.problem, row.length, row.copies) == ("", len(article.text), 0)


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("descending", [False, True])
def test_pages_make_up_the_whole_list(filled: Index, sort: Sort, descending: bool) -> None:
    whole = ids(filled, sort=sort, descending=descending)
    assert sorted(whole) == sorted(ids(filled))
    pages: list[str] = []
    while page := ids(filled, sort=sort, descending=descending, limit=5, after=pages[-1] if pages else ""):
        pages += page
    assert pages == whole == list(filled.ids(sort=sort, descending=descending))
    assert ids(filled, sort=sort, descending=descending, skip=7, limit=4) == whole[7:11]
    found = Filter(words="خطة")
    assert ids(filled, found, sort=sort, descending=descending, after=whole[4], skip=2, limit=3) == whole[7:10]


def test_a_list_is_sorted_by_what_it_says(filled: Index) -> None:
    rows = filled.listing(sort=Sort.DATE, limit=100)
    assert [row.published for row in rows] == sorted(row.published for row in rows)
    rows = filled.listing(sort=Sort.LENGTH, descending=True, limit=100)
    assert [row.length for row in rows] == sorted((row.length for row in rows), reverse=True)


def test_words_are_found_with_their_proclitics_and_in_a_row(filled: Index) -> None:
    assert set(ids(filled, Filter(words="وزارات"))) == {f"{'ab'[n % 2]}/{n}.txt" for n in range(0, NUMBER, 5)}
    assert filled.search('"رقم 300"', limit=5).total == 1
    assert filled.search("لا شيء كهذا", limit=5) == (0, ())
    hits = filled.search("المسؤول", limit=3)
    assert (hits.total, [row.id for row in hits.rows]) == (NUMBER, ids(filled, limit=3))


def test_conditions_hold_all_at_once(filled: Index) -> None:
    rows = filled.listing(limit=100)
    chosen = Filter(words="خطة", outlet="رويترز", since="2023-01-05", until="2023-01")
    expected = [row.id for row in rows if row.outlet == "رويترز" and "2023-01-05" <= row.published < "2023-02"]
    assert expected
    assert ids(filled, chosen) == expected
    assert filled.count(chosen) == len(expected)
    assert dict(filled.outlets()) == {
        name: sum(row.outlet == name for row in rows) for name in {row.outlet for row in rows}
    }


def test_many_hits_are_listed_as_few_are(filled: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    few = [ids(filled, Filter(words="خطة"), sort=sort) for sort in Sort]
    monkeypatch.setattr("annotations.corpus.index.index.MANY", 10)
    assert [ids(filled, Filter(words="خطة"), sort=sort, limit=8) for sort in Sort] == [each[:8] for each in few]


def test_hits_are_in_the_order_of_the_corpus_also_when_articles_come_between(
    filled: Index, root: Path, page: Callable[..., str], refreshed: Callable[[], Index]
) -> None:
    chosen = Filter(words="خطة")
    assert ids(filled, chosen) == ids(filled)
    (root / "a" / "7.txt").write_text(page(7))
    (root / "a" / "0.txt").unlink()
    refreshed()
    assert ids(filled, chosen) == ids(filled) == list(filled.ids(chosen))
    assert ids(filled, chosen, after="a/7.txt") == ids(filled, after="a/7.txt")
    assert "a/7.txt" in ids(filled)[1:-1]


def test_work_filters_the_list(filled: Index) -> None:
    every = ids(filled)
    filled.set_work(
        [
            Work(every[0], "hana", "done", frozenset({"actor", "claim"})),
            Work(every[1], "hana", "in progress", frozenset({"figure"})),
            Work(every[0], "omar", "in progress", frozenset({"figure"})),
            Work(every[2], "omar", "new"),
        ]
    )
    assert ids(filled, Filter(status="done")) == every[:1]
    assert ids(filled, Filter(label="figure")) == every[:2]
    assert ids(filled, Filter(label="figure", annotator="omar", status="in progress")) == every[:1]
    assert ids(filled, Filter(annotator="omar")) == [every[0], every[2]]
    assert ids(filled, Filter(status="new", annotator="hana")) == every[2:]
    filled.set_work([Work(every[0], "hana", "done")])
    assert ids(filled, Filter(label="actor")) == []


def test_a_part_of_the_corpus_is_listed_alone(filled: Index, root: Path) -> None:
    with Index.open(root, under="b/") as part:
        assert ids(part) == [each for each in ids(filled) if each.startswith("b/")]
        assert part.search("خطة", limit=1).total == part.count() == NUMBER // 2
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
    assert ids(index, Filter(originals=True)) == ["b.txt", "d.txt"]
    assert [row.copies for row in index.listing(limit=9)] == [2, 2, 2, 0]
    (root / "b.txt").unlink()
    (root / "c.txt").unlink()
    assert refreshed().copies("a.txt") == ()
    assert ids(index, Filter(originals=True)) == ["a.txt", "d.txt"]
