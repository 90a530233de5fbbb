"""Lines that say who wrote a report, where and for whom: `Cairo - (agency):`, `Name from Place`, `Name (Place)`.

Such a line is made of few parts with separators between them. What each part is decides: an outlet, an office or
“agencies”, a place, a person. The line has to stand between the headline and the report, or behind it.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from annotations.sections.folding import fold_lines
from annotations.sections.outlets import ends_like_outlet, is_desk, key, key_of_folded, known_outlet, outlet_named
from annotations.sections.persons import is_beside, is_family, is_person
from annotations.sections.places import places


class Likeness(IntEnum):
    """How sure it is that a line names the author."""

    NONE = 0
    LIKELY = 1
    """It does so if it stands between headline and report: `Name Name`, `Cairo: Name`."""
    SURE = 2
    """It does so wherever it is a line of its own: an outlet or an agency is named."""


_LONGEST = 110
"""Code points of the longest such line, and its words."""
_MOST_WORDS = 14
_MOST_PARTS = 7
_UNMARKED_WORDS = 7
"""Words of the longest such line without a separator."""
_MARKS = frozenset('-–—―_/|،,;؛+&()[]:«"“')
_SEPARATOR = r"\s*(?:\|{3}|[-–—―_/|،,;؛+&()\[\]]|:(?!\d))\s*"
_FROM = "من "
_QUOTING = '«"“'
_FRAME = "|" * 3
"""A separator that no line has, before a name that stood in quotation marks."""
_QUOTATION = r"[«\"“]([^«»\"“”]{2,40})[»\"”]?"
_LABELS = frozenset(
    fold_lines(
        (
            *("كتب", "كتبت", "كتبه", "كتبها", "بقلم"),
            *("تقرير", "حوار", "حاوره", "حاورها", "أجرى الحوار", "أجرت الحوار"),
            *("إعداد", "أعده", "أعدته", "ترجمة", "ترجمة وتحرير", "تحرير", "تغطية", "تغطية خاصة", "متابعة", "رصد"),
            *("تحقيق", "بواسطة", "نشر بواسطة", "أرسل بواسطة", "المحرر", "الكاتب", "تقرير خاص", "خاص", "مراسل"),
        )
    )
)
"""Words before a name, with a mark or without."""
_REPORTS = frozenset(fold_lines(("تقرير", "تقرير خاص", "حوار", "تحقيق", "متابعة", "رصد", "خاص", "تغطية")))
"""Those that are also the kind of an article and stand before its headline."""
_JOINING = frozenset("-–—―_/")
"""Separators that headlines seldom have between two names."""
_SEPARATING = _JOINING | frozenset("|،,;؛+&()[]:")
_LABEL_WORDS = 2
_UNKNOWN_WORDS = 3
"""Words of the longest part beside a place that may be a name."""


class Part(NamedTuple):
    """A part of a line between separators."""

    text: str
    plain: str
    """Its key: folded, without marks."""
    framed: bool
    """True if it stands in brackets or in quotation marks."""
    quoted: bool = False
    """True if it stands in quotation marks."""

    @property
    def placed(self) -> bool:
        """True if it is a place."""
        return self.plain in places() and not self.quoted

    def outlet(self, *, common: bool) -> str:
        """Return the outlet that it names, or ""; `common` as in `outlet_named`."""
        return outlet_named(self.text, common=common, plain=self.plain)


def parts_of(line: str, *, folded: bool = False) -> list[Part]:
    """Return the parts of a line, perhaps one that is folded, between separators. Leaves out those that are empty."""
    if any(map(line.__contains__, _QUOTING)):
        line = re.sub(_QUOTATION, _apart, line)
    found = []
    start = 0
    for mark in re.finditer(_SEPARATOR, line):
        found.append((line[start : mark.start()], mark[0]))
        start = mark.end()
    parts = []
    before = ""
    for text, after in (*found, (line[start:], "")):
        if plain := key_of_folded(text) if folded else key(text):
            bare = plain.removeprefix(_FROM)
            quoted = _FRAME in before
            framed = quoted or ("(" in before and ")" in after)
            parts.append(Part(text.strip(), bare if bare in places() else plain, framed, quoted))
        before = after
    return parts


def _apart(quotation: re.Match[str]) -> str:
    """Return a quotation between separators if it is an outlet's name, and else as it is."""
    return f" {_FRAME} {quotation[1]} - " if outlet_named(quotation[1], common=True) else quotation[0]


