from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("marked", "value", "value_to", "unit"),
    [
        (
            "⟦أسبوع إلى أسبوعين⟧",  # a week to two weeks
            1,
            2,
            "أسبوع",
        ),
        (
            "⟦يومين أو ثلاثة أيام⟧",  # two days or three
            2,
            3,
            "يوم",
        ),
        (
            "⟦35-40 كيلومتراً⟧",  # a dash between
            35,
            40,
            "كيلومتر",
        ),
        (
            "⟦من 3 إلى 5 ملايين دولار⟧",  # from 3 to 5 millions: both are millions
            3000000,
            5000000,
            "دولار",
        ),
        (
            "⟦500 إلى ألف لاجئ⟧",  # 500 to a thousand: only the second is thousands
            500,
            1000,
            "لاجئ",
        ),
        (
            "⟦800 ألف إلى مليون لاجئ⟧",  # 800 thousand to a million
            800000,
            1000000,
            "لاجئ",
        ),
        (
            "بين ⟦خمسة وعشرين شخصا⟧",  # between five and twenty
            5,
            20,
            "شخص",
        ),
        (
            "بين ⟦مئة وعشرين ومئة وثلاثين دولارا⟧",  # between 120 and 130
            120,
            130,
            "دولار",
        ),
        (
            "بين ⟦12 في المئة و15 في المئة⟧",  # each end with its percent
            12,
            15,
            "%",
        ),
        (
            "⟦9 و10 ملايين طن⟧",  # two numerals that cannot be one number
            9000000,
            10000000,
            "طن",
        ),
    ],
)
def test_a_range_has_both_its_ends(
    proposed: Callable[[str], dict[str, Any]], marked: str, value: int, value_to: int, unit: str
) -> None:
    assert proposed(marked) == {"value": value, "value_to": value_to, "unit": unit}


@pytest.mark.parametrize(
    "marked",
    [
        "⟦10 إلى 5 دولارات⟧",  # from more to less is no range
        "⟦كوفيد-19⟧",  # a name
    ],
)
def test_what_only_looks_like_a_range_has_one_value(proposed: Callable[[str], dict[str, Any]], marked: str) -> None:
    assert "value_to" not in proposed(marked)
