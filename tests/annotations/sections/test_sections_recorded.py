"""Pages put together at random have the sections that were recorded of them: what makes it quicker changes none.

After a change of the rules that is meant, run this file as a program (`PYTHONPATH=. python` and its name) and read the
difference of what it records.
"""

import json
import random
from pathlib import Path

import pytest

from annotations.sections.sections import find_sections

RECORDED = Path(__file__).with_name("sections_recorded.json")
PAGES = 200

BEGINNINGS = (
    "", "", "", "", "* ", "\ufeff", " ", "\u200f", "\u2014 ", "\"", "12 ", "كتب ", "كتبت: ",
    "بقلم ", "By ", "المصدر: ", "الم\u0640صدر : ", "اقرأ أيضاً: ", "كلمات مفتاحية: ", "TAGS: ",
    "للمزيد: ", "تابعونا ", "صورة أرشيفية ", "Related: ", "@name ", "تصوير: ", "رويترز ",
    "أ ف ب - ", "تاريخ النشر: ", "شارك ", "#a { ", "View this post on ",
)  # fmt: skip
MIDDLES = (
    "الوزير", "يعلن", "خطة", "جديدة", "لِدعمِ", "المزارعين", "في", "الشمال", "وقال", "تحدث", "نشرت",
    "12", "٢٠٢٣", "11/09/2023", "١١", "مايو", "2024", "الأحد", "منذ", "ساعة", "رويترز", "شارك",
    "فيسبوك", "تويتر", "أخبار", "رياضة", "\u00a9", "Getty Images", "/Getty Images",
    "copyright 2023", "(@name)", "May 1, 2024", "\u2014", "pic.twitter.com/a1B2", "https://t.co/x1",
    "#وسم", "المصدر:", "Sources :", "{color: red}", ".a{b:c}", "***", "\u2026", "\U0001f3fd",
    "\u0301", "Σ", "İ", "\xa0", "\t", "  ", "x", "BBC", "اقرأ أيضا", "(رويترز)", "صورة تعبيرية",
    "الرئيسية /", "سياسة >", "a\u0640b", "المقبل،", "\"قال\"", "تحديث", "بتوقيت غرينتش", "كمال",
    "علي",
)  # fmt: skip
ENDS = ("", "", "", "", ".", ".", ".", "؟", "...", ":", "؛", ".\"", "»", ")", " )", "!", " ", "\u200f")  # fmt: skip
WHOLE = (
    "11 مايو 2024", "الأحد، 11/09/2023 12:30", "الشمال - 11 مايو/أيار 2024", "تاريخ النشر", "منذ 3 ساعات",
    "تاريخ النشر: 11/09/2023", "إعلان", "مواضيع ذات صلة", "كتب علي كمال", "الرئيسية / سياسة / أخبار",
    "المصدر", "رويترز", "علي كمال", "--", "JUST IN #talks https://t.co/x1", "}",
)  # fmt: skip
LINE_ENDS = ("\n", "\n", "\n", "\n\n", "\n \n", "\r\n", "\u2028", "\x85", "\r")
LENGTHS = (1, 2, 3, 4, 7, 12, 20, 45, 80)


def page(number: int) -> str:
    """A page of up to 24 lines, some of them one after another the same."""
    chance = random.Random(number)
    lines: list[str] = []
    for _ in range(chance.randint(0, 24)):
        again = bool(lines) and chance.random() < 0.1
        words = " ".join(chance.choices(MIDDLES[:12] if chance.random() < 0.4 else MIDDLES, k=chance.choice(LENGTHS)))
        made = chance.choice(BEGINNINGS) + words + chance.choice(ENDS)
        made = chance.choice(WHOLE) if chance.random() < 0.2 else made
        lines.append(chance.choice(lines) if again else made + chance.choice(LINE_ENDS))
    return "".join(lines)


def outcome(number: int) -> str:
    return " ".join(f"{section.kind}:{section.start}-{section.end}" for section in find_sections(page(number)))


@pytest.mark.parametrize("first", range(0, PAGES, 50))
def test_the_sections_of_generated_pages_are_those_recorded(first: int) -> None:
    recorded = json.loads(RECORDED.read_text(encoding="ascii"))
    assert len(recorded) == PAGES
    for number in range(first, first + 50):
        assert outcome(number) == recorded[number], f"page {number}"


if __name__ == "__main__":
    RECORDED.write_text(json.dumps([outcome(number) for number in range(PAGES)], indent=0) + "\n", encoding="ascii")
