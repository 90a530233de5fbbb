"""What stands between a headline and its report, behind the report, and beside the headline."""

from collections.abc import Callable

import pytest

from annotations.model.article import Metadata
from annotations.sections.metadata import find_metadata
from annotations.sections.sections import find_sections

Outline = Callable[[str], list[tuple[str, str]]]

HEADLINE = "مجلس المدينة يقر موازنة جديدة لصيانة الجسور"
REPORT = (
    "أقر مجلس المدينة في جلسته المسائية موازنة جديدة لصيانة الجسور القديمة، وقال رئيسه إن العمل يبدأ في الربيع.",
    "وأضاف أن الموازنة تبلغ أربعين مليونا، وأن لجنة من المهندسين ستتابع التنفيذ شهرا بعد شهر.",
)
BODY = "\n".join(REPORT)


def read(*lines: str) -> Metadata:
    text = "\n".join(lines)
    return find_metadata(text, find_sections(text))


@pytest.mark.parametrize(
    "line", ["أ ش أ", "القاهرة ـ (أ ش أ):", "كتب ـ هاني فريد:", "هاني فريد", "بيروت: سامر حداد", "عمان - بترا"]
)
def test_the_line_before_the_report_names_the_author(outline: Outline, line: str) -> None:
    expected = [("headline", HEADLINE), ("byline", line), ("body", BODY)]
    assert outline("\n".join((HEADLINE, line, BODY))) == expected
    assert outline("\n".join((HEADLINE, line, "", BODY)))[1:] == expected[1:]


@pytest.mark.parametrize("line", ["أ ش أ", "القاهرة ـ (أ ش أ):", "كتب ـ هاني فريد:", "عمان - بترا"])
def test_a_report_without_a_headline_may_begin_with_its_author(outline: Outline, line: str) -> None:
    assert outline("\n".join((line, BODY))) == [("byline", line), ("body", BODY)]


@pytest.mark.parametrize(
    "line",
    [
        "التاريخ: 18 يوليو 2012",
        "تم نشره الأربعاء 18 تموز / يوليو 2012 09:22 مساءً",
        "18 - 07 - 2012",
        "18/7/201209:22",
        "admin 18 يوليو، 2012آخر تحديث: 20 يوليو، 2012",
        "18 يوليو 2012141 مشاهدة",
        "٢٩ شعبان ١٤٣٣هـ - ١٨ يوليو ٢٠١٢م",
    ],
)
def test_a_line_with_a_day_dates_the_report(outline: Outline, line: str) -> None:
    text = "\n".join((HEADLINE, line, BODY))
    assert outline(text) == [("headline", HEADLINE), ("dateline", line), ("body", BODY)]
    assert read(text).published == "2012-07-18"


def test_a_day_and_an_author_may_share_a_line(outline: Outline) -> None:
    line = "كتب في : الأربعاء 18 يوليو 2012 - 4:55 مساءً بقلم : هاني فريد"
    text = "\n".join((HEADLINE, line, BODY))
    assert outline(text)[1] == ("byline", line)
    assert read(text).published == "2012-07-18"


def test_a_sentence_that_presents_the_author_is_no_body(outline: Outline) -> None:
    line = "هذا المقال بقلم هاني فريد، والآراء الواردة أدناه تعبر عن رأيه ولا تعكس بالضرورة رأي الموقع."
    assert outline("\n".join((HEADLINE, line, BODY)))[1] == ("byline", line)


def test_a_day_before_the_first_words_of_a_page_is_a_line_of_its_own(outline: Outline) -> None:
    text = f" date 2012-07-18 {HEADLINE}\n\n{BODY}"
    assert outline(text) == [("dateline", "date 2012-07-18"), ("headline", HEADLINE), ("body", BODY)]
    assert read(text)[:3] == (HEADLINE, "", "2012-07-18")


def test_a_day_with_a_label_counts_before_others_and_one_behind_the_headline_before_that_of_the_page() -> None:
    today, other, labelled = "الجمعة 20 يوليو 2018", "الثلاثاء 17 أبريل 2018", "تاريخ النشر: 12 مارس 2018"
    assert read(today, HEADLINE, BODY).published == "2018-07-20"
    assert read(today, HEADLINE, other, BODY).published == "2018-04-17"
    assert read(today, HEADLINE, other, labelled, BODY).published == "2018-03-12"
    updated = "آخر تحديث: 25 مايو 2018"
    assert read(HEADLINE, updated, labelled, BODY).published == "2018-03-12"
    assert read(HEADLINE, updated, other, BODY).published == "2018-04-17"
    assert read(today, HEADLINE, updated, BODY).published == "2018-05-25"


