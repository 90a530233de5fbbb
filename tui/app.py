"""The application: the reading screen of a workspace, the themes, and a clean exit."""

import asyncio
import gc
import signal
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter, NoColor
from textual.screen import Screen

from annotations.workspace.workspace import Workspace
from tui.screens.reading.screen import ReadingScreen
from tui.settings import SettingName, SettingsError, change_setting
from tui.terminal.driver import ExplicitBidiDriver, driver_for
from tui.terminal.terminal import Terminal
from tui.theme import DARK, LIGHT, THEMES, Colours, label_variables, themes
from tui.widgets.base.compositor import use_row_compositor
from tui.widgets.base.keyboard import Keyboard


class NewsreaderApp(App[None], inherit_bindings=False):
    """Reads and annotates the articles of a workspace. The caller closes the workspace."""

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "newsreader"

    def __init__(
        self, workspace: Workspace, terminal: Terminal | None = None, *, theme: str = "", is_new: bool = False
    ) -> None:
        """Create the application. `terminal` is None in a browser; `is_new` shows the tour to a new user."""
        self._terminal = terminal or Terminal()
        super().__init__()
        self._workspace = workspace
        self._is_new = is_new
        self._keyboard = Keyboard(self)
        self._has_quit = False
        # A terminal that calls itself dumb knows no colours. Textual would send it all of them.
        self._is_dumb = self.console.color_system is None
        self.no_color = self.no_color or self._is_dumb
        for each in themes(self._colours):
            self.register_theme(each)
        self.theme = theme if theme in THEMES else DARK.name

    @property
    def _colours(self) -> Colours:
        """How many colours the terminal has."""
        match self.console.color_system:
            case "256" | "standard" as colours:
                return colours
        return "truecolor"

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters of what is drawn, for a terminal without colours one that drops them."""
        filters = super().get_line_filters()
        return [*filters, NoColor()] if self._is_dumb else filters

    def get_default_screen(self) -> Screen[None]:
        """Return the reading screen, which stays open below all others."""
        screen = ReadingScreen(self._workspace)
        use_row_compositor(screen)
        return screen

    def get_driver_class(self) -> type[Driver]:
        """Return our driver for terminals on Linux and macOS, which controls bidi; else Textual's."""
        driver = super().get_driver_class()
        return driver_for(self._terminal) if driver is LinuxDriver else driver

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the variables of our theme for every theme: label tints and quiet colours."""
        ours = self.current_theme if self.theme in THEMES else DARK if self.current_theme.dark else LIGHT
        return {**ours.variables, **label_variables(ours.name, colours=self._colours, grey=self.no_color)}

    def on_mount(self) -> None:
        """Restore the terminal on SIGTERM and SIGHUP, which Textual does not handle."""
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(name, partial(self.exit, return_code=128 + name))
        self.call_after_refresh(self._collect_garbage)
        if self._is_new:
            self._remember("toured", "yes")
            self.call_after_refresh(self.run_action, "tour", self.screen)

    async def on_event(self, event: events.Event) -> None:
        """Run each key to its end, and let every other input be handled before the next one."""
        if not isinstance(event, events.InputEvent | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._has_quit:
            return
        await self._keyboard.until_ready()
        if isinstance(event, events.Key):
            self.app_focus = True
            await self._keyboard.press(event)
        else:
            await super().on_event(event)
            if isinstance(event, events.Paste | events.MouseDown | events.MouseUp):
                pointed_at = self.mouse_over if isinstance(event, events.MouseEvent) else self.focused
                self._keyboard.await_frame(pointed_at or self.screen)
                await self._keyboard.until_ready()

    def _collect_garbage(self) -> None:
        """Start garbage collection. Objects made until now are excluded, because they stay until the end."""
        gc.freeze()
        gc.enable()

    def action_marks(self) -> None:
        """Show or hide combining marks. At first they are shown if the terminal can place them."""
        if isinstance(self._driver, ExplicitBidiDriver):
            self._driver.shows_marks = not self._driver.shows_marks
            self.screen.refresh()

    async def action_quit(self) -> None:
        """Quit, unless some work is not on disk and the user has not been warned yet."""
        reading = self.screen_stack[0]
        if not isinstance(reading, ReadingScreen) or reading.may_quit():
            self._has_quit = True
            self.exit()

    def action_theme(self, name: str) -> None:
        """Change the theme, and save it in the settings."""
        self.theme = name
        self._remember("theme", name)

    def _remember(self, name: SettingName, value: str) -> None:
        """Save a setting; if it cannot be saved, it holds until the end."""
        with suppress(SettingsError):
            change_setting(name, value)
