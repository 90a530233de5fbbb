import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.figures import propose
from annotations.samples import sample_corpus
from annotations.span import Span

GOLD = [json.loads(each) for each in (sample_corpus().parent / "gold.jsonl").read_text("utf-8").splitlines()]


def proposed(marked: str) -> dict[str, Any]:
    """What is proposed for the figure between the marks of a text."""
    before, _, rest = marked.partition("\u27e6")
    figure, _, behind = rest.partition("\u27e7")
    return dict(propose(before + figure + behind, Span(len(before), len(before) + len(figure))))


@pytest.mark.parametrize(
    ("marked", "value", "value_to", "unit"),
    [
        (
            "⟦اثنا عشر جندياً⟧",  # twelve soldiers
            12,
            None,
            "جندي",
        ),
        (
            "⟦12 جنديا⟧",  # the same in digits, the accusative without its sign
            12,
            None,
            "جندي",
        ),
        (
            "⟦مئتا ألف شخص⟧",  # two hundred thousand persons
            200000,
            None,
            "شخص",
        ),
        (
            "⟦خمسة ملايين ونصف المليون نسمة⟧",  # five millions and half the million
            5500000,
            None,
            "نسمة",
        ),
        (
            "⟦مليار ونصف مليار دولار⟧",  # a billion and half a billion
            1500000000,
            None,
            "دولار",
        ),
        (
            "⟦مليون و200 ألف طفل⟧",  # a million and 200 thousand children
            1200000,
            None,
            "طفل",
        ),
        (
            "⟦ثلاثة عشر ألفا و450 شخصا⟧",  # thirteen thousand and 450
            13450,
            None,
            "شخص",
        ),
        (
            "⟦ألفين وخمسمئة جندي⟧",  # two thousand and five hundred
            2500,
            None,
            "جندي",
        ),
        (
            "⟦ألفا وخمسمئة جندي⟧",  # a thousand, in the accusative, and five hundred
            1500,
            None,
            "جندي",
        ),
        (
            "⟦ألفا جندي⟧",  # two thousand, before its noun
            2000,
            None,
            "جندي",
        ),
        (
            "⟦مليونا دولار⟧",  # two million
            2000000,
            None,
            "دولار",
        ),
        (
            "⟦مليوناً⟧",  # a million, in the accusative
            1000000,
            None,
            "",
        ),
        (
            "⟦بمليوني دولار⟧",  # with a preposition
            2000000,
            None,
            "دولار",
        ),
        (
            "⟦الأربعة والعشرين⟧",  # the twenty-four
            24,
            None,
            "",
        ),
        (
            "⟦ثلاثة أرباع المليون⟧",  # three quarters of the million
            750000,
            None,
            "",
        ),
        (
            "⟦ثلث مليون⟧",  # a third of a million
            333333.3333333333,
            None,
            "",
        ),
        (
            "⟦½ مليون⟧",  # half a million in one code point
            500000,
            None,
            "",
        ),
        (
            "⟦صفر⟧",  # zero
            0,
            None,
            "",
        ),
        (
            "⟦صاروخين⟧",  # two rockets
            2,
            None,
            "صاروخ",
        ),
        (
            "⟦طائرتين⟧",  # two aeroplanes
            2,
            None,
            "طائرة",
        ),
        (
            "⟦سنتين⟧",  # two years, not two cents
            2,
            None,
            "سنة",
        ),
        (
            "⟦بيتين⟧",  # two houses: the teh is the noun's
            2,
            None,
            "بيت",
        ),
        (
            "⟦ساعتين ونصف الساعة⟧",  # two hours and half the hour
            2.5,
            None,
            "ساعة",
        ),
        (
            "⟦عام ونصف العام⟧",  # a year and half the year
            1.5,
            None,
            "عام",
        ),
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
            "⟦خمسة وعشرين شخصا⟧",  # twenty-five
            25,
            None,
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
        (
            "⟦5 كيلومترات و200 متر⟧",  # what follows the noun is another figure
            5,
            None,
            "كيلومتر",
        ),
        (
            "⟦٣٫٥٪⟧",  # Arabic digits, separator and sign
            3.5,
            None,
            "%",
        ),
        (
            "⟦٪١٢⟧",  # the sign first
            12,
            None,
            "%",
        ),
        (
            "⟦سبعين في المائة⟧",  # percent in words
            70,
            None,
            "%",
        ),
        (
            "⟦خمسة وعشرون بالمئة⟧",  # another percent in words
            25,
            None,
            "%",
        ),
        (
            "⟦1.250.000 درهم⟧",  # points between groups
            1250000,
            None,
            "درهم",
        ),
        (
            "⟦1.250 درهم⟧",  # one point before three digits
            1250,
            None,
            "درهم",
        ),
        (
            "⟦1.250 مليار درهم⟧",  # the same before billion
            1250000000,
            None,
            "درهم",
        ),
        (
            "⟦0,125 لتر⟧",  # a comma behind nought
            0.125,
            None,
            "لتر",
        ),
        (
            "⟦1,234.5 دولار⟧",  # both separators
            1234.5,
            None,
            "دولار",
        ),
        (
            "⟦1 000 000 نسمة⟧",  # blanks between groups
            1000000,
            None,
            "نسمة",
        ),
        (
            "⟦۱۲۳ تومان⟧",  # Persian digits
            123,
            None,
            "تومان",
        ),
        (
            "$⟦500⟧",  # the currency before the span
            500,
            None,
            "$",
        ),
        (
            "⟦$1.2 billion⟧",  # English
            1200000000,
            None,
            "$",
        ),
        (
            "⟦$5M⟧",  # abbreviated
            5000000,
            None,
            "$",
        ),
        (
            "⟦USD 5,000⟧",  # a currency's code
            5000,
            None,
            "USD",
        ),
        (
            "⟦699 د.إ⟧",  # a currency's abbreviation
            699,
            None,
            "د.إ",
        ),
        (
            "⟦500 مليون دولار أمريكي⟧",  # the country makes the currency
            500000000,
            None,
            "دولار أمريكي",
        ),
        (
            "⟦−4°⟧",  # a sign and a degree
            -4,
            None,
            "°",
        ),
        (
            "⟦19.5° مئوية⟧",  # degrees Celsius
            19.5,
            None,
            "° مئوية",
        ),
        (
            "⟦-5 درجات مئوية⟧",  # the same in words, plural
            -5,
            None,
            "درجة مئوية",
        ),
        (
            "⟦25 °C⟧",  # the same in Latin
            25,
            None,
            "°C",
        ),
        (
            "⟦10 كيلومترات مربعة⟧",  # the adjective agrees with the singular
            10,
            None,
            "كيلومتر مربع",
        ),
        (
            "⟦نقطتين مئويتين⟧",  # noun and adjective in the dual
            2,
            None,
            "نقطة مئوية",
        ),
        (
            "⟦مئة كيلومتر في الساعة⟧",  # a rate
            100,
            None,
            "كيلومتر في الساعة",
        ),
        (
            "⟦85 كلم/س⟧",  # a rate, abbreviated
            85,
            None,
            "كلم/س",
        ),
        (
            "⟦خمس طائرات مسيرة⟧",  # the adjective stays out
            5,
            None,
            "طائرة",
        ),
        (
            "⟦الجرار الخمسين⟧",  # the noun before its number
            50,
            None,
            "جرة",
        ),
        (
            "⟦أعضائها السبعة⟧",  # the same with a pronoun
            7,
            None,
            "عضو",
        ),
        (
            "⟦1,850 معلماً ومعلمة⟧",  # two nouns
            1850,
            None,
            "معلم",
        ),
        (
            "⟦100⟧ دولار",  # the noun behind the span
            100,
            None,
            "دولار",
        ),
        (
            "⟦ثلاثة آلاف⟧ من الموظفين",  # of what it is a part
            3000,
            None,
            "موظف",
        ),
        (
            "⟦3⟧ إلى 5 ملايين دولار",  # the other end behind the span
            3000000,
            None,
            "دولار",
        ),
        (
            "دون سن ⟦35⟧",  # an age
            35,
            None,
            "سنة",
        ),
        (
            "عدد السياح ⟦18 ألفاً⟧",  # the number of tourists
            18000,
            None,
            "سائح",
        ),
        (
            "27 ألف جنيه للجمعية و⟦9 آلاف⟧ للتاجر",  # the noun of the last number
            9000,
            None,
            "جنيه",
        ),
    ],
)
def test_the_words_of_a_figure_say_its_value_and_unit(
    marked: str, value: float, value_to: float | None, unit: str
) -> None:
    expected = {"value": value, "value_to": value_to, "unit": unit}
    attributes = proposed(marked)
    assert {name: attributes.get(name) for name in expected} == {**expected, "unit": unit or None}
    assert type(attributes["value"]) is type(value)


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
def test_words_around_a_figure_say_that_it_is_approximate(marked: str) -> None:
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
def test_other_words_say_nothing_of_the_kind(marked: str) -> None:
    assert "approximate" not in proposed(marked)


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
def test_nothing_is_proposed_where_no_number_is_said(marked: str) -> None:
    assert proposed(marked) == {}


def test_a_span_beyond_the_text_proposes_nothing() -> None:
    assert propose("5", Span(3, 9)) == {}


def test_a_code_of_many_digits_is_no_quantity() -> None:
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
def test_decimals_times_a_scale_stay_exact(digits: int, places: int, scale: tuple[str, int]) -> None:
    word, power = scale
    written = f"{digits // 10**places}.{digits % 10**places:0{places}d}"
    assert proposed(f"\u27e6{written} {word}\u27e7")["value"] == Fraction(digits * 10**power, 10**places)
