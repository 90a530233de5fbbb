"""Dates of publication: recognising lines that hold only a date, and reading the day."""

import re
from collections.abc import Iterator
from datetime import date

from annotations.sections.folding import fold, fold_lines
from annotations.text.months import HIJRI_MONTHS, MONTHS

WEEKDAYS = (
    *("الأحد", "الاثنين", "الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"),
    *("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"),
    *("sun", "mon", "tue", "wed", "thu", "fri", "sat"),
)

AGO = (
    *("منذ", "قبل", "ساعة", "ساعتين", "ساعات", "دقيقة", "دقيقتين", "دقائق", "أيام", "يومين", "أسبوع", "أسابيع"),
    *("ago", "hour", "hours", "minute", "minutes", "day", "days", "week", "weeks"),
)
"""Words of a relative date, such as “two hours ago”."""

UPDATES = ("تحديث", "التحديث", "حدث", "تعديل", "التعديل", "updated", "modified")
"""Words that mark a date as that of an update."""

LABELS = (
    *UPDATES,
    *("النشر", "نشر", "نشرت", "نشره", "نشرها", "الإضافة", "أضيف", "أضيفت", "التاريخ"),  # publication, added, date
    *("published", "publish", "posted"),
)
"""Words that mark a date as that of publication."""

FILLERS = (
    *("تاريخ", "بتاريخ", "تم", "في", "آخر", "يوم", "اليوم", "أمس", "الموافق", "من", "الساعة", "عند"),
    *("هجري", "هجرية", "هجريا", "ميلادي", "ميلادية", "ميلاديا", "رقم", "العدد", "عدد"),
    *("كتب", "وقت", "توقيت", "بتوقيت", "مشاهدة", "مشاهدات", "قراءة", "القراءة"),
    *("ص", "م", "ه", "صباحا", "صباح", "مساء", "ظهرا", "عصرا", "فجرا"),
    *("ليلا", "views", "read", "date", "on", "at", "last", "of", "today", "yesterday"),
    *("am", "pm", "st", "nd", "rd", "th", "gmt", "utc", "gst", "ast", "est", "edt", "cet", "z", "t"),
)
"""Other words that a line with a date may hold."""

_MONTH_NUMBERS = {name: number for number, names in enumerate(MONTHS, 1) for name in fold_lines(names)}
_MONTHS = tuple(sorted(_MONTH_NUMBERS, key=len, reverse=True))


def _words(*groups: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for group in groups for word in fold(" ".join(group)).split())


_DATING = _words(*MONTHS, HIJRI_MONTHS, WEEKDAYS, AGO)
_LABELLING = _words(LABELS)
_UPDATING = _words(UPDATES)
_KNOWN = _DATING | _LABELLING | _words(FILLERS)
LABEL_STEMS = tuple(label for label in _LABELLING if sum(other in label for other in _LABELLING) == 1)
"""Every label contains one of these."""

