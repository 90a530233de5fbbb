"""A span: a stretch of an article's text, in code points."""

from collections.abc import Iterable
from dataclasses import dataclass

from annotations.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points `[start, end)` of a text; never empty.

    The caller must not split grapheme clusters: `Span` does not check that.
    Raises `SpanError` for a negative start or an end that is not beyond it.
    """

    start: int
    """Offset of the first code point."""
    end: int
    """Offset behind the last code point."""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"span [{self.start}, {self.end}): a span starts at 0 or later and is never empty")

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def overlaps(self, other: "Span") -> bool:
        """Return True if both cover at least one code point in common."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """Return the text that the span covers. Raises `SpanError` if the text is too short for it."""
        if self.end > len(text):
            raise SpanError(f"span [{self.start}, {self.end}) ends beyond the text of {len(text)} code points")
        return text[self.start : self.end]


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same code points as few spans in reading order: those that overlap or touch become one."""
    result: list[Span] = []
    for span in sorted(spans):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return tuple(result)
