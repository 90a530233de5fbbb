"""Setting text against the plain pipeline, which joins and reorders a line and keeps no map of what came from where."""

import time
from collections.abc import Callable, Sequence

import arabic_reshaper
from bidi import get_display

from annotations.samples import sample_corpus
from tui.typesetting import lay_out
from tui.typesetting.bidi import display_levels
from tui.typesetting.breaks import split_paragraphs
from tui.typesetting.paragraph import Paragraph
from tui.typesetting.shaping import shape

WIDTH = 80
ROUNDS = 5


def fastest(work: Callable[[], object]) -> float:
    """Seconds of the fastest of some rounds."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def set_whole(texts: Sequence[str]) -> int:
    """Lay texts out, every cell of every line included; returns how many cells there are."""
    return sum(len(line.cells) for text in texts for line in lay_out(text, WIDTH).lines)


def plain(texts: Sequence[str]) -> int:
    """What most programs do: join each line's letters, then reorder it. The result has no map and is not wrapped."""
    return sum(len(get_display(arabic_reshaper.reshape(line))) for text in texts for line in text.split("\n"))


def compare() -> dict[str, dict[str, float]]:
    """Name -> seconds of ours and of the pipeline, and their ratio; then what each stage takes of the whole."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(sample_corpus().rglob("*.txt"))]
    ours, theirs = fastest(lambda: set_whole(texts)), fastest(lambda: plain(texts))
    results = {"setting the sample corpus, every cell": {"seconds": ours, "bare": theirs, "ratio": ours / theirs}}
    paragraphs = [text[start:end].rstrip() for text in texts for start, end in split_paragraphs(text)]
    stages: dict[str, Callable[[], object]] = {
        "levels": lambda: [display_levels(each, 1) for each in paragraphs],
        "joining": lambda: [shape(each) for each in paragraphs],
        "paragraphs": lambda: [Paragraph(each) for each in paragraphs],
        "paragraphs broken into lines": lambda: [Paragraph(each).wrap(WIDTH) for each in paragraphs],
    }
    for name, stage in stages.items():
        seconds = fastest(stage)
        results[f"  {name}, of that"] = {"seconds": seconds, "bare": ours, "ratio": seconds / ours}
    return results