def test_the_day_that_the_report_calls_today_counts_without_a_dateline() -> None:
    report = f"أقر المجلس اليوم الثلاثاء (3 كانون الأول 2019) الموازنة. {BODY}"
    assert read(HEADLINE, report).published == "2019-12-03"
    assert read(HEADLINE, f"أقر المجلس في 3 كانون الأول 2019 الموازنة. {BODY}").published == ""
    for today in ("6 ربيع الآخر 1441هـ الموافق 3 ديسمبر 2019م", "6 / 4 / 1441هـ الموافق 3 / 12 / 2019م"):
        assert read(HEADLINE, f"أقر المجلس اليوم الثلاثاء {today} الموازنة. {BODY}").published == "2019-12-03"
    assert read(HEADLINE, f"أقر المجلس اليوم الثلاثاء 6 ربيع الآخر 1441هـ الموازنة. {BODY}").published == ""


@pytest.mark.parametrize(
    "line",
    [
        "لمشاهدة الفيديو اضغط هنا",
        "للاطلاع على تفاصيل الخبر انقر هنا...",
        "www.example.net",
        "https://example.net/a?b=1",
        "صور متعلقة",
        "تابع الجزيرة نت على:",
        "تابعوا آخر أخبار دفتر الشمال عبر Google News",
        "قناة دفتر الشمال على واتساب اشترك الآن في قناة دفتر الشمال على واتساب واحصل على الأخبار أولا بأول",
        "شارك الخبر عبر:",
        "بداية الصفحة",
        "اترك تعليقاً",
        "يمكنكم استلام إشعارات بأهم الموضوعات بعد تحميل أحدث نسخة من التطبيق على هاتفكم المحمول.",
        "** جميع المقالات المنشورة تمثل رأي كتابها فقط.",
    ],
)
def test_what_the_page_says_to_its_visitor_ends_the_report(outline: Outline, line: str) -> None:
    assert outline("\n".join((HEADLINE, BODY, line))) == [("headline", HEADLINE), ("body", BODY), ("furniture", line)]


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("نقلا عن اليوم السابع", "اليوم السابع"),
        ("نقلا عن: دفتر الشمال", "دفتر الشمال"),
        ("*نقلاً عن الرؤية الإماراتية", "الرؤية"),
        ("* نقلا عن دفتر الشمال المغربية", "دفتر الشمال المغربية"),
        ("(رويترز)", "رويترز"),
        ("فرانس24/ أ ف ب", "فرانس 24"),
        ("رابط الخبر بصحيفة الوئام: مجلس المدينة يقر موازنة", "الوئام"),
        ("* خدمة «نيويورك تايمز»", "نيويورك تايمز"),
    ],
)
def test_the_last_line_names_the_source(outline: Outline, line: str, outlet: str) -> None:
    text = "\n".join((HEADLINE, BODY, line))
    assert outline(text)[1:] == [("body", BODY), ("source", line)]
    assert read(text).outlet == outlet


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("تابع الجزيرة نت على:", "الجزيرة نت"),
        ("جميع الحقوق محفوظة © 2023 صحيفة دفتر الشمال", "صحيفة دفتر الشمال"),
        ("جميع الحقوق محفوظة لهسبريس 2023", "هسبريس"),
        ("تابعنا على فيسبوك", ""),
    ],
)
def test_what_the_visitor_is_to_follow_names_the_outlet(line: str, outlet: str) -> None:
    assert read(HEADLINE, BODY, line).outlet == outlet


def test_sentences_like_a_call_to_the_visitor_are_body(outline: Outline) -> None:
    for line in (
        "لمتابعة التنفيذ شكل المجلس لجنة من ثلاثة مهندسين ومحاسبين وممثل عن الأهالي.",
        "انضم إلى اللجنة عضو جديد اقترحه الأهالي عبر واتساب.",
        "نقلا عن مصادره قال الموقع إن العمل بدأ أمس.",
    ):
        text = "\n".join((BODY, line, BODY))
        assert outline(text) == [("body", text)]


def test_a_title_with_the_name_of_the_site_is_no_headline(outline: Outline) -> None:
    title = f"{HEADLINE} - BBC News عربي"
    assert outline("\n".join((title, HEADLINE, BODY))) == [
        ("furniture", title),
        ("headline", HEADLINE),
        ("body", BODY),
    ]
    assert read(title, HEADLINE, BODY)[:2] == (HEADLINE, "BBC News عربي")
    assert read(title, BODY)[:2] == (HEADLINE, "BBC News عربي")


