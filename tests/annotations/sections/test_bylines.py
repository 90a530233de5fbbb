"""Lines that name the author, the place and the outlet, and lines that only look like them."""

import pytest

from annotations.sections.bylines import Likeness, likeness, outlets_in
from annotations.sections.folding import fold

SURE = (
    "أ ش أ",
    "القاهرة - أ ش أ",
    "القاهرة - (أ ش أ):",
    "(رويترز)",
    "بي بي سي :",
    "عمان - بترا",
    "دمشق/ سانا",
    "مراسل الجزيرة نت - غزة",
    "الرياض ـ واس",
    "«الاقتصادية» من الرياض",
    "لندن: «الشرق الأوسط»",
    "عكاظ (جدة)",
    "هاني فريد- سبق- الطائف:",
    "فرانس24/ أ ف ب",
    "عين اليوم – متابعات",
    "كتب ـ هاني فريد:",
    "كتبت- منى فريد وسلمى حسن",
    "تغطية خاصة : هاني فريد - سامي حسن",
    "ترجمة منى فريد",
    "النيل برس - القاهرة",
    "Reuters - Cairo",
    "دفتر الشمال/سلمى حسن",
    "الشمال_متابعات",
    "خاص بـ«الشرق الأوسط»",
    "حوار: سلمى حسن",
)
LIKELY = (
    "هاني فريد",
    "د. منى حسن فريد",
    "هاني فريد (صنعاء)",
    "واشنطن: هاني فريد",
    "تبوك - ناعم الحربي:",
    "عبد الرحمن بن خالد",
    "سطام الحربي",
    "فواز بن سعد",
    "جاسر عبدالعزيز الجاسر",
)
NONE = (
    "قناة السويس",
    "القاهرة",
    "وزير الاقتصاد",
    "نادي القادسي",
    "موريتانيا: السياحة في خدمة الاقتصاد الوطني الجديد",
    "صور: وزير الاقتصاد في المصنع",
    "وزير الاقتصاد يعلن خطة جديدة لدعم الصادرات",
    "هاني فريد يعلن خطة جديدة",
    "قال هاني فريد لرويترز",
    "تقرير: الوزير يريد خطة جديدة",
    "مدير جديد لصحيفة «عكاظ»",
    "عيادة السكري",
    'كتب: "هاني فريد"',
    "اقتصاد - سياسة - رياضة",
    "2023",
    "",
    "...",
)


@pytest.mark.parametrize("line", SURE)
def test_a_line_with_an_outlet_an_office_or_a_label_names_the_author(line: str) -> None:
    assert likeness(fold(line)) is Likeness.SURE


@pytest.mark.parametrize("line", LIKELY)
def test_a_name_alone_or_with_a_place_is_likely_that_of_the_author(line: str) -> None:
    assert likeness(fold(line)) is Likeness.LIKELY


@pytest.mark.parametrize("line", NONE)
def test_other_short_lines_name_nobody(line: str) -> None:
    assert likeness(fold(line)) is Likeness.NONE


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("ا ف ب", "أ ف ب"),
        ("أ.ف.ب:", "أ ف ب"),
        ("باريس - (أ ف ب)", "أ ف ب"),
        ("بي بي سي :", "بي بي سي"),
        ("القاهرة - مكتب الجزيرة", "الجزيرة"),
        ("مراسل الجزيرة نت - غزة", "الجزيرة نت"),
        ("لندن: «الشرق الأوسط»", "الشرق الأوسط"),
        ("سبق- وكالات:", "سبق"),
        ("الرياض - واس", "واس"),
        ("المدينة - الوئام:", "الوئام"),
        ("صحيفة عكاظ", "عكاظ"),
        ("العربية نت - وكالات", "العربية.نت"),
        ("الرياض - هاني فريد", ""),
        ("الرياض", ""),
        ("قناة السويس", ""),
        ("وكالة الفضاء - القاهرة", ""),
        ("شبكة الكهرباء", ""),
    ],
)
def test_an_outlet_has_one_spelling_and_no_marks(line: str, outlet: str) -> None:
    assert next(outlets_in(line), "") == outlet
