"""The panel that lists the open article's annotations in reading order."""

from collections.abc import Mapping, Sequence

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
        self.cursor = self.validate_cursor(self.cursor)
        self._scroll_into_view()
        self.redraw()

    def annotation(self) -> Annotation | None:
        """The annotation under the cursor."""
        return self._annotations[self.cursor] if self._annotations else None

    def follow(self, annotation: Annotation | None) -> None:
        """Put the cursor on the annotation under the caret of the text."""
        if annotation is not None and annotation in self._annotations:
            self.cursor = self._annotations.index(annotation)

    def draw(self, index: int, width: int) -> Sequence[Strip]:
        """Two rows of quote, the first with the key letter at its right edge."""
        base = self.style_of("item-list--cursor") if index == self.cursor and self.has_focus else self.style_of()
        annotation = self._annotations[index]
        key, colour = self._labels[annotation.label]
        tint = base + Style(bgcolor=self.app.theme_variables[f"label-{colour}"], bold=True)
        chips = [Segment(f" {key} ", tint), Segment("   ", base)]
        return [
            row(width, base, right=[*segments((cell, base) for cell in cells), Segment(" ", base), chip])
            for cells, chip in zip(set_rows(annotation.quote, width - 6, 2), chips, strict=False)
        ]

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh_item(self.cursor)

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh_item(self.cursor)
