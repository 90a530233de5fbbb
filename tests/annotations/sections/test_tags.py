"""Texts whose collection marks the lines: tags of TREC, and names of fields before their values."""

from collections.abc import Callable

from annotations.sections.metadata import find_metadata
from annotations.sections.sections import find_sections

Outline = Callable[[str], list[tuple[str, str]]]

HEADLINE = "مجلس المدينة يقر موازنة جديدة لصيانة الجسور"
REPORT = "أقر مجلس المدينة في جلسته المسائية موازنة جديدة لصيانة الجسور القديمة، وقال رئيسه إن العمل يبدأ في الربيع."


def test_the_tags_of_a_document_explain_its_lines(outline: Outline) -> None:
    text = (
        f"<DOC>\n<DOCNO>A-1</DOCNO>\n<SRC>دفتر الشمال</SRC>\n<TITLE>{HEADLINE}</TITLE>\n"
        f"<TIME>Wed, 18 Jul 2012 22:08:10 +0400</TIME>\n<AUTHOR>هاني فريد</AUTHOR>\n"
        f"<ABSTRACT>\n{REPORT}\n</ABSTRACT>\n<TEXT>\n{REPORT}\n</TEXT>\n</DOC>"
    )
    kinds = [kind for kind, _ in outline(text)]
    assert kinds == ["furniture", "source", "headline", "dateline", "byline", "furniture", "body", "furniture"]
    assert ("body", REPORT) in outline(text)
    assert find_metadata(text, find_sections(text))[:3] == (HEADLINE, "دفتر الشمال", "2012-07-18")


def test_names_of_fields_explain_the_first_lines(outline: Outline) -> None:
    for names in (("العنوان", "التاريخ", "الرابط", "النص"), ("Title", "Date", "URL", "text")):
        title, date, link, body = names
        text = f"{title}: {HEADLINE}\n{date}: 2012-07-18\n{link}: https://example.net/a\n{body}:\n{REPORT}"
        assert [kind for kind, _ in outline(text)] == ["headline", "dateline", "furniture", "body"]
        assert find_metadata(text, find_sections(text))[:3] == (HEADLINE, "", "2012-07-18")
    told = f"Title: {HEADLINE}\nText: {REPORT}"
    assert outline(told)[1] == ("body", f"Text: {REPORT}")


def test_such_a_word_within_a_report_is_body(outline: Outline) -> None:
    text = f"{REPORT}\nالعنوان: شارع النيل\n{REPORT}"
    assert outline(text) == [("body", text)]
