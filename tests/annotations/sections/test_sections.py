"""What each part of a scraped page is, on texts made for one rule each."""

import time
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from annotations.model.article import Section, SectionKind
from annotations.sections.sections import find_sections

Outline = Callable[[str], list[tuple[str, str]]]
ARABIC_SOURCE = "المصدر"
READ_ALSO = "إقرأ أيضاً"
MORE_SUBJECTS = "مواضيع إضافية"
ADVERTISEMENT = "إعلان"
SHARE = "شارك هذا المقال"
BY_THE_PEN_OF = "بقلم"
HE_WROTE = "كتب"
REUTERS = "رويترز"
CAPTION = "صورة من اللقاء"
SUBHEADING = "تعزيز التعاون"
NAME = "هاني كمال"


def lines(*parts: str) -> str:
    return "\n".join(parts)


def test_a_plain_article_is_headline_and_body(words: SimpleNamespace, outline: Outline) -> None:
    assert outline(lines(words.headline, words.paragraph, "", SUBHEADING, "", words.paragraph)) == [
        ("headline", words.headline),
        ("body", lines(words.paragraph, "", SUBHEADING, "", words.paragraph)),
    ]


@pytest.mark.parametrize("text", ["", "\ufeff", " \n\t\n", "\ufeff\r\n \u2028"])
def test_a_blank_text_has_no_section(text: str) -> None:
    assert find_sections(text) == ()


def test_body_without_a_headline_is_body(words: SimpleNamespace, outline: Outline) -> None:
    text = lines(words.paragraph, words.paragraph)
    assert outline(text) == [("body", text)]


def test_one_line_is_a_headline_or_a_paragraph(words: SimpleNamespace, outline: Outline) -> None:
    assert outline(words.headline) == [("headline", words.headline)]
    assert outline(words.paragraph) == [("body", words.paragraph)]
    assert outline("a") == [("body", "a")]


def test_a_page_of_furniture_has_nothing_else(outline: Outline) -> None:
    text = lines("Loader", ADVERTISEMENT, SHARE + "Close Button", "Continue reading")
    assert outline(text) == [("furniture", text)]


def test_a_byte_order_mark_and_line_ends_belong_to_no_section(words: SimpleNamespace) -> None:
    end = 1 + len(words.headline)
    assert find_sections(f"\ufeff{words.headline}\r\n\r\n{words.paragraph}\r\n") == (
        Section(SectionKind.HEADLINE, 1, end),
        Section(SectionKind.BODY, end + 4, end + 4 + len(words.paragraph)),
    )


def test_white_space_within_a_line_belongs_to_its_section(words: SimpleNamespace, outline: Outline) -> None:
    assert outline(f"  {words.headline}\xa0 \n")[0] == ("headline", f"  {words.headline}\xa0 ")


def test_before_the_headline_stands_furniture(words: SimpleNamespace, outline: Outline) -> None:
    trail = "الرئيسية / أخبار / العالم العربي / مصر"  # home / news / the Arab world / Egypt
    rubrics = "أخبار سياسة اقتصاد رياضة ثقافة"  # news politics economy sport culture
    for before in (trail, rubrics, "Events" + ADVERTISEMENT, SUBHEADING):
        assert outline(lines(before, words.headline, words.paragraph))[:2] == [
            ("furniture", before),
            ("headline", words.headline),
        ]


def test_a_repeated_headline_is_furniture(words: SimpleNamespace, outline: Outline) -> None:
    text = lines(SUBHEADING, "", words.headline, "", words.headline, f"{HE_WROTE}: {NAME}", words.paragraph)
    assert [kind for kind, _ in outline(text)] == ["furniture", "headline", "furniture", "byline", "body"]


@pytest.mark.parametrize(
    "byline",
    [
        f"{BY_THE_PEN_OF}: {NAME}",
        f"{BY_THE_PEN_OF} {NAME}",
        f"{HE_WROTE} : {NAME}",
        f"{HE_WROTE}/ {NAME}",
        "By Hana Saleh",
        REUTERS,
    ],
)
def test_bylines_stand_between_headline_and_body(words: SimpleNamespace, outline: Outline, byline: str) -> None:
    assert outline(lines(words.headline, byline, words.paragraph))[1] == ("byline", byline)


