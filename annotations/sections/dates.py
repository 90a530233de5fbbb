"""When an article was published: lines that say only that, and the day they name."""

import re
from collections.abc import Iterator
from datetime import date

from annotations.sections.vocabulary import fold, fold_lines
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
"""Words of a date that counts back from now."""

LABELS = (
    *("النشر", "نشر", "نشرت", "تحديث", "التحديث", "حدث"),  # publication, published, update, updated
    *("published", "updated", "posted", "modified"),
)
"""Words that make a date one of publication."""

FILLERS = (
    *("تاريخ", "بتاريخ", "تم", "في", "آخر", "يوم", "اليوم", "أمس", "الموافق", "من", "الساعة", "عند"),
    *("ص", "م", "ه", "صباحا", "مساء", "ظهرا", "فجرا", "date", "on", "at", "last", "of", "today", "yesterday"),
    *("am", "pm", "st", "nd", "rd", "th", "gmt", "utc", "est", "edt", "cet", "z", "t"),
)
"""Words that a line with a date may hold besides."""

_MONTH_NUMBERS = {name: number for number, names in enumerate(MONTHS, 1) for name in fold_lines(names)}
_MONTHS = tuple(sorted(_MONTH_NUMBERS, key=len, reverse=True))


def _words(*groups: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for group in groups for word in fold(" ".join(group)).split())


_DATING = _words(*MONTHS, HIJRI_MONTHS, WEEKDAYS, AGO)
_LABELLING = _words(LABELS)
_KNOWN = _DATING | _LABELLING | _words(FILLERS)
LABEL_STEMS = tuple(label for label in _LABELLING if sum(other in label for other in _LABELLING) == 1)
"""Any of the labels holds one of these."""

_NUMBER = re.compile(r"\d")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_NUMERIC = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
_ZONE = r"\bب?توقيت(?: [^\W\d_]+){1,2}|غرينتش|جرينتش"
_PLACE_WORDS = 3
_PLACE = r"[^\W\d_]+(?: [^\W\d_]+){0,2} *[-–—،,|(]+ *(?=\S)"
_NAMED = r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(\D++)(\d{4})(?!\d)"
_NUMBERED = r"(?<!\d)(?=(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?!\d))"
_GAP = " ,،-"
_GAP_LENGTHS = range(1, 4)
"""How many of these signs may stand between the parts of a date."""
_LABEL_LENGTH = 60
_FIRST_YEAR = 1800
"""An earlier year is one of the Hijra."""


def is_labelled_date(line: str) -> bool:
    """Whether a folded line says when it was published and that this is what it says; a rubric may stand behind."""
    if not _NUMBER.search(line) or not any(stem in line for stem in LABEL_STEMS):
        return False
    return is_date(line) or is_date(line.partition("|")[0])


def is_date(line: str) -> bool:
    """Whether a folded line says nothing but when, or where and when."""
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
    """Whether a folded line announces a date of publication and then names none."""
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
    """The words and numbers of a folded line but those that name a time zone."""
    return _TOKEN.findall(re.sub(_ZONE, "", line) if _is_zoned(line) else line)


def _is_zoned(line: str) -> bool:
    return "توقيت" in line or "رينتش" in line


def _ends_known(line: str) -> bool:
    """Whether the last word of a folded line can be that of a date; prose is told apart by this at once."""
    last = _TOKEN.findall(line.rpartition(" ")[2])
    return not last or last[-1] in _KNOWN or last[-1].isdecimal() or _is_zoned(line)


def find_date(line: str) -> str:
    """The first day of the common era that a folded line names, as YYYY-MM-DD, or "".

    Of two numbers the day is written before the month, as in all Arabic countries, unless that is no date.
    """
    if not _NUMBER.search(line):
        return ""
    return min((day for day in (*_named_days(line), *_numbered_days(line)) if day[1]), default=(0, ""))[1]


def _named_days(line: str) -> Iterator[tuple[int, str]]:
    """Where the days begin whose month has a name, as `11 May 2024` and `May 11, 2024`, and the days."""
    for found in re.finditer(_NAMED, line):
        day, between, year = found.groups()
        name, offset = _month_between(between), found.start()
        if not between.strip(_GAP) and len(between) in _GAP_LENGTHS:
            name, offset = _month_before(line[:offset])
        if name:
            yield offset, _iso(year, _MONTH_NUMBERS[name], day)


def _month_between(line: str) -> str:
    """The name of the month between a day and its year, or ""; it may have a second name behind a slash."""
    start, end = len(line) - len(line.lstrip(_GAP)), len(line.rstrip(_GAP))
    if start not in _GAP_LENGTHS or len(line) - end not in _GAP_LENGTHS:
        return ""
    first, slash, second = line[start:end].removeprefix("من ").removeprefix("of ").removesuffix(".").partition("/")
    first, second = (first.rstrip(" "), second.lstrip(" ")) if slash else (first, first)
    return first if first in _MONTH_NUMBERS and second in _MONTH_NUMBERS else ""


def _month_before(line: str) -> tuple[str, int]:
    """The name of the month that stands before a day, or "", and where it begins; of two names the first."""
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
    """The name of the month that a folded line ends with, or ""."""
    if not line.endswith(_MONTHS):
        return ""
    name = next(month for month in _MONTHS if line.endswith(month))
    return name if re.search(r"\w\Z", line[: -len(name)]) is None else ""


def _numbered_days(line: str) -> Iterator[tuple[int, str]]:
    """Where the days begin that are written in numbers only, and the days."""
    for found in re.finditer(_NUMBERED, line):
        first, month, last = found[1], found[3], found[4]
        if len(first) == 4 and len(last) <= 2:
            yield found.start(), _iso(first, month, last) or _iso(first, last, month)
        elif len(first) <= 2 and len(last) == 4:
            yield found.start(), _iso(last, month, first) or _iso(last, first, month)


def _iso(year: str, month: int | str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat() if int(year) >= _FIRST_YEAR else ""
    except ValueError:
        return ""
