"""Cells that are set in bulk are those that are set one by one."""

import gc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.typesetting.lines.cells import _set_in_bulk, _set_one_by_one, set_cells
from tui.typesetting.lines.layout import lay_out
from tui.typesetting.lines.paragraph import Line, Paragraph
from tui.typesetting.shaping.alphabet import MARKS, MIRRORED, WRITABLE

writable = st.text(st.sampled_from(WRITABLE + 4 * MARKS + "\u200c" + 4 * MIRRORED + 20 * "\u0644\u0627 "), max_size=24)


def alike(cells):
    return (cells.begins, list(cells.glyphs), cells.levels, list(cells.odd_columns))


@settings(max_examples=300)
@given(text=writable, marks=st.booleans(), data=st.data())
def test_cells_in_bulk_are_those_one_by_one(text, marks, data):
    levels = bytes(data.draw(st.lists(st.integers(0, 3), min_size=len(text), max_size=len(text))))
    in_bulk = _set_in_bulk(text, levels, marks=marks)
    if in_bulk is not None:
        assert alike(in_bulk) == alike(_set_one_by_one(text, levels, marks=marks))


def test_every_code_point_of_the_alphabet_is_set_in_bulk():
    for code_point in WRITABLE:
        for level in (0, 1):
            text, levels = "\u0627" + code_point, bytes([level, level])
            in_bulk = _set_in_bulk(text, levels, marks=True)
            assert alike(in_bulk) == alike(_set_one_by_one(text, levels, marks=True))


@pytest.mark.parametrize("text", ["\u064e", "\u200cab", "a\t", "\0", "\U0001f600"])
def test_the_rest_is_set_one_by_one(text):
    levels = bytes(len(text))
    assert _set_in_bulk(text, levels, marks=True) is None
    assert sum(set_cells(text, levels, marks=True).begins) >= 1


def test_what_is_set_leaves_nothing_to_collect():
    gc.collect()
    gc.disable()
    try:
        # An application of another test has frozen its lines out of the collection: these are not the ones meant.
        others = {id(each) for each in gc.get_objects() if isinstance(each, Line)}
        lines = lay_out("\u0628 abc 12\n" * 40, 20).lines
        assert all(line.cells for line in lines)
        del lines
        Paragraph("a " * 100).wrap(10)
        assert not [each for each in gc.get_objects() if isinstance(each, Line) and id(each) not in others]
    finally:
        gc.enable()
