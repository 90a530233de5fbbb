"""Places in a text from which words and sentences are found as from its beginning.

Neither a word nor the end mark of a sentence reaches across a blank or a line feed. A search that begins behind one
costs the same in a megabyte as in a line.
"""

from collections.abc import Iterator
from typing import Final

_WINDOW: Final = 128


def restart_at(text: str, offset: int) -> int:
    """Return the nearest such place at or before an offset."""
    space = text.rfind(" ", 0, max(offset, 0))
    return max(space, text.rfind("\n", space + 1, max(offset, 0))) + 1


def restarts_before(text: str, offset: int) -> Iterator[int]:
    """Yield such places further and further before an offset, down to 0."""
    window = _WINDOW
    place = offset
    while place > 0:
        place = restart_at(text, max(offset - window, 0))
        yield place
        window *= 4
