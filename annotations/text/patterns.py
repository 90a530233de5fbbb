"""Regular expressions that are compiled when they are first used, so that the start does not wait for them."""

import re
from typing import cast


def lazily(pattern: str) -> re.Pattern[str]:
    """Return a pattern whose methods compile it when the first of them is asked for.

    Compiling a large character class takes a millisecond, and the first paint needs few of them.
    """
    return cast("re.Pattern[str]", _Lazy(pattern))


class _Lazy:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> object:
        compiled = re.compile(self.pattern)
        for each in ("finditer", "fullmatch", "match", "search", "sub"):
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)