def likeness(line: str) -> Likeness:
    """Return how sure it is that a folded line without an end names the author."""
    if len(line) > _LONGEST or line.count(" ") > _MOST_WORDS or "…" in line or ".." in line:
        return Likeness.NONE
    if line.count(" ") > _UNMARKED_WORDS and _MARKS.isdisjoint(line):
        return Likeness.NONE
    parts = parts_of(line, folded=True)
    if not parts or len(parts) > _MOST_PARTS:
        return Likeness.NONE
    label, named = _label(parts)
    if label:
        plainly = named and not any(map(line.__contains__, _QUOTING))
        is_name = _is_author if label in _REPORTS else _is_name
        return Likeness.SURE if plainly and all(map(is_name, named)) else Likeness.NONE
    if len(parts) == 1:
        return _of_one(parts[0])
    if _SEPARATING.isdisjoint(line) and not any(part.placed for part in parts):  # only quotation marks
        return _of_one(Part(line, key_of_folded(line), framed=False))
    return _of_several(parts, joined=not _JOINING.isdisjoint(line))


def _label(parts: list[Part]) -> tuple[str, list[Part]]:
    """Return the label that a line begins with, and the parts behind it; ("", []) if it begins with none."""
    words = parts[0].plain.split()
    for length in range(min(_LABEL_WORDS, len(words)), 0, -1):
        if (label := " ".join(words[:length])) in _LABELS:
            rest = " ".join(words[length:])
            if rest and not is_person(rest) and not outlet_named(rest, common=True):
                return "", []
            return label, [Part(rest, rest, framed=False), *parts[1:]] if rest else parts[1:]
    return "", []


def _is_name(part: Part) -> bool:
    return bool(part.outlet(common=True)) or is_beside(part.plain)


def _is_author(part: Part) -> bool:
    """Return True if a part is surely a name: behind “report” the headline may follow."""
    return bool(part.outlet(common=True)) or is_person(part.plain) or (part.plain.count(" ") == 1 and _is_name(part))


def _of_one(part: Part) -> Likeness:
    if known_outlet(part.plain, common=part.quoted):
        return Likeness.SURE
    desk, outlet = is_desk(part.plain), part.outlet(common=False)
    if desk or outlet:
        return Likeness.SURE if desk and outlet else Likeness.LIKELY
    name, from_, place = part.plain.partition(f" {_FROM}")
    if from_ and place in places():
        if outlet_named(name, common=True):
            return Likeness.SURE
        return Likeness(is_person(name) or (name.count(" ") < _UNKNOWN_WORDS - 1 and is_beside(name)))
    return Likeness(is_person(part.plain) or is_family(part.plain))


def _of_several(parts: list[Part], *, joined: bool) -> Likeness:
    placed = [part.placed for part in parts]
    outlets = [bool(part.outlet(common=True)) for part in parts]
    desks = [is_desk(part.plain) for part in parts]
    unknown = [part.plain for part, *known in zip(parts, placed, outlets, desks, strict=True) if not any(known)]
    if not all(map(is_beside, unknown)):
        return Likeness.NONE
    longest = max((len(plain.split()) for plain in unknown), default=0)
    sited = any(outlets) and any(placed)
    certain = any(known_outlet(part.plain, common=part.quoted) or ends_like_outlet(part.plain) for part in parts)
    if sited or certain or any(desks):
        return Likeness.SURE if longest <= _UNKNOWN_WORDS + 1 else Likeness.NONE
    persons = any(is_person(part.plain) for part in parts)
    if joined and longest <= _UNKNOWN_WORDS and (persons or (any(placed) and longest == 1)):
        return Likeness.SURE
    if any(placed):
        return Likeness(persons or all(placed) or longest <= _UNKNOWN_WORDS)
    return Likeness((persons or any(outlets)) and longest <= _UNKNOWN_WORDS)


def outlets_in(line: str) -> Iterator[str]:
    """Yield the outlets that the parts of a line name, each in its one spelling.

    A newspaper that is called like a place counts in quotation marks.
    """
    parts = parts_of(line)
    for part in parts:
        name, from_, _ = part.plain.partition(f" {_FROM}")
        if part.placed:
            continue
        common = len(parts) > 1 or part.framed or bool(from_)
        if found := outlet_named(name if from_ else part.text, common=common, plain=name):
            yield found
