"""The day and the outlet that the path of an article's file names, for a page that names none itself."""

import re
from datetime import date

from annotations.sections.hosts import outlet_at
from annotations.sections.outlets import key, known_outlet

_DAY = r"(?<!\d)((?:19|20)\d\d)([-_./]?)(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)"
_COMPACT = 8
"""Digits of a day without separators."""


def day_in(path: str) -> str:
    """Return the last day that a path names as YYYY-MM-DD, or "": `news/2023/09/11/a.txt`, `a-20230911.txt`."""
    for found in reversed(list(re.finditer(_DAY, path))):
        if found[2] or len(found[0]) == _COMPACT:
            try:
                return date(int(found[1]), int(found[3]), int(found[4])).isoformat()
            except ValueError:
                continue
    return ""


def outlet_in(path: str) -> str:
    """Return the outlet that a folder of a path is called after, the innermost first, or ""."""
    folders = reversed(path.split("/")[:-1])
    return next(filter(None, (outlet_at(name) or known_outlet(key(name), common=False) for name in folders)), "")
