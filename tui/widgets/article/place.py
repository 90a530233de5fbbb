"""Where the caret is, in words for the status line."""

from collections.abc import Sequence

from annotations.model.annotation import Annotation
from annotations.model.label import LabelSet
from annotations.text.selecting import count_words
from annotations.text.span import Span
from tui.language.catalogue import counted, say, title_of


def progress(text: str, offset: int) -> str:
    """Return how far into a text an offset is."""
    length = max(1, len(text))
    return f"{100 * min(offset, length) // length} %"


def with_selection(text: str, selection: Span, place: str, borders: Sequence[int] = ()) -> str:
    """Return the number of selected words, and a place."""
    count = count_words(text, selection.start, selection.end, borders)
    return say("{words} selected · {place}", words=counted(count, "word"), place=place)


def with_related(labels: LabelSet, out_of_view: Sequence[Annotation | None], place: str) -> str:
    """Return the labels of the related annotations above and below the view, and a place."""
    related = zip(out_of_view, "↑↓", strict=True)
    return " · ".join(
        [*(f"{title_of(labels.shown(each.label))} {arrow}" for each, arrow in related if each is not None), place]
    )
