"""The table of the keys for each label."""

from collections.abc import Iterator, Sequence
from statistics import mean

from benchmarks.keystrokes.plan import Plan
from benchmarks.keystrokes.wanted import WantedArticle

WORST = 3
"""Number of the annotations of a label with the most keys that the table shows."""


def table(wanted: Sequence[WantedArticle], without: Sequence[Plan], with_hints: Sequence[Plan]) -> Iterator[str]:
    """Yield the lines of the table: for each label its annotations and their mean keys, then the worst of them."""
    rows = [
        (article.id, first.wanted, first.keys, second.keys)
        for article, one, other in zip(wanted, without, with_hints, strict=True)
        for first, second in zip(one.spans, other.spans, strict=True)
        if first.keys and second.keys
    ]
    yield f"{'label':12} {'spans':>6} {'keys':>7} {'with hints':>11}"
    for label in [*sorted({span.label for _, span, _, _ in rows}), ""]:
        chosen = [row for row in rows if label in {"", row[1].label}]
        plain, hinted = mean(len(row[2]) for row in chosen), mean(len(row[3]) for row in chosen)
        yield f"{label or 'all':12} {len(chosen):6} {plain:7.2f} {hinted:11.2f}"
    for label in sorted({span.label for _, span, _, _ in rows}):
        worst = sorted((row for row in rows if row[1].label == label), key=lambda row: -len(row[2]))[:WORST]
        for article_id, span, keys, hinted_keys in worst:
            start, end = span.fragments[0][0], span.fragments[-1][1]
            yield f"most keys, {label}: {article_id} [{start}, {end}): {' '.join(keys)} | {' '.join(hinted_keys)}"