def test_a_name_beside_the_date_is_a_byline(words: SimpleNamespace, outline: Outline) -> None:
    assert outline(lines(words.headline, NAME, "2023/09/11 - 10:30", words.paragraph))[1:3] == [
        ("byline", NAME),
        ("dateline", "2023/09/11 - 10:30"),
    ]


def test_a_standfirst_before_the_byline_is_body(words: SimpleNamespace, outline: Outline) -> None:
    text = lines(words.headline, words.paragraph, f"{BY_THE_PEN_OF}: {NAME}", "11/09/2023", words.paragraph)
    assert [kind for kind, _ in outline(text)] == ["headline", "body", "byline", "dateline", "body"]


def test_a_quotation_after_he_wrote_is_body(words: SimpleNamespace, outline: Outline) -> None:
    text = lines(words.paragraph, f'{HE_WROTE}: "{NAME}"', words.paragraph)
    assert outline(text) == [("body", text)]


def test_a_headline_that_begins_with_a_label_is_a_headline(words: SimpleNamespace, outline: Outline) -> None:
    report = f"تقرير: {words.headline}"  # report: …
    assert outline(lines(report, words.paragraph))[0] == ("headline", report)


def test_captions_and_credits_are_furniture(words: SimpleNamespace, outline: Outline) -> None:
    credit = "Copyright A Photographer/Copyright 2019 An Agency. All rights reserved"
    for image in ((CAPTION, f"{CAPTION} {credit}", credit), (CAPTION, credit), (f"{CAPTION} \xa9 {REUTERS}",)):
        text = lines(words.headline, *image, words.paragraph, *image, words.paragraph)
        assert outline(text) == [
            ("headline", words.headline),
            ("furniture", lines(*image)),
            ("body", words.paragraph),
            ("furniture", lines(*image)),
            ("body", words.paragraph),
        ]


def test_a_description_of_an_image_is_furniture_and_an_agency_in_a_sentence_is_not(
    words: SimpleNamespace, outline: Outline
) -> None:
    archive = "صورة أرشيفية"  # picture from the archive
    for image in (f"{SUBHEADING} ({REUTERS})", f"{SUBHEADING} - {archive}", f"{archive}: {words.paragraph}"):
        assert outline(lines(words.headline, image, words.paragraph))[1] == ("furniture", image)
    report = f"{NAME} ({REUTERS}) - {words.paragraph}"
    assert outline(lines(words.headline, report)) == [("headline", words.headline), ("body", report)]


def test_an_outlet_before_the_headline_is_a_byline(words: SimpleNamespace, outline: Outline) -> None:
    place = f"{REUTERS} - {NAME}"
    assert outline(lines(place, words.headline, words.paragraph))[:2] == [
        ("byline", place),
        ("headline", words.headline),
    ]


def test_a_count_beside_the_date_is_furniture_and_a_name_with_a_date_is_a_byline(
    words: SimpleNamespace, outline: Outline
) -> None:
    signed = "admin 11/09/2023"
    text = lines(words.headline, signed, "2023/09/11", f"{SUBHEADING} 343", words.paragraph)
    assert outline(text)[1:4] == [
        ("byline", signed),
        ("dateline", "2023/09/11"),
        ("furniture", f"{SUBHEADING} 343"),
    ]


def test_the_words_source_and_advertisement_in_sentences_are_body(words: SimpleNamespace, outline: Outline) -> None:
    text = lines(
        words.paragraph,
        f"{ADVERTISEMENT} {SUBHEADING}",
        f"{ARABIC_SOURCE} {words.paragraph}",
        f'{words.paragraph} {ARABIC_SOURCE}: "{words.paragraph}" {words.paragraph}',
        f"{ADVERTISEMENT} {words.paragraph}",
        f"{SHARE[:4]} {words.paragraph}",
    )
    assert outline(text) == [("body", text)]


