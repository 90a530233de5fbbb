"""A translation is what `str.translate` makes of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.translation import Translation

OTHERS = {"\u064e": "", " ": "", "\u2026": "...", "\U0001f600": ":"}


class Table(dict[int, str]):
    """Capitals for letters, nothing for a fatha and a blank, three stops for an ellipsis, a sign for an emoji."""

    def __missing__(self, code_point: int) -> str:
        given = chr(code_point)
        return OTHERS.get(given, given.upper() if given.isascii() else given)


TABLE = Table()
TRANSLATION = Translation("test", TABLE)


def test_every_code_point_is_translated_among_others() -> None:
    for start in (*range(0, 0x3000, 64), *range(0xD000, 0x11000, 64), 0x1F600):
        text = "".join(f"{chr(each)}\u0627b " for each in range(start, start + 64))
        assert TRANSLATION.of(text) == text.translate(TABLE)


@given(data=st.data())
def test_any_text_that_python_can_hold_is_translated(data, hostile) -> None:
    text = data.draw(hostile)
    assert TRANSLATION.of(text) == text.translate(TABLE)


@pytest.mark.parametrize("length", [255, 256, 257, 1000])
def test_a_long_text_with_a_rare_sign_is_translated_in_blocks(length: int) -> None:
    text = "a\u064e\u2026 " * length + "\xb0" + "b\U0001f600" * length
    assert TRANSLATION.of(text) == text.translate(TABLE)
