"""Doubts about a text that is shown verbatim: it was decoded wrongly before it was saved, or is of another form."""

import re

from annotations.text.proclitics import ARTICLE

_SEEN = 2000
"""Code points that are looked at."""
_FEWEST = 8
"""Letters of a wrong decoding that make a text doubtful."""
_SHARE = 8
"""One sign in so many has to be such a letter."""
_WRONG = {
    "cp1252": "\xd8\xd9",
    "cp1256": "\u0637\u0638",
    "mac_roman": "\xff\u0178",
    "cp437": "\u256a\u2518",
    "cp1251": "\u0428\u0429",
}
"""What the two commonest bytes of Arabic in UTF-8 look like in each encoding by which it was read wrongly."""
_NAMES = {"mac_roman": "MacRoman", "cp437": "CP437"}
_FORMS = (
    (r"(?i)\s*<DOC[\s>]", "documents of SGML", ".sgm"),
    (r"(?i)\s*(?:<!doctype html|<html)[\s>]", "HTML", ".html"),
    (r"(?i)\s*(?:<\?xml[^<>]{0,200}>\s*)?<(?:rss|feed|rdf:RDF)[\s>]", "a feed", ".rss"),
    (r'\s*\[?\s*\{\s*"[^"\n]{1,60}"\s*:', "JSON", ".jsonl"),
    (r"%PDF-\d", "a PDF", ".pdf"),
    ("PK\x03\x04", "a zip archive", ".zip"),
)
_FIRST = frozenset("<[{%P")
"""Signs with which those forms begin."""
_ARABIC = "[\u0621-\u064a\u066e-\u06d3]"


def doubts(text: str, *, whole: bool) -> tuple[str, ...]:
    """Return messages about a text; `whole` if it is all that its file holds, so that the file may be misnamed."""
    head = text[:_SEEN].removeprefix("\ufeff")
    found = []
    if whole and head.lstrip()[:1] in _FIRST:
        found += [
            f"this is {what}, shown as it is; name the file *{suffix}"
            for form, what, suffix in _FORMS
            if re.match(form, head)
        ]
    # No wrongly decoded text has the Arabic article.
    if not head.isascii() and ARTICLE not in head and (wrong := _wrong_decoding(head)):
        found.append(wrong)
    return tuple(found)


def _wrong_decoding(head: str) -> str:
    """Return a message if the text is Arabic that was decoded by a wrong encoding and saved so, or ""."""
    for codec, signs in _WRONG.items():
        count = sum(map(head.count, signs))
        if count >= _FEWEST and count * _SHARE > len(head) and _is_arabic_in_utf8(head, codec, count):
            return _saved("UTF-8", _NAMES.get(codec, codec.replace("cp", "Windows-")))
    if re.search(_ARABIC, head):
        return ""
    latin = sum("\xc0" <= sign <= "\xff" for sign in head)
    if latin >= _FEWEST and latin > sum(sign.isalpha() for sign in head) * 0.6:
        again = _decoded_again(head, "cp1252", "cp1256")
        if len(re.findall(_ARABIC, again)) > latin * 0.8:
            return _saved("Windows-1256", "Windows-1252")
    return ""


def _saved(right: str, wrong: str) -> str:
    return f"{right} that was read as {wrong} and saved so, shown as it is; take the file as it was before"


def _is_arabic_in_utf8(head: str, codec: str, count: int) -> bool:
    again = _decoded_again(head, codec, "utf-8")
    arabic = len(re.findall(_ARABIC, again))
    return arabic >= count * 0.6 and again.count("\ufffd") <= arabic


def _decoded_again(text: str, wrong: str, right: str) -> str:
    """Return a text as it was before it was decoded wrongly; a code that the encoding lacks stands for its byte."""
    data = bytearray()
    for sign in text:
        try:
            data += sign.encode(wrong)
        except UnicodeEncodeError:
            data += bytes((ord(sign),)) if ord(sign) < 0x100 else b"?"
    return data.decode(right, "replace")
