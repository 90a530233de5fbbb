"""The two rows below the panes, which the status line, the prompt and the key bar share: the text never loses a row."""

from tui.screens.reading.panes import show
from tui.widgets.bars import KeyBar, StatusLine
from tui.widgets.prompt import Prompt


class LowerRows:
    """Gives the rows to two of the three.

    While something is typed they are the prompt and its keys. An open prompt that a click has left stands below the
    status line, which shows what other keys do meanwhile.
    """

    def __init__(self, status: StatusLine, prompt: Prompt, key_bar: KeyBar) -> None:
        self._status = status
        self._prompt = prompt
        self._key_bar = key_bar

    def arrange(self) -> None:
        """Show what the focus asks for."""
        is_open = self._prompt.display
        is_typing = is_open and self._prompt.screen.focused is self._prompt
        show(self._status, is_shown=not is_typing)
        show(self._key_bar, is_shown=is_typing or not is_open)
        self._key_bar.show_typing(self._prompt.keys if is_typing else ())
