"""A filter as a line that the user types: `words outlet:"…" status:done label:claim since:2023-09`."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from annotations.errors import NewsreaderError
from annotations.model.annotation import Status
from annotations.model.filter import Filter
from tui.language.catalogue import spoken

FIELDS = {
    "outlet": ("outlet", "المصدر"),
    "since": ("since", "من"),
    "until": ("until", "إلى"),
    "status": ("status", "الحال"),
    "label": ("label", "الوسم"),
    "annotator": ("annotator", "المعلق"),
}
"""Condition of a filter -> its names in English and in Arabic."""
STATUSES = {
    Status.NEW: ("new", "جديد"),
    Status.IN_PROGRESS: ("progress", "قيد"),
    Status.DONE: ("done", "منجز"),
    Status.NOTHING_HERE: ("nothing", "فارغ"),
    Status.UNSURE: ("unsure", "محل-شك"),
}
"""Status of an article -> its one-word names in English and in Arabic."""
_PART = re.compile(r'([^\s:"]+):("[^"]*"?|\S*)|("[^"]*"?|\S+)')
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


class FilterError(NewsreaderError):
    """A line that is not a filter: it has an unknown status or a wrong date."""


def parsed(line: str) -> Filter:
    """Read the filter of a line; words outside its conditions are searched for. Raises FilterError."""
    names = {name: field for field, spellings in FIELDS.items() for name in spellings}
    words: list[str] = []
    conditions: dict[str, Any] = {}
    for name, value, word in _PART.findall(line):
        field = names.get(name.casefold())
        if word or field is None:
            words.append(word or f"{name}:{value}")
            continue
        value = value.strip('"')  # noqa: PLW2901 - the value without the marks around it
        if value:
            conditions[field] = _checked(field, value)
    return Filter(words=" ".join(words), **conditions)


def _checked(field: str, value: str) -> str:
    if field == "status":
        found = next((status for status, words in STATUSES.items() if value.casefold() in words), None)
        if found is None:
            known = ", ".join(words[spoken().is_mirrored] for words in STATUSES.values())
            raise FilterError(f"“{value}” is not a status; use one of {known}")
        return found
    if field in {"since", "until"}:
        value = "".join(str(unicodedata.decimal(sign, sign)) for sign in value)  # days are compared as text
        if _DAY.fullmatch(value):
            return value
        raise FilterError(f"“{value}” is not a date; use 2023, 2023-09 or 2023-09-11")
    return value


def completions(line: str, values: Mapping[str, Sequence[str]], *, arabic: bool) -> list[str]:
    """Return the completions of a line: with the name of a condition, or with one of its values."""
    before, last = re.fullmatch(r'(.*?)([^\s:"]*(?::(?:"[^"]*|\S*))?)', line, re.DOTALL).groups()  # type: ignore[union-attr]  # matches anything
    name, colon, value = last.partition(":")
    spellings = {field: spelling[arabic] for field, spelling in FIELDS.items()}
    if not colon:
        return [f"{before}{each}:" for each in spellings.values() if each.startswith(name)]
    field = next((field for field, spelling in FIELDS.items() if name.casefold() in spelling), "")
    wanted = value.strip('"')
    known = [words[arabic] for words in STATUSES.values()] if field == "status" else values.get(field, ())
    offered = [each for each in known if each.casefold().startswith(wanted.casefold()) and each != wanted]
    return [f'{before}{name}:"{each}"' if " " in each else f"{before}{name}:{each}" for each in offered]
