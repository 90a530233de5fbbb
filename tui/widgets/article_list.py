"""The list of a corpus's articles: headline, outlet, date, status, and how many annotations of each label."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from annotations.annotation import Status
from annotations.label import LabelSet
from annotations.summary import Summary
from tui.typesetting.display import set_rows
from tui.widgets.item_list import ItemList
from tui.widgets.strips import columns, row, segments, words

STATUS_MARKS = {
    Status.NEW: "",
    Status.IN_PROGRESS: "…",
    Status.DONE: "✓",
    Status.NOTHING_HERE: "∅",
    Status.UNSURE: "?",
}

WIDE = 60
"""Columns from which a headline has one row for itself and no second one."""


class ArticleList(ItemList):
    """Draws summaries, which it asks for when they come into view."""

    ITEM_HEIGHT = 4
    COMPONENT_CLASSES: ClassVar[set[str]] = {"article-list--headline"}
    DEFAULT_CSS = """
    ArticleList {
        &> .article-list--headline { text-style: bold; }
    }
    """

    def __init__(
        self,
        ids: Sequence[str],
        summarise: Callable[[str], Summary],
        labels: LabelSet,
        *,
        id: str,  # noqa: A002
    ) -> None:
        super().__init__("Articles", id=id)
        self._ids = ids
        self._summarise = summarise
        self._labels = labels
        self._open = -1

    @property
    def count(self) -> int:
        """How many articles there are."""
        return len(self._ids)

    def mark_open(self, index: int) -> None:
        """Mark the article that is open, and put the cursor on it."""
        before, self._open = self._open, index
        self.cursor = index
        self.refresh_item(before)
        self.refresh_item(index)

    def draw(self, index: int, row_index: int, width: int) -> Strip:
        """Two rows of headline, one of facts, one blank."""
        base = self.rich_style
        if index == self.cursor:
            base += self.get_component_rich_style("item-list--cursor", partial=True)
        if row_index == self.ITEM_HEIGHT - 1:
            return Strip.blank(width, self.rich_style)
        summary = self._summarise(self._ids[index])
        if row_index < 2:
            return self._draw_headline(summary, row_index, width, base, is_open=index == self._open)
        return self._draw_facts(summary, width, base)

    def _draw_headline(self, summary: Summary, row_index: int, width: int, base: Style, *, is_open: bool) -> Strip:
        style = base
        if is_open:
            style += self.get_component_rich_style("article-list--headline", partial=True)
        bar = Segment(
            " ▐" if is_open else "  ", base + self.get_component_rich_style("item-list--marked", partial=True)
        )
        rows = set_rows(summary.headline, width - 4, 2)
        made = segments((cell, style) for cell in rows[row_index]) if row_index < len(rows) else []
        return row(width, base, right=[*made, bar], margin=1)

    def _draw_facts(self, summary: Summary, width: int, base: Style) -> Strip:
        quiet = base + self.get_component_rich_style("item-list--quiet", partial=True)
        if summary.problem:
            return row(width, base, left=words(summary.problem, width - 2, quiet))
        left = words(STATUS_MARKS[summary.status], 3, quiet)
        for label in self._labels:
            if count := summary.counts.get(label.name, 0):
                tint = Style(bgcolor=self.app.theme_variables[f"label-{label.colour}"])
                left += [Segment(" ", base), *words(f"{label.key}{count}", 6, quiet + tint)]
        right = words(" · ".join(filter(None, (summary.published,))), width, quiet)
        if summary.outlet:
            separator = " · " if right else ""
            room = width - 6 - columns(left) - columns(right) - len(separator)
            right = [*right, Segment(separator, quiet), *words(summary.outlet, max(0, room), quiet)]
        return row(width, base, left=left, right=[*right, Segment("  ", quiet)], margin=1)
