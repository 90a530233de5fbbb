"""The application: one screen over a workspace, its themes, and a clean way out."""

import asyncio
import gc
import signal
from contextlib import suppress
from functools import partial

from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen

from annotations.workspace.workspace import Workspace
from tui.screens.reading.screen import ReadingScreen
from tui.settings import SettingName, SettingsError, change_setting
from tui.terminal.driver import ExplicitBidiDriver, driver_for
from tui.terminal.terminal import Terminal
from tui.theme import CONTRAST, DARK, LIGHT, LIGHT_SIXTEEN, THEMES, label_variables
from tui.widgets.base.compositor import use_row_compositor


class NewsreaderApp(App[None], inherit_bindings=False):
    """Reads and annotates the articles of a workspace, which stays the caller's to close."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "newsreader"

    def __init__(
        self, workspace: Workspace, terminal: Terminal | None = None, *, theme: str = "", is_new: bool = False
    ) -> None:
        """Take the workspace, the terminal where there is a real one, the theme's name, and whether the user is new."""
        self._terminal = terminal or Terminal()
        super().__init__()
        self._workspace = workspace
        self._is_new = is_new
        for each in (DARK, LIGHT_SIXTEEN if self._has_sixteen else LIGHT, CONTRAST):
            self.register_theme(each)
        self.theme = theme if theme in THEMES else DARK.name

    @property
    def _has_sixteen(self) -> bool:
        """Whether the terminal has no more than sixteen colours."""
        return self.console.color_system == "standard"

    def get_default_screen(self) -> Screen[None]:
        """Return the reading screen, the only one that stays."""
        screen = ReadingScreen(self._workspace)
        use_row_compositor(screen)
        return screen

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, where it draws on a terminal made explicit about bidi."""
        driver = super().get_driver_class()
        return driver_for(self._terminal) if driver is LinuxDriver else driver

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme the label tints and the quiet colours of ours."""
        ours = self.current_theme if self.theme in THEMES else DARK if self.current_theme.dark else LIGHT
        return {**ours.variables, **label_variables(ours.name, sixteen=self._has_sixteen, grey=self.no_color)}

    def on_mount(self) -> None:
        """Leave the terminal as it was also when the process is told to end: Textual handles neither signal."""
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(name, partial(self.exit, return_code=128 + name))
        self.call_after_refresh(self._collect_garbage)
        if self._is_new:
            self._remember("toured", "yes")
            self.call_after_refresh(self.run_action, "tour", self.screen)

    def _collect_garbage(self) -> None:
        """Begin to collect garbage, and leave out what was made for the start: it stays to the end."""
        gc.freeze()
        gc.enable()

    def action_marks(self) -> None:
        """Show combining marks, or hide them; to begin with it is as the terminal can."""
        if isinstance(self._driver, ExplicitBidiDriver):
            self._driver.shows_marks = not self._driver.shows_marks
            self.screen.refresh()

    async def action_quit(self) -> None:
        """Leave, unless something is not on disk and that has not been told yet."""
        reading = self.screen_stack[0]
        if not isinstance(reading, ReadingScreen) or reading.may_quit():
            self.exit()

    def action_theme(self, name: str) -> None:
        """Draw in other colours, now and from now on."""
        self.theme = name
        self._remember("theme", name)

    def _remember(self, name: SettingName, value: str) -> None:
        """Keep a setting for the next time; if it cannot be kept, it holds until the end."""
        with suppress(SettingsError):
            change_setting(name, value)
