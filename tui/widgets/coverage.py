"""Which annotations cover which code points: the text cut at every edge, once for each change of the annotations."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from annotations.annotation import Annotation


class Coverage:
    """Answers for any offset in logarithmic time which annotations cover it."""

    def __init__(self, annotations: Sequence[Annotation]) -> None:
        edges = sorted({edge for each in annotations for span in each.fragments for edge in (span.start, span.end)})
        self._edges = edges
        covering: list[list[Annotation]] = [[] for _ in edges]
        for annotation in sorted(annotations, key=_length):
            for span in annotation.fragments:
                for index in range(bisect_right(edges, span.start) - 1, bisect_right(edges, span.end) - 1):
                    covering[index].append(annotation)
        self._covering = covering
        self._starts = sorted((each.span.start, each.label) for each in annotations)

    def at(self, offset: int) -> Sequence[Annotation]:
        """The annotations that cover the code point at an offset, the innermost (shortest) first."""
        index = bisect_right(self._edges, offset) - 1
        return self._covering[index] if index >= 0 else ()

    def ending(self, offset: int) -> Sequence[Annotation]:
        """The annotations that end at an offset, the innermost first."""
        return [each for each in self.at(offset - 1) if each.span.end == offset]

    def within(self, start: int, end: int) -> Sequence[Annotation]:
        """The annotations that cover any code point of `[start, end)`, as a cell of several may have more than one."""
        if end - start <= 1:
            return self.at(start)
        covering = {each.id: each for offset in range(start, end) for each in self.at(offset)}
        return sorted(covering.values(), key=_length)

    def edges(self, start: int, end: int) -> Sequence[int]:
        """The offsets in `(start, end)` at which other annotations cover the text than before."""
        return self._edges[bisect_right(self._edges, start) : bisect_left(self._edges, end)]

    def starting(self, start: int, end: int) -> list[str]:
        """The labels of the annotations that start in `[start, end)`, in reading order."""
        first, last = bisect_right(self._starts, (start, "")), bisect_right(self._starts, (end, ""))
        return [label for _, label in self._starts[first:last]]


def _length(annotation: Annotation) -> int:
    return annotation.span.end - annotation.span.start
