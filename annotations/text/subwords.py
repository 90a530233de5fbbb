"""Subwords: the pieces that a model's tokenizer makes, tagged for training, and predicted tags as spans again.

The tokenizer is asked for offsets into the verbatim text (`return_offsets_mapping=True`), so nothing has to be found
again. A tokenizer that strips vowel signs still reports the offsets of its pieces, but may end one before the signs.
So a piece belongs to a span if it overlaps it.
"""

from collections.abc import Iterable, Sequence

from annotations.text.marks import clings

IGNORED = -100
"""The tag of pieces that stand for no text, such as [CLS]: the losses of PyTorch pass it over."""
OUTSIDE, BEGIN, INSIDE = 0, 1, 2


def subword_tags(offsets: Sequence[tuple[int, int]], spans: Iterable[tuple[int, int]]) -> list[int]:
    """Return a tag for each piece: `OUTSIDE`, `BEGIN`, `INSIDE`, or `IGNORED` for a piece of no code points.

    `offsets` and `spans` are starts and ends in code points; the spans, of one label, do not overlap. A piece that
    holds the end of one span and the start of another is the first one's.
    """
    tags = [IGNORED if start == end else OUTSIDE for start, end in offsets]
    for span_start, span_end in sorted(spans):
        is_first = True
        for number, (start, end) in enumerate(offsets):
            if tags[number] == OUTSIDE and start < span_end and span_start < end:
                tags[number] = BEGIN if is_first else INSIDE
                is_first = False
    return tags


def subword_spans(text: str, offsets: Sequence[tuple[int, int]], tags: Sequence[int]) -> list[tuple[int, int]]:
    """Return the spans that tags mean, as starts and ends in code points of the text.

    An `INSIDE` without a `BEGIN` begins a span. A span includes the vowel signs and tatweel behind its last letter,
    which some tokenizers leave out.
    """
    spans: list[tuple[int, int]] = []
    is_open = False
    for (start, end), tag in zip(offsets, tags, strict=True):
        if tag == IGNORED:
            continue
        if tag == INSIDE and is_open:
            spans[-1] = spans[-1][0], end
        elif tag != OUTSIDE:
            spans.append((start, end))
        is_open = tag != OUTSIDE
    return [(start, _behind_marks(text, end)) for start, end in spans]


def _behind_marks(text: str, end: int) -> int:
    while end < len(text) and clings(text[end]):
        end += 1
    return end
