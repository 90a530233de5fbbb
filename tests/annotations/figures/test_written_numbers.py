"""Values of figures as the news write them: separators, brackets, decimals in words, signs in words, codes."""

from collections.abc import Callable
from typing import Any

import pytest

from annotations.suggestions.figures import quantities
from annotations.suggestions.words import words_of

Proposed = Callable[[str], dict[str, Any]]


@pytest.mark.parametrize(
    ("marked", "attributes"),
    [
        # separators
        ("⟦26،013,94⟧", {"value": 26013.94}),
        ("⟦12،220,13⟧", {"value": 12220.13}),
        ("⟦1،234،567 دينارا⟧", {"value": 1234567, "unit": "دينار"}),
        ("⟦1.234.567,89 يورو⟧", {"value": 1234567.89, "unit": "يورو"}),
        ("⟦12٬345٫67⟧", {"value": 12345.67}),
        ("⟦2،5 في المئة⟧", {"value": 2.5, "unit": "%"}),
        ("⟦12,34,567⟧", {"value": 1234567}),
        ("⟦5،6،7⟧", {}),
        # brackets
        ("بلغ ⟦(5.3) مليار دولار⟧ هذا العام", {"value": 5300000000, "unit": "دولار"}),
        ("⟦[5] ملايين دينار⟧", {"value": 5000000, "unit": "دينار"}),
        ("⟦5 (خمسة) ملايين دينار⟧", {"value": 5000000, "unit": "دينار"}),
        ("⟦خمسة (5) ملايين دينار⟧", {"value": 5000000, "unit": "دينار"}),
        ("⟦20 (عشرون) ألف دولار⟧", {"value": 20000, "unit": "دولار"}),
        # a point in words
        ("⟦اثنان فاصل خمسة في المئة⟧", {"value": 2.5, "unit": "%"}),
        ("⟦عشرة آلاف وخمسمئة وثلاثون فاصلة خمسمئة وعشرة⟧", {"value": 10530.51}),
        ("⟦خمسة فاصلة ثلاثة مليار دولار⟧", {"value": 5300000000, "unit": "دولار"}),
        ("⟦ثلاثة فاصلة صفر خمسة⟧", {"value": 3.05}),
        ("⟦5 فاصل 05 مليون⟧", {"value": 5050000}),
        # a hundred that multiplies
        ("⟦ثلاثة وثلاثين مئة الف⟧", {"value": 3300000}),
        ("⟦33 مئة ألف⟧", {"value": 3300000}),
        # no unit
        ("الطابق ⟦الـ15⟧", {"value": 15}),
        ("⟦والـ 15⟧", {"value": 15}),
        ("⟦١٤٤٥هـ⟧", {"value": 1445}),
        ("⟦2023م⟧", {"value": 2023}),
        ("⟦5 م⟧", {"value": 5, "unit": "م"}),
        # below zero
        ("⟦ناقص 5 بالمئة⟧", {"value": -5, "unit": "%"}),
        ("بنسبة ناقص ⟦5 بالمئة⟧", {"value": -5, "unit": "%"}),
        ("⟦سالب خمس درجات⟧", {"value": -5, "unit": "درجة"}),
        ("⟦5 درجات مئوية تحت الصفر⟧", {"value": -5, "unit": "درجة مئوية"}),
        ("⟦5⟧ دون الصفر", {"value": -5}),
        ("⟦5 درجات⟧ تحت درجة الصفر", {"value": -5, "unit": "درجة"}),
        ("تحت الصفر بـ⟦5 درجات⟧", {"value": -5, "unit": "درجة"}),
        ("تحت الصفر ⟦بخمس درجات⟧", {"value": -5, "unit": "درجة"}),
        ("بين ⟦5 و10 درجات⟧ تحت الصفر", {"value": -10, "value_to": -5, "unit": "درجة"}),
        ("⟦5 درجات⟧ فوق الصفر", {"value": 5, "unit": "درجة"}),
        # approximate
        ("⟦3 آلاف ونيف⟧", {"value": 3000, "approximate": True}),
        ("⟦3 آلاف⟧ ونيف", {"value": 3000, "approximate": True}),
        ("⟦عشرون ونيّف شخصا⟧", {"value": 20, "unit": "شخص", "approximate": True}),
        ("نيف و⟦20 شخصا⟧", {"value": 20, "unit": "شخص", "approximate": True}),
        ("~⟦3 آلاف⟧", {"value": 3000, "approximate": True}),
    ],
)
def test_a_value_is_read_as_it_is_written(proposed: Proposed, marked: str, attributes: dict[str, Any]) -> None:
    assert proposed(marked) == attributes


CODES = [
    "12.5.2023",
    "١٢.٥.٢٠٢٣",
    "12/5/2023",
    "2023-05-12",
    "12 مايو 2023",
    "12-مايو-2023",
    "May 12, 2023",
    "5/2023",
    "2023/2024",
    "12:30",
    "1-800-555-0199",
    "+966501234567",
    "+966 50 123 4567",
    "00966501234567",
    "0501234567",
    "050-123-4567",
    "(966) 501234567",
    "192.168.1.1",
    "10.0.0.255:8080",
    "2001:db8::1",
]


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_no_value_and_is_not_suggested(proposed: Proposed, code: str) -> None:
    text = f"قال {code} ثم"
    assert proposed(f"قال ⟦{code}⟧ ثم") == {}
    assert list(quantities(text, words_of(text, 0, len(text)))) == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("بلغ العجز (5.3) مليار دولار هذا العام", ["(5.3) مليار دولار"]),
        ("دفع 5 (خمسة) ملايين دينار", ["5 (خمسة) ملايين دينار"]),
        ("المادة (5) من القانون", []),
        ("اثنان فاصل خمسة في المئة", ["اثنان فاصل خمسة في المئة"]),
        ("ثلاثة وثلاثين مئة الف", ["ثلاثة وثلاثين مئة الف"]),
        ("تراجع ناقص 5 بالمئة", ["ناقص 5 بالمئة"]),
        ("الحرارة 5 درجات تحت الصفر", ["5 درجات تحت الصفر"]),
        ("بلغ 26،013,94 دينارا", ["26،013,94 دينارا"]),
        ("شارك 3 آلاف ونيف جندي", ["3 آلاف ونيف جندي"]),
    ],
)
def test_a_number_is_suggested_whole(text: str, figures: list[str]) -> None:
    assert [span.of(text) for span in quantities(text, words_of(text, 0, len(text)))] == figures
