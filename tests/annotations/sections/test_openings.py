"""The agency and the day before the first sentence of a report."""

import pytest

from annotations.sections.openings import opening_day, opening_outlet

SAID = "أعلن الوزير خطة جديدة لدعم الصادرات."


@pytest.mark.parametrize(
    ("opening", "outlet"),
    [
        ("القاهرة - (رويترز) - ", "رويترز"),
        ("(أ ف ب): ", "أ ف ب"),
        ("دبي، الإمارات العربية المتحدة (CNN)-- ", "CNN"),
        ("الكويت - 12 - 5 (كونا) -- ", "كونا"),
        ("رام الله 5-2-2023 وفا- ", "وفا"),
        ("دمشق-سانا ", "سانا"),
        ("القاهرة 5 مايو 2023 (أ ش أ): ", "أ ش أ"),
        ("السومرية نيوز/ بغداد ", "السومرية نيوز"),
        ("سرايا - ", "سرايا"),
        ("النيل برس – المغرب. ", "النيل برس"),
        ('دبي "ط.ق.ر": ', "ط.ق.ر"),
        ("", ""),
        ("القاهرة - ", ""),
        ("قالت وكالة «رويترز»: ", ""),
        ("ذكرت الجزيرة - نقلا عن مصادر - ", ""),
        ("الجزيرة الخضراء - ", ""),
    ],
)
def test_the_outlet_stands_before_the_first_sentence(opening: str, outlet: str) -> None:
    assert opening_outlet(opening + SAID) == outlet


def test_a_day_beside_the_agency_is_that_of_the_report() -> None:
    assert opening_day(f"رام الله 5-2-2023 وفا- {SAID}") == "2023-02-05"
    assert opening_day(f"في 5-2-2023 {SAID}") == ""
