"""The version of what the store writes, and how what older versions wrote is brought up to it."""

from collections.abc import Callable, Mapping
from typing import Any

from annotations.errors import StoreCorruptError
from annotations.store.codec import Values, integer

SCHEMA = 2
"""Of a journal's line and of an article's file.

1: lines bear no number.
2: each line bears its number and a checksum, and lines that are one change of several articles their group.
"""


def _numbered(values: Values) -> Values:
    return values


MIGRATIONS: dict[int, Callable[[Values], Values]] = {1: _numbered}
"""Version -> what makes the next one of it, of a line or of an article's row."""


def current(values: Mapping[str, Any], where: str) -> Values:
    """A line's or a row's values as this version has them.

    Raises `StoreCorruptError` for what a later version wrote, which must stay as it is, and `TypeError`.
    """
    version = integer(values.get("schema", 1))
    if version > SCHEMA:
        raise StoreCorruptError(f"{where} was written by a newer newsreader: update this one")
    migrated = dict(values)
    for number in range(version, SCHEMA):
        migrated = MIGRATIONS[number](migrated)
    return migrated | {"schema": SCHEMA}
