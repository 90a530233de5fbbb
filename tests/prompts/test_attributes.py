"""Attributes as a line."""

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import AttributesError
from annotations.project.defaults import DEFAULT_LABELS
from tui.language.catalogue import Language, speak
from tui.prompts.attributes import completions, first_gap, parsed, written

FIGURE, CLAIM = DEFAULT_LABELS["figure"], DEFAULT_LABELS["claim"]
VALUES = st.integers() | st.floats(allow_nan=False, allow_infinity=False)


@pytest.fixture
def _arabic() -> Iterator[None]:
    speak(Language.ARABIC)
    yield
    speak(Language.ENGLISH)


@given(VALUES, st.text(st.sampled_from("ab \u062f\u0631%"), min_size=1).map(str.strip).filter(bool), st.booleans())
def test_what_is_written_is_read_back(value: float, unit: str, approximate: bool) -> None:
    attributes = {"value": value, "unit": unit, "approximate": approximate}
    assert parsed(written(attributes), FIGURE) == attributes


def test_what_has_no_value_is_left_out() -> None:
    assert parsed("value: ; unit: kg;", FIGURE) == {"unit": "kg"}


def test_a_number_may_be_written_with_its_thousands_apart_and_in_arabic_digits() -> None:
    assert parsed("value: 79,000,000", FIGURE) == {"value": 79_000_000}
    assert parsed("value: \u0661\u0662\u066c\u0664\u0660\u0660\u066b\u0665", FIGURE) == {"value": 12_400.5}
    with pytest.raises(AttributesError):
        parsed("value: 12,4", FIGURE)


@pytest.mark.usefixtures("_arabic")
def test_in_arabic_the_line_has_arabic_names_and_the_stored_ones_are_read_too() -> None:
    attributes = {"value": 3000, "unit": "kg", "approximate": True}
    line = written(attributes)
    assert not re.search("value|unit|approximate|yes|;", line)
    assert parsed(line, FIGURE) == attributes
    assert parsed("value: 3000; unit: kg", FIGURE) == {"value": 3000, "unit": "kg"}
    assert parsed(completions(line[:2], FIGURE, {})[0] + "5", FIGURE) == {"value": 5}


def test_the_caret_begins_where_the_first_value_is_missing() -> None:
    assert first_gap("value: ; value_to: ; unit: kg") == len("value: ")
    assert first_gap("value: 3; unit: ") == len("value: 3; unit: ")
    assert first_gap("value: 3") == len("value: 3")


def test_flags_are_read_in_english_and_in_arabic() -> None:
    assert parsed("denied: \u0646\u0639\u0645", CLAIM) == {"denied": True}
    assert parsed("denied: no", CLAIM) == {"denied": False}


@pytest.mark.parametrize("line", ["3000", "value: many", "approximate: perhaps"])
def test_what_cannot_be_read_is_refused_in_words(line: str) -> None:
    with pytest.raises(AttributesError, match=r"write|must be"):
        parsed(line, FIGURE)
