"""Fuzzy anchoring: words that were themselves changed are found at the place in a text that is most like them."""

from bisect import bisect_left
from functools import cached_property

from annotations.model.annotation import Annotation
from annotations.text.clusters import is_boundary
from annotations.text.folding import Folded, fold
from annotations.text.span import Span

ALIKE = 70.0
"""The least likeness of the words, and of the words with their context, in percent (`rapidfuzz.fuzz.ratio`): twice the
code points in common, divided by those of both. Unrelated words of one language come to about 50."""
SURE = 90.0
"""Percent; a place near the old one that is as much alike is taken without a search of the whole text."""
MARGIN = 5.0
"""Percent; the best place has to be more alike than the next one by this margin, or none is taken."""
NEAR = 2_000
"""Code points on either side of the old place that are searched first."""
BUDGET = 2_000_000
"""Code points that are searched beyond, for all annotations of one article: about 0.2 seconds. The annotations that are
left then are searched for near their old places only."""
_ATTEMPTS = 4
"""Places that are compared for one annotation: some are alike in their context only."""
_GONE = "\udfff"
"""A code point of no article: it replaces places already found, and stands around the text."""
_EMPTY = " " + _GONE

_Found = tuple[float, int, int]
"""The likeness of a place in percent, and the folded code points `[start, end)` of its words."""


class Resemblance:
    """A text in which the changed words of annotations are searched for, each with its context.

    Foldings are compared (`annotations.text.folding`), so tashkeel or another spelling of a letter is no change. A
    place begins and ends where a word does, if the old words did so, and splits no grapheme cluster.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._budget = BUDGET

    @cached_property
    def _folded(self) -> Folded:
        return Folded.of(self._text)

    def span(self, annotation: Annotation) -> Span | None:
        """Return the place of the words of an annotation of one fragment. Returns None if it has none or two.

        Returns None too if the annotation has attributes and a digit has changed: they describe another number.
        """
        pattern = _Pattern(annotation)
        if not pattern.words.strip():
            return None
        found = self._found(pattern, bisect_left(self._folded.offsets, annotation.fragments[0].start))
        if found is None:
            return None
        span = self._widened(self._folded.span(found[1], found[2]))
        words = span.of(self._text)
        if words != words.strip() or pattern.likeness(fold(words)) < ALIKE:
            return None  # whole clusters are other words than whole letters were
        return None if annotation.attributes and _digits(fold(words)) != _digits(pattern.words) else span

    def _found(self, pattern: "_Pattern", old: int) -> _Found | None:
        length = len(self._folded.text)
        first, last = max(0, old - NEAR), min(length, old + len(pattern.words) + NEAR)
        best, is_only = self._best(pattern, first, last)
        if (first, last) != (0, length) and (best is None or best[0] < SURE):
            if self._budget < length:
                return None
            self._budget -= length
            best, is_only = self._best(pattern, 0, length)
        return best if is_only else None

    def _best(self, pattern: "_Pattern", first: int, last: int) -> tuple[_Found | None, bool]:
        """Return the place most alike in the folded code points `[first, last)`, and True if no other is as alike."""
        from rapidfuzz.fuzz import partial_ratio_alignment  # 30 ms that an unchanged article does without

        beyond = _GONE * len(pattern.whole)
        searched = beyond + self._folded.text[first:last] + beyond
        behind = first - len(beyond)
        best: _Found | None = None
        for _ in range(_ATTEMPTS):
            cutoff = ALIKE if best is None else max(ALIKE, best[0] - MARGIN)
            window = partial_ratio_alignment(pattern.whole, searched, score_cutoff=cutoff)
            if window is None:
                return best, True
            start, end = window.dest_start, window.dest_end
            edges = self._edges(pattern, searched, start, end)
            if edges is not None:
                if best is not None:
                    return best, False
                start, end = edges
                best = window.score, behind + start, behind + end
            searched = searched[:start] + _GONE * (end - start) + searched[end:]
        return best, False

    def _edges(self, pattern: "_Pattern", searched: str, start: int, end: int) -> tuple[int, int] | None:
        """Return where the words begin and end in a window of the searched text, or None if too little is alike."""
        slack = len(pattern.words) // 4 + 16  # words that were added push the end of the window out of it
        best: tuple[float, int, int] = (-1, 0, 0)
        for more in (slack, 0):
            first, last = max(0, start - more), end + more
            edges = pattern.aligned(searched[first:last])
            if edges is not None:
                start_of, end_of = pattern.at_words(searched, first + edges[0], first + edges[1])
                best = max(best, (pattern.likeness(searched[start_of:end_of]), start_of, end_of))
        return best[1:] if best[0] >= ALIKE else None

    def _widened(self, span: Span) -> Span:
        start, end = span.start, span.end
        while not is_boundary(self._text, start):
            start -= 1
        while not is_boundary(self._text, end):
            end += 1
        return Span(start, end)


class _Pattern:
    """The folded words of an annotation with their context, which are searched for."""

    def __init__(self, annotation: Annotation) -> None:
        prefix, suffix = fold(annotation.prefix), fold(annotation.suffix)
        self.words = fold(annotation.quote)
        self.whole = prefix + self.words + suffix
        self._start = len(prefix)
        self._end = self._start + len(self.words)
        self._begins_word = not _is_inner(self.whole, self._start)
        self._ends_word = not _is_inner(self.whole, self._end)

    def likeness(self, words: str) -> float:
        """Return how much other folded words are like these, in percent."""
        from rapidfuzz.fuzz import ratio

        return ratio(self.words, words)

    def aligned(self, window: str) -> tuple[int, int] | None:
        """Return the stretch of a window that the words became, without what was added or removed at their edges."""
        from rapidfuzz.distance import Levenshtein

        matched = []
        for step in Levenshtein.opcodes(self.whole, window):
            first, last = max(step.src_start, self._start), min(step.src_end, self._end)
            if step.tag in {"equal", "replace"} and first < last:
                shift = step.dest_start - step.src_start
                matched += [first + shift, last + shift]
        return (matched[0], matched[-1]) if matched else None

    def at_words(self, searched: str, start: int, end: int) -> tuple[int, int]:
        """Return a stretch without blanks at its edges, widened to whole words if the old words were whole."""
        while start < end and searched[start] in _EMPTY:
            start += 1
        while start < end and searched[end - 1] in _EMPTY:
            end -= 1
        if start < end:
            while self._begins_word and _is_inner(searched, start):
                start -= 1
            while self._ends_word and _is_inner(searched, end):
                end += 1
        return start, end


def _is_inner(text: str, offset: int) -> bool:
    """Return True if an offset lies within a word of a folded text."""
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def _digits(words: str) -> list[str]:
    return [each for each in words if each.isdecimal()]
