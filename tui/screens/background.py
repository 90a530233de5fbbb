"""Work beside the keys. A screen runs all of it here, so that no failure is silent."""

from collections.abc import Callable, Coroutine

from textual.dom import DOMNode
from textual.worker import Worker

from annotations.errors import NewsreaderError
from tui.language.catalogue import explain, say


class Background:
    """Runs work for a screen, and reports every exception of it to `on_error`, on the screen's own thread."""

    def __init__(self, screen: DOMNode, on_error: Callable[[str], None]) -> None:
        """Take the screen whose end cancels the work, and what shows a message to the user."""
        self._screen = screen
        self._on_error = on_error

    def run(self, work: Callable[[], None]) -> Worker[None]:
        """Run work in a thread of its own."""

        def reporting() -> None:
            try:
                work()
            except Exception as error:  # Textual would swallow it
                self._screen.app.call_from_thread(self._on_error, message_of(error))

        return self._screen.run_worker(reporting, thread=True, exit_on_error=False)

    def run_in_slices(self, work: Coroutine[object, None, None]) -> Worker[None]:
        """Run work on the screen's own thread; it must sleep from time to time, as `Pause` does."""

        async def reporting() -> None:
            try:
                await work
            except Exception as error:  # it would end the program
                self._on_error(message_of(error))

        return self._screen.run_worker(reporting(), exit_on_error=False)

    def reported(self, work: Callable[[], None]) -> Callable[[], None]:
        """Return short work for a timer, which reports its exceptions."""

        def reporting() -> None:
            try:
                work()
            except Exception as error:  # it would end the program
                self._on_error(message_of(error))

        return reporting


def message_of(error: Exception) -> str:
    """Return what to show of an error: its sentence if it is ours, else that something unforeseen failed."""
    if isinstance(error, NewsreaderError):
        return explain(str(error))
    return say("failed in the background, please report it: {what}", what=f"{type(error).__name__}: {error}")
