"""The encoding of bytes that do not say it: UTF-8 first, then what makes the likeliest Arabic of them.

Libraries that guess encodings take short Arabic texts for Chinese or Cyrillic ones and do not know MacArabic, so the
three Arabic code pages are told apart here, by how frequent the letters are that the bytes would be. What is not Arabic
in any of them is left to charset-normalizer.
"""

import codecs
import re
from math import log

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as that of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks and what they say."""
SAMPLE = 65_536
"""As many bytes are looked at; more tell nothing new."""
CODE_PAGES = ("windows-1256", "iso-8859-6", "mac-arabic")
"""In the order of how common they are: where the text is the same in several, the first is named."""

_CODECS = {"windows-1256": "cp1256", "iso-8859-6": "iso8859_6", "mac-arabic": "mac_arabic"}
_DECLARABLE = ("cp", "iso8859-", "mac-", "koi8-", "gb", "big5", "euc_", "shift_jis", "tis-620")
"""How Python's names of them begin; others, such as UTF-7 and Python's own escapes, are no encodings of articles."""
_WIDE = ("utf-16-le", "utf-16-be")
_EXPECTED = re.compile("[\t\n\r -~\u00a0-\u00bb\u0600-\u06ff\u2010-\u2026\ufb50-\ufdff\ufe70-\ufefc]+")
"""What Arabic news is written with."""
_LIKELY_WIDE = 0.9
"""The share of a text that is such, at least, for it to be UTF-16 without a mark."""

_PER_MILLE = {
    130: "ا", 115: "ل", 70: "ي", 62: "ن", 60: "مو", 50: "رت", 40: "بع", 33: "ده", 30: "ةسف", 25: "قكأح",
    15: "جش", 10: "صطىخإ", 8: "ضذ", 5: "زءثئغ", 4: "، ٠١٢٣٤٥٦٧٨٩", 2: "ظآؤ\u064b\u064e\u064f\u0650\u0651\u0652«»؟",
    1: "ـ؛\u064c\u064dپچژگ%.:-!()\"/", 0.3: "–—…\u2018\u2019\u201c\u201d\u200c\u200d\u200e\u200f",
}  # fmt: skip
"""How frequent the signs of Arabic news are, roughly."""
_WEIGHTS = {sign: log(frequency / 1000) for frequency, signs in _PER_MILLE.items() for sign in signs}
_FOREIGN = log(0.00001)
"""The weight of any other sign, and of a byte that stands for none."""
_ARTICLE = 1.5
"""What a word gains that begins with the Arabic article, the surest two letters in a row."""
_MIXED = 6.0
"""What is lost where an Arabic letter touches a Latin one, as all are that are accented letters in truth."""
_LIKELY_ARABIC = log(0.008)
"""The mean weight, at least, of what is Arabic."""


def find_encoding(data: bytes, declared: str = "") -> str:
    """The encoding of bytes, as Python calls it but for the code pages; what is nearly UTF-8 is UTF-8.

    `declared` is what the bytes say of themselves: nobody is believed who says UTF-8 of what is not.
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
    """What Python calls an encoding."""
    return _CODECS.get(encoding, encoding)


def _known(declared: str) -> str:
    """The declared encoding where Python knows it as one of sites, or ""; Latin-1 is what browsers take it for."""
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
    """Whether a few damaged bytes, or a cut at the end, are all that keeps a text from being UTF-8."""
    text = sample.decode(errors="surrogateescape")
    sound = sum(sign > "\x7f" for sign in text) - (damaged := sum("\udc80" <= sign <= "\udcff" for sign in text))
    return damaged == 0 or sound > damaged


def _find_wide(sample: bytes) -> str:
    """UTF-16 of one byte order or the other, where most of the text is then Arabic or ASCII; or ""."""
    even = sample[: len(sample) & ~1]
    shares = {}
    for encoding in _WIDE:
        text = even.decode(encoding, "replace")
        expected = sum(len(run) for run in _EXPECTED.findall(text))
        shares[encoding] = expected / max(len(text), 1)
    best = max(_WIDE, key=shares.__getitem__)
    return best if shares[best] >= _LIKELY_WIDE else ""


def _find_code_page(sample: bytes) -> str:
    """The Arabic code page in which the bytes are the likeliest Arabic, or ""."""
    if b"\xa0" in sample and b" " not in sample and _weight(sample, "mac-arabic") >= _LIKELY_ARABIC:
        return "mac-arabic"  # it has a second blank for right-to-left text; in the others this is one that never breaks
    weights = {encoding: _weight(sample, encoding) for encoding in CODE_PAGES}
    best = max(CODE_PAGES, key=weights.__getitem__)
    return best if weights[best] >= _LIKELY_ARABIC else ""


def _weight(sample: bytes, encoding: str) -> float:
    """How much the bytes above ASCII are Arabic: the mean of their signs' weights; 0xA0 is a blank in all of them."""
    text = sample.decode(codec_of(encoding), "replace")
    signs = [sign for byte, sign in zip(sample, text, strict=True) if byte > 0x7F and byte != 0xA0]
    articles = len(re.findall(r"\bو?ال", text))
    mixed = len(re.findall("[A-Za-z][\u0621-\u064a]|[\u0621-\u064a][A-Za-z]", text))
    weight = sum(_WEIGHTS.get(sign, _FOREIGN) for sign in signs) + articles * _ARTICLE - mixed * _MIXED
    return weight / max(len(signs), 1)


def _guess(sample: bytes) -> str:
    """What a library takes the bytes for; failing that the code page in which every byte is a sign."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding.replace("_", "-") if best else "windows-1256"
