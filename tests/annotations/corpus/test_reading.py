"""Bytes become text verbatim, or an error that says where they are not UTF-8."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.corpus.reading import decode
from annotations.errors import CorpusError


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_utf8_is_read_code_point_for_code_point(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text


def test_line_ends_and_a_byte_order_mark_are_kept() -> None:
    assert decode(b"\xef\xbb\xbfa\r\nb\rc\x00", "a.txt") == "\ufeffa\r\nb\rc\x00"


def test_an_encoded_surrogate_is_a_replacement_character_one_for_one() -> None:
    assert decode("a\ud800b\udc80\udfffc".encode(errors="surrogatepass"), "a.txt") == "a\ufffdb\ufffd\ufffdc"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"abc\xe9", r"^a\.txt: not UTF-8 at byte 3 \(0xe9\).*WINDOWS-1256"),
        (b"\xed\xa0\x80\xff", r"at byte 3 \(0xff\)"),
        (b"\xff\xfea\x00", r"at byte 0 .*UTF-16"),
        (b"\xc0\x80", r"at byte 0"),
        ("\u0627".encode()[:1], r"at byte 0"),
    ],
)
def test_what_is_not_utf8_is_an_error_that_says_where(data: bytes, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        decode(data, "a.txt")
