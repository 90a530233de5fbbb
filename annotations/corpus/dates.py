"""When an article was published: lines that say only that, and the day they name."""

import re
from datetime import date

from annotations.corpus.vocabulary import alternatives, fold

MONTHS: tuple[tuple[str, ...], ...] = (
    # Egypt and the Gulf; Syria, Iraq and their neighbours; Morocco; Algeria and Tunisia
    ("يناير", "كانون الثاني", "جانفي", "january", "jan"),
    ("فبراير", "شباط", "فيفري", "february", "feb"),
    ("مارس", "آذار", "march", "mar"),
    ("أبريل", "إبريل", "نيسان", "أفريل", "april", "apr"),
    ("مايو", "أيار", "ماي", "may"),
    ("يونيو", "يونيه", "حزيران", "جوان", "june", "jun"),
    ("يوليو", "يوليه", "تموز", "يوليوز", "جويلية", "july", "jul"),
    ("أغسطس", "آب", "غشت", "أوت", "august", "aug"),
    ("سبتمبر", "أيلول", "شتنبر", "september", "sept", "sep"),
    ("أكتوبر", "تشرين الأول", "october", "oct"),
    ("نوفمبر", "تشرين الثاني", "نونبر", "november", "nov"),
    ("ديسمبر", "كانون الأول", "دجنبر", "december", "dec"),
)
"""The names of the twelve months."""

HIJRI_MONTHS = (
    *("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "ربيع الثاني", "جمادى الأولى", "جمادى الآخرة", "جمادى الثانية"),
    *("رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذي القعدة", "ذو الحجة", "ذي الحجة"),
)

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

_MONTH_NUMBERS = {fold(name): number for number, names in enumerate(MONTHS, start=1) for name in names}
_MONTH = f"(?:{alternatives(_MONTH_NUMBERS)})"


def _words(*groups: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for group in groups for name in group for word in fold(name).split())


_DATING = _words(*MONTHS, HIJRI_MONTHS, WEEKDAYS, AGO)
_LABELLING = _words(LABELS)
_KNOWN = _DATING | _LABELLING | _words(FILLERS)

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_NUMERIC = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}"
_ZONE = re.compile(r"\bب?توقيت(?: [^\W\d_]+){1,2}|غرينتش|جرينتش")
_PLACE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,2} *[-–—،,|(]+ *(?=\S)")
_FULL = re.compile(rf"{_MONTH}|{_NUMERIC}")

_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_NAMED = rf"(?P<month>{_MONTH})(?!\w)(?: */ *{_MONTH}(?!\w))?\.?"
_GAP = r"[ ,،-]{1,3}"
_DATES = (
    re.compile(rf"{_DAY}{_GAP}(?:من |of )?{_NAMED}{_GAP}{_YEAR}"),
    re.compile(rf"(?<!\w){_NAMED} {{1,2}}{_DAY}{_GAP}{_YEAR}"),
    re.compile(r"(?<!\d)(?P<year>\d{4})([/.-])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<day>\d{1,2})([/.-])(?P<month>\d{1,2})\2(?P<year>\d{4})(?!\d)"),
)
_LABEL_LENGTH = 60
_FIRST_YEAR = 1800
"""An earlier year is one of the Hijra."""


def is_labelled_date(line: str) -> bool:
    """Whether a folded line says when it was published and that this is what it says; a rubric may stand behind."""
    return any(label in line for label in _LABELLING) and (is_date(line) or is_date(line.partition("|")[0]))


def is_date(line: str) -> bool:
    """Whether a folded line says nothing but when, or where and when."""
    return _is_date(line) or bool(
        (place := _PLACE.match(line)) and _FULL.search(line) and _is_date(line[place.end() :])
    )


def is_empty_label(line: str) -> bool:
    """Whether a folded line announces a date of publication and then names none."""
    if len(line) > _LABEL_LENGTH:
        return False
    tokens = set(_TOKEN.findall(line))
    return bool(tokens) and tokens <= _KNOWN and tokens.isdisjoint(_DATING) and not tokens.isdisjoint(_LABELLING)


def _is_date(line: str) -> bool:
    tokens = _TOKEN.findall(_ZONE.sub("", line))
    named = [token for token in tokens if not token.isdecimal()]
    return (
        len(named) < len(tokens)
        and _KNOWN.issuperset(named)
        and (not _DATING.isdisjoint(named) or re.search(_NUMERIC, line) is not None)
    )


def find_date(line: str) -> str:
    """The first day of the common era that a folded line names, as YYYY-MM-DD, or "".

    Of two numbers the day is written before the month, as in all Arabic countries, unless that is no date.
    """
    found = sorted(
        (match.start(), iso) for pattern in _DATES for match in pattern.finditer(line) if (iso := _iso(match))
    )
    return found[0][1] if found else ""


def _iso(match: re.Match[str]) -> str:
    year, day, month = int(match["year"]), int(match["day"]), match["month"]
    if month in _MONTH_NUMBERS:
        return _day(year, _MONTH_NUMBERS[month], day)
    return _day(year, int(month), day) or _day(year, day, int(month))


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat() if year >= _FIRST_YEAR else ""
    except ValueError:
        return ""
