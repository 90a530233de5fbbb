"""What the path of a file says about an article that says nothing itself."""

from pathlib import Path

import pytest

from annotations.corpus.corpus import Corpus
from annotations.corpus.paths import day_in, outlet_in


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("news/2023/09/11/a.txt", "2023-09-11"),
        ("news/2023-9-11.txt", "2023-09-11"),
        ("culture/JA-culture-105-20230911.txt", "2023-09-11"),
        ("2022-01-01/a_2023_09_11.txt", "2023-09-11"),
        ("news/2023/a.txt", ""),
        ("news/20231345.txt", ""),
        ("news/2023-02-30.txt", ""),
        ("a/120230911.txt", ""),
        ("1445-02-26.txt", ""),
    ],
)
def test_a_path_names_a_day(path: str, day: str) -> None:
    assert day_in(path) == day


@pytest.mark.parametrize(
    ("path", "outlet"),
    [
        ("رويترز/a.txt", "رويترز"),
        ("SkyNews/sport/a.txt", "Sky News Arabia"),
        ("www.aljazeera.net/news/a.html", "الجزيرة نت"),
        ("رويترز.txt", ""),
        ("الرياض/a.txt", ""),
        ("sport/a.txt", ""),
    ],
)
def test_a_folder_names_an_outlet(path: str, outlet: str) -> None:
    assert outlet_in(path) == outlet


def test_the_path_counts_only_where_the_page_is_silent(tmp_path: Path) -> None:
    folder = tmp_path / "رويترز" / "2023-09-11"
    folder.mkdir(parents=True)
    report = "وقال مسؤول في الوزارة إن الاجتماع سيعقد في العاصمة يوم الخميس المقبل بحضور عدد من الوزراء."
    (folder / "a.txt").write_text(f"الوزير يعلن خطة جديدة\n{report}", "utf-8")
    (folder / "b.txt").write_text(f"الوزير يعلن خطة جديدة\nالقاهرة - أ ش أ\n12/5/2022\n{report}", "utf-8")
    corpus = Corpus.find(tmp_path)
    assert [(each.outlet, each.published) for each in map(corpus.article, corpus.ids)] == [
        ("رويترز", "2023-09-11"),
        ("أ ش أ", "2022-05-12"),
    ]
