"""Lines worked out by hand from UAX #9.

As there, capitals stand for Arabic letters (all of them join, none is a lam or an alef), ¹ to ⁹ for Arabic-Indic
digits, ¸ for the Arabic decimal separator and ‰ for the Arabic percent sign. A line is written as it looks on the
screen.
"""

import pytest

from tui.typesetting.lines.layout import lay_out

CAPITALS = "ABCDEFGHIJKL"
ARABIC = "\u0628\u062a\u062b\u062c\u062d\u062e\u0633\u0634\u0635\u0636\u0637\u0638"
PSEUDO = CAPITALS + "¹²³⁵¸‰"
TO_ARABIC = str.maketrans(PSEUDO, ARABIC + "\u0661\u0662\u0663\u0665\u066b\u066a")
TO_PSEUDO = str.maketrans(ARABIC + "\u0661\u0662\u0663\u0665\u066b\u066a", PSEUDO)


def rows(pseudo, width, base_direction):
    text = pseudo.translate(TO_ARABIC)

    def show(cell):
        covered = text[cell.start : cell.end].translate(TO_PSEUDO)
        return covered if covered.isalpha() else cell.glyphs.translate(TO_PSEUDO)

    return [
        "".join(show(cell) for cell in line.cells if cell.columns)
        for line in lay_out(text, width, base_direction=base_direction).lines
    ]


@pytest.mark.parametrize(
    ("logical", "visual"),
    [
        # A Latin phrase keeps its order, what is around it does not.
        ("ABC def GHI", "IHG def CBA"),
        # Quotation marks between L and AL take the base direction (N2), so they stay around the phrase.
        ('ABC "def ghi" JKL', 'LKJ "def ghi" CBA'),
        # A full stop after a Latin word stands between L and the end of the paragraph, which is R (N2).
        ("ABC def.", ".def CBA"),
        # Brackets around L after AL: the context before decides (N0 c 2), and they are mirrored (L4).
        ("ABC (def) GHI", "IHG (def) CBA"),
        ("ABC [DEF] GHI", "IHG [FED] CBA"),
        ("ABC «DEF» GHI", "IHG «FED» CBA"),
        # A number in brackets counts as R in N0; its digits stay in order (I1: level 2).
        ("ABC (2023) DEF", "FED (2023) CBA"),
        ("ABC (²³) DEF", "FED (²³) CBA"),
        # After AL the digits become AN (W2), the point between them too (W4), but % finds no EN (W5) and turns
        # neutral.
        ("ABC 12.5% DEF", "FED %12.5 CBA"),
        ("ABC ¹²¸⁵‰ DEF", "FED ‰¹²¸⁵ CBA"),
        # With no AL before them they stay EN, and % goes with them (W5).
        ("12.5% ABC", "CBA 12.5%"),
        ("abc 12.5%", "abc 12.5%"),
        # A slash is a common separator and joins AN to AN (W4); a hyphen joins only EN to EN, so it is R here (N1).
        ("ABC 11/9/2023 DEF", "FED 11/9/2023 CBA"),
        ("ABC 10-12", "12-10 CBA"),
        # Tags, mentions and links are isolates: # belongs to what follows it.
        ("ABC #russia DEF", "FED #russia CBA"),
        ("ABC #russia", "#russia CBA"),
        ("ABC @un_news, DEF", "FED ,@un_news CBA"),
        ("ABC #DEF_GHI JKL", "LKJ IHG_FED# CBA"),
        ("ABC https://t.co/a?b=1 DEF", "FED https://t.co/a?b=1 CBA"),
        ("ABC (pic.x.com/yz) DEF", "FED (pic.x.com/yz) CBA"),
    ],
)
def test_a_right_to_left_line_looks_as_uax_9_says(logical, visual):
    assert rows(logical, 60, "rtl") == [visual]


@pytest.mark.parametrize(
    ("logical", "visual"),
    [
        ('abc "DEF GHI" jkl', 'abc "IHG FED" jkl'),
        # Brackets around R after L take the base direction (N0 c 2).
        ("abc (DEF) ghi", "abc (FED) ghi"),
        # Between two Arabic words everything neutral is R (N1), with its brackets mirrored.
        ("abc DEF (GHI) jkl", "abc (IHG) FED jkl"),
        ("abc DEF 12.5% ghi", "abc 12.5 FED% ghi"),
        ("see #ABC now", "see CBA# now"),
        ("abc DEF.", "abc FED."),
    ],
)
def test_a_left_to_right_line_looks_as_uax_9_says(logical, visual):
    assert rows(logical, 60, "ltr") == [visual]


def test_a_line_takes_its_levels_from_the_paragraph():
    # Alone, the second line would begin with EN and show 12.5%.
    assert rows("ABC DEF 12.5% GHI", 9, "rtl") == [" FED CBA", "IHG %12.5"]


def test_a_quotation_that_is_wrapped_keeps_its_marks_where_the_paragraph_puts_them():
    # The closing mark stands between L and AL, though its line ends there.
    assert rows('ABC "def ghi" JKL', 10, "rtl") == [' def" CBA', 'LKJ "ghi']


def test_lam_alef_and_its_marks_are_one_cell():
    (line,) = lay_out("\u0628\u0644\u064e\u0627\u064b \u0644\u0627", 20).lines
    assert [(cell.start, cell.end, cell.glyphs, cell.columns) for cell in line.cells if cell.columns] == [
        (6, 8, "\ufefb", 1),
        (5, 6, " ", 1),
        (1, 5, "\ufefc\u064e\u064b", 1),
        (0, 1, "\ufe91", 1),
    ]


def test_tashkeel_stands_on_its_letter_in_either_direction():
    word = "\u0643\u064e\u062a\u064e\u0628\u064e"
    for text, base_direction in ((word, "rtl"), (f"abc {word}", "ltr")):
        cells = [cell for cell in lay_out(text, 20, base_direction=base_direction).lines[0].cells if cell.level == 1]
        shown = [cell.glyphs for cell in cells if cell.columns]
        assert shown == ["\ufe90\u064e", "\ufe98\u064e", "\ufedb\u064e"]
