"""Only what every terminal draws in the columns counted for it is ever sent."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from annotations.text.clusters import cluster_property
from tui.typesetting.lines.layout import lay_out
from tui.typesetting.shaping.glyphs import COMPOSING, MIRRORED, PLAIN

FORBIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def glyphs_of(text, **options):
    return [cell.glyphs for line in lay_out(text, 400, base_direction="ltr", **options).lines for cell in line.cells]


def test_plain_code_points_are_one_column_and_need_no_care():
    plain = re.compile(f"[{PLAIN}]")
    found = [code_point for code_point in map(chr, range(0x110000)) if plain.match(code_point)]
    assert len(found) > 2000
    for code_point in found:
        assert get_character_cell_size(code_point) == 1, hex(ord(code_point))
        assert unicodedata.category(code_point) not in FORBIDDEN | {"Cn", "Co", "Mn", "Me", "Mc"}, hex(ord(code_point))
        assert cluster_property(code_point) == "Other", hex(ord(code_point))
        assert code_point not in MIRRORED, hex(ord(code_point))


def test_plain_code_points_from_hebrew_on_have_no_composition_that_an_arabic_form_would_lose():
    forms = re.compile("[\ufb50-\ufbb1\ufbd3-\ufd3d\ufe70-\ufefc]")
    for base in map(chr, range(0x590, 0xFFFF)):
        if forms.match(base):
            assert unicodedata.normalize("NFC", base + "\u0654") == base + "\u0654"
    assert COMPOSING == "\u0590"


@settings(max_examples=400, deadline=None)
@given(data=st.data(), width=st.integers(4, 40), marks=st.booleans())
def test_no_glyph_holds_what_a_terminal_may_act_upon(data, width, marks, hostile):
    text = data.draw(hostile)
    for line in lay_out(text, width, marks=marks).lines:
        for cell in line.cells:
            assert cell_len(cell.glyphs) == cell.columns == sum(map(get_character_cell_size, cell.glyphs))
            for code_point in cell.glyphs:
                assert unicodedata.category(code_point) not in FORBIDDEN
                assert not 0xFE00 <= ord(code_point) <= 0xFE0F
                assert not 0xE0100 <= ord(code_point) <= 0xE01EF
            assert cell.glyphs == "" or cell.columns > 0


@pytest.mark.parametrize(
    "control", list(map(chr, (0x00, 0x07, 0x1B, 0x1F, 0x7F, 0x80, 0x9B, 0x9D, 0xD800, 0xDFFF))), ids=ascii
)
def test_every_control_code_point_is_one_visible_cell(control):
    assert glyphs_of(f"a{control}[31mb") == ["a", "\ufffd", "[", "3", "1", "m", "b", ""]


@pytest.mark.parametrize(
    ("cluster", "glyphs"),
    [
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f468"),  # a family: the first of it
        ("\U0001f44d\U0001f3fd", "\U0001f44d"),  # thumb and skin tone
        ("\u2764\ufe0f", "\u2764"),  # heart and variation selector
        ("1\ufe0f\u20e3", "1"),  # keycap
        ("\U0001f1eb\U0001f1f7", "\U0001f1eb\U0001f1f7"),  # flag
        ("\U0001f1eb", "\ufffd"),  # half a flag
        ("e\u0301", "\u00e9"),
        ("q\u0303", "q\u0303"),
        ("\u1112\u1161\u11ab", "\ud55c"),
        ("\u0628\u064e\u0651", "\ufe8f\u064e\u0651"),
        ("\u0644\u064e\u0627\u064b", "\ufefb\u064e\u064b"),
        ("\u06dd\u0661", "\u25cc\u0661"),
        ("\u0600a", "\u25cca"),
        ("\t", "    "),
        ("\u6f22", "\u6f22"),
    ],
)
def test_a_cluster_becomes_one_cell(cluster, glyphs):
    assert glyphs_of(cluster) == [glyphs, ""]
    assert glyphs_of("a " + cluster + "b") == ["a", " ", glyphs, "b", ""]


def test_format_characters_are_cells_that_take_no_room():
    assert glyphs_of("a\u200e\u2066b\u2069\ufeff\u00adc") == ["a", "", "", "b", "", "", "", "c", ""]


def test_marks_without_a_base_stand_on_a_space():
    assert glyphs_of("\u064e\u0651") == ["\u00a0\u064e\u0651", ""]
    assert glyphs_of("\u200e\u0301a") == ["", "\u00a0\u0301", "a", ""]


def test_a_pile_of_marks_is_cut():
    (glyphs, _) = glyphs_of("\u0628" + "\u064e" * 500)
    assert len(glyphs) < 10


def test_marks_can_be_left_out_and_accents_stay():
    assert glyphs_of("\u0628\u064e\u0651\u0644\u064e\u0627", marks=False) == ["\ufefc", "\ufe91", ""]
    assert glyphs_of("cafe\u0301", marks=False) == ["c", "a", "f", "\u00e9", ""]
