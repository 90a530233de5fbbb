"""Lines that a collection marks in its texts: in tags as those of TREC, `<TITLE> … </TITLE>`, or as `Title: …`.

Files whose suffix names the form are read as records; here the marks stand in a text, whose lines they explain.
"""

import re
from collections.abc import Mapping

from annotations.model.article import SectionKind

_LINE = re.compile(r"(?a)\s*<([A-Z][A-Z0-9_]{1,20})>(.*)</\1>\s*")
_TAG = re.compile(r"(?a)\s*</?[A-Z][A-Z0-9_]{1,20}>\s*")
_KINDS: Mapping[str, SectionKind] = {
    **dict.fromkeys(("TITLE", "HEADLINE", "HEAD", "HL"), SectionKind.HEADLINE),
    **dict.fromkeys(("AUTHOR", "BYLINE"), SectionKind.BYLINE),
    **dict.fromkeys(("TIME", "DATE", "DATELINE", "DATE_TIME"), SectionKind.DATELINE),
    **dict.fromkeys(("SRC", "SOURCE", "PUBLISHER"), SectionKind.SOURCE),
    **dict.fromkeys(("KEYWORDS", "TAGS"), SectionKind.KEYWORDS),
    "TEXT": SectionKind.BODY,
}
_FIELD = re.compile(
    r"(?i)\s*(title|headline|العنوان|عنوان الخبر|عنوان المقال|url|link|الرابط|رابط الخبر|id|category|القسم|التصنيف"
    r"|text|body|content|النص|نص الخبر|المحتوى|date|author|source)\s{0,3}[:=]\s*(.*)"
)
"""The name of a field before its value, as in the first lines of a text."""
_FIELDS: Mapping[str, SectionKind] = {
    **dict.fromkeys(("title", "headline", "العنوان", "عنوان الخبر", "عنوان المقال"), SectionKind.HEADLINE),
    "date": SectionKind.DATELINE,
    "author": SectionKind.BYLINE,
    "source": SectionKind.SOURCE,
}
_TEXTS = frozenset(("text", "body", "content", "النص", "نص الخبر", "المحتوى"))
_SUMMARIES = ("<abstract>", "<summary>")
"""Folded tags behind which the first paragraph stands once more."""


def tagged_kind(line: str) -> SectionKind | None:
    """Return the kind of a line that is a tag or stands in one, or None for another line."""
    if found := _LINE.fullmatch(line):
        return _KINDS.get(found[1], SectionKind.FURNITURE) if found[2].strip() else SectionKind.FURNITURE
    return SectionKind.FURNITURE if _TAG.fullmatch(line) else None


def field_kind(line: str) -> SectionKind | None:
    """Return the kind of one of the first lines of a text that begins with the name of a field, or None."""
    found = _FIELD.match(line)
    if not found:
        return None
    name, valued = found[1].lower(), bool(found[2].strip())
    if name in _TEXTS:
        return None if valued else SectionKind.FURNITURE
    return _FIELDS.get(name, SectionKind.FURNITURE) if valued else SectionKind.FURNITURE


def without_field(line: str) -> str:
    """Return a headline without the name of the field before it."""
    found = _FIELD.match(line)
    return found[2].strip() if found and _FIELDS.get(found[1].lower()) is SectionKind.HEADLINE else line


def without_tags(line: str) -> str:
    """Return a line without the tags that it stands in."""
    return found[2].strip() if (found := _LINE.fullmatch(line)) else line


def opens_summary(line: str) -> bool:
    """Return True if a folded line is a tag behind which a summary stands."""
    return line in _SUMMARIES


def closes(line: str, opening: str) -> bool:
    """Return True if a folded line is the tag that closes another."""
    return line == f"</{opening[1:]}"
