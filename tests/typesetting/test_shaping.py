"""Joining is Unicode's, the forms are arabic_reshaper's, and HarfBuzz agrees."""

import random
import unicodedata
from pathlib import Path

import arabic_reshaper
import pytest
from arabic_reshaper.letters import LETTERS_ARABIC
from hypothesis import given
from hypothesis import strategies as st

from tui.typesetting.shaping import ABSORBED, shape

FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
LAM, ALEF = "\u0644", "\u0627"


@pytest.fixture(scope="module")
def joining_types(unicode_lines):
    """Joining type of every code point in the blocks of the Arabic script, and of ZWJ and ZWNJ."""
    types = {"\u200c": "U", "\u200d": "C"}
    for line in unicode_lines("ArabicShaping.txt"):
        code_point, _, kind, _ = (field.strip() for field in line.split(";"))
        value = int(code_point, 16)
        if 0x600 <= value <= 0x6FF or 0x750 <= value <= 0x77F or 0x870 <= value <= 0x8FF:
            types[chr(value)] = kind
    return types


def expected_form(before, letter, after, types):
    """0 isolated, 1 initial, 2 medial, 3 final, by the rules of the Unicode core specification, chapter 9.2."""
    from_before = types.get(before) in {"D", "C"} and types[letter] in {"D", "R", "C"}
    to_after = types[letter] in {"D", "C"} and types.get(after) in {"D", "R", "C"}
    return {(False, False): 0, (False, True): 1, (True, True): 2, (True, False): 3}[from_before, to_after]


def test_every_arabic_letter_joins_as_its_joining_type_says(joining_types):
    letters = [letter for letter, kind in joining_types.items() if kind in {"D", "R", "U", "C"}]
    assert len(letters) > 250
    beh, dal = "\u0628", "\u062f"
    for letter in letters:
        for before in ("", beh, dal, "\u0640"):
            for after in ("", beh, dal, "\u0640", " "):
                if before + letter + after in {beh + LAM + after, LAM}:
                    continue
                forms = LETTERS_ARABIC.get(letter, ("",) * 4)
                form = forms[expected_form(before, letter, after, joining_types)]
                assert shape(before + letter + after)[len(before)] == (form or letter), (
                    before,
                    hex(ord(letter)),
                    after,
                )


def test_neighbours_of_a_letter_without_forms_still_join(joining_types):
    beh = "\u0628"
    for letter, kind in joining_types.items():
        if kind in {"D", "R"} and letter not in LETTERS_ARABIC:
            before, shown, after = shape(beh + letter + beh)
            assert (before, shown, after) == ("\ufe91", letter, "\ufe90" if kind == "D" else "\ufe8f")


def test_marks_and_format_characters_do_not_come_between_letters(joining_types):
    for transparent, kind in joining_types.items():
        if kind == "T":
            assert shape(f"\u0628{transparent}\u0628") == f"\ufe91{transparent}\ufe90"
    for transparent in "\u064e\u0651\u0670\u06d6\u08f0\u0301\u034f\u00ad\u200e\u200f\u061c\u202a\u2066\ufe0f\ufeff":
        assert shape(f"\u0628{transparent}\u0628") == f"\ufe91{transparent}\ufe90"


def test_zwnj_parts_and_zwj_joins():
    assert shape("\u0628\u200c\u0628") == "\ufe8f\u200c\ufe8f"
    assert shape("\u0647\u200d") == "\ufeeb\u200d"
    assert shape("\u200d\u0647") == "\u200d\ufeea"


@pytest.mark.parametrize(
    ("alef", "isolated", "final"),
    [
        ("\u0622", "\ufef5", "\ufef6"),
        ("\u0623", "\ufef7", "\ufef8"),
        ("\u0625", "\ufef9", "\ufefa"),
        (ALEF, "\ufefb", "\ufefc"),
    ],
)
def test_lam_and_alef_become_one_glyph_whatever_marks_they_carry(alef, isolated, final):
    assert shape(LAM + alef) == isolated + ABSORBED
    assert shape("\u0628" + LAM + alef) == "\ufe91" + final + ABSORBED
    assert shape(LAM + "\u064e\u0651" + alef + "\u064b") == isolated + "\u064e\u0651" + ABSORBED + "\u064b"
    assert (
        shape("\u0633\u0650" + LAM + "\u064e" + alef + "\u0645")
        == "\ufeb3\u0650" + final + "\u064e" + ABSORBED + "\ufee1"
    )


@pytest.mark.parametrize("between", ["\u200c", "\u200d", "\u0640", "\u200f", " "])
def test_lam_and_alef_stay_apart_over_anything_else(between):
    assert ABSORBED not in shape(LAM + between + ALEF)


@given(data=st.data())
def test_shaping_is_one_to_one(data, hostile):
    text = data.draw(hostile)
    shaped = shape(text)
    assert len(shaped) == len(text)
    for before, after in zip(text, shaped, strict=True):
        assert (
            before == after
            or after == ABSORBED
            or unicodedata.normalize("NFKC", after).startswith(before)
            or (before in LETTERS_ARABIC)
        )


def test_arabic_reshaper_gives_the_same_forms_for_everyday_arabic():
    reshaper = arabic_reshaper.ArabicReshaper({"delete_harakat": False, "support_ligatures": False})
    letters = [letter for letter in LETTERS_ARABIC if "\u0621" <= letter <= "\u064a"]
    source = random.Random(9)
    for _ in range(2000):
        text = "".join(source.choices([*letters, "\u064e", "\u0651", " "], k=12))
        ours = shape(text)
        if ABSORBED not in ours:
            assert ours == reshaper.reshape(text)


@pytest.fixture(scope="module")
def harfbuzz():
    """The glyph of each code point as HarfBuzz shapes it in DejaVu Sans, and the font's glyph for a code point."""
    hb = pytest.importorskip("uharfbuzz", reason="uharfbuzz is not installed")
    if not FONT.exists():
        pytest.skip(f"{FONT} is missing: install the Debian package fonts-dejavu-core")
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(FONT))))

    def glyphs(text):
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "ar"
        hb.shape(font, buffer, {"dlig": False})
        return [(info.cluster, info.codepoint) for info in reversed(buffer.glyph_infos)]

    return glyphs, lambda code_point: font.get_nominal_glyph(ord(code_point))


def test_harfbuzz_chooses_the_same_forms(harfbuzz):
    glyphs, nominal = harfbuzz
    letters = [
        letter for letter, forms in LETTERS_ARABIC.items() if letter != "\u200d" and all(nominal(f) for f in forms if f)
    ]
    # The reshaper knows only two of the four forms that HarfBuzz finds for noon ghunna.
    letters.remove("\u06ba")
    assert len(letters) > 60
    source = random.Random(14)
    for _ in range(4000):
        text = "".join(source.choices([*letters, LAM, ALEF, LAM, ALEF, " ", "\u0640", "1"], k=10))
        expected = dict(glyphs(text))
        for offset, (code_point, form) in enumerate(zip(text, shape(text), strict=True)):
            if form == ABSORBED:
                assert offset not in expected
            else:
                assert expected[offset] in {nominal(form), nominal(code_point) if is_isolated(form) else None}, text


def is_isolated(form):
    return unicodedata.decomposition(form).startswith("<isolated>")
