"""The lines that say only when, and the days that they name."""

import pytest

from annotations.sections.dates import find_date, is_date, is_empty_label, is_labelled_date
from annotations.sections.folding import fold

SEPTEMBER = "سبتمبر"
AYLUL = "أيلول"
MONDAY = "الإثنين"
CAIRO = "القاهرة"
PUBLICATION = "تاريخ النشر"
PUBLISHED_IN_LAST_UPDATE = "نشرت في آخر تحديث"


@pytest.mark.parametrize(
    "line",
    [
        "11th, September 2023 GMT",
        "September 11, 2023",
        "Sept. 11, 2023",
        "11 Sep 2023",
        f"11 {SEPTEMBER} 2023",
        f"{MONDAY} \u0661\u0661 {AYLUL} \u0662\u0660\u0662\u0663",
        f"11 {SEPTEMBER}/{AYLUL} 2023\u0645",
        f"{SEPTEMBER} 11\u060c 2023",
        "\u06f1\u06f1/\u06f0\u06f9/\u06f2\u06f0\u06f2\u06f3",
        "11/9/2023 - 18:20",
        "2023-09-11T10:00:00Z",
        "11.09.2023",
        "11 - 09 - 2023",
        "2023\\09\\11",
        "11/9/202318:20",
        f"11{SEPTEMBER}2023",
        f"11/{SEPTEMBER}/2023",
        f"11 {SEPTEMBER} ({AYLUL}) 2023",
        f"2023 {SEPTEMBER} 11",
        f"{MONDAY} - 25 صفر 1445 هـ - 11 {SEPTEMBER} 2023 مـ رقم العدد [14595]",
        f"11 {SEPTEMBER} 2023141 مشاهدة",
        f"18:20 م {MONDAY} 11 {SEPTEMBER} 2023",
        f"25 صفر 1445 هـ الموافق 11 {SEPTEMBER} 2023",
    ],
)
def test_a_day_is_read_in_every_usual_form(line: str) -> None:
    assert find_date(fold(line)) == "2023-09-11"
    assert is_date(fold(line))


def test_the_day_stands_before_the_month_unless_that_is_no_date() -> None:
    assert find_date("03/04/2024") == "2024-04-03"
    assert find_date("04/13/2024") == "2024-04-13"


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("كانون الثاني", 1),
        ("شباط", 2),
        ("آذار", 3),
        ("إبريل", 4),
        ("أيار", 5),
        ("حزيران", 6),
        ("يوليوز", 7),
        ("غشت", 8),
        ("تشرين الأول", 10),
        ("تشرين الثاني", 11),
        ("كانون الأول", 12),
    ],
)
def test_months_have_the_names_of_every_country(name: str, month: int) -> None:
    assert find_date(fold(f"2 {name} 2024")) == f"2024-{month:02}-02"


@pytest.mark.parametrize("line", ["", "2023", f"{SEPTEMBER} 2023", "31/02/2023", "11/09/1445", "1 1 1", "99/99/2023"])
def test_what_names_no_day_of_the_common_era_gives_none(line: str) -> None:
    assert find_date(fold(line)) == ""


def test_the_first_day_that_is_valid_counts() -> None:
    hijri = "8 ربيع الأول 1446هـ الموافق"  # 8 Rabi I 1446, corresponding to
    assert find_date(fold(f"{hijri} 11 {SEPTEMBER} 2024")) == "2024-09-11"
    assert find_date("31/02/2023, 2 may 2024, 2023-01-01") == "2024-05-02"


def test_a_line_that_says_when_or_where_and_when_is_a_date() -> None:
    for line in (f"{CAIRO} - 11 {SEPTEMBER} 2023", f"{MONDAY}\u060c 10:30", "منذ 3 ساعات", "3 hours ago"):
        assert is_date(fold(line))
    for line in (f"{SEPTEMBER}", f"{CAIRO} 11", f"{CAIRO} {CAIRO} 11 {SEPTEMBER} 2023", "3-1", "2023", ""):
        assert not is_date(fold(line))


def test_a_labelled_date_says_that_it_is_one_of_publication() -> None:
    assert is_labelled_date(fold(f"{PUBLICATION}: 11/09/2023"))
    assert is_labelled_date(fold(f"{PUBLICATION}: 11.09.2023 | 10:30 GMT | {CAIRO}"))
    assert is_labelled_date("updated: sep 11, 2023 at 10:30 pm")
    assert not is_labelled_date("11/09/2023")


def test_a_label_without_a_date_is_empty() -> None:
    assert is_empty_label(fold(PUBLISHED_IN_LAST_UPDATE))
    assert is_empty_label(fold(f"{PUBLICATION}:"))
    assert not is_empty_label(fold(f"{PUBLICATION}: 11/09/2023"))
    assert not is_empty_label(fold(CAIRO))
    assert not is_empty_label("")


def test_of_two_names_of_a_month_the_first_counts_and_a_stranger_does_not() -> None:
    assert find_date(fold(f"{SEPTEMBER} / {AYLUL} 11, 2023")) == "2023-09-11"
    assert find_date(fold(f"{CAIRO}/{AYLUL} 11, 2023")) == "2023-09-11"
    assert find_date(fold(f"11 {SEPTEMBER}/{CAIRO} 2023")) == ""
    assert find_date("11 of may. 2023") == "2023-05-11"
    assert find_date("notmay 11 2023") == ""
    assert find_date("11    may 2023") == ""


def test_signs_behind_a_date_do_not_hide_its_last_word() -> None:
    for signs in range(50):
        assert is_date("2023-09-11 published" + ")" * signs)
