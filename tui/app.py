"""The application: one screen over a workspace, its themes, and a clean way out."""

import asyncio
import gc
import signal
from collections.abc import Iterable
from functools import partial

from textual.app import App, SystemCommand
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen

from annotations.workspace import Workspace
from tui.actions import ACTIONS, Scope, label_actions
from tui.catalogue import say
from tui.screens.reading import ReadingScreen
from tui.terminal.driver import ExplicitBidiDriver, driver_for
from tui.terminal.terminal import Terminal
from tui.theme import DARK, LIGHT, label_variables


class NewsreaderApp(App[None], inherit_bindings=False):
    """Reads and annotates the articles of a workspace, which stays the caller's to close."""

    CSS_PATH = "app.tcss"
    TITLE = "newsreader"

    def __init__(self, workspace: Workspace, terminal: Terminal | None = None) -> None:
        """Take the workspace, and the terminal where there is a real one to draw on."""
        self._terminal = terminal or Terminal()
        super().__init__()
        self._workspace = workspace
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = DARK.name

    def get_default_screen(self) -> Screen[None]:
        """The reading screen is the only one that stays."""
        return ReadingScreen(self._workspace)

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, where it draws on a terminal made explicit about bidi."""
        driver = super().get_driver_class()
        return driver_for(self._terminal) if driver is LinuxDriver else driver

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme the label tints and the quiet colours of ours."""
        ours = DARK if self.current_theme.dark else LIGHT
        sixteen = self.console.color_system == "standard"
        return {**ours.variables, **label_variables(dark=self.current_theme.dark, sixteen=sixteen)}

    def on_mount(self) -> None:
        """Leave the terminal as it was also when the process is told to end: Textual handles neither signal."""
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(name, partial(self.exit, return_code=128 + name))
        self.call_after_refresh(self._collect_garbage)

    def _collect_garbage(self) -> None:
        """Begin to collect garbage, and leave out what was made for the start: it stays to the end."""
        gc.freeze()
        gc.enable()

    def action_marks(self) -> None:
        """Show combining marks, or hide them; to begin with it is as the terminal can."""
        if isinstance(self._driver, ExplicitBidiDriver):
            self._driver.shows_marks = not self._driver.shows_marks
            self.screen.refresh()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every action of the table that makes sense without a key, and the themes."""
        for action in (*ACTIONS, *label_actions(self._workspace.labels)):
            if action.scope in {Scope.APP, Scope.EDITING} and action.name != "app.command_palette":
                title, description = (say(each).capitalize() for each in (action.title, action.help))
                yield SystemCommand(title, description, partial(self.run_action, action.name, screen))
        yield SystemCommand(say("Theme"), say("Choose another theme"), self.action_change_theme)