@pytest.mark.parametrize("source", [f"{ARABIC_SOURCE}: {REUTERS}", f"{ARABIC_SOURCE} : {REUTERS}.", "Source: Reuters"])
def test_a_source_is_found_alone_and_glued_to_the_last_sentence(
    words: SimpleNamespace, outline: Outline, source: str
) -> None:
    for glue in ("\n", "", " "):
        assert outline(f"{words.headline}\n{words.paragraph}{glue}{source}")[1:] == [
            ("body", words.paragraph),
            ("source", source),
        ]


def test_a_label_alone_names_the_next_line(words: SimpleNamespace, outline: Outline) -> None:
    date = "تاريخ النشر:\n11/09/2023"  # date of publication
    source = f"{ARABIC_SOURCE}:\n{REUTERS}"
    assert outline(lines(words.headline, date, words.paragraph, source)) == [
        ("headline", words.headline),
        ("dateline", date),
        ("body", words.paragraph),
        ("source", source),
    ]


def test_a_date_is_a_dateline_around_the_body_and_a_heading_within(words: SimpleNamespace, outline: Outline) -> None:
    day = "11 سبتمبر 2023"  # 11 September 2023
    body = lines(words.paragraph, words.paragraph, day, words.paragraph)
    assert outline(lines(day, words.headline, day, body, day)) == [
        ("dateline", day),
        ("headline", words.headline),
        ("dateline", day),
        ("body", body),
        ("dateline", day),
    ]


def test_an_agency_at_the_start_of_a_paragraph_stays_body(words: SimpleNamespace, outline: Outline) -> None:
    report = f"القاهرة - (وكالة): {words.paragraph}"  # Cairo - (agency): …
    assert outline(lines(words.headline, report)) == [("headline", words.headline), ("body", report)]


def test_every_post_is_a_section_with_its_attribution(words: SimpleNamespace, outline: Outline) -> None:
    post = lines(words.post, words.attribution)
    assert outline(lines(words.headline, post, post, "", post, words.paragraph))[1:] == [
        ("quote-embed", post),
        ("quote-embed", post),
        ("quote-embed", post),
        ("body", words.paragraph),
    ]


def test_a_post_at_the_very_start_is_no_headline(words: SimpleNamespace, outline: Outline) -> None:
    post = lines(words.post, words.attribution)
    assert outline(lines(post, words.headline, words.paragraph))[:2] == [
        ("quote-embed", post),
        ("headline", words.headline),
    ]


def test_text_glued_to_an_attribution_is_cut_off(words: SimpleNamespace, outline: Outline) -> None:
    post = lines(words.post, words.attribution)
    source = f"{ARABIC_SOURCE}: {REUTERS}"
    assert outline(lines(words.headline, f"{post}{words.paragraph}", f"{post} {source}")) == [
        ("headline", words.headline),
        ("quote-embed", post),
        ("body", words.paragraph),
        ("quote-embed", post),
        ("source", source),
    ]


def test_a_post_of_several_lines_is_one_section(words: SimpleNamespace, outline: Outline) -> None:
    post = lines("BREAKING \U0001f6a8", "", "#talks, day two", "They are over", words.attribution)
    assert outline(lines(words.headline, words.paragraph, post))[1:] == [
        ("body", words.paragraph),
        ("quote-embed", post),
    ]


def test_posts_in_one_line_are_told_apart(words: SimpleNamespace, outline: Outline) -> None:
    post = f"{words.post} {words.attribution}"
    assert outline(lines(words.headline, f"{post}{post}{words.paragraph}"))[1:] == [
        ("quote-embed", post),
        ("quote-embed", post),
        ("body", words.paragraph),
    ]