def test_captions_that_repeat_the_headline_are_furniture(outline: Outline) -> None:
    caption = f"{HEADLINE} جسر المدينة"
    text = "\n".join((HEADLINE, caption, "رئيس مجلس المدينة خلال الجلسة", "كتب- هاني فريد:", BODY))
    assert [kind for kind, _ in outline(text)] == ["headline", "furniture", "byline", "body"]
    repeated = "\n".join((HEADLINE, REPORT[0], HEADLINE, REPORT[1]))
    assert [kind for kind, _ in outline(repeated)] == ["headline", "body", "furniture", "body"]


def test_of_two_titles_the_one_that_is_repeated_is_the_headline(outline: Outline) -> None:
    kicker = "في جلسته الأولى بعد العطلة"
    text = "\n".join((kicker, HEADLINE, "18/7/2012", HEADLINE, BODY))
    assert outline(text)[:2] == [("furniture", kicker), ("headline", HEADLINE)]


def test_of_headlines_in_a_column_the_report_s_own_is_the_headline(outline: Outline) -> None:
    others = "الأكثر رواجا Trending\nأسعار الذهب ترتفع في الأسواق العالمية"
    assert outline("\n".join((others, HEADLINE, "هاني فريد", BODY)))[:3] == [
        ("furniture", others),
        ("headline", HEADLINE),
        ("byline", "هاني فريد"),
    ]
    subtitle = "رئيس المجلس: صيانة الجسور القديمة تبدأ في الربيع"
    assert outline("\n".join((HEADLINE, subtitle, BODY)))[0] == ("headline", HEADLINE)


def test_comments_of_readers_are_no_part_of_the_report(outline: Outline) -> None:
    comments = "التعليقات (2)\nقارئ\nخطة ممتازة نتمنى أن تبدأ قريبا.\nقارئة\nوماذا عن الطرق؟"
    assert outline("\n".join((HEADLINE, BODY, comments)))[1:] == [("body", BODY), ("furniture", comments)]
    bar = "شارك\nتعليقات\n0"
    assert outline("\n".join((HEADLINE, bar, BODY)))[1:] == [("furniture", bar), ("body", BODY)]


def test_numbers_and_notes_about_the_author_end_the_report(outline: Outline) -> None:
    assert outline("\n".join((HEADLINE, BODY, "12", "0")))[1:] == [("body", BODY), ("furniture", "12\n0")]
    assert outline("\n".join((HEADLINE, BODY, "* كاتب من الشمال")))[2] == ("byline", "* كاتب من الشمال")


def test_a_caption_with_its_owners_is_furniture_at_any_length(outline: Outline) -> None:
    for owners in ("(هاني فريد/ فرانس برس)", "(غيتي)"):
        caption = f"عمال يقفون على جسر المدينة القديم في الصباح قبل ساعات من جلسة المجلس التي أقرت الموازنة {owners}"
        assert outline("\n".join((HEADLINE, caption, BODY)))[1:] == [("furniture", caption), ("body", BODY)]
        assert outline("\n".join((caption, BODY))) == [("furniture", caption), ("body", BODY)]
    sentence = f"{REPORT[1]} (رويترز)"
    assert outline("\n".join((REPORT[0], sentence))) == [("body", f"{REPORT[0]}\n{sentence}")]


def test_a_name_or_a_place_is_no_headline(outline: Outline) -> None:
    for line in ("هاني فريد", "العالم - ليبيا"):
        assert outline("\n".join((line, BODY))) == [("byline", line), ("body", BODY)]


def test_the_site_outranks_the_agency_that_it_prints() -> None:
    assert read(HEADLINE, f"سرايا - {REPORT[0]}", REPORT[1], "(رويترز)").outlet == "سرايا"
    assert read(f"{HEADLINE} | العربية نت", "لندن - رويترز", BODY).outlet == "العربية.نت"
    assert read("بوابة الشمال", HEADLINE, BODY).outlet == "بوابة الشمال"


def test_columns_of_a_line_are_lines(outline: Outline) -> None:
    title = f"\u202dBBC Arabic\u202c - \u202e{HEADLINE}\u202c"
    rest = f'content="{REPORT[0]}" />'
    line = "       ".join(("", title, rest, "الرئيسية", "شارك برأيك", HEADLINE, *REPORT))
    assert [kind for kind, _ in outline(line)] == ["furniture", "headline", "body"]
    assert read(line)[:2] == (HEADLINE, "BBC Arabic")
    row = "    ".join(("سعر الدولار في المصارف", "نتائج مباريات الأمس", "حالة الطقس غدا", HEADLINE, "أسعار الذهب"))
    assert outline("\n".join((row, HEADLINE, BODY)))[0] == ("furniture", row)
    poem = f"{REPORT[0]}     {REPORT[1]}"
    assert outline(poem) == [("body", poem)]
