"""Decoding the bytes of a file, verbatim: offsets into the text hold in the user's own file."""

import codecs
import re
from typing import NamedTuple

REPLACEMENT = "\ufffd"
"""Stands for bytes that encode no character."""


class Decoded(NamedTuple):
    """A text and its encoding."""

    text: str
    """With its line ends and its byte order mark."""
    encoding: str = "utf-8"
    """As `encodings.find_encoding` names it."""
    replaced: int = 0
    """The number of U+FFFD that replace bytes which encode no character."""

    @property
    def problems(self) -> tuple[str, ...]:
        """Messages for the reader of the text."""
        if not self.replaced:
            return ()
        places = "1 place" if self.replaced == 1 else f"{self.replaced} places"
        return (f"not {self.encoding.upper()} in {places}, shown as {REPLACEMENT}; fix the file",)


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """Decode bytes in any encoding, code point for code point. For UTF-8, no other encoding is tried.

    Each ill-formed part becomes one U+FFFD (Unicode 3.9, practice of substitution of maximal subparts), and so does
    an encoded surrogate. `declared` is the encoding that the text itself names; it counts if the text is not UTF-8.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _decode(data, declared)
    return _decode(data, declared) if _is_wide(data) else Decoded(text)


def is_utf8(beginning: bytes) -> bool:
    """Return True if the beginning of a file is UTF-8; it may end within a character."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError:
        return False
    return not _is_wide(beginning)


def decode_utf8(data: bytes) -> Decoded:
    """Decode a part of a file that is known to be UTF-8."""
    try:
        return Decoded(data.decode())
    except UnicodeDecodeError:
        text = data.decode(errors="replace")
        return Decoded(text, replaced=text.count(REPLACEMENT) - data.count(REPLACEMENT.encode()))


def without_surrogates(text: str) -> tuple[str, int]:
    """Replace every lone surrogate by U+FFFD. Return the text and the number of replacements."""
    return re.subn("[\ud800-\udfff]", REPLACEMENT, text)


def _decode(data: bytes, declared: str) -> Decoded:
    if not _is_wide(data):
        try:
            text, replaced = without_surrogates(data.decode(errors="surrogatepass"))
            return Decoded(text, replaced=replaced)
        except UnicodeDecodeError:
            pass
    from annotations.corpus.encodings import codec_of, find_encoding  # UTF-8 does without

    encoding = find_encoding(data, declared)
    text = data.decode(codec_of(encoding), "replace")
    own = data.count(REPLACEMENT.encode(codec_of(encoding))) if encoding.startswith("utf") else 0
    return Decoded(text, encoding, text.count(REPLACEMENT) - own)


def _is_wide(data: bytes) -> bool:
    """Return True if bytes that decode as UTF-8 may be UTF-16: Arabic in it is ASCII letters and control codes."""
    return b"\0" in data or b"\x06" in data
