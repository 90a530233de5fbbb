"""The panel that lists the open article's annotations in reading order."""

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from annotations.model.annotation import Annotation, AnnotationSet
from annotations.model.label import LabelSet
from tui.language.catalogue import say
from tui.typesetting.lines.display import set_rows
from tui.widgets.base.segments import row, segments, words
from tui.widgets.lists.annotation_facts import AnnotationFacts
from tui.widgets.lists.item_list import ItemList

FOOT = 2
"""The foot takes at most one row of this number of the panel's."""
FACT_ROWS = 5
"""Rows that one fact may take in the foot."""


class AnnotationPanel(ItemList):
    """Shows the key letter of each annotation on its tint, its quote in two rows, and its facts in one.

    In the foot are all facts of the annotation that keys act on, since its own row may be too short for them.
    """

    def __init__(
        self,
        labels: LabelSet,
        *,
        id: str,  # noqa: A002 - Textual's own name
        on_move: Callable[[int], None] = lambda _: None,
        on_choose: Callable[[int], None] = lambda _: None,
    ) -> None:
        super().__init__(say("Annotations"), id=id, on_move=on_move, on_choose=on_choose)
        self._labels = labels
        self._facts = AnnotationFacts(labels, AnnotationSet(article_id="", annotator=""))
        self._annotations: tuple[Annotation, ...] = ()
        self._places: dict[str, int] = {}
        """The index of each annotation, by its id."""
        self._kept: dict[str, tuple[object, Sequence[Strip]]] = {}
        """By annotation the values that it was drawn from, and its rows."""
        self._is_followed = False
        """Whether the cursor is on the annotation under the caret of the text."""
        self._foot: tuple[object, Sequence[Strip]] = (None, ())
        """The values that the foot was drawn from, and its rows."""

    @property
    def count(self) -> int:
        """The number of annotations."""
        return len(self._annotations)

    @property
    def item_height(self) -> int:
        """Two rows of quote, one of details, and a blank one."""
        return 4

    def show(self, work: AnnotationSet) -> None:
        """List the annotations of an article."""
        self._annotations = work.annotations
        self._places = {each.id: index for index, each in enumerate(work.annotations)}
        self._kept = {key: kept for key, kept in self._kept.items() if key in self._places}
        self._facts = AnnotationFacts(self._labels, work)
        self.cursor = self.validate_cursor(self.cursor)
        self.keep_cursor_in_view()
        self.redraw()

    def clear(self) -> None:
        """List nothing."""
        self._annotations, self._places = (), {}
        self.redraw()

    def annotation(self) -> Annotation | None:
        """Return the annotation under the cursor, None if there is none."""
        return self._annotations[self.cursor] if self._annotations else None

    def follow(self, annotation: Annotation | None) -> None:
        """Put the cursor on the annotation under the caret of the text, if there is one."""
        place = None if annotation is None else self._places.get(annotation.id)
        was_followed, self._is_followed = self._is_followed, place is not None
        if place is not None and place != self.cursor:
            self.cursor = place
        elif self._is_followed != was_followed:
            self._show_whether_meant()

    @property
    def _is_meant(self) -> bool:
        """Whether keys act on the annotation under the cursor."""
        return self.has_focus or self._is_followed

    def _show_whether_meant(self) -> None:
        """Redraw what depends on `_is_meant`: the item under the cursor and the foot."""
        top = self.top
        self.keep_cursor_in_view()
        self.refresh_item(self.cursor)
        if self.top != top:
            self.refresh_rows()
        elif rows := len(self._foot_of_cursor()):
            self.refresh(Region(0, self.size.height - rows, self.size.width, rows))

    def draw(self, index: int, width: int) -> Sequence[Strip]:
        """Draw the quote, the first row with the key letter at its right edge, and below it the facts."""
        annotation = self._annotations[index]
        is_at_cursor = index == self.cursor
        marks = is_at_cursor and self.has_focus, is_at_cursor and self._is_meant
        drawn_from = annotation, self._facts.line(annotation), width, marks
        kept = self._kept.get(annotation.id)
        if kept is None or kept[0] != drawn_from:
            kept = self._kept[annotation.id] = drawn_from, self._drawn_anew(*drawn_from)
        return kept[1]

    def _drawn_anew(self, annotation: Annotation, facts: str, width: int, marks: tuple[bool, bool]) -> Sequence[Strip]:
        has_cursor, is_current = marks
        layer = ("item-list--cursor",) if has_cursor else ()
        base, quiet = self.style_of(*layer), self.style_of(*layer, "item-list--quiet")
        label = self._labels.shown(annotation.label)
        tint = base + Style(bgcolor=self.app.theme_variables[f"label-{label.colour}"], bold=True, reverse=is_current)
        chip, gap = Segment(f" {label.key or '?'} ", tint), Segment("   ", base)
        drawn = [
            row(width, base, right=[*segments((cell, base) for cell in cells), Segment(" ", base), edge])
            for cells, edge in zip(set_rows(annotation.quote, width - 6, 2), (chip, gap), strict=False)
        ]
        if facts:
            drawn.append(row(width, base, right=[*words(facts, width - 6, quiet), Segment(" ", base), gap]))
        return drawn

    def foot(self) -> Sequence[Strip]:
        """Draw the facts of the annotation that keys act on."""
        return self._foot_of_cursor() if self._is_meant else ()

    def _foot_of_cursor(self) -> Sequence[Strip]:
        """Draw the facts of the annotation under the cursor."""
        annotation = self.annotation()
        facts = "" if annotation is None else self._facts.line(annotation)
        if annotation is None or not facts:
            return ()
        width = self.size.width
        drawn_from = annotation, facts, width, self.size.height
        if self._foot[0] != drawn_from:
            self._foot = drawn_from, self._draw_foot(annotation, width)[: self.size.height // FOOT]
        return self._foot[1]

    def _draw_foot(self, annotation: Annotation, width: int) -> Sequence[Strip]:
        base, quiet = self.style_of(), self.style_of("item-list--quiet")
        drawn = [Strip([Segment("─" * width, quiet)])]
        for name, value in self._facts.entries(annotation):
            rows = set_rows(value, width - 4, FACT_ROWS)
            drawn.append(row(width, base, right=words(name, width - 2, quiet)))
            drawn += [
                row(width, base, right=[*segments((cell, base) for cell in cells), Segment("  ", base)])
                for cells in rows
            ]
        return drawn

    def notify_style_update(self) -> None:
        """Draw with the new styles."""
        super().notify_style_update()
        self._kept.clear()
        self._foot = (None, ())

    def on_focus(self) -> None:
        """Show the cursor."""
        self._show_whether_meant()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self._show_whether_meant()
