"""Headlines lose the name of the site, and nothing that is theirs."""

import pytest

from annotations.sections.headlines import is_beside_site, split_site

HEADLINE = "الوزير يعلن خطة جديدة"


@pytest.mark.parametrize(
    ("title", "site"),
    [
        (f"{HEADLINE} - BBC News عربي", "BBC News عربي"),
        (f"{HEADLINE} | بوابة النيل", "بوابة النيل"),
        (f"{HEADLINE} | أخبار | بوابة النيل", "بوابة النيل"),
        (f"{HEADLINE} – العربية نت", "العربية نت"),
        (f"CNNArabic.com - {HEADLINE}", "CNNArabic.com"),
        (f"\u202dBBC Arabic\u202c - \u202eاقتصاد\u202c - \u202e{HEADLINE}\u202c", "BBC Arabic"),
        (f"{HEADLINE} :: example.net", "example.net"),
    ],
)
def test_the_name_of_the_site_is_split_off(title: str, site: str) -> None:
    assert split_site(title) == (HEADLINE, site)


@pytest.mark.parametrize(
    "title",
    [
        HEADLINE,
        f"الاقتصاد - {HEADLINE}",
        f"{HEADLINE} - تفاصيل وأسعار",
        f"الاقتصاد: {HEADLINE}",
        f"تحليل | {HEADLINE}",
        "السودان | اليوم",
        "",
        " | ",
        f"{HEADLINE} |",
    ],
)
def test_what_may_be_of_the_headline_stays(title: str) -> None:
    assert split_site(title) == (title, "")


def test_an_outlet_that_is_known_from_elsewhere_is_split_off() -> None:
    assert split_site(f"{HEADLINE} - دفتر الشمال", "دفتر الشمال") == (HEADLINE, "دفتر الشمال")


def test_a_title_is_a_headline_beside_a_separator() -> None:
    assert is_beside_site(f"{HEADLINE} - دفتر", HEADLINE)
    assert is_beside_site(f"دفتر | {HEADLINE}", HEADLINE)
    assert not is_beside_site(f"{HEADLINE} وغدا", HEADLINE)
    assert not is_beside_site(HEADLINE, HEADLINE)


def test_rubrics_beside_a_bar_go_and_name_no_site() -> None:
    for title in (f"عاجل | {HEADLINE}", f"فيديو | {HEADLINE}", f"{HEADLINE} | رياضة", f"{HEADLINE} | أخبار"):
        assert split_site(title) == (HEADLINE, "")
