"""The version of the store's files, and the migrations from older versions."""

from collections.abc import Callable, Mapping
from typing import Any

from annotations.errors import StoreCorruptError
from annotations.store.codec import Values, integer

SCHEMA = 2
"""The version of a journal's line and of an article's file.

1: lines have no version.
2: each line has its version and a checksum, and lines of one change to several articles have their group.
"""


def _numbered(values: Values) -> Values:
    return values


MIGRATIONS: dict[int, Callable[[Values], Values]] = {1: _numbered}
"""Version -> a function that converts a line, or an article's row, to the next version."""


def current(values: Mapping[str, Any], where: str) -> Values:
    """Return the values of a line or a row in the present version.

    Raises `TypeError`, and `StoreCorruptError` for a later version, which must stay as it is.
    """
    version = integer(values.get("schema", 1))
    if version > SCHEMA:
        raise StoreCorruptError(f"{where} was written by a newer newsreader: update this one")
    migrated = dict(values)
    for number in range(version, SCHEMA):
        migrated = MIGRATIONS[number](migrated)
    return migrated | {"schema": SCHEMA}
