"""Codes: dates, times, telephone numbers and addresses of computers, whose digits make no figure."""

import re
from itertools import chain
from typing import Final

from annotations.text.months import HIJRI_MONTHS, MONTHS

_MONTH: Final = "|".join(sorted({re.escape(name) for name in chain(*MONTHS, HIJRI_MONTHS)}, key=len, reverse=True))
_BEGINS: Final = r"(?<![\w.,:/-])"
_ENDS: Final = r"(?![.,:/-]?\d)(?!\w)"
CODE: Final = re.compile(
    rf"{_BEGINS}(?:"
    r"\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)|\d{4}([./-])\d{1,2}\2\d{1,2}"  # 12.5.2023, 2023-05-12
    r"|\d{1,2}/\d{4}|\d{4}/(?:\d{4}|\d{1,2})"  # 5/2023, 2023/2024
    rf"|(?i:{_MONTH})\s+\d{{1,2}}[,،]\s*\d{{4}}|\d{{1,2}}[\s-]+(?i:{_MONTH})(?!\w)(?:/\w+)?(?:[\s-]+(?:عام\s+|سنة\s+)?\d{{4}})?"
    r"|\d{1,2}:\d\d(?::\d\d)?"
    r"|(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:[:/]\d+)?"
    r"|(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}"
    r"|\+\d(?:[ ().-]{0,2}\d){7,14}|00[1-9]\d(?:[ ().-]{0,2}\d){6,13}"  # an international call
    r"|\d{1,4}(?:-\d{2,4}){3}|\d{3}-\d{3,4}-\d{4}"
    r"|0\d(?:[ -]?\d){5,10}|\(\+?\d{1,5}\)[ -]?\d(?:[ -]?\d){5,10}"
    rf"){_ENDS}"
)
"""A code in a text, whatever the script of its digits."""
