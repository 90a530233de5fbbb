"""Headline, outlet, day and keywords as the page names them."""

from types import SimpleNamespace

import pytest

from annotations.model.article import Metadata
from annotations.sections.metadata import find_metadata
from annotations.sections.sections import find_sections

SOURCE = "المصدر"
BY_THE_PEN_OF = "بقلم"
KEYWORDS = "كلمات دلالية"
EURONEWS = "يورونيوز"
SITE = "موقع 24"
AGENCY = "وكالة أنباء النيل"
DISCOVER = "اكتشاف المزيد من"
NAME = "هاني كمال"


def metadata(*parts: str) -> Metadata:
    text = "\n".join(parts)
    return find_metadata(text, find_sections(text))


def test_a_page_that_names_nothing_gives_nothing() -> None:
    assert metadata("") == Metadata(headline="", outlet="", published="", keywords=())


def test_the_headline_is_without_the_white_space_around_it(words: SimpleNamespace) -> None:
    assert metadata(f"\ufeff {words.headline}\xa0\r", words.paragraph).headline == words.headline
    assert metadata("***", "", words.headline, words.paragraph).headline == words.headline


def test_the_source_line_names_the_outlet(words: SimpleNamespace) -> None:
    assert metadata(words.headline, words.paragraph, f"{SOURCE}: {SITE}").outlet == SITE
    assert metadata(words.headline, words.paragraph, f"{SOURCE} : {AGENCY} + {SITE}").outlet == AGENCY
    assert metadata(words.headline, words.paragraph, f"{SOURCE}:", SITE).outlet == SITE
    assert metadata(words.headline, words.paragraph, "Source: Reuters.").outlet == "Reuters"


def test_an_outlet_in_the_byline_counts_and_a_person_does_not(words: SimpleNamespace) -> None:
    assert metadata(words.headline, f"{BY_THE_PEN_OF}: \xa0{EURONEWS}", words.paragraph).outlet == EURONEWS
    assert metadata(words.headline, f"{BY_THE_PEN_OF}: {NAME}", words.paragraph).outlet == ""


@pytest.mark.parametrize("agency", [f"({AGENCY})", '"\u0623.\u0641.\u0628"', "(\u0631\u0648\u064a\u062a\u0631\u0632)"])
def test_the_agency_before_the_first_paragraph_counts(words: SimpleNamespace, agency: str) -> None:
    report = f"{NAME} - {agency}: {words.paragraph}"
    assert metadata(words.headline, report).outlet == agency[1:-1].replace(".", " ")
    assert metadata(words.headline, words.paragraph, report).outlet == ""
    assert metadata(words.headline, f"{NAME} ({NAME}): {words.paragraph}").outlet == ""


def test_a_site_that_invites_to_discover_it_names_itself(words: SimpleNamespace) -> None:
    assert metadata(words.headline, words.paragraph, f"{DISCOVER} {SITE}").outlet == SITE


def test_the_day_is_read_from_the_dateline_and_never_from_a_post(words: SimpleNamespace) -> None:
    post = (words.post, words.attribution)
    assert metadata(words.headline, "2 May 2024", words.paragraph, *post).published == "2024-05-02"
    assert metadata(words.headline, words.paragraph, *post).published == ""


def test_keywords_are_split_at_commas_and_nowhere_else(words: SimpleNamespace) -> None:
    page = (words.headline, words.paragraph)
    assert metadata(*page, f"{KEYWORDS}: {NAME}\u060c {SITE}, {AGENCY}").keywords == (NAME, SITE, AGENCY)
    assert metadata(*page, f"{KEYWORDS}: {NAME} {SITE}").keywords == (f"{NAME} {SITE}",)
    assert metadata(*page, f"{KEYWORDS}:", f"{NAME},").keywords == (NAME,)


def test_what_only_resembles_the_beginning_of_a_report_names_no_agency(words: SimpleNamespace) -> None:
    for opening in (f"{NAME} - ({AGENCY} {words.paragraph}", f"({AGENCY}): ", f"{NAME} - ({AGENCY}) ", f"{NAME} ():"):
        assert metadata(words.headline, f"{opening}{words.paragraph}").outlet == ""
