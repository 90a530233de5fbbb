import json
from types import MappingProxyType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotations.disk.json import json_line, json_text

TEXT = st.text(st.characters(exclude_categories=()) | st.sampled_from("\u2028\u2029\x85\n\r\x1c\ud800\udfff"))


@given(TEXT)
def test_json_is_one_line_to_every_reader_and_comes_back(text: str) -> None:
    line = json_text({"key": text})
    assert len((line + "\n").splitlines()) == 1
    assert json.loads(line.encode()) == json.loads(json.dumps({"key": text}))


def test_json_stays_readable_and_has_no_invalid_numbers() -> None:
    assert json_text({"a": ["\u0647\u0646\u0627", 1]}) == '{"a":["\u0647\u0646\u0627",1]}'
    assert json_text({"a": [1, 2]}, spaced=True) == '{"a": [1, 2]}'
    with pytest.raises(ValueError, match="JSON compliant"):
        json_text(float("nan"))


FRACTIONS = st.dictionaries(TEXT, st.floats(allow_nan=False, allow_infinity=False) | st.lists(st.floats(-1, 1)))
WITHOUT_FRACTIONS = st.recursive(
    TEXT | st.integers() | st.booleans() | st.none() | FRACTIONS.map(MappingProxyType),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(WITHOUT_FRACTIONS)
@example({"a": MappingProxyType({"tiny": 5e-05, "large": 1e16, "whole": 2.0}), "b": 1 << 64, "\x7f\x1f\b": "\x0b/\\"})
@example({"a": "\ud800", "b": MappingProxyType({"\udfff": ["\x85", 1e300]})})
def test_a_line_is_the_same_bytes_however_fast_it_is_made(value: object) -> None:
    assert json_line(value) == json_text(value).encode()


@pytest.mark.parametrize("value", [MappingProxyType({"a": float("nan")}), [MappingProxyType({"a": [float("inf")]})]])
def test_no_line_has_a_number_that_is_none_in_json(value: object) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        json_line(value)
    with pytest.raises(TypeError, match="not JSON"):
        json_line(object())
