"""Long work beside the keys: done in slices on the screen's own thread, so that nothing has to be locked."""

import asyncio
from time import monotonic

SLICE, REST = 0.008, 0.003
"""Seconds of work, and of rest behind them, in which a key that was typed meanwhile is answered."""
TELL = 0.1
"""Seconds between two tellings of how far the work is."""


class Pause:
    """To be taken between any two small steps of the work."""

    def __init__(self) -> None:
        self._worked = monotonic()
        self._told = self._worked

    async def taken(self) -> bool:
        """Rest if it is time to; whether it is time to tell how far the work is."""
        now = monotonic()
        if now - self._worked < SLICE:
            return False
        await asyncio.sleep(REST)
        self._worked = monotonic()
        if self._worked - self._told < TELL:
            return False
        self._told = self._worked
        return True