def test_an_attribution_may_be_dated_in_arabic(words: SimpleNamespace, outline: Outline) -> None:
    post = lines(
        words.post, f"\u2014 {NAME} (@a_name) \u0661\u0661 سبتمبر، \u0662\u0660\u0662\u0663"
    )  # 11 September 2023
    assert outline(f"{words.headline}\n{post}{words.paragraph}")[1:] == [
        ("quote-embed", post),
        ("body", words.paragraph),
    ]


def test_a_post_of_another_network_is_one_section(words: SimpleNamespace, outline: Outline) -> None:
    post = "View this post on Instagram\nA post shared by A Name (@a_name)"
    assert outline(lines(words.headline, words.paragraph, post, words.paragraph))[2] == ("quote-embed", post)


@pytest.mark.parametrize(
    "style",
    [
        ".photo-ratio{ display:block;padding-bottom: 67%; }",
        "#a .b, p > .c{color:red} .d{ margin:0 }",
        "@media (max-width: 3px){.a{b:c}}",
        "div.a[b=c]:hover{--d:e}",
    ],
)
def test_a_style_is_furniture_wherever_it_is_glued(words: SimpleNamespace, outline: Outline, style: str) -> None:
    head, tail = words.paragraph[:36], words.paragraph[36:]
    assert outline(f"{words.headline}\n{words.paragraph}\n{head}{style}{tail}\n{style}\n{words.paragraph}") == [
        ("headline", words.headline),
        ("body", lines(words.paragraph, head)),
        ("furniture", style),
        ("body", tail),
        ("furniture", style),
        ("body", words.paragraph),
    ]


def test_the_full_stop_before_a_style_stays_with_its_sentence(words: SimpleNamespace, outline: Outline) -> None:
    text = f"{words.headline}\n{words.paragraph}.a-b{{c:d}}{words.paragraph}"
    assert outline(text)[1:3] == [("body", words.paragraph), ("furniture", ".a-b{c:d}")]


def test_braces_in_a_sentence_are_no_style(outline: Outline) -> None:
    text = "The set {a, b} is not {c: d} in any sense of the word, the U.S. ministry said on Monday."
    assert outline(text) == [("body", text)]


def test_all_after_read_also_is_related_up_to_closing_furniture(words: SimpleNamespace, outline: Outline) -> None:
    related = lines(
        f"{READ_ALSO}:", words.headline, f"{HE_WROTE}: {NAME}", words.paragraph, f"{ARABIC_SOURCE}: {REUTERS}"
    )
    assert outline(lines(words.headline, words.paragraph, related, SHARE))[2:] == [
        ("related", related),
        ("furniture", SHARE),
    ]


def test_a_box_of_links_between_paragraphs_leaves_the_paragraphs_behind_it_to_the_body(
    words: SimpleNamespace, outline: Outline
) -> None:
    long = f"{words.paragraph} {words.paragraph}"
    box = lines(READ_ALSO, words.headline + "?", SUBHEADING)
    text = lines(words.headline, words.paragraph, box, long, words.paragraph, box, long)
    assert outline(text)[1:] == [
        ("body", words.paragraph),
        ("related", box),
        ("body", lines(long, words.paragraph)),
        ("related", box),
        ("body", long),
    ]


def test_a_short_paragraph_ends_a_box_of_links(words: SimpleNamespace, outline: Outline) -> None:
    box = lines(READ_ALSO, words.headline, SUBHEADING)
    # And he added that the work goes on.
    for short in ("وأضاف أن العمل مستمر في كل المواقع", "العمل مستمر في كل المواقع كما قال."):
        text = lines(words.headline, words.paragraph, box, short, words.paragraph)
        assert outline(text)[2:] == [("related", box), ("body", lines(short, words.paragraph))]


