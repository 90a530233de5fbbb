"""Layers: IOB2 tags of tokens, one layer per label, so that spans of different labels may nest."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from annotations.errors import ExportError
from annotations.exchange.exporting.losses import kept_spans
from annotations.exchange.format import EVERYTHING, Feature
from annotations.model.label import LabelSet
from annotations.model.record import Record
from annotations.text.span import Span
from annotations.text.tokens import Token

OUTSIDE, BEGIN, INSIDE = 0, 1, 2
"""Numbers of the tags of a layer."""


def tags(label: str) -> tuple[str, str, str]:
    """Return the tags of a layer by number: O, B-claim, I-claim."""
    return "O", f"B-{label}", f"I-{label}"


def layers(record: Record, cut: Sequence[Token], labels: LabelSet) -> dict[str, list[int]]:
    """Return the tags of all tokens for each label.

    If spans of one label overlap, the first in reading order stays. Each fragment is tagged as a span. Raises
    `ExportError` if the project does not have a label.
    """
    starts = [token.start for token in cut]
    result = {label.name: [OUTSIDE] * len(cut) for label in labels}
    for label, span in kept_spans(record, EVERYTHING - {Feature.ALIKE}):
        if label not in result:
            raise ExportError(
                f"{record.article.id}: the label “{label}” is not in the project, so it has no layer; "
                "add it to newsreader.toml, or select other labels with --labels"
            )
        first, behind = bisect_left(starts, span.start), bisect_left(starts, span.end)
        result[label][first:behind] = [BEGIN, *[INSIDE] * (behind - first - 1)][: behind - first]
    return result


def tagged_spans(written: Sequence[str], offsets: Sequence[Sequence[int]]) -> Iterator[tuple[str, Span]]:
    """Yield the labels and places of the spans that tags describe, in order.

    Reads IOB2, IOB1, BILOU and IOBES. `offsets` are the starts and ends of the tokens.
    """
    label, start, end = "", 0, 0
    for tag, (token_start, token_end) in zip(written, offsets, strict=True):
        kind, _, name = tag.partition("-")
        if label and (kind not in {"I", "E", "L"} or name != label):
            yield label, Span(start, end)
            label = ""
        if name:
            label, start, end = name, start if label else token_start, token_end
    if label:
        yield label, Span(start, end)


def places(record: Record) -> list[tuple[int, int]]:
    """Return start and end of every fragment of a record."""
    return [(span.start, span.end) for each in record.work.annotations for span in each.fragments]
