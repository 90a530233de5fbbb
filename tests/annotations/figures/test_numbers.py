import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.figures.numbers import Number, read
from annotations.figures.numerals import tokens

ONES = "واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة".split()
FEMININE = "واحدة اثنتان ثلاث أربع خمس ست سبع ثماني تسع".split()
TENS = "عشر ثلاث أربع خمس ست سبع ثمان تسع".split()
SCALES = (
    (10**12, "تريليون", "تريليونات"),
    (10**9, "مليار", "مليارات"),
    (10**6, "مليون", "ملايين"),
    (10**3, "ألف", "آلاف"),
)
AND = " و"


def spelled(number: int, *, feminine: bool, oblique: bool, fused: bool) -> str:
    """A number up to the thousands of billions in words, as newspapers spell it, without vowel signs."""
    case = "ين" if oblique else "ان"
    parts = []
    for scale, one, several in SCALES:
        times, number = divmod(number, scale)
        if times == 1:
            parts.append(one)
        elif times == 2:
            parts.append(one + case)
        elif 3 <= times <= 10:
            parts.append(f"{below_thousand(times, False, oblique, fused)} {several}")
        elif times:
            parts.append(f"{below_thousand(times, False, oblique, fused)} {one}")
    if number:
        parts.append(below_thousand(number, feminine, oblique, fused))
    return AND.join(parts)


def below_thousand(number: int, feminine: bool, oblique: bool, fused: bool) -> str:
    hundreds, number = divmod(number, 100)
    parts = []
    if hundreds:
        case = "ين" if oblique else "ان"
        several = FEMININE[hundreds - 1] + ("مئة" if fused else " مائة")
        parts.append({1: "مئة", 2: "مئت" + case}.get(hundreds, several))
    ones = FEMININE if feminine else ONES
    ten = "عشرة" if feminine else "عشر"
    if number == 10:
        parts.append("عشر" if feminine else "عشرة")
    elif number == 11:
        parts.append(("إحدى " if feminine else "أحد ") + ten)
    elif number == 12:
        parts.append(("اثنتا " if feminine else "اثنا ") + ten)
    elif 12 < number < 20:
        parts.append(f"{ones[number - 11]} {ten}")
    elif number:
        tens, number = divmod(number, 10)
        if number:
            parts.append(ones[number - 1])
        if tens:
            parts.append(TENS[tens - 2] + ("ين" if oblique else "ون"))
    return AND.join(parts)


def number_in(text: str) -> Number:
    number = read(tokens(text), 0)
    assert number is not None
    return number


@given(
    st.one_of(st.integers(1, 2000), st.integers(1, 10**15 - 1)),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_a_number_in_words_is_read_whole(value: int, feminine: bool, oblique: bool, fused: bool) -> None:
    words = spelled(value, feminine=feminine, oblique=oblique, fused=fused)
    number = number_in(words)
    assert (number.value, number.end) == (value, len(words.split()))
    assert number.value % number.scale == 0


DIGITS = [
    str.maketrans("0123456789", "".join(chr(zero + digit) for digit in range(10))) for zero in (0x30, 0x660, 0x6F0)
]


@given(
    st.integers(0, 10**15),
    st.sampled_from(DIGITS),
    st.sampled_from([",", "\u066c", "\xa0", "\u202f", " ", "'", "\u060c"]),
)
def test_groups_of_digits_are_one_number(value: int, digits: dict[int, int], separator: str) -> None:
    written = f"{value:,}".translate(digits).replace(",", separator)
    assert number_in(written).value == value


@given(
    st.integers(0, 10**6),
    st.integers(0, 99),
    st.sampled_from(DIGITS),
    st.sampled_from([",.", "\u066c\u066b", ".,", " ,"]),
)
def test_decimals_are_told_from_groups(whole: int, hundredths: int, digits: dict[int, int], separators: str) -> None:
    group, point = separators
    written = f"{whole:,}".replace(",", group) + point + f"{hundredths:02d}"
    assert number_in(written.translate(digits)).value * 100 == whole * 100 + hundredths


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("خمسة وعشرة", 1),  # five and ten are two numbers
        ("خمسة وستة", 1),  # so are five and six
        ("9 و10", 1),  # and two numerals
        ("عشرون وثلاثون", 1),  # twenty and thirty
        ("مئة وألف", 1),  # what is joined has to be less
        ("ثلاثة أشهر", 1),  # a noun ends it
        ("ألف مليون", 2),  # a scale of a scale
        ("خمسة ونصف", 2),  # a fraction joins anything
        ("مليون و200 ألف", 4),  # numerals join behind a scale
    ],
)
def test_words_that_make_no_number_together_are_left(text: str, end: int) -> None:
    assert number_in(text).end == end


@pytest.mark.parametrize("text", ["آلاف", "ملايين", "أرباع", "كلمة", "الأحد", "الإثنين", "", "٬", "1\u20440", "9" * 41])
def test_what_says_no_number_by_itself_is_none(text: str) -> None:
    assert read(tokens(text), 0) is None


def test_a_number_knows_the_scale_that_another_may_share() -> None:
    five_thousand = number_in("5 آلاف")
    assert (five_thousand.scale, five_thousand.ends_in_scale) == (1000, True)
    in_two_parts = number_in("مليون و200 ألف")
    assert (in_two_parts.scale, in_two_parts.ends_in_scale) == (1, True)
    assert (number_in("خمسون").scale, number_in("خمسون").ends_in_scale) == (1, False)
