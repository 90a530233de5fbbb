"""Detecting an encoding: UTF-8 first, then the one in which the bytes are the likeliest Arabic.

Libraries that guess encodings take short Arabic texts for Chinese or Cyrillic, and do not know MacArabic. So this
module distinguishes the three Arabic code pages itself, by the frequencies of the letters. charset-normalizer gets
the bytes that are Arabic in none of them.
"""

import codecs
import re
from math import log

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks and their encodings."""
SAMPLE = 65_536
"""Bytes that are examined: more do not change the answer."""
CODE_PAGES = ("windows-1256", "iso-8859-6", "mac-arabic")
"""The most common first: it is the answer for a text that is the same in several."""

_CODECS = {"windows-1256": "cp1256", "iso-8859-6": "iso8859_6", "mac-arabic": "mac_arabic"}
_DECLARABLE = ("cp", "iso8859-", "mac-", "koi8-", "gb", "big5", "euc_", "shift_jis", "tis-620")
"""Beginnings of Python's names of the encodings that a page may declare; not UTF-7 or Python's own escapes."""
_WIDE = ("utf-16-le", "utf-16-be")
_EXPECTED = re.compile("[\t\n\r -~\u00a0-\u00bb\u0600-\u06ff\u2010-\u2026\ufb50-\ufdff\ufe70-\ufefc]+")
"""The characters of Arabic news."""
_LIKELY_WIDE = 0.9
"""The least share of them in a text that counts as UTF-16 without a mark."""

_PER_MILLE = {
    130: "ا", 115: "ل", 70: "ي", 62: "ن", 60: "مو", 50: "رت", 40: "بع", 33: "ده", 30: "ةسف", 25: "قكأح",
    15: "جش", 10: "صطىخإ", 8: "ضذ", 5: "زءثئغ", 4: "، ٠١٢٣٤٥٦٧٨٩", 2: "ظآؤ\u064b\u064e\u064f\u0650\u0651\u0652«»؟",
    1: "ـ؛\u064c\u064dپچژگ%.:-!()\"/", 0.3: "–—…\u2018\u2019\u201c\u201d\u200c\u200d\u200e\u200f",
}  # fmt: skip
"""Rough frequencies of the characters of Arabic news, per thousand."""
_WEIGHTS = {sign: log(frequency / 1000) for frequency, signs in _PER_MILLE.items() for sign in signs}
_FOREIGN = log(0.00001)
"""The weight of any other character, and of a byte that encodes none."""
_ARTICLE = 1.5
"""Added for each word that begins with the Arabic article, the surest sequence of two letters."""
_MIXED = 6.0
"""Subtracted where an Arabic letter touches a Latin one: then it is an accented letter of another code page."""
_LIKELY_ARABIC = log(0.008)
"""The least mean weight of Arabic."""


def find_encoding(data: bytes, declared: str = "") -> str:
    """Return the encoding of bytes: Python's name for it, or the name of a code page. Nearly UTF-8 is UTF-8.

    `declared` is the encoding that the file itself names. It does not count if it is UTF-8 and the bytes are not.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:SAMPLE]
    if (b"\0" in sample or b"\x06" in sample) and (wide := _find_wide(sample)):
        return wide
    if _is_mostly_utf8(sample):
        return "utf-8"
    return _known(declared) or _find_wide(sample) or _find_code_page(sample) or _guess(sample)


def codec_of(encoding: str) -> str:
    """Return Python's name of an encoding."""
    return _CODECS.get(encoding, encoding)


def _known(declared: str) -> str:
    """Return a declared encoding if sites use it, or "". Latin-1 is Windows-1252, as in browsers."""
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return ""
    if not name.startswith(_DECLARABLE):
        return ""
    if name == "iso8859-1":
        return "cp1252"
    return next((page for page, python in _CODECS.items() if codecs.lookup(python).name == name), name)


def _is_mostly_utf8(sample: bytes) -> bool:
    """Return True if only a few damaged bytes, or a cut at the end, keep a text from being UTF-8."""
    text = sample.decode(errors="surrogateescape")
    sound = sum(sign > "\x7f" for sign in text) - (damaged := sum("\udc80" <= sign <= "\udcff" for sign in text))
    return damaged == 0 or sound > damaged


def _find_wide(sample: bytes) -> str:
    """Return UTF-16 in the byte order in which most of the text is Arabic or ASCII, or ""."""
    even = sample[: len(sample) & ~1]
    shares = {}
    for encoding in _WIDE:
        text = even.decode(encoding, "replace")
        expected = sum(len(run) for run in _EXPECTED.findall(text))
        shares[encoding] = expected / max(len(text), 1)
    best = max(_WIDE, key=shares.__getitem__)
    return best if shares[best] >= _LIKELY_WIDE else ""


def _find_code_page(sample: bytes) -> str:
    """Return the Arabic code page in which the bytes are the likeliest Arabic, or ""."""
    if b"\xa0" in sample and b" " not in sample and _weight(sample, "mac-arabic") >= _LIKELY_ARABIC:
        return "mac-arabic"  # 0xA0 is its blank in right-to-left text, and the no-break space of the others
    weights = {encoding: _weight(sample, encoding) for encoding in CODE_PAGES}
    best = max(CODE_PAGES, key=weights.__getitem__)
    return best if weights[best] >= _LIKELY_ARABIC else ""


def _weight(sample: bytes, encoding: str) -> float:
    """Return the mean weight of the characters above ASCII, but for 0xA0, which is a blank in all code pages."""
    text = sample.decode(codec_of(encoding), "replace")
    signs = [sign for byte, sign in zip(sample, text, strict=True) if byte > 0x7F and byte != 0xA0]
    articles = len(re.findall(r"\bو?ال", text))
    mixed = len(re.findall("[A-Za-z][\u0621-\u064a]|[\u0621-\u064a][A-Za-z]", text))
    weight = sum(_WEIGHTS.get(sign, _FOREIGN) for sign in signs) + articles * _ARTICLE - mixed * _MIXED
    return weight / max(len(signs), 1)


def _guess(sample: bytes) -> str:
    """Return the guess of charset-normalizer, or else Windows-1256, in which every byte is a character."""
    from charset_normalizer import from_bytes  # few files need it

    best = from_bytes(sample).best()
    return best.encoding.replace("_", "-") if best else "windows-1256"
