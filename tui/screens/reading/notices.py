"""Notices on the status line, and questions in the row of the prompt."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from annotations.errors import NewsreaderError
from tui.language.catalogue import explain
from tui.screens.reading.lower_rows import LowerRows
from tui.widgets.bars import StatusLine
from tui.widgets.prompt import Prompt


class Notices:
    """Shows notices on the status line."""

    def __init__(self, status: StatusLine) -> None:
        self._status = status

    @property
    def current(self) -> str:
        """The notice that is shown, or ""."""
        return self._status.notice

    def show(self, notice: str) -> None:
        """Show a notice until the next one."""
        self._status.show(notice)

    def show_error(self, error: NewsreaderError) -> None:
        """Show an error in the language of the screen."""
        self.show(explain(str(error)))

    @contextmanager
    def showing_errors(self) -> Iterator[None]:
        """Show an error of the workspace, and go on behind the block. Nothing has changed then."""
        try:
            yield
        except NewsreaderError as error:
            self.show_error(error)


class Questions:
    """Asks in the row of the prompt, and gives the focus back."""

    def __init__(self, prompt: Prompt, rows: LowerRows, notices: Notices) -> None:
        self._prompt = prompt
        self._rows = rows
        self._notices = notices

    def ask(
        self,
        question: str,
        answer: str,
        done: Callable[[str], None],
        *,
        caret: int | None = None,
        is_old: bool = False,
        is_form: bool = False,
        complete: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        """Ask a question as `Prompt.ask` does; `done` gets the answer, unless the user leaves the prompt.

        Errors of the workspace that `done` raises are shown.
        """
        screen = self._prompt.screen
        pane = screen.focused

        def answered(given: str | None) -> None:
            if pane is not None:
                screen.set_focus(pane)
            self._rows.arrange()
            if given is not None:
                with self._notices.showing_errors():
                    done(given.strip())

        self._prompt.ask(question, answer, answered, caret=caret, is_old=is_old, is_form=is_form, complete=complete)
        self._rows.arrange()
