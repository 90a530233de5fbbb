"""The day that a value of a foreign file names, whatever its type and size."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

from annotations.sections.dates import FIRST_YEAR, find_date
from annotations.sections.folding import fold

_LONGEST_DATE = 100
_NESTED_DATE = 3
"""Levels of objects and lists in which a day may stand, as MongoDB exports it."""
_COMPACT = r"(?:1[89]|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-3])(?:[0-5]\d){1,2})?"
"""A day, or a day and a time, as one number: 20230911, 20230911083000."""
_EARLIEST, _LATEST = 1e8, 4e9
"""Seconds since 1970 that may be a day of publication: 1973 to 2096. Smaller numbers are years, or days of Excel."""


def day_of(value: object) -> str:
    """Return the day that a field names as YYYY-MM-DD, or "".

    Reads ISO 8601, RFC 822, dates in words, and seconds, milliseconds, microseconds or nanoseconds since 1970. Any
    value may come from a foreign file.
    """
    for _ in range(_NESTED_DATE):
        if isinstance(value, Mapping):
            value = next(iter(value.values()), "")
        elif isinstance(value, list):
            value = value[0] if value else ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _day_of_number(value)
    if not isinstance(value, str):
        return ""
    value = value[:_LONGEST_DATE].strip()
    if iso := re.match(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]*(\d{4})([-./]?)(\d\d)\2(\d\d)(?!\d)", value):
        try:
            day = date(int(iso[1]), int(iso[3]), int(iso[4]))
        except ValueError:
            return "" if iso[2] == "-" else find_date(fold(value))
        return day.isoformat() if day.year >= FIRST_YEAR else ""
    if re.fullmatch(r"\d{9,19}(?:\.\d{1,9})?", value):
        return _day_of_number(int(value.partition(".")[0]))
    return find_date(fold(value))


def _day_of_number(value: float) -> str:
    """Return the day of a number of seconds or parts of seconds since 1970, or of a number such as 20230911."""
    if not 0 < value < _LATEST * 1e9:  # false for a number that is none; no arithmetic yet: it may be of any size
        return ""
    digits = str(int(value))
    if re.fullmatch(_COMPACT, digits):
        return day_of(digits[:8])
    for parts in (1, 10**3, 10**6, 10**9):
        if _EARLIEST <= (seconds := value / parts) < _LATEST:
            return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    return ""
