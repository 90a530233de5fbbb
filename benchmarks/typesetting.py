"""Setting text against the plain pipeline, which joins and reorders each line and keeps no map back to the text.

Ours also wraps the text. The benchmark makes every line's maps and reads them both ways: the start, end, glyphs,
column, columns and level of each cell in visual order, and the cell of each code point. "Cold" means that the caches
are emptied before each round; the pipeline has none.
"""

import gc
import random
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence

import arabic_reshaper
from bidi import get_display

from annotations.samples import sample_corpus
from annotations.text.clusters import cluster_property
from tui.typesetting.bidi.direction import paragraph_direction, text_direction
from tui.typesetting.bidi.tokens import display_levels
from tui.typesetting.lines.breaks import split_paragraphs
from tui.typesetting.lines.layout import Layout, lay_out
from tui.typesetting.lines.paragraph import Paragraph
from tui.typesetting.page.page import Block, Page
from tui.typesetting.page.viewport import Viewport
from tui.typesetting.shaping.alphabet import encode
from tui.typesetting.shaping.shaping import shape

WIDTH = 80
HEIGHT = 40
ROUNDS = 15


def go_through(layout: Layout) -> None:
    """Read the fields of every cell of every line, and the cell of every code point."""
    for line in layout.lines:
        visual = line.visual
        deque(zip(*visual[:6], strict=True), maxlen=0)
        deque(map(visual.starts.__getitem__, visual.covering), maxlen=0)


def set_whole(texts: Sequence[str]) -> None:
    """Lay texts out and make all maps."""
    for text in texts:
        go_through(lay_out(text, WIDTH))


def make_cells(texts: Sequence[str]) -> None:
    """Lay texts out and make an object for each cell, as the viewport does for its lines."""
    for text in texts:
        for line in lay_out(text, WIDTH).lines:
            deque(line.cells, maxlen=0)


def plain(texts: Sequence[str]) -> None:
    """Join the letters of each line, then reorder it, as most programs do. The result has no map and is not wrapped."""
    for text in texts:
        for line in text.split("\n"):
            get_display(arabic_reshaper.reshape(line))


def drop_caches() -> None:
    """Empty the caches of typesetting."""
    cluster_property.cache_clear()
    encode.cache_clear()
    for each in gc.get_objects():
        if isinstance(each, dict) and type(each).__module__.startswith("tui.typesetting"):
            each.clear()


def other_lines() -> Mapping[str, list[str]]:
    """Return lines of kinds that the corpus does not have, made of a few words, the same each time."""
    source = random.Random(7)
    latin = [
        "the",
        "president",
        "of",
        "Republic",
        "said",
        "on",
        "Monday",
        "that",
        "12.5%",
        "or",
        "$5",
        "billion",
        "(a",
        "third)",
        "was",
        "spent,",
        "Reuters",
        "wrote",
    ]
    arabic = [
        "قال",
        "الرئيس",
        "إن",
        "الوزير",
        "سافر",
        "إلى",
        "القاهرة",
        "يوم",
        "الأحد",
        "لا",
        "بعد",
        "لقاء",
        "مع",
        "نظيره",
        "الإيراني",
        "في",
        "بيان",
    ]
    vowelled = ["قَالَ", "الرَّئِيسُ", "إِنَّ", "الوَزِيرَ", "سَافَرَ", "إِلَى", "القَاهِرَةِ", "يَوْمَ", "الأَحَدِ", "بِلَا", "عَوْدَةٍ"]
    signs = [
        "#Russia",
        "@un_news",
        "https://t.co/a?b=1",
        "(2023)",
        "«نعم»",
        "11/9/2023",
        '"yes"',
        "١٢٫٥٪",
        "[x]",
        "10-12",
        ":",
    ]

    def lines(words: list[str]) -> list[str]:
        return [" ".join(source.choices(words, k=source.randint(6, 24))) for _ in range(200)]

    return {
        "Latin": lines(latin),
        "vowelled": lines(vowelled),
        "mixed": lines(latin + arabic),
        "signs": lines(signs + arabic),
        "dense": ["".join(source.choices("ab (1٢בا.,-", k=80)) for _ in range(200)],
    }


