"""Long work beside the keys: done in slices on the screen's own thread, so that nothing has to be locked."""

import asyncio
from time import monotonic

SLICE, REST = 0.008, 0.003
"""Seconds of work, and seconds of rest after them in which a typed key is answered."""
SHOWN = 0.1
"""Seconds between two displays of the progress."""


class Pause:
    """Checked between any two small steps of the work."""

    def __init__(self) -> None:
        self._worked = monotonic()
        self._shown = self._worked

    async def check(self) -> bool:
        """Sleep if the slice is used up. Returns True if progress should be shown."""
        now = monotonic()
        if now - self._worked < SLICE:
            return False
        await asyncio.sleep(REST)
        self._worked = monotonic()
        if self._worked - self._shown < SHOWN:
            return False
        self._shown = self._worked
        return True
