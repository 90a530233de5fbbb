"""The panel that lists the open article's annotations in reading order."""

from collections.abc import Mapping

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from annotations.annotation import Annotation
from annotations.label import LabelSet
from tui.typesetting.display import set_rows
from tui.widgets.item_list import ItemList
from tui.widgets.strips import row, segments


class AnnotationPanel(ItemList):
    """Each annotation's key letter on its tint, and its quote in two rows."""

    def __init__(self, labels: LabelSet, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__("Annotations", id=id)
        self._labels: Mapping[str, tuple[str, int]] = {label.name: (label.key, label.colour) for label in labels}
        self._annotations: tuple[Annotation, ...] = ()

    @property
    def count(self) -> int:
        """How many annotations there are."""
        return len(self._annotations)

    def show(self, annotations: tuple[Annotation, ...]) -> None:
        """List these annotations."""
        self._annotations = annotations
        with self.prevent(self.Moved):
            self.cursor = self.validate_cursor(self.cursor)
        self._scroll_into_view()
        self.refresh()

    def annotation(self) -> Annotation | None:
        """The annotation under the cursor."""
        return self._annotations[self.cursor] if self._annotations else None

    def follow(self, annotation: Annotation | None) -> None:
        """Put the cursor on the annotation under the caret of the text."""
        if annotation is not None and annotation in self._annotations:
            with self.prevent(self.Moved):
                self.cursor = self._annotations.index(annotation)

    def draw(self, index: int, row_index: int, width: int) -> Strip:
        """Two rows of quote, the first with the key letter at its right edge, and a blank one."""
        if row_index == self.item_height - 1:
            return Strip.blank(width, self.rich_style)
        base = self.rich_style
        if index == self.cursor and self.has_focus:
            base += self.get_component_rich_style("item-list--cursor", partial=True)
        annotation = self._annotations[index]
        key, colour = self._labels.get(annotation.label, ("?", 1))
        chip = Segment(f" {key} ", base + Style(bgcolor=self.app.theme_variables[f"label-{colour}"], bold=True))
        if row_index:
            chip = Segment("   ", base)
        rows = set_rows(annotation.quote, width - 6, 2)
        made = segments((cell, base) for cell in rows[row_index]) if row_index < len(rows) else []
        return row(width, base, right=[*made, Segment(" ", base), chip])
