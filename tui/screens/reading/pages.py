"""The screens that lie over the reading screen: keys, guidelines, the tour, the export, and the palette.

Each is imported when its key is pressed: the first paint waits for every import above.
"""

from textual.screen import Screen

from tui.keys.actions import ACTIONS, Scope, label_actions
from tui.keys.layouts import shown
from tui.language.catalogue import say
from tui.screens.reading.notices import Notices
from tui.screens.reading.session import Session
from tui.screens.reading.views import Views
from tui.theme import THEMES


class Pages:
    """Opens pages over the reading screen."""

    def __init__(self, session: Session, views: Views, notices: Notices, screen: Screen[None]) -> None:
        self._session = session
        self._views = views
        self._notices = notices
        self._screen = screen

    def show_keys(self) -> None:
        """Show all keys."""
        from tui.screens.pages import keys_page

        self._screen.app.push_screen(keys_page(self._session.workspace.labels))

    def show_tour(self) -> None:
        """Show the page for new users."""
        from tui.screens.pages import tour_page

        self._screen.app.push_screen(tour_page(self._session.workspace.labels))

    def show_notice(self) -> None:
        """Show the whole of the notice that the status line shows."""
        if self._notices.current:
            from tui.screens.pages import notice_page

            self._screen.app.push_screen(notice_page(self._notices.current))
        else:
            self._notices.show(say("There is no notice."))

    def show_guideline(self) -> None:
        """Show what each label marks, with the user's own examples; the label under the caret comes first."""
        from tui.screens.pages import guideline_page

        workspace, current = self._session.workspace, self._views.current()
        first = current.label if current is not None else self._session.last_label
        self._screen.app.push_screen(guideline_page(workspace.labels, workspace.progress.examples, first=first))

    def show_export(self) -> None:
        """Open the export."""
        from tui.screens.exporting import ExportScreen

        self._screen.app.push_screen(ExportScreen(self._session.workspace))

    def show_palette(self) -> None:
        """Find an action by its name, and do it."""
        from tui.screens.palette import Command, PaletteScreen

        screen = self._screen

        async def chosen(command: Command | None) -> None:
            if command is not None:
                await screen.app.run_action(command.action, screen)

        commands = [
            Command(say(each.title).capitalize(), say(each.help), shown(each.keys[0]), each.name, each.title)
            for each in (*ACTIONS, *label_actions(self._session.workspace.labels))
            if each.scope in {Scope.APP, Scope.EDITING} and each.name != "palette"
        ]
        commands += [
            Command(say("Colours: {theme}", theme=say(title)), "", "", f"app.theme('{name}')", f"Colours: {title}")
            for name, title in THEMES.items()
        ]
        screen.app.push_screen(PaletteScreen(commands), chosen)
