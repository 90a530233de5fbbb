"""What is looked up: the keys, the guidelines, the tour, and any command by its name."""

from tui.keys.actions import ACTIONS, Scope, label_actions
from tui.keys.layouts import shown
from tui.language.catalogue import say
from tui.screens.reading.searching import Finding
from tui.theme import THEMES


class Consulting(Finding):
    """The part of the reading screen that lays pages over the text."""

    def action_help(self) -> None:
        """Show all keys."""
        from tui.screens.pages import keys_page

        self.app.push_screen(keys_page(self._workspace.labels))

    def action_tour(self) -> None:
        """Show what somebody needs who is new."""
        from tui.screens.pages import tour_page

        self.app.push_screen(tour_page(self._workspace.labels))

    def action_guideline(self) -> None:
        """Show what is marked with each label, the one under the caret first, with the user's own examples."""
        from tui.screens.pages import guideline_page

        current = self._here()
        first = current.label if current is not None else self._last_label
        self.app.push_screen(guideline_page(self._workspace.labels, self._workspace.examples, first=first))

    def action_export(self) -> None:
        """Write the annotations out."""
        from tui.screens.exporting import ExportScreen

        self.app.push_screen(ExportScreen(self._workspace))

    def action_palette(self) -> None:
        """Find an action by its name."""
        from tui.screens.palette import Command, PaletteScreen

        def chosen(command: Command | None) -> None:
            if command is not None:
                self.call_later(self.app.run_action, command.action, self)

        actions = (*ACTIONS, *label_actions(self._workspace.labels))
        commands = [
            Command(say(each.title).capitalize(), say(each.help), shown(each.keys[0]), each.name, each.title)
            for each in actions
            if each.scope in {Scope.APP, Scope.EDITING} and each.name != "palette"
        ]
        commands += [
            Command(say("Colours: {theme}", theme=say(title)), "", "", f"app.theme('{name}')", f"Colours: {title}")
            for name, title in THEMES.items()
        ]
        self.app.push_screen(PaletteScreen(commands), chosen)
