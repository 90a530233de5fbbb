"""Attributes as a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import AttributesError
from annotations.label import DEFAULT_LABELS
from tui.attributes import parsed, written

FIGURE, CLAIM = DEFAULT_LABELS["figure"], DEFAULT_LABELS["claim"]
VALUES = st.integers() | st.floats(allow_nan=False, allow_infinity=False)


@given(VALUES, st.text(st.sampled_from("ab \u062f\u0631%"), min_size=1).map(str.strip).filter(bool), st.booleans())
def test_what_is_written_is_read_back(value: float, unit: str, approximate: bool) -> None:
    attributes = {"value": value, "unit": unit, "approximate": approximate}
    assert parsed(written(attributes), FIGURE) == attributes


def test_what_has_no_value_is_left_out() -> None:
    assert parsed("value: ; unit: kg;", FIGURE) == {"unit": "kg"}


def test_flags_are_read_in_english_and_in_arabic() -> None:
    assert parsed("denied: \u0646\u0639\u0645", CLAIM) == {"denied": True}
    assert parsed("denied: no", CLAIM) == {"denied": False}


@pytest.mark.parametrize("line", ["3000", "value: many", "approximate: perhaps"])
def test_what_cannot_be_read_is_refused_in_words(line: str) -> None:
    with pytest.raises(AttributesError, match=r"write|has to be"):
        parsed(line, FIGURE)
