"""Finds the annotations that cover a code point: the text is cut at every edge of an annotation."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence

from annotations.model.annotation import Annotation, reading_order

FEW = 32
"""Up to this number of changes, changing the cuts one by one is faster than cutting the text anew."""


class Coverage:
    """Finds the annotations that cover an offset, in logarithmic time."""

    def __init__(self, annotations: Sequence[Annotation]) -> None:
        self._cut(annotations)

    def _cut(self, annotations: Sequence[Annotation]) -> None:
        self._by_id = {each.id: each for each in annotations}
        fragments = [
            (span.start, span.end, each) for each in sorted(annotations, key=inner_first) for span in each.fragments
        ]
        self._edges = sorted({edge for start, end, _ in fragments for edge in (start, end)})
        index = {edge: number for number, edge in enumerate(self._edges)}
        self._covering: list[list[Annotation]] = [[] for _ in self._edges]
        for start, end, annotation in fragments:
            for covering in self._covering[index[start] : index[end]]:
                covering.append(annotation)
        self._starts = sorted(map(reading_order, annotations))

    def exchange(self, annotations: Sequence[Annotation]) -> list[Annotation]:
        """Take other annotations. Return those that are gone or new; cheap if these are few."""
        before, after = set(map(id, self._by_id.values())), set(map(id, annotations))
        gone = [each for each in self._by_id.values() if id(each) not in after] if before - after else []
        new = [each for each in annotations if id(each) not in before]
        if len(gone) + len(new) > FEW:
            self._cut(annotations)
        else:
            for each in gone:
                self._remove(each)
                del self._by_id[each.id]
            for each in new:
                self._add(each)
                self._by_id[each.id] = each
        return gone + new

    def _remove(self, annotation: Annotation) -> None:
        """Remove an annotation. Its edges stay: a cut where nothing changes does no harm."""
        for span in annotation.fragments:
            for covering in self._covering[self._edge(span.start) : self._edge(span.end)]:
                covering.remove(annotation)
        self._starts.remove(reading_order(annotation))

    def _add(self, annotation: Annotation) -> None:
        for span in annotation.fragments:
            for covering in self._covering[self._edge(span.start) : self._edge(span.end)]:
                insort(covering, annotation, key=inner_first)
        insort(self._starts, reading_order(annotation))

    def _edge(self, offset: int) -> int:
        """Return the index of an edge. Make the edge if there is none."""
        index = bisect_left(self._edges, offset)
        if index == len(self._edges) or self._edges[index] != offset:
            self._edges.insert(index, offset)
            self._covering.insert(index, list(self._covering[index - 1]) if index else [])
        return index

    def at(self, offset: int) -> Sequence[Annotation]:
        """Return the annotations that cover the code point at an offset, the innermost (shortest) first."""
        index = bisect_right(self._edges, offset) - 1
        return self._covering[index] if index >= 0 else ()

    def ending(self, offset: int) -> Sequence[Annotation]:
        """Return the annotations that end at an offset, the innermost first."""
        return [each for each in self.at(offset - 1) if each.span.end == offset]

    def within(self, start: int, end: int) -> Sequence[Annotation]:
        """Return the annotations that cover any code point of `[start, end)`, such as the several of one cell."""
        if end - start <= 1:
            return self.at(start)
        covering = {each.id: each for offset in range(start, end) for each in self.at(offset)}
        return sorted(covering.values(), key=inner_first)

    def edges(self, start: int, end: int) -> Sequence[int]:
        """Return the offsets in `(start, end)` at which an annotation may begin or end."""
        return self._edges[bisect_right(self._edges, start) : bisect_left(self._edges, end)]

    def starting(self, start: int, end: int) -> list[Annotation]:
        """Return the annotations that start in `[start, end)`, in reading order."""
        first, last = bisect_left(self._starts, (start,)), bisect_left(self._starts, (end,))
        return [self._by_id[each] for _, _, each in self._starts[first:last]]

    def find(self, annotation_id: str) -> Annotation | None:
        """Return the annotation with an id, None if there is none."""
        return self._by_id.get(annotation_id)


def inner_first(annotation: Annotation) -> tuple[int, int, str]:
    """Return the sort key by which the shortest annotation comes first."""
    start = annotation.fragments[0].start
    return annotation.fragments[-1].end - start, start, annotation.id
