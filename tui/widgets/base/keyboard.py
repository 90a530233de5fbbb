"""The keyboard: every key acts on what the keys before it have made, however fast they come.

Textual posts a key to the widget with the focus, and each widget posts it on to its parent. Keys that arrive together
are all posted before the first of them has moved the focus or opened a screen, and then act on the state before it.
`Keyboard` runs a key to its end before the next one is looked at. After a key that moved the focus, or opened or closed
a screen, the next input waits for a frame: then the new screen is there, laid out, and what the user sees.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Protocol, TypeGuard

from textual import events
from textual.app import App
from textual.binding import ActiveBinding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

PATIENCE = 2.0
"""Seconds after which an input no longer waits for a frame: a screen that fails to paint must not block the keys."""

Reached = tuple[Screen[object], Widget | None]
"""The screen that is shown and the widget with the focus: what decides which code a key reaches."""


class TakesKeys(Protocol):
    """A widget or screen that takes keys before the bindings do."""

    def take_key(self, event: events.Key) -> bool:
        """Act on a key. Return False if the key is left to the parents, and to the bindings after them."""
        ...


class Keyboard:
    """Runs the keys of an application one after the other."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._awaited: Reached | None = None
        """What was reached when a frame was last waited for."""
        self._frame = asyncio.Event()
        """Set when that frame is painted."""
        self._reached: Reached | None = None
        self._takers: Sequence[Callable[[events.Key], bool]] = ()
        self._bindings: Mapping[str, ActiveBinding] = {}
        """The takers and bindings of `_reached`."""

    async def press(self, event: events.Key) -> None:
        """Run a key: the first that takes it from the focus upwards, else its binding."""
        self._reach()
        if not any(take(event) for take in self._takers):
            active = self._bindings.get(event.key)
            if active is not None:
                await self._app.run_action(active.binding.action, active.node)
        self._await_change()

    def _reach(self) -> None:
        """Find the takers and the bindings, if the focus or the screen are not those of the last key."""
        screen, focused = reached = self._now()
        if self._reached != reached:
            self._reached = reached
            self._takers = [node.take_key for node in (focused or screen).ancestors_with_self if _takes_keys(node)]
            self._bindings = screen.active_bindings

    async def until_ready(self) -> None:
        """Wait until what the inputs before have made is painted."""
        self._await_change()
        if self._frame.is_set():
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not self._frame.is_set():  # it may be another one by now
                    await self._frame.wait()
        self._frame.set()

    def await_frame(self, behind: Widget) -> None:
        """Let the next input wait for the frame behind all messages that a widget has now, and for its layout."""
        self._awaited, self._frame = self._now(), asyncio.Event()
        # The first call comes when the widget has asked for a layout, the second after the layout, the third after the
        # widget has taken the size that the layout gave it.
        self._wait([behind.call_after_refresh, behind.call_after_refresh, behind.call_later], self._frame)

    def _wait(self, calls: Sequence[Callable[..., bool]], frame: asyncio.Event) -> None:
        """Set a frame's event after some calls, each of which is asked for when the one before it came."""
        if frame is not self._frame:
            return
        if not calls:
            frame.set()
            self._await_change()  # the screen may have moved the focus itself meanwhile
        elif not calls[0](self._wait, calls[1:], frame):
            self._wait((), frame)  # the widget is being removed

    def _await_change(self) -> None:
        """Let the next input wait for a frame if the focus or the screen changed since the last wait."""
        screen, focused = reached = self._now()
        if self._awaited != reached:
            self.await_frame(focused or screen)

    def _now(self) -> Reached:
        return self._app.screen, self._app.focused


def _takes_keys(node: DOMNode) -> "TypeGuard[TakesKeys]":
    return hasattr(node, "take_key")
