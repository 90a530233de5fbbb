"""Joining is Unicode's, the forms are arabic_reshaper's, and HarfBuzz agrees."""

import random
import unicodedata
from io import BytesIO
from pathlib import Path

import arabic_reshaper
import pytest
from arabic_reshaper.letters import LETTERS_ARABIC
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.typesetting.shaping import shaping
from tui.typesetting.shaping.alphabet import WRITABLE
from tui.typesetting.shaping.joining import ABSORBED
from tui.typesetting.shaping.shaping import shape

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


@pytest.fixture(scope="module")
def drawn_forms(joining_types):
    """The form that HarfBuzz gives each letter of a text, by offset, in a font that has all forms of all letters."""
    hb = pytest.importorskip("uharfbuzz", reason="uharfbuzz is not installed")
    pytest.importorskip("fontTools", reason="fonttools is not installed")
    from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    letters = {f"u{ord(letter):04X}": letter for letter in [*joining_types, " "]}
    joining = [name for name, letter in letters.items() if joining_types.get(letter) in {"D", "R"}]
    forms = [f"{name}.{form}" for form in FORMS for name in joining]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *letters, *forms])
    builder.setupCharacterMap({ord(letter): name for name, letter in letters.items()})
    empty = TTGlyphPen(None).glyph()
    builder.setupGlyf(dict.fromkeys([".notdef", *letters, *forms], empty))
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *letters, *forms], (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupPost()
    features = "".join(
        f"feature {form} {{ {' '.join(f'sub {name} by {name}.{form};' for name in joining)} }} {form};"
        for form in FORMS
    )
    addOpenTypeFeaturesFromString(builder.font, f"languagesystem DFLT dflt; languagesystem arab dflt; {features}")
    file = BytesIO()
    builder.save(file)
    font = hb.Font(hb.Face(file.getvalue()))

    def shaped(text):
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "ar"
        buffer.cluster_level = hb.BufferClusterLevel.CHARACTERS
        hb.shape(font, buffer)
        names = {info.cluster: font.glyph_to_string(info.codepoint) for info in buffer.glyph_infos}
        return {offset: name.partition(".")[2] for offset, name in names.items() if "." in name}

    return shaped


FORMS = ("isol", "init", "medi", "fina")
# Newer than the Unicode of some HarfBuzz, or of this test's file.
UNSETTLED = {"\u0897", "\u088f"}


def check_against_harfbuzz(text, drawn_forms):
    """Every letter that has presentation forms has the one that HarfBuzz would draw."""
    drawn = drawn_forms(text)
    shaped = shape(text)
    assert len(shaped) == len(text)
    for offset, form in enumerate(shaped):
        forms = LETTERS_ARABIC.get(text[offset], ("",) * 4)
        if offset in drawn and any(forms):
            if ABSORBED in shaped[offset + 1 :] and form in LAM_ALEFS:
                assert drawn[offset] == ("init", "medi")[LAM_ALEFS.index(form) % 2], ascii(text)
            elif form != ABSORBED:
                assert form == (forms[FORMS.index(drawn[offset])] or text[offset]), ascii(text)


LAM_ALEFS = "\ufef5\ufef6\ufef7\ufef8\ufef9\ufefa\ufefb\ufefc"


def test_harfbuzz_joins_every_letter_of_the_script_in_every_company(drawn_forms, joining_types):
    beh, dal = "\u0628", "\u062f"
    for letter in joining_types.keys() - UNSETTLED:
        for before in ("", beh, dal, "\u0640", "\u200d", beh + "\u064e"):
            for after in ("", beh, dal, "\u0640", "\u200c" + beh, "\u0651" + beh):
                check_against_harfbuzz(before + letter + after, drawn_forms)


@settings(max_examples=120)
@given(data=st.data())
def test_harfbuzz_joins_any_string_of_the_script_alike(data, drawn_forms, joining_types):
    alphabet = sorted(joining_types.keys() - UNSETTLED) + [" ", "\u200c", "\u200d", "\u0640", LAM, ALEF, "\u064e"] * 20
    check_against_harfbuzz(data.draw(st.text(st.sampled_from(alphabet), max_size=20)), drawn_forms)


@settings(max_examples=200)
@given(data=st.data())
def test_joining_in_bulk_and_letter_by_letter_are_the_same(data, news):
    text = data.draw(st.one_of(news, st.text(st.sampled_from(WRITABLE), max_size=30)))
    in_bulk = shaping.IN_BULK.join(text)
    assert in_bulk is None or in_bulk == "".join(map(shaping._join, shaping._RUNS.findall(text)))


@pytest.mark.parametrize(
    "word",
    [
        "\u0642\u0627\u0644",  # Arabic
        "\u06af\u0641\u062a\u200c\u0648\u06af\u0648 \u067e\u0698\u0648\u0647\u0634\u06cc",  # Persian, with ZWNJ
        "\u0679\u06be\u06cc\u06a9 \u06c1\u06d2 \u0688\u0631",  # Urdu
        "\u06a9\u0648\u0631\u062f\u06cc \u0695\u06c6\u0698 \u06b5\u06ce \u0647\u06d5",  # Kurdish
        "\u0644\u064e\u0627 \u0628\u0640\u0640\u0628",  # marks inside lam-alef, tatweel
    ],
)
def test_the_languages_of_the_script_join_as_harfbuzz_joins_them(word, drawn_forms):
    check_against_harfbuzz(word, drawn_forms)
    assert shaping.IN_BULK.join(word) == shape(word)


def test_no_glyph_is_a_form_that_a_plain_monospaced_font_lacks(joining_types):
    source = random.Random(3)
    for _ in range(3000):
        text = "".join(source.choices(sorted(joining_types), k=12))
        for letter, form in zip(text, shape(text), strict=True):
            # No ligature but lam-alef, nothing from a private area.
            if form not in {letter, ABSORBED, *LAM_ALEFS}:
                assert unicodedata.normalize("NFKC", form) == unicodedata.normalize("NFKC", letter)
                assert "\ufb50" <= form <= "\ufefc"


def is_isolated(form):
    return unicodedata.decomposition(form).startswith("<isolated>")