_NUMBER = re.compile(r"\d")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_NUMERIC = r"\d{1,4} {0,2}[/.\\-] {0,2}\d{1,2} {0,2}[/.\\-] {0,2}\d{1,4}"
_ZONE = r"\bب?توقيت(?: [^\W\d_]+){1,2}|غرينتش|جرينتش"
_PLACE_WORDS = 3
_PLACE = r"[^\W\d_]+(?: [^\W\d_]+){0,2} *[-–—،,|(]+ *(?=\S)"
_GLUED = r"(?=\d{1,2}:\d\d)"
"""The time behind a day without a blank, as scrapers join them."""
_NAMED = rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?(\D++)(?:(\d{{4}})(?:(?!\d)|{_GLUED})|((?:19|20)\d\d)(?=\d{{1,6}} ))"
"""A number behind a year that has a month before it is a count that a scraper joined to it."""
_NUMBERED = (
    r"(?<!\d)(?=(\d{1,4}) {0,2}([/.\\-]) {0,2}(\d{1,2}) {0,2}\2 {0,2}"
    rf"(?:(\d{{4}}){_GLUED}|(\d{{1,4}})(?!\d)))"
)
_REVERSED = r"(?<!\d)(\d{4})(\D++)(\d{1,2})(?![\d:])"
_CLOCKED = (
    r"\b([^\W\d_]+)\.? +(\d{1,2}),? +\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?(?: +(?:[+-]\d{4}|[a-z]{1,5}))? +(\d{4})(?!\d)"
)
"""A date whose year stands behind the time, as C's ctime and Twitter write it."""
_COUNTED_MONTH = r"\b(كانون|تشرين) ?([12]|اول|ثاني)(?!\w)"
_COUNTED = {"1": "الاول", "اول": "الاول", "2": "الثاني", "ثاني": "الثاني"}
"""Other forms of the words that distinguish the two months of one name, folded."""
_GAP = " ,،-/."
_GAP_LENGTHS = range(4)
"""Numbers of characters of `_GAP` that may stand between the parts of a date."""
_LABEL_LENGTH = 60
_HIJRI = (
    rf"(?:\d{{1,2}} (?:{'|'.join(fold_lines(HIJRI_MONTHS))})|\d{{1,2}} ?/ ?\d{{1,2}} ?/) ?1[34]\d\d ?ه?[ ،,/-]*"
    rf"(?:{fold('الموافق')}[ :]*)?"
)
"""A day of the Hijra before that of the common era."""
_TODAY = (
    rf"\b{fold('اليوم')}(?: (?:{'|'.join(fold_lines(WEEKDAYS[:8]))}))?[ ,،(]{{0,3}}(?:{fold('الموافق')} )?"
    rf"(?:{_HIJRI})?(?=\d)"
)
_DATE_LENGTH = 24
"""Code points of the longest date whose month has a name."""
FIRST_YEAR = 1800
"""Earlier years are those of the Hijra."""


def is_labelled_date(line: str) -> bool:
    """Return True if a folded line is a date with a label of publication; a rubric may follow behind `|`."""
    if not _NUMBER.search(line) or not any(stem in line for stem in LABEL_STEMS):
        return False
    return is_date(line) or is_date(line.partition("|")[0])


def is_update(line: str) -> bool:
    """Return True if a folded line with a date has the label of an update, and none of publication."""
    words = set(_TOKEN.findall(line))
    return not _UPDATING.isdisjoint(words) and _LABELLING.isdisjoint(words - _UPDATING)


def is_date(line: str) -> bool:
    """Return True if a folded line is nothing but a date, or a place and a date."""
    if not _NUMBER.search(line) or not _ends_known(line):
        return False
    tokens = _tokens(line)
    if len(tokens) - sum(token.isdecimal() or token in _KNOWN for token in tokens) > _PLACE_WORDS:
        return False
    if _DATING.isdisjoint(tokens) and not re.search(_NUMERIC, line):
        return False
    return _is_date(line) or bool(
        (place := re.match(_PLACE, line))
        and _is_date(line[place.end() :])
        and (any(month in line for month in _MONTHS) or re.search(_NUMERIC, line))
    )


def is_empty_label(line: str) -> bool:
    """Return True if a folded line is a label of publication without a date."""
    first = _TOKEN.search(line)
    if len(line) > _LABEL_LENGTH or not first or first[0] not in _KNOWN:
        return False
    tokens = set(_TOKEN.findall(line))
    return tokens <= _KNOWN and tokens.isdisjoint(_DATING) and not tokens.isdisjoint(_LABELLING)


def _is_date(line: str) -> bool:
    tokens = _tokens(line)
    named = [token for token in tokens if not token.isdecimal()]
    return (
        len(named) < len(tokens)
        and _KNOWN.issuperset(named)
        and (not _DATING.isdisjoint(named) or re.search(_NUMERIC, line) is not None)
    )


def _tokens(line: str) -> list[str]:
    """Return the words and numbers of a folded line, without those of a time zone."""
    return _TOKEN.findall(re.sub(_ZONE, "", line) if _is_zoned(line) else line)


def _is_zoned(line: str) -> bool:
    return "توقيت" in line or "رينتش" in line


def _ends_known(line: str) -> bool:
    """Return True if the last word of a folded line can be that of a date: a fast test that excludes most prose."""
    last = _TOKEN.findall(line.rpartition(" ")[2])
    return not last or last[-1] in _KNOWN or last[-1].isdecimal() or _is_zoned(line)


def without_date(line: str) -> str:
    """Return the words of a folded line that are not those of a date, with their separators."""
    if not _NUMBER.search(line):
        return line
    return re.sub(r"\w+", lambda found: "" if found[0] in _KNOWN or found[0][:1].isdecimal() else found[0], line)


