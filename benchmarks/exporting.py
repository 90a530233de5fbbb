"""Exporting against a bare loop: the same files read, the same objects written by the fastest JSON library there is.

Run as `python -m benchmarks.exporting --articles 100000`, it also tells the most memory that an export takes.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson

from annotations.annotation import Annotation, AnnotationSet, Status, quotation
from annotations.article import Article, digest
from annotations.exchange.export import Request, export
from annotations.exchange.formats import FORMATS
from annotations.exchange.record import Record
from annotations.label import DEFAULT_LABELS
from annotations.samples import sample_corpus
from annotations.span import Span

SPANS = 20
"""Of each article."""
ROUNDS = 3
LABELS = ("actor", "claim", "figure")


def make_files(folder: Path, articles: int) -> None:
    """Articles, each a text and a file with its annotations."""
    texts = [path.read_text(encoding="utf-8")[:2000] for path in sorted(sample_corpus().rglob("*.txt"))]
    for number in range(articles):
        text = f"{number} {texts[number % len(texts)]}"
        place = folder / f"{number // 1000}"
        place.mkdir(exist_ok=True)
        (place / f"{number}.txt").write_text(text, encoding="utf-8", newline="")
        step = len(text) // SPANS
        spans = [
            {"id": f"{number}-{each}", "label": LABELS[each % 3], "start": each * step, "end": each * step + step // 2}
            for each in range(SPANS)
        ]
        (place / f"{number}.json").write_bytes(orjson.dumps(spans))


def files(folder: Path) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Id, text and annotations of each article."""
    for path in sorted(folder.rglob("*.txt")):
        yield (
            path.relative_to(folder).as_posix(),
            path.read_bytes().decode(),
            orjson.loads(path.with_suffix(".json").read_bytes()),
        )


def records(folder: Path) -> Iterator[Record]:
    """What the workspace would give of them."""
    for article_id, text, spans in files(folder):
        article = Article(
            id=article_id,
            path=Path(article_id),
            text=text,
            sha256=digest(text),
            headline=text[:20],
            outlet="",
            published="",
            keywords=(),
            sections=(),
        )
        yield Record(article, _work(article, spans))


def _work(article: Article, spans: list[dict[str, Any]]) -> AnnotationSet:
    made = []
    for span in spans:
        fragments = (Span(span["start"], span["end"]),)
        quote, prefix, suffix = quotation(article.text, fragments)
        made.append(
            Annotation(
                id=span["id"],
                label=span["label"],
                fragments=fragments,
                quote=quote,
                prefix=prefix,
                suffix=suffix,
                annotator="hana",
                created="2026-01-02T03:04:05Z",
            )
        )
    return AnnotationSet(article_id=article.id, annotator="hana", status=Status.DONE, annotations=tuple(made))


def ours(folder: Path, target: Path, name: str = "jsonl") -> None:
    """Export the files, records made and checked."""
    export(records(folder), target, FORMATS[name], Request(DEFAULT_LABELS))


def bare(folder: Path, target: Path) -> None:
    """Write the same lines with nothing checked."""
    with target.open("wb") as stream:
        for article_id, text, spans in files(folder):
            values = {
                "schema": "newsreader/1",
                "offset_unit": "codepoint",
                "id": article_id,
                "text": text,
                "sha256": digest(text),
                "annotator": "hana",
                "status": "done",
                "meta": {"path": article_id, "headline": text[:20]},
                "spans": [{**span, "text": text[span["start"] : span["end"]]} for span in spans],
            }
            stream.write(orjson.dumps(values) + b"\n")


def compare(articles: int = 2000) -> dict[str, dict[str, float]]:
    """Name -> seconds of ours and of the bare loop, and their ratio."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, target, yardstick = Path(scratch, "files"), Path(scratch, "ours"), Path(scratch, "bare")
        folder.mkdir()
        make_files(folder, articles)
        mine, making, theirs = [], [], []
        for _ in range(ROUNDS):  # in turn, so that a slow spell of the machine falls on all
            mine.append(_seconds(lambda: ours(folder, target)))
            making.append(_seconds(lambda: deque(records(folder), maxlen=0)))
            theirs.append(_seconds(lambda: bare(folder, yardstick)))
        with target.open("rb") as one, yardstick.open("rb") as other:
            assert all(json.loads(line) == json.loads(next(other)) for line in one)
        least = min(theirs)
        driver = min(mine) - min(making)
        return {
            f"exporting {articles} articles": {"seconds": min(mine), "bare": least, "ratio": min(mine) / least},
            "  checking and writing, of that": {"seconds": driver, "bare": least, "ratio": driver / least},
        }


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def peak(articles: int, name: str) -> float:
    """The most memory in megabytes that an export of so many articles takes, in a process of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "files")
        folder.mkdir()
        make_files(folder, articles)
        command = [sys.executable, "-m", "benchmarks.exporting", "--export", str(folder), f"{scratch}/out", name]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exporting", description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--format", choices=list(FORMATS), default="jsonl", help="whose memory is measured")
    parser.add_argument("--export", nargs=3, metavar=("FOLDER", "TARGET", "FORMAT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.export:
        folder, target, name = options.export
        ours(Path(folder), Path(target), name)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    if options.format == "jsonl":
        for name, values in compare(options.articles).items():
            print(f"{name}: {values['seconds']:.2f} s, bare {values['bare']:.2f} s, ratio {values['ratio']:.2f}")
    print(f"memory, {options.format}: {peak(options.articles, options.format):.0f} MB at most")


if __name__ == "__main__":
    main()
