"""The first words of a report: the agency before its first sentence, `place - (agency):`, and the day that it tells."""

import re

from annotations.sections.bylines import parts_of
from annotations.sections.dates import find_date, without_date
from annotations.sections.folding import fold, fold_lines, with_dashes
from annotations.sections.outlets import ends_like_outlet, known_outlet, outlet_named
from annotations.sections.persons import is_beside, is_person
from annotations.sections.places import places

_LENGTH = 90
"""Code points of a report in which its agency stands."""
_DAY_LENGTH = 50
_SEPARATORS = frozenset('-–—―/|:()«»"“”')
_DAY = r"\b\d{1,4}(?:[/.-]\d{1,4}){1,2}\b"
_PARTS = 4
"""Parts of a report's opening of which one may name the agency."""
_PLACE_WORDS = 3
_SAYING = frozenset(
    fold_lines(
        (
            *("قال", "قالت", "ذكر", "ذكرت", "أفاد", "أفادت", "نقل", "نقلت", "كشف", "كشفت", "أعلن", "أعلنت", "أكد"),
            *("أكدت", "نشر", "نشرت", "بث", "بثت", "وقال", "وقالت", "وذكرت", "وأفادت", "ونقلت", "حسب", "بحسب", "وفق"),
        )
    )
)
"""Words behind which an outlet is quoted and did not write: said, reported, according to."""


def lead_agency(report: str) -> str:
    """Return the agency in the first words of a report, `place - (agency):` or `place "agency":`, or ""."""
    place = _first(report, '\n()"“«:', 0, 41)
    if place < 2 or report[place] not in '("“«':
        return ""
    closing, others, longest = (")", "(\n", 60) if report[place] == "(" else ('"”»', "\n", 40)
    end = _first(report, closing + others, place + 1, place + longest + 2)
    after = report[end + 1 :].lstrip()
    if end < place + 3 or report[end] not in closing or not after.startswith((":", "：", "–", "—", "-")):
        return ""
    return report[place + 1 : end].strip()


def opening_outlet(report: str) -> str:
    """Return the outlet that the first words of a report name before its first sentence, or "".

    It stands between separators, behind nothing but places, days and names: `Cairo 5-2-2023 (agency) -- `,
    `site - author - `, `agency: `. Behind a place and a dash it needs no separator: `Damascus-agency said`.
    """
    opening = with_dashes(report[:_LENGTH].partition("\n")[0])
    if _SEPARATORS.isdisjoint(opening) or not _SAYING.isdisjoint(fold(opening).split()[:1]):
        return ""
    if agency := outlet_named(lead_agency(report), common=True):
        return agency
    parts = parts_of(re.sub(_DAY, " - ", opening))
    last = parts.pop() if parts else None
    sited = False
    for part in parts[:_PARTS]:
        if part.placed or without_date(part.plain).strip() in places():
            sited = True
        elif found := known_outlet(part.plain, common=part.framed or sited):
            return found
        elif ends_like_outlet(part.plain) or (sited and part.outlet(common=False)):
            return part.text
        elif not _may_precede(part.plain):
            return ""
    if sited and last and len(parts) <= _PARTS:
        words = last.plain.split()
        return known_outlet(" ".join(words[:2]), common=False) or known_outlet(" ".join(words[:1]), common=False)
    return ""


def opening_day(report: str) -> str:
    """Return the day before the first sentence of a report as YYYY-MM-DD, if its agency stands there, or ""."""
    opening = report[:_DAY_LENGTH]
    return find_date(fold(opening)) if any(map(str.isdecimal, opening)) and opening_outlet(report) else ""


def _may_precede(plain: str) -> bool:
    """Return True if a part may be a town, a day or a name."""
    words = plain.split()
    if all(word[:1].isdecimal() for word in words):
        return True
    return is_person(plain) or (len(words) <= _PLACE_WORDS and is_beside(re.sub(r"\d+", "", plain)))


def _first(report: str, characters: str, start: int, end: int) -> int:
    """Return the first offset in `[start, end)` of one of some characters, or -1."""
    return next((offset for offset, each in enumerate(report[start:end], start) if each in characters), -1)
