"""Waiting in tests: for a condition, never for a time that a busy machine may not keep."""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import Any

from textual.app import App
from textual.pilot import Pilot

PATIENCE = 30.0
"""Seconds. Only a test that fails waits for so long."""


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Let the application go on until a condition holds.

    Return also if it never does: the caller asserts, and its failure shows the values.
    """
    end = monotonic() + PATIENCE
    while not holds() and monotonic() < end:
        await pilot.pause(0.01)
    await pilot.pause()


async def handled(app: App[Any]) -> None:
    """Wait until an application has handled the inputs that were posted to it before."""
    done = asyncio.Event()
    app.call_later(done.set)
    async with asyncio.timeout(PATIENCE):
        await done.wait()