def test_behind_one_link_the_body_goes_on_unless_the_paragraph_is_that_headline_s(
    words: SimpleNamespace, outline: Outline
) -> None:
    # A court in the city opens the case of the stolen paintings
    other = "محكمة في المدينة تفتح قضية اللوحات المسروقة"
    box = lines(f"{READ_ALSO}:", other)
    # And the official added that ...
    going_on = f"وأضاف أن {words.paragraph} {words.paragraph}"
    plain = f"{words.paragraph} {words.paragraph}"
    for body in (going_on, plain):
        assert outline(lines(words.headline, words.paragraph, box, body))[2:] == [("related", box), ("body", body)]
    # The court in the city opened today ...
    lead = f"فتحت محكمة في المدينة اليوم قضية اللوحات، {words.paragraph}"
    agency = f"المدينة - (رويترز): {plain}"
    for first in (lead, agency):
        article = lines(box, first, plain)
        assert outline(lines(words.headline, words.paragraph, article))[2:] == [("related", article)]


def test_a_link_to_another_article_within_the_body_is_one_line(words: SimpleNamespace, outline: Outline) -> None:
    link = f"{READ_ALSO}: {SUBHEADING}"
    assert outline(lines(words.headline, words.paragraph, link, words.paragraph, link, SUBHEADING))[1:] == [
        ("body", words.paragraph),
        ("related", link),
        ("body", words.paragraph),
        ("related", lines(link, SUBHEADING)),
    ]


def test_headlines_under_a_heading_of_links_are_related(words: SimpleNamespace, outline: Outline) -> None:
    links = lines(MORE_SUBJECTS, "", words.headline + "?", "", SUBHEADING)
    long = f"{words.paragraph} {words.paragraph}"
    assert outline(lines(words.headline, words.paragraph, links, SHARE))[2:] == [
        ("related", links),
        ("furniture", SHARE),
    ]
    assert outline(lines(words.headline, words.paragraph, links, long))[2:] == [("related", links), ("body", long)]


def test_what_follows_the_furniture_behind_the_body_is_furniture(words: SimpleNamespace, outline: Outline) -> None:
    end = lines(SHARE, "", SUBHEADING, CAPTION)
    assert outline(lines(words.headline, words.paragraph, SUBHEADING, end))[1:] == [
        ("body", lines(words.paragraph, SUBHEADING)),
        ("furniture", end),
    ]


def test_a_row_of_stars_belongs_to_what_follows(words: SimpleNamespace, outline: Outline) -> None:
    body = lines("***", words.paragraph, "* * *", words.paragraph, "---")
    assert outline(lines(words.headline, body)) == [("headline", words.headline), ("body", body)]


def test_an_english_page_is_read_by_the_same_rules(kinds: Callable[[str], list[SectionKind]]) -> None:
    text = lines(
        "Home / News",
        "Minister announces new plan for northern farmers",
        "By Hana Saleh",
        "Published: September 11, 2023",
        "Share this article",
        "The minister said on Monday that the plan would cost three million.",
        "Background",
        "The source said that the advertisement was late.",
        "Advertisement",
        "Copyright law is not affected by the plan, he added, and it never will be.",
        "Related-party deals",
        "By-election losses",
        "A spokesman for Getty Images declined to comment on the plan.",
        "Source: Reuters",
        "Tags: farmers, plan",
        "Related articles",
        "Another story of some length",
    )
    assert kinds(text) == [
        *("furniture", "headline", "byline", "dateline", "furniture", "body", "furniture", "body"),
        *("source", "keywords", "related"),
    ]


def test_a_megabyte_takes_a_moment(words: SimpleNamespace) -> None:
    paragraph = f"{words.paragraph} {words.paragraph}"
    article = lines(words.headline, *[paragraph] * 20, words.post, words.attribution) + "\n"
    for text in (
        article * (1_000_000 // len(article.encode())),
        *((unit * 1_000_000)[:1_000_000] for unit in ("a", ".a ", "{", "{a:b} ", "(@a) ", "\u064e", ".a{b:c}", "@a:")),
        *(
            (unit * 1_000_000)[:1_000_000]
            for unit in (f"{ARABIC_SOURCE}: ", "\u2014", "a{b:", "x.x#", " ", words.paragraph)
        ),
    ):
        start = time.process_time()
        find_sections(text)
        assert time.process_time() - start < 1.5
