"""A plan: the keys that make all wanted annotations of an article one after the other."""

from collections.abc import Sequence
from typing import NamedTuple

from annotations.model.annotation import Annotation
from annotations.model.article import Article, SectionKind
from annotations.model.label import LabelSet
from annotations.text.span import Span
from benchmarks.keystrokes.keyboard import Keyboard
from benchmarks.keystrokes.search import Search
from benchmarks.keystrokes.wanted import WantedSpan
from tui.typesetting.bidi.direction import text_direction
from tui.typesetting.page import motion
from tui.typesetting.page.page import Page
from tui.widgets.article.blocks import blocks
from tui.widgets.article.caret import Caret
from tui.widgets.article.painter import FRAME
from tui.widgets.article.text_view import DIRECTION_SAMPLE, EDGE, TEXT_WIDTH

FOLD = "z"
"""The key that shows furniture."""


class Pane(NamedTuple):
    """Columns and rows of the text pane."""

    width: int
    height: int


class PlannedSpan(NamedTuple):
    """A wanted annotation with the keys that make it."""

    wanted: WantedSpan
    keys: tuple[str, ...]
    """Empty if no keys make it."""


class Plan(NamedTuple):
    """The keys for one article."""

    before: tuple[str, ...]
    """Keys to press before the first annotation."""
    spans: Sequence[PlannedSpan]

    @property
    def keys(self) -> list[str]:
        """All keys."""
        return [*self.before, *(key for span in self.spans for key in span.keys)]


class Planner:
    """Finds the keys for one article."""

    def __init__(
        self,
        article: Article,
        wanted: Sequence[WantedSpan],
        labels: LabelSet,
        pane: Pane,
        *,
        with_rows: bool = True,
    ) -> None:
        self._wanted, self._labels, self._pane = wanted, labels, pane
        folded = blocks(article, folded=True)
        parts = [fragment for each in wanted for fragment in each.fragments]
        self._unfolds = any(
            block.start < end and start < block.end for block in folded if block.folded for start, end in parts
        )
        self._page = Page(
            article.text,
            blocks(article, folded=False) if self._unfolds else folded,
            max(1, min(TEXT_WIDTH, pane.width - FRAME - EDGE)),
            fallback="rtl" if text_direction(article.text[:DIRECTION_SAMPLE]) == "rtl" else "ltr",
        )
        self._keyboard = Keyboard(article, self._page, pane.height, with_rows=with_rows)
        headline = next((each.start for each in article.sections or () if each.kind == SectionKind.HEADLINE), 0)
        self._start = motion.settled(self._page, headline, motion.FORWARD)

    def plan(self, *, with_hints: bool) -> Plan:
        """Return the fewest keys for each annotation, beginning at the caret's place after the one before."""
        search = Search(self._keyboard, with_hints=with_hints)
        self._keyboard.clear()
        state = Caret(self._start)
        top = self._page.step(self._page.place_of(state.offset), -(self._pane.height // 3))
        planned = []
        for number, span in enumerate(self._wanted):
            keys: list[str] = []
            here, view = state, top
            for place, fragment in enumerate(span.fragments):
                found = search.fewest(here, view, fragment, labelling=place == 0)
                if found is None:
                    keys = []
                    break
                here, view = Caret(found.state.offset), found.top
                keys += [*found.keys, "&" if place else self._labels[span.label].key]
            if keys:
                state, top = here, view
                self._keyboard.tag(_made(number, span), here.offset)
            planned.append(PlannedSpan(span, tuple(keys)))
        return Plan((FOLD,) if self._unfolds else (), planned)


def _made(number: int, span: WantedSpan) -> Annotation:
    """Return an annotation with the fields that the keys depend on."""
    fragments = tuple(Span(*fragment) for fragment in span.fragments)
    return Annotation(
        id=str(number), label=span.label, fragments=fragments, quote="", prefix="", suffix="", annotator="", created=""
    )
