"""Cached functions of short strings: a text repeats its letters, marks and parts of words all the time."""

from collections.abc import Callable
from typing import Final, TypeVar

Value = TypeVar("Value")

_LONGEST: Final = 24
"""Code points of a string whose result is cached, at most."""
_MOST: Final = 1 << 15
"""Results that are cached, at most."""


class Lookup(dict[str, Value]):
    """A function of a string as a table that fills itself.

    A cached result costs one look-up in a dict. Results of long strings are not cached, and a full table is emptied:
    so hostile text cannot fill the memory.
    """

    def __init__(self, compute: Callable[[str], Value]) -> None:
        """Take the function; it must depend on the string only."""
        super().__init__()
        self._compute = compute

    def __missing__(self, key: str) -> Value:
        value = self._compute(key)
        if len(key) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[key] = value
        return value
