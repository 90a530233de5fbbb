import pytest

from annotations.figures.nouns import Form, is_noun, of_two, singular


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("أشهر", "شهر"),  # months, from the table
        ("جامعات", "جامعة"),  # universities
        ("انفجارات", "انفجار"),  # explosions: a verbal noun
        ("استثمارات", "استثمار"),  # investments
        ("استشارات", "استشارة"),  # consultations: one of a hollow root
        ("تصريحات", "تصريح"),  # statements
        ("إعلانات", "إعلان"),  # announcements
        ("إصابات", "إصابة"),  # injuries
        ("كيلومترات", "كيلومتر"),  # kilometres
        ("مهندسين", "مهندس"),  # engineers
        ("مراسلون", "مراسل"),  # correspondents
        ("الموظفين", "موظف"),  # the employees
        ("أعضائها", "عضو"),  # her members
        ("أنصاره", "نصير"),  # his supporters
        ("قوانين", "قانون"),  # laws: no sound plural
        ("بساتين", "بساتين"),  # orchards: nor is this, which the table does not know
    ],
)
def test_the_singular_of_a_plural_is_found(plural: str, expected: str) -> None:
    assert singular(plural, Form.PLURAL) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("دولار", "دولار"),  # dollar
        ("دولارا", "دولار"),  # the same in the accusative
        ("كتاب", "كتاب"),  # book, though also the plural of writer
        ("نسمة", "نسمة"),  # soul, which the table does not know
        ("مقاتلا", "مقاتل"),  # nor does it know a fighter in the accusative
        ("كاميرا", "كاميرا"),  # camera: the alef is the noun's
    ],
)
def test_a_singular_stays_without_its_ending(word: str, expected: str) -> None:
    assert singular(word, Form.ACCUSATIVE) == expected


def test_only_the_accusative_loses_an_alef_that_the_table_does_not_explain() -> None:
    assert singular("مافيا", Form.GENITIVE) == "مافيا"  # mafia


@pytest.mark.parametrize(
    ("dual", "expected"),
    [
        ("شهرين", "شهر"),  # two months
        ("كلمتان", "كلمة"),  # two words
        ("صوتين", "صوت"),  # two votes: the teh is the noun's
        ("القرارين", "قرار"),  # the two decisions
        ("سودانين", "سودان"),  # a noun that the table does not know
        ("فدادين", None),  # a plural
        ("شهر", None),  # a singular
        ("إنسان", None),  # a singular that ends like a dual
    ],
)
def test_the_singular_of_a_dual_is_found(dual: str, expected: str | None) -> None:
    assert of_two(dual) == expected


def test_the_table_knows_its_nouns_in_every_number() -> None:
    assert all(map(is_noun, ["شهر", "أشهر", "دولارا"]))  # month, months, dollar in the accusative
    assert not is_noun("كلام")  # talk