def fastest(
    ours: Callable[[], object], theirs: Callable[[], object], before: Callable[[], object] = lambda: None
) -> dict[str, float]:
    """Return the seconds of the fastest round of each, and their ratio.

    The two take turns, so that both have their share of the machine's slow moments. Garbage is collected between the
    rounds and not in them, so that neither pays for the objects of the other.
    """
    seconds: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for work, spent in zip((ours, theirs), seconds, strict=True):
            before()
            gc.collect()
            gc.disable()
            start = time.perf_counter()
            work()
            spent.append(time.perf_counter() - start)
            gc.enable()
    mine, bare = min(seconds[0]), min(seconds[1])
    return {"seconds": mine, "bare": bare, "ratio": mine / bare}


def compare() -> dict[str, dict[str, float]]:
    """Measure: return name -> seconds of ours and of the pipeline, and their ratio; then the share of each stage."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(sample_corpus().rglob("*.txt"))]
    results = {
        "setting the sample corpus, all maps, cold": fastest(
            lambda: set_whole(texts), lambda: plain(texts), drop_caches
        ),
        "setting the sample corpus, all maps, warm": fastest(lambda: set_whole(texts), lambda: plain(texts)),
        "an object for each cell, warm": fastest(lambda: make_cells(texts), lambda: plain(texts)),
    }
    for name, lines in other_lines().items():
        made = ["\n".join(lines)]
        results[f"setting lines: {name}, all maps, cold"] = fastest(
            lambda made=made: set_whole(made),  # type: ignore[misc] # a lambda's default cannot be annotated
            lambda made=made: plain(made),  # type: ignore[misc]
            drop_caches,
        )
    return results | _resizing(texts) | _stages(texts)


def _resizing(texts: Sequence[str]) -> dict[str, dict[str, float]]:
    """Measure a change of the terminal's width, in the middle of a paragraph of 10 MB and of the sample corpus."""
    paragraph = " ".join(" ".join(texts).split())
    paragraph *= 10_000_000 // len(paragraph.encode()) + 1
    results = {}
    for name, text in (("a paragraph of 10 MB", paragraph), ("the sample corpus", "\n".join(texts))):
        blocks = [Block(start, end) for start, end in split_paragraphs(text)]
        page, caret = Page(text, blocks, WIDTH), len(text) // 2
        rows = Viewport(page, HEIGHT, page.place_of(caret)).rows
        in_view = [text[row.line.start : row.line.end] for row in rows if row.line is not None]

        def resize(page: Page = page, caret: int = caret) -> None:
            narrower = page.at_width(WIDTH - 1)
            for row in Viewport(narrower, HEIGHT, narrower.place_of(caret)).rows:
                if row.line is not None:
                    deque(row.line.cells, maxlen=0)

        def again(in_view: list[str] = in_view) -> None:
            plain(in_view)

        def open_first(text: str = text, blocks: list[Block] = blocks) -> None:
            opened = Page(text, blocks, WIDTH)
            Viewport(opened, HEIGHT, opened.first)

        results[f"another width, {name}"] = fastest(resize, again)
        results[f"opening {name}"] = fastest(open_first, again)
    return results


def _stages(texts: Sequence[str]) -> dict[str, dict[str, float]]:
    paragraphs = [text[start:end].rstrip() for text in texts for start, end in split_paragraphs(text)]
    stages: dict[str, Callable[[], object]] = {
        "directions": lambda: [text_direction(each) for each in texts] and [paragraph_direction(p) for p in paragraphs],
        "levels": lambda: deque((display_levels(each, 1) for each in paragraphs), maxlen=0),
        "joining": lambda: deque(map(shape, paragraphs), maxlen=0),
        "paragraphs": lambda: deque(map(Paragraph, paragraphs), maxlen=0),
        "laid out without maps": lambda: deque((lay_out(text, WIDTH) for text in texts), maxlen=0),
    }
    return {
        f"  {name}, of the whole, cold": fastest(stage, lambda: set_whole(texts), drop_caches)
        for name, stage in stages.items()
    }
