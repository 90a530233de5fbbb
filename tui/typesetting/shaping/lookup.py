"""Remembered functions of short strings: a text repeats its letters, marks and word pieces all the time."""

from collections.abc import Callable
from typing import Final, TypeVar

Value = TypeVar("Value")

_LONGEST: Final = 24
_MOST: Final = 1 << 15


class Lookup(dict[str, Value]):
    """A function of a string as a table that fills itself.

    Looking up costs what a dict costs. Long strings are computed each time and a full table starts again, so that
    hostile text cannot fill the memory.
    """

    def __init__(self, compute: Callable[[str], Value]) -> None:
        """Take the function; it must depend on nothing but the string."""
        super().__init__()
        self._compute = compute

    def __missing__(self, key: str) -> Value:
        value = self._compute(key)
        if len(key) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[key] = value
        return value
