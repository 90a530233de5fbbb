"""The help screen: the whole table of keys."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from annotations.label import LabelSet
from tui.actions import key_table
from tui.catalogue import say


class HelpScreen(ModalScreen[None]):
    """Lies over the text; any of the keys that leave something leaves it."""

    BINDINGS = [("escape,q,ض,question_mark,؟,f1,enter", "dismiss", "Close")]  # noqa: RUF012 - Textual's own type
    AUTO_FOCUS = "#help"

    def __init__(self, labels: LabelSet) -> None:
        super().__init__()
        self._labels = labels

    def compose(self) -> ComposeResult:
        """Make the table."""
        with VerticalScroll(id="help"):
            yield Static(self._table())

    def _table(self) -> Content:
        parts: list[Content | tuple[str, str]] = [
            (f"{say('Keys')}\n", "bold $accent"),
            (
                f"{say('Every letter works under an Arabic keyboard layout too. Every change is on disk at once.')}\n",
                "$quiet",
            ),
        ]
        for group, rows in key_table(self._labels):
            parts.append((f"\n{say(group)}\n", "bold"))
            for keys, description in rows:
                parts += [(f"  {keys:<24}", "$accent"), (f"{description}\n", "")]
        return Content.assemble(*parts)
