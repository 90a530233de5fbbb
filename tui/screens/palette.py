"""The palette: every action by its name, found by words of it in either language."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip

from annotations.text.folding import fold
from tui.language.catalogue import say, spoken
from tui.widgets.base.segments import columns, row, words
from tui.widgets.lists.item_list import ItemList
from tui.widgets.prompt import Prompt


class Command(NamedTuple):
    """A row of the palette."""

    title: str
    help: str
    keys: str
    action: str
    """In Textual's notation: `app.theme('name')`."""
    english: str = ""
    """Its title in English, by which it is found whatever language the screen speaks."""


class CommandList(ItemList):
    """The commands that hold each word that was typed."""

    def __init__(
        self,
        commands: Sequence[Command],
        *,
        id: str,  # noqa: A002 - Textual's own name
        on_choose: Callable[[int], None],
    ) -> None:
        super().__init__(say("palette"), id=id, on_choose=on_choose)
        self._all = commands
        self._found: Sequence[Command] = commands

    @property
    def item_height(self) -> int:
        """One row, and no blank one."""
        return 1

    @property
    def count(self) -> int:
        """The number of commands found."""
        return len(self._found)

    @property
    def command(self) -> Command | None:
        """The command under the cursor."""
        return self._found[self.cursor] if self._found else None

    def narrow(self, typed: str) -> None:
        """Show the commands that hold each word that was typed. Those whose title begins with the words come first."""
        wanted = fold(typed).split()
        found = [
            each
            for each in self._all
            if all(word in fold(f"{each.title} {each.help} {each.keys} {each.english}") for word in wanted)
        ]
        self._found = sorted(found, key=lambda each: not fold(each.title).startswith(" ".join(wanted)))
        self.cursor = 0
        self.redraw()

    def draw(self, index: int, width: int) -> Sequence[Strip]:
        """Draw title and keys at one edge, and the help at the other."""
        layer = ("item-list--cursor",) if index == self.cursor else ()
        base, quiet = self.style_of(*layer), self.style_of(*layer, "item-list--quiet")
        command = self._found[index]
        left = [*words(command.title, width // 3, base), *words(f"  {command.keys}", width // 6, quiet)]
        right = words(command.help, width - columns(left) - 4, quiet)
        if spoken().is_mirrored:
            left, right = right, left
        return [row(width, base, left=left, right=right)]


class PaletteScreen(ModalScreen[Command | None]):
    """Returns the chosen command, or None if the user leaves."""

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._list = CommandList(commands, id="commands", on_choose=self._choose)

    def compose(self) -> ComposeResult:
        """Make the prompt and the list below it."""
        with Vertical():
            yield Prompt()
            yield self._list

    def on_mount(self) -> None:
        """Give the prompt the focus."""
        self.query_one(Prompt).ask(say("find a command by its name"), "", self._typed, changed=self._list.narrow)

    def take_key(self, event: events.Key) -> bool:
        """Move in the list while the prompt has the focus."""
        moves = {"up": "up", "down": "down", "pageup": "page_up", "pagedown": "page_down"}
        if event.key not in moves:
            return False
        self._list.action_cursor(moves[event.key])
        return True

    def _typed(self, answer: str | None) -> None:
        self.dismiss(None if answer is None else self._list.command)

    def _choose(self, _: int) -> None:
        self.dismiss(self._list.command)
