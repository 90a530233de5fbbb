import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.figures import propose
from annotations.samples import sample_corpus
from annotations.text.span import Span

Proposed = Callable[[str], dict[str, Any]]
GOLD = [json.loads(each) for each in (sample_corpus().parent / "gold.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("marked", "value", "unit"),
    [
        (
            "⟦اثنا عشر جندياً⟧",  # twelve soldiers
            12,
            "جندي",
        ),
        (
            "⟦12 جنديا⟧",  # the same in digits, the accusative without its sign
            12,
            "جندي",
        ),
        (
            "⟦مئتا ألف شخص⟧",  # two hundred thousand persons
            200000,
            "شخص",
        ),
        (
            "⟦خمسة ملايين ونصف المليون نسمة⟧",  # five millions and half the million
            5500000,
            "نسمة",
        ),
        (
            "⟦مليار ونصف مليار دولار⟧",  # a billion and half a billion
            1500000000,
            "دولار",
        ),
        (
            "⟦مليون و200 ألف طفل⟧",  # a million and 200 thousand children
            1200000,
            "طفل",
        ),
        (
            "⟦ثلاثة عشر ألفا و450 شخصا⟧",  # thirteen thousand and 450
            13450,
            "شخص",
        ),
        (
            "⟦ألفين وخمسمئة جندي⟧",  # two thousand and five hundred
            2500,
            "جندي",
        ),
        (
            "⟦ألفا وخمسمئة جندي⟧",  # a thousand, in the accusative, and five hundred
            1500,
            "جندي",
        ),
        (
            "⟦ألفا جندي⟧",  # two thousand, before its noun
            2000,
            "جندي",
        ),
        (
            "⟦مليونا دولار⟧",  # two million
            2000000,
            "دولار",
        ),
        (
            "⟦مليوناً⟧",  # a million, in the accusative
            1000000,
            "",
        ),
        (
            "⟦بمليوني دولار⟧",  # with a preposition
            2000000,
            "دولار",
        ),
        (
            "⟦الأربعة والعشرين⟧",  # the twenty-four
            24,
            "",
        ),
        (
            "⟦ثلاثة أرباع المليون⟧",  # three quarters of the million
            750000,
            "",
        ),
        (
            "⟦ثلث مليون⟧",  # a third of a million
            333333.3333333333,
            "",
        ),
        (
            "⟦½ مليون⟧",  # half a million in one code point
            500000,
            "",
        ),
        (
            "⟦صفر⟧",  # zero
            0,
            "",
        ),
        (
            "⟦صاروخين⟧",  # two rockets
            2,
            "صاروخ",
        ),
        (
            "⟦طائرتين⟧",  # two aeroplanes
            2,
            "طائرة",
        ),
        (
            "⟦سنتين⟧",  # two years, not two cents
            2,
            "سنة",
        ),
        (
            "⟦بيتين⟧",  # two houses: the teh is the noun's
            2,
            "بيت",
        ),
        (
            "⟦ساعتين ونصف الساعة⟧",  # two hours and half the hour
            2.5,
            "ساعة",
        ),
        (
            "⟦عام ونصف العام⟧",  # a year and half the year
            1.5,
            "عام",
        ),
        (
            "⟦خمسة وعشرين شخصا⟧",  # twenty-five
            25,
            "شخص",
        ),
        (
            "⟦5 كيلومترات و200 متر⟧",  # what follows the noun is another figure
            5,
            "كيلومتر",
        ),
        (
            "⟦٣٫٥٪⟧",  # Arabic digits, separator and sign
            3.5,
            "%",
        ),
        (
            "⟦٪١٢⟧",  # the sign first
            12,
            "%",
        ),
        (
            "⟦سبعين في المائة⟧",  # percent in words
            70,
            "%",
        ),
        (
            "⟦خمسة وعشرون بالمئة⟧",  # another percent in words
            25,
            "%",
        ),
        (
            "⟦1.250.000 درهم⟧",  # points between groups
            1250000,
            "درهم",
        ),
        (
            "⟦1.250 درهم⟧",  # one point before three digits
            1250,
            "درهم",
        ),
        (
            "⟦1.250 مليار درهم⟧",  # the same before billion
            1250000000,
            "درهم",
        ),
        (
            "⟦0,125 لتر⟧",  # a comma behind nought
            0.125,
            "لتر",
        ),
        (
            "⟦1,234.5 دولار⟧",  # both separators
            1234.5,
            "دولار",
        ),
        (
            "⟦1 000 000 نسمة⟧",  # blanks between groups
            1000000,
            "نسمة",
        ),
        (
            "⟦۱۲۳ تومان⟧",  # Persian digits
            123,
            "تومان",
        ),
        (
            "⟦$1.2 billion⟧",  # English
            1200000000,
            "$",
        ),
        (
            "⟦$5M⟧",  # abbreviated
            5000000,
            "$",
        ),
        (
            "⟦USD 5,000⟧",  # a currency's code
            5000,
            "USD",
        ),
        (
            "⟦699 د.إ⟧",  # a currency's abbreviation
            699,
            "د.إ",
        ),
        (
            "⟦500 مليون دولار أمريكي⟧",  # the country makes the currency
            500000000,
            "دولار أمريكي",
        ),
        (
            "⟦−4°⟧",  # a sign and a degree
            -4,
            "°",
        ),
        (
            "⟦19.5° مئوية⟧",  # degrees Celsius
            19.5,
            "° مئوية",
        ),
        (
            "⟦-5 درجات مئوية⟧",  # the same in words, plural
            -5,
            "درجة مئوية",
        ),
        (
            "⟦25 °C⟧",  # the same in Latin
            25,
            "°C",
        ),
        (
            "⟦10 كيلومترات مربعة⟧",  # the adjective agrees with the singular
            10,
            "كيلومتر مربع",
        ),
        (
            "⟦نقطتين مئويتين⟧",  # noun and adjective in the dual
            2,
            "نقطة مئوية",
        ),
        (
            "⟦مئة كيلومتر في الساعة⟧",  # a rate
            100,
            "كيلومتر في الساعة",
        ),
        (
            "⟦85 كلم/س⟧",  # a rate, abbreviated
            85,
            "كلم/س",
        ),
        (
            "⟦خمس طائرات مسيرة⟧",  # the adjective stays out
            5,
            "طائرة",
        ),
        (
            "⟦الجرار الخمسين⟧",  # the noun before its number
            50,
            "جرة",
        ),
        (
            "⟦أعضائها السبعة⟧",  # the same with a pronoun
            7,
            "عضو",
        ),
        (
            "⟦1,850 معلماً ومعلمة⟧",  # two nouns
            1850,
            "معلم",
        ),
    ],
)
def test_the_words_of_a_figure_say_its_value_and_unit(proposed: Proposed, marked: str, value: float, unit: str) -> None:
    attributes = proposed(marked)
    assert attributes == {"value": value, **({"unit": unit} if unit else {})}
    assert type(attributes["value"]) is type(value)


@pytest.mark.parametrize(
    "marked",
    [
        "⟦كلام⟧",  # words
        "⟦مئات الآلاف⟧",  # hundreds of thousands
        "⟦بضعة آلاف⟧",  # some thousands
        "⟦ساعة⟧",  # an hour
        "⟦...⟧",
    ],
)
def test_nothing_is_proposed_where_no_number_is_said(proposed: Proposed, marked: str) -> None:
    assert proposed(marked) == {}


def test_a_span_beyond_the_text_proposes_nothing() -> None:
    assert propose("5", Span(3, 9)) == {}


def test_a_code_of_many_digits_is_no_quantity(proposed: Proposed) -> None:
    assert proposed("⟦" + "9" * 10_000 + "⟧") == {}


def test_nearly_all_gold_figures_are_proposed_as_they_were_annotated() -> None:
    names = ("value", "value_to", "unit", "approximate")
    agreed = dict.fromkeys(names, 0)
    figures = [(row["text"], span) for row in GOLD for span in row["spans"] if span["label"] == "figure"]
    for text, span in figures:
        attributes = propose(text, Span(span["start"], span["end"]))
        for name in names:
            agreed[name] += attributes.get(name) == span["attributes"].get(name)
    assert min(agreed.values()) >= 0.98 * len(figures), agreed


PIECES = st.sampled_from(
    (
        "ألف مليونا مئة خمسة عشرون نصف ونصف و وعشرة ملايين يومين أشهر في المئة بالمئة إلى أو بين من عدد الناس د.إ صفر"
        " 5 0 1,200 \u0663\u066b\u0665 1/0 1/2 \xbd \xb2 % $ \xb0 - \u2212 + . , $5M \u064b \u0627 \u200f \u2044 \u0640"
    ).split(" ")
)
TEXTS = st.one_of(
    st.text(), st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "\n"])).map("".join), max_size=12).map("".join)
)


@given(TEXTS, st.integers(0, 20), st.integers(1, 60))
def test_whatever_the_text_a_proposal_is_well_formed(text: str, start: int, length: int) -> None:
    attributes = propose(text, Span(start, start + length))
    assert attributes.keys() <= {"value", "value_to", "unit", "approximate"}
    assert json.loads(json.dumps(attributes)) == attributes
    if attributes:
        assert type(attributes["value"]) in {int, float}
        assert attributes.get("unit", "%")
        assert attributes.get("approximate", True) is True
        if "value_to" in attributes:
            assert attributes["value"] < attributes["value_to"]


@given(st.integers(1, 999), st.integers(1, 3), st.sampled_from([("ألف", 3), ("مليون", 6), ("مليار", 9)]))
def test_decimals_times_a_scale_stay_exact(
    proposed: Proposed, digits: int, places: int, scale: tuple[str, int]
) -> None:
    word, power = scale
    written = f"{digits // 10**places}.{digits % 10**places:0{places}d}"
    assert proposed(f"\u27e6{written} {word}\u27e7")["value"] == Fraction(digits * 10**power, 10**places)
