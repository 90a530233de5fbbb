"""The yardstick: a Textual application of one widget that redraws one row for each key."""

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.events import Key
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Rows(Widget):
    """Fills the screen with text; a key changes the first row."""

    can_focus = True

    def __init__(self) -> None:
        super().__init__()
        self._keys = 0

    def render_line(self, y: int) -> Strip:
        """Draw row `y`."""
        text = f"row {y}, key {self._keys if y == 0 else 0}: the quick brown fox jumps over the lazy dog"
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)

    def on_key(self, _event: Key) -> None:
        """Redraw the first row."""
        self._keys += 1
        self.refresh(Region(0, 0, self.size.width, 1))


class Bare(App[None]):
    """The application with its one widget."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Make the widget."""
        yield Rows()


if __name__ == "__main__":
    Bare().run()
