"""The bytes of a file as text, verbatim: offsets into it hold in the user's own file."""

import codecs
import re
from typing import NamedTuple

REPLACEMENT = "\ufffd"
"""Stands for bytes that stand for no sign."""


class Decoded(NamedTuple):
    """A text and how it was read."""

    text: str
    """Line ends and a byte order mark are left as they are."""
    encoding: str = "utf-8"
    """As `encodings.find_encoding` names it."""
    replaced: int = 0
    """How many code points stand for bytes that the encoding does not know, each as U+FFFD."""

    @property
    def problems(self) -> tuple[str, ...]:
        """What the reader of the text has to be told, in lines."""
        if not self.replaced:
            return ()
        places = "1 place" if self.replaced == 1 else f"{self.replaced} places"
        return (f"not {self.encoding.upper()} in {places}, shown as {REPLACEMENT}; fix the file",)


def decode(data: bytes, *, declared: str = "") -> Decoded:
    """The text of bytes in any encoding, code point for code point. UTF-8 costs no look at any other.

    What the encoding does not know becomes U+FFFD and is counted: one for each ill-formed part (Unicode 3.9, practice
    of substitution of maximal subparts), and one for an encoded surrogate, which stands for no sign. `declared` is the
    encoding that the text names in itself: it holds when the text is not UTF-8 after all.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _decode(data, declared)
    return _decode(data, declared) if _is_wide(data) else Decoded(text)


def is_utf8(beginning: bytes) -> bool:
    """Whether what begins so is UTF-8 as far as can be seen; it may be cut off within a sign."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(beginning)
    except UnicodeDecodeError:
        return False
    return not _is_wide(beginning)


def decode_utf8(data: bytes) -> Decoded:
    """As `decode`, of bytes that are a part of what is known to be UTF-8."""
    try:
        return Decoded(data.decode())
    except UnicodeDecodeError:
        text = data.decode(errors="replace")
        return Decoded(text, replaced=text.count(REPLACEMENT) - data.count(REPLACEMENT.encode()))


def without_surrogates(text: str) -> tuple[str, int]:
    """A text with U+FFFD for every lone surrogate, and how many there were."""
    return re.subn("[\ud800-\udfff]", REPLACEMENT, text)


def _decode(data: bytes, declared: str) -> Decoded:
    if not _is_wide(data):
        try:
            text, replaced = without_surrogates(data.decode(errors="surrogatepass"))
            return Decoded(text, replaced=replaced)
        except UnicodeDecodeError:
            pass
    from annotations.corpus.encodings import codec_of, find_encoding  # what UTF-8 does not pay for

    encoding = find_encoding(data, declared)
    text = data.decode(codec_of(encoding), "replace")
    own = data.count(REPLACEMENT.encode(codec_of(encoding))) if encoding.startswith("utf") else 0
    return Decoded(text, encoding, text.count(REPLACEMENT) - own)


def _is_wide(data: bytes) -> bool:
    """Whether bytes that read as UTF-8 may be UTF-16: Arabic in it is ASCII letters and control codes."""
    return b"\0" in data or b"\x06" in data