def find_today(report: str) -> str:
    """Return the day that a folded report calls today, as YYYY-MM-DD, or "": `اليوم الخميس (22 آب 2025)`."""
    for found in re.finditer(_TODAY, report):
        if day := find_date(report[found.end() : found.end() + _DATE_LENGTH]):
            return day
    return ""


def find_date(line: str) -> str:
    """Return the first day of the common era in a folded line as YYYY-MM-DD, or "".

    In a date of numbers the day stands before the month, as in all Arabic countries, unless that is not a date.
    """
    if not _NUMBER.search(line):
        return ""
    if "كانون" in line or "تشرين" in line:
        line = re.sub(_COUNTED_MONTH, lambda found: f"{found[1]} {_COUNTED[found[2]]}", line)
    days = (*_named_days(line), *_reversed_days(line), *_numbered_days(line), *_clocked_days(line))
    return min((day for day in days if day[1]), default=(0, ""))[1]


def _named_days(line: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and day of each date whose month has a name, such as `11 May 2024` and `May 11, 2024`."""
    for found in re.finditer(_NAMED, line):
        day, between, year = found[1], found[2], found[3] or found[4]
        name, offset = _month_between(between), found.start()
        if not between.strip(_GAP) and len(between) in _GAP_LENGTHS:
            name, offset = _month_before(line[:offset])
        if name:
            yield offset, _iso(year, _MONTH_NUMBERS[name], day)


def _reversed_days(line: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and day of each date such as `2023 September 11`."""
    for found in re.finditer(_REVERSED, line):
        if name := _month_between(found[2]):
            yield found.start(), _iso(found[1], _MONTH_NUMBERS[name], found[3])


def _clocked_days(line: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and day of each date such as `Mon Sep 11 08:30:00 +0000 2023`."""
    if ":" in line:
        for found in re.finditer(_CLOCKED, line):
            name, day, year = found.groups()
            if name in _MONTH_NUMBERS:
                yield found.start(), _iso(year, _MONTH_NUMBERS[name], day)


def _month_between(line: str) -> str:
    """Return the name of the month between a day and its year, or "".

    A second name may stand behind a slash or in brackets.
    """
    line = line.replace("(", "/").replace(")", " ")
    start, end = len(line) - len(line.lstrip(_GAP)), len(line.rstrip(_GAP))
    if start not in _GAP_LENGTHS or len(line) - end not in _GAP_LENGTHS:
        return ""
    first, slash, second = line[start:end].removeprefix("من ").removeprefix("of ").removesuffix(".").partition("/")
    first, second = (first.rstrip(" "), second.lstrip(" ")) if slash else (first, first)
    return first if first in _MONTH_NUMBERS and second in _MONTH_NUMBERS else ""


def _month_before(line: str) -> tuple[str, int]:
    """Return the name of the month before a day, or "", and its offset. Of two names, return the first."""
    named = line.rstrip(" ")
    if not 1 <= len(line) - len(named) <= 2:
        return "", 0
    named = named.removesuffix(".")
    last = _month_ending(named)
    offset = len(named) - len(last)
    earlier = named[:offset].rstrip(" ")
    if last and earlier.endswith("/"):
        earlier = earlier[:-1].rstrip(" ")
        if first := _month_ending(earlier):
            return first, len(earlier) - len(first)
    return last, offset


def _month_ending(line: str) -> str:
    """Return the name of the month at the end of a folded line, or ""."""
    if not line.endswith(_MONTHS):
        return ""
    name = next(month for month in _MONTHS if line.endswith(month))
    return name if re.search(r"\w\Z", line[: -len(name)]) is None else ""


def _numbered_days(line: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and day of each date that is written in numbers only."""
    for found in re.finditer(_NUMBERED, line):
        first, month, last = found[1], found[3], found[4] or found[5]
        if len(first) == 4 and len(last) <= 2:
            yield found.start(), _iso(first, month, last) or _iso(first, last, month)
        elif len(first) <= 2 and len(last) == 4:
            yield found.start(), _iso(last, month, first) or _iso(last, first, month)


def _iso(year: str, month: int | str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat() if int(year) >= FIRST_YEAR else ""
    except ValueError:
        return ""
