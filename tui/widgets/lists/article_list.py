"""The list of a corpus's articles: headline, outlet, date, status, and how many annotations of each label."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from annotations.model.annotation import Status
from annotations.model.label import LabelSet
from annotations.model.summary import Summary
from tui.keys.actions import Scope
from tui.keys.bindings import bindings
from tui.language.catalogue import counted, explain, say
from tui.typesetting.lines.display import set_rows
from tui.widgets.base.segments import columns, row, segments, words
from tui.widgets.lists.item_list import ItemList

STATUS_MARKS = {
    Status.NEW: "",
    Status.IN_PROGRESS: "…",
    Status.DONE: "✓",
    Status.NOTHING_HERE: "∅",
    Status.UNSURE: "?",
}

OUTLET = 6
"""Columns below which an outlet's name is left out."""
WIDE = 60
"""Columns of a list from which a headline has one row."""


_set_rows = lru_cache(maxsize=256)(set_rows)
"""Headlines are cached: a row is redrawn whenever one of the facts below its headline changes."""


class ArticleList(ItemList):
    """Draws summaries, and asks for each when it comes into view."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"article-list--headline"}
    DEFAULT_CSS = """
    ArticleList {
        &> .article-list--headline { text-style: bold; }
    }
    """

    BINDINGS = bindings(Scope.ARTICLES)

    def __init__(
        self,
        ids: Sequence[str],
        summarise: Callable[[str], Summary],
        labels: LabelSet,
        *,
        is_large: Callable[[str], bool],
        id: str,  # noqa: A002 - Textual's own name
        on_move: Callable[[int], None] = lambda _: None,
        on_choose: Callable[[int], None] = lambda _: None,
    ) -> None:
        super().__init__(say("Articles"), id=id, on_move=on_move, on_choose=on_choose)
        self._ids = ids
        self._summarise = summarise
        self._labels = labels
        self._open = -1
        self._summaries: dict[int, Summary] = {}
        self._is_large = is_large
        self._announced: set[int] = set()

    @property
    def count(self) -> int:
        """The number of articles."""
        return len(self._ids)

    def list(self, ids: Sequence[str], heading: str, *, opened: int) -> None:
        """List other articles. The cursor stays on its article if it can; `opened` is the open one's index, or -1."""
        under_cursor = self._ids[self.cursor] if self.cursor < len(self._ids) else ""
        self._ids, self.heading, self._open = ids, heading, opened
        self._summaries.clear()
        self._announced.clear()
        self.top = 0
        self.cursor = ids.index(under_cursor) if under_cursor in ids else max(0, opened)
        self.keep_cursor_in_view()
        self.redraw()

    def grow(self, ids: Sequence[str]) -> None:
        """List more articles at the end."""
        self._ids = ids
        self.refresh_rows()

    def renew(self) -> None:
        """Redraw all articles with new summaries."""
        self._summaries.clear()
        self.redraw()

    def mark_open(self, index: int) -> None:
        """Mark the open article and put the cursor on it; -1 if it is not listed."""
        before, self._open = self._open, index
        if index >= 0:
            self.cursor = index
        for each in (before, index):
            self.refresh_item(each)

    @property
    def item_height(self) -> int:
        """Rows of the headline, the facts and a blank one. In a narrow list a headline has two."""
        return 3 if self.size.width >= WIDE else 4

    def draw(self, index: int, width: int) -> Sequence[Strip]:
        """Draw the rows of the headline, then the facts."""
        layer = ("item-list--cursor",) if index == self.cursor else ()
        base, mark = self.style_of(*layer), self.style_of(*layer, "item-list--marked")
        is_open = index == self._open
        style = self.style_of(*layer, "article-list--headline") if is_open else base
        end = [Segment(" ", base), Segment("▐" if is_open else " ", mark)]
        summary = self._summary(index)
        drawn = [
            row(width, base, right=[*segments((cell, style) for cell in cells), *end])
            for cells in _set_rows(summary.headline, width - 5, self.item_height - 2)
        ]
        left, right = self._facts(summary, width - 4, base, self.style_of(*layer, "item-list--quiet"))
        drawn.append(row(width, base, left=left, right=[*right, *end]))
        return drawn

    def _summary(self, index: int) -> Summary:
        """Return the summary of an article. Caches it until `refresh_item`.

        For the first frame a large article has its file's name: reading it would delay that frame.
        """
        summary = self._summaries.get(index)
        if summary is None:
            article_id = self._ids[index]
            if index not in self._announced and self._is_large(article_id):
                self._announced.add(index)
                self.call_after_refresh(self.refresh_item, index)
                return Summary(id=article_id, headline=PurePosixPath(article_id).name)
            summary = self._summaries[index] = self._summarise(self._ids[index])
        return summary

    def refresh_item(self, index: int) -> None:
        """Redraw one article with a new summary."""
        self._summaries.pop(index, None)
        super().refresh_item(index)

    def _facts(
        self, summary: Summary, width: int, base: Style, quiet: Style
    ) -> tuple[Sequence[Segment], Sequence[Segment]]:
        """Draw what is at the left and at the right of the row of facts."""
        if summary.problem:
            return words(explain(summary.problem), width, quiet), ()
        left = words(STATUS_MARKS[summary.status], 3, quiet)
        for label in self._labels:
            if count := summary.counts.get(label.name, 0):
                chip = base + Style(bgcolor=self.app.theme_variables[f"label-{label.colour}"])
                left += [Segment(" ", base), *words(f"{label.key}{count}", 6, chip)]
        if summary.copies:
            left += words(f" ⧉{summary.copies}", 6, quiet)
        if summary.waiting:
            left += words(
                " " + say("waits for {edits}", edits=counted(summary.waiting, "edit")), width - columns(left), quiet
            )
        # Read from the right: the outlet, then the date. They never take room from the counts of annotations.
        room = width - 2 - columns(left)
        right = words(summary.published, width, quiet)
        if columns(right) > room:
            return left, ()
        separator = " · " if right else ""
        room -= columns(right) + len(separator)
        if summary.outlet and room >= OUTLET:
            right = [*right, Segment(separator, quiet), *words(summary.outlet, room, quiet)]
        return left, right
