"""Levels without explicit formatting are those of python-bidi, which has passed the Unicode tests for longer."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.typesetting.bidi.bidi import ask_python_bidi, line_levels, visual_order
from tui.typesetting.bidi.levels import resolve
from tui.typesetting.shaping.alphabet import WRITABLE

LETTERS = "\u0627\u0628\u0644\u05d0\u05e9abC01\u0661\u0662\u06f1\u066b"
OTHERS = ".,:;/-+%$#()[]{}\u00ab\u00bb! \u00a0\t\u064e\u0301\u200c\u200d\u00ad"

# Without what is not in the alphabet of 256 code points, which is classified in another way.
WRITABLE_ONLY = "".join(each for each in LETTERS + OTHERS if each in WRITABLE)


def visible(text):
    return [offset for offset, code_point in enumerate(text) if unicodedata.bidirectional(code_point) != "BN"]


texts = st.one_of(st.text(st.sampled_from(each), max_size=24) for each in (LETTERS + OTHERS, WRITABLE_ONLY))


@settings(max_examples=400)
@given(text=texts, base_level=st.sampled_from([0, 1]))
def test_levels_and_order_are_those_of_python_bidi(text, base_level):
    ours, theirs = resolve(text, base_level), ask_python_bidi(text, base_level)
    assert ours is not None
    assert len(ours) == len(text)
    assert [ours[offset] for offset in visible(text)] == [theirs[offset] for offset in visible(text)]
    if text:
        orders = [visual_order(line_levels(text, levels, base_level)) for levels in (ours, theirs)]
        shown = [[offset for offset in order if offset in visible(text)] for order in orders]
        assert shown[0] == shown[1]


@pytest.mark.parametrize("text", ["a\u202bb", "\u2067a\u2069", "\u3008a\u3009", "a\u2029b", "a\U000e0fffb"])
def test_what_it_does_not_know_is_left_to_python_bidi(text):
    assert resolve(text, 1) is None


def test_more_brackets_than_the_rule_allows_are_no_pairs():
    text = "\u0628" + "(" * 64 + "a" + ")" * 64
    assert resolve(text, 1) == ask_python_bidi(text, 1)
    nested = "\u0628" + "(" * 63 + "a" + ")" * 63
    assert resolve(nested, 0) == ask_python_bidi(nested, 0)


def test_hostile_brackets_cost_linear_time():
    for text in (
        "(" * 30_000,
        "(\u0628)" * 10_000,
        "([" * 15_000 + "])" * 15_000,
        "(" * 60 + "a" * 30_000 + ")" * 60,
    ):
        assert len(resolve(text, 1)) == len(text)


@pytest.mark.parametrize("unit", [" ", "$", "$,", "1,", "a ", "\u06281 ", "\u064e", "+\u064e", "\u200c", "1\u0628$"])
@pytest.mark.parametrize("base_level", [0, 1])
def test_any_repetition_costs_linear_time(unit, base_level):
    text = "a" + unit * 20_000 + "\u0628"
    begin = time.perf_counter()
    assert len(resolve(text, base_level)) == len(text)
    assert time.perf_counter() - begin < 2
