"""Where a text says how many, and where it only writes a number."""

import pytest

from annotations.suggestions.figures import quantities
from annotations.suggestions.words import words_of


def found(text: str) -> list[str]:
    return [span.of(text) for span in quantities(text, words_of(text, 0, len(text)))]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("باع 12 كتاباً", ["12 كتاباً"]),
        ("باع ثلاثة كتب", ["ثلاثة كتب"]),
        ("نحو 3 آلاف شخص", ["3 آلاف شخص"]),
        ("نصف مليون متر مكعب", ["نصف مليون متر مكعب"]),
        ("أحد عشر قرناً", ["أحد عشر قرناً"]),
        ("بنسبة ٧٠٪ مما", ["٧٠٪"]),
        ("زاد 7 في المئة", ["7 في المئة"]),
        ("بلغ $5.54 للبرميل", ["$5.54"]),
        ("هبطت إلى −4° ليلاً", ["−4°"]),
        ("بعد شهرين وسنة", ["شهرين"]),
        ("خمسة أشهر ونصف الشهر", ["خمسة أشهر ونصف الشهر"]),
        ("باع ألف كتاب في اليوم", ["ألف كتاب"]),
        ("بسرعة 120 كيلومتراً في الساعة", ["120 كيلومتراً في الساعة"]),
        ("مقابل 163 في المدينة", ["163"]),
    ],
)
def test_a_number_is_found_with_what_it_counts(text: str, figures: list[str]) -> None:
    assert found(text) == figures


@pytest.mark.parametrize("text", ["وستة كتب", "بستة كتب", "لستة كتب", "وبستة كتب"])
def test_the_proclitics_of_a_number_stay_outside(text: str) -> None:
    assert found(text) == ["ستة كتب"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("بين 40 و55 مليون درهم", ["40 و55 مليون درهم"]),
        ("بين 12٪ و15٪ منها", ["12٪ و15٪"]),
        ("بكميات (20 إلى 35 ملم)", ["20 إلى 35 ملم"]),
        ("من 90 إلى 140 ديناراً", ["90", "140 ديناراً"]),
        ("بين +2° و+8° مئوية", ["+2° و+8° مئوية"]),
    ],
)
def test_a_range_is_one_figure_and_a_change_two(text: str, figures: list[str]) -> None:
    assert found(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "في عام 2023",
        "منذ 1987",
        "في 30 أبريل المقبل",
        "عند الساعة 8:30 صباحاً",
        "هاتف 0555-010-199",
        "الطريق رقم 12",
        "الدورة السابعة والثلاثون",
        "دون الثامنة عشرة",
        "كلمة واحدة",
        "قال الوزيران للصحفيين",
        "باع كوستا كتبه",
        "النموذج 7B وحده",
        "من عام ٢٦٣هـ",
    ],
)
def test_dates_times_ordinals_and_names_are_no_figures(text: str) -> None:
    assert found(text) == []


def test_a_definite_noun_belongs_to_the_number_that_qualifies_it() -> None:
    assert found("وصلت الجرار الخمسين أمس") == ["الجرار الخمسين"]
