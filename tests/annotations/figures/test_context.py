from collections.abc import Callable
from typing import Any

import pytest

Proposed = Callable[[str], dict[str, Any]]


@pytest.mark.parametrize(
    "marked",
    [
        "نحو ⟦مئة⟧",  # about
        "بنحو ⟦مئة⟧",  # by about
        "وحوالي ⟦مئة⟧",  # and about
        "قرابة ⟦مئة⟧",  # nearly
        "زهاء ⟦مئة⟧",  # some
        "ما يقارب ⟦مئة⟧",  # what comes near
        "أكثر من ⟦مئة⟧",  # more than
        "لأقل من ⟦مئة⟧",  # for less than
        "نحو ما بين ⟦مئة ومئتين⟧",  # about between
        "ما لا يقل عن ⟦مئة⟧",  # no less than
        "لا يقل عمقه عن ⟦مترين⟧",  # its subject between
        "يزيد عدد التلاميذ على ⟦مئة⟧",  # is higher than
        "قد يتجاوز ⟦مئة⟧",  # may go beyond
        "ستتخطى الكلفة ⟦مئة⟧",  # will go beyond
        "⟦مئة⟧ على الأقل",  # at least
        "⟦مئة طائرة⟧ جديدة على الأقل",  # an adjective between
        "⟦مئة⟧ تقريباً",  # nearly
        "⟦نحو مئة⟧",  # inside the span
        "⟦مئة دولار تقريبا⟧",  # the same
    ],
)
def test_words_around_a_figure_say_that_it_is_approximate(proposed: Proposed, marked: str) -> None:
    assert proposed(marked)["approximate"] is True


@pytest.mark.parametrize(
    "marked",
    [
        "⟦مئة⟧ فقط",  # only
        "دون ⟦مئة⟧",  # below
        "من ⟦مئة⟧",  # from
        "أكثر، من ⟦مئة⟧",  # another clause
        "تجاوز الأزمة في ⟦مئة⟧ يوم",  # got over something in a hundred days
        "⟦مئة⟧، تقريباً",  # another clause
        "يتجاوز مئة من ⟦مئتين⟧",  # another number is bounded
    ],
)
def test_other_words_say_nothing_of_the_kind(proposed: Proposed, marked: str) -> None:
    assert "approximate" not in proposed(marked)


@pytest.mark.parametrize(
    ("marked", "value", "unit"),
    [
        (
            "$⟦500⟧",  # the currency before the span
            500,
            "$",
        ),
        (
            "⟦100⟧ دولار",  # the noun behind the span
            100,
            "دولار",
        ),
        (
            "⟦ثلاثة آلاف⟧ من الموظفين",  # of what it is a part
            3000,
            "موظف",
        ),
        (
            "⟦3⟧ إلى 5 ملايين دولار",  # the other end behind the span
            3000000,
            "دولار",
        ),
        (
            "دون سن ⟦35⟧",  # an age
            35,
            "سنة",
        ),
        (
            "عدد السياح ⟦18 ألفاً⟧",  # the number of tourists
            18000,
            "سائح",
        ),
        (
            "27 ألف جنيه للجمعية و⟦9 آلاف⟧ للتاجر",  # the noun of the last number
            9000,
            "جنيه",
        ),
        (
            "3 آلاف عسكري ثم ⟦11 ألفا آخرين⟧",  # others, of what the last number counts
            11000,
            "عسكري",
        ),
    ],
)
def test_the_words_around_a_figure_without_a_noun_say_its_unit(
    proposed: Proposed, marked: str, value: int, unit: str
) -> None:
    assert proposed(marked) == {"value": value, "unit": unit}
