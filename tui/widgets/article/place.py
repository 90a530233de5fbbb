"""Where the caret is, in words for the status line."""

from collections.abc import Sequence

from annotations.model.annotation import Annotation
from annotations.model.label import LabelSet
from annotations.text.selecting import count_words
from annotations.text.span import Span
from tui.language.catalogue import counted, say, title_of, titled
from tui.typesetting.lines.display import ELLIPSIS

QUOTED = 40
"""Code points of an annotation's words that name it at most."""


def named(labels: LabelSet, annotation: Annotation) -> str:
    """Return an annotation's label and first words."""
    return titled(title_of(labels.shown(annotation.label)), first_words(annotation.quote))


def first_words(quote: str) -> str:
    """Return as many whole words of a quote as name it, in one line."""
    line = " ".join(quote[: QUOTED + 1].split())
    if len(quote) <= QUOTED:
        return line
    return f"{line.rpartition(' ')[0] or line[:QUOTED]}{ELLIPSIS}"


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
