"""The index against a bare loop that reads, decodes, folds and inserts: `python -m benchmarks.index --files 175000`.

The articles are made of the sentences of the sample corpus and of invented words, which are as rare as names. One
article in ten is an edited copy of another.
"""

import argparse
import multiprocessing
import os
import random
import re
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from annotations.corpus.corpus import Corpus
from annotations.index.index import Index
from annotations.model.annotation import Status
from annotations.model.filter import Filter, Sort
from annotations.model.tally import Tally
from annotations.samples import sample_corpus
from annotations.text.folding import fold
from benchmarks.terminal import Terminal

LENGTH = 2400
"""Approximate number of code points of an article."""
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
QUERIES = ("في", "وزارة", "وزارة مليون", '"في المئة"', "شششش")
"""Words of every article, of many, two words, a phrase, and a word of no article."""
BEGINNINGS = ("ا*", "ب*", "ظ*", "ال*", "وا*", "مل*", "الم*", "الا*", "وال*", "سعر*", "المس*", "وزارة ال*")
"""Beginnings of most words, of many, of some; the last with another word."""
WORKS = 60_000
"""Articles with annotations; all articles if there are fewer."""
RATE, SEARCH, MEMORY, OPENING = 1 / 0.6, 0.05, 300.0, 1.5
"""Bounds: times the bare loop, seconds, megabytes, times a bare application and a bare walk."""
READY = 1.0
"""Bound in seconds for preparing the lists, which runs beside the screen when the index is complete."""
ROUNDS = 3
"""Number of times that each list is asked for, each time of a newly opened index; the fastest counts."""
OPENINGS = 5
"""Number of times that the program is started; the fastest counts."""


def generate(folder: Path, files: int) -> None:
    """Write a tree of articles, 1,000 in a folder."""
    chance = random.Random(1)
    pages = [path.read_text(encoding="utf-8") for path in sorted(sample_corpus().rglob("*.txt"))]
    sentences = [each.strip() for page in pages for each in re.findall(r"[^.\n]{30,}\.?", page)]
    names = ["".join(chance.choices(LETTERS, k=chance.randint(3, 7))) for _ in range(100_000)]
    texts: list[list[str]] = []
    for number in range(files):
        if number % 1000 == 0:
            (folder / f"{number // 1000:03}").mkdir(parents=True)
        if texts and chance.random() < 0.1:
            body = [each for each in chance.choice(texts) if chance.random() < 0.97]
        else:
            body = list(_sentences(sentences, names, chance))
            texts = [*texts[-999:], body]
        paragraphs = (" ".join(body[start : start + 3]) for start in range(0, len(body), 3))
        text = f"{chance.choice(sentences)[:60]} {number}\n\n" + "\n\n".join(paragraphs) + "\n"
        (folder / f"{number // 1000:03}" / f"{number}.txt").write_text(text, encoding="utf-8")


def _sentences(sentences: list[str], names: list[str], chance: random.Random) -> Iterator[str]:
    length = 0
    while length < LENGTH:
        rare = (names[int(chance.paretovariate(0.5)) % len(names)] for _ in range(3))
        sentence = f"{chance.choice(sentences)} {' '.join(rare)}"
        length += len(sentence)
        yield sentence


def bare(corpus: Corpus, file: Path) -> None:
    """Build the yardstick: words only, in one process, one commit for 1,000 articles."""
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(text, content='')")
        for number, article_id in enumerate(corpus.ids, 1):
            text = fold(corpus.path_of(article_id).read_bytes().decode())
            connection.execute("INSERT INTO words(rowid, text) VALUES (?, ?)", (number, text))
            if number % 1000 == 0:
                connection.commit()
    connection.close()


def ours(corpus: Corpus, file: Path) -> None:
    """Build the index with all that it holds, and prepare its lists."""
    with Index(file) as index:
        for _ in index.refresh(corpus):
            pass
        index.prepare()


def _taken(work: str, corpus: Corpus, file: Path, answers: "multiprocessing.SimpleQueue[tuple[float, float]]") -> None:
    """Put the seconds of `ours` or `bare` into `answers`, and the megabytes of this process and its children."""
    start = time.perf_counter()
    {"ours": ours, "bare": bare}[work](corpus, file)
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    answers.put((seconds, used / (2**20 if sys.platform == "darwin" else 2**10)))


def taken(work: str, corpus: Corpus, file: Path) -> tuple[float, float]:
    """Run `ours` or `bare` in a process; return its seconds, and the megabytes of it and of its largest child."""
    spawn = multiprocessing.get_context("spawn")
    answers = spawn.SimpleQueue()
    process = spawn.Process(target=_taken, args=(work, corpus, file, answers))
    process.start()
    process.join()
    seconds, megabytes = answers.get()
    return seconds, megabytes


def answers(file: Path) -> dict[str, float]:
    """Return for each kind of list the seconds of its slowest answer: all ids of the list, not cached before."""
    seconds: dict[tuple[str, Filter, Sort], list[float]] = {}
    chance = random.Random(3)
    for _ in range(ROUNDS):
        with Index(file) as index:
            ready = _seconds(index.prepare)
            seconds.setdefault(("all prepared", Filter(), Sort.PATH), []).append(ready)
            ids = index.ids()
            works = [_work(chance, each) for each in chance.sample(ids, min(WORKS, len(ids)))]
            stored = _seconds(lambda: index.set_work(works))  # noqa: B023
            seconds.setdefault(("work", Filter(), Sort.PATH), []).append(stored)
            for kind, chosen, sort in _lists():
                taken = _seconds(lambda: index.ids(chosen, sort))  # noqa: B023
                seconds.setdefault((kind, chosen, sort), []).append(taken)
    slowest: dict[str, float] = {}
    for (kind, _, _), each in seconds.items():
        slowest[kind] = max(slowest.get(kind, 0.0), min(each))
    return slowest


def _lists() -> Iterator[tuple[str, Filter, Sort]]:
    """Yield the lists to ask for, with their kinds."""
    for sort in Sort:
        yield "sort", Filter(originals=True), sort
    for kind, queries in (("search", QUERIES), ("beginning", BEGINNINGS)):
        for words in queries:
            yield kind, Filter(words=words, originals=True), Sort.PATH
            for sort in Sort:
                yield "found, sorted", Filter(words=words, originals=True), sort
    for annotator in ("", "hana"):
        for status in ("new", "done"):
            yield "filter by work", Filter(status=status, annotator=annotator, originals=True), Sort.DATE
        yield "filter by work", Filter(label="claim", annotator=annotator, originals=True), Sort.DATE


def _work(chance: random.Random, article_id: str) -> tuple[str, str, Tally]:
    labels = chance.sample(("actor", "claim", "figure"), 2)
    annotator, status = chance.choice(("hana", "omar")), chance.choice((Status.DONE, Status.IN_PROGRESS))
    return article_id, annotator, Tally.of(status, labels, ())


def _seconds(answer: Callable[[], object]) -> float:
    start = time.perf_counter()
    answer()
    return time.perf_counter() - start


def walk(folder: str) -> int:
    """Return the number of files below a folder. The yardstick of opening: it reads every name once."""
    with os.scandir(folder) as entries:
        return sum(walk(entry.path) if entry.is_dir() else 1 for entry in entries)


def opening(folder: Path, rounds: int) -> tuple[float, float]:
    """Return the seconds until the list of a folder is painted, and those of a bare application and a bare walk."""
    ours, bare, walked = [], [], []
    for _ in range(rounds):
        with Terminal([sys.executable, "-m", "tui.cli", str(folder)]) as terminal:
            ours.append(terminal.first_paint(b"help"))
        with Terminal([sys.executable, "-m", "benchmarks.bare"]) as terminal:
            bare.append(terminal.first_paint(b"row 39"))
        start = time.perf_counter()
        walk(str(folder))
        walked.append(time.perf_counter() - start)
    return min(ours), min(bare) + min(walked)


def measure(files: int, rounds: int) -> dict[str, tuple[float, float]]:
    """Measure: return name -> the figure and its bound; times in seconds, memory in megabytes."""
    with tempfile.TemporaryDirectory(prefix="newsreader-") as scratch:
        folder = Path(scratch, "corpus")
        generate(folder, files)
        corpus = Corpus.find(folder)
        times: dict[str, list[float]] = {"ours": [], "bare": []}
        used = 0.0
        # The two take turns, so that both have their share of the machine's slow moments.
        for number in range(rounds):
            for work, seconds in times.items():
                file = Path(scratch, f"{work}-{number}.sqlite3")
                second, megabytes = taken(work, corpus, file)
                seconds.append(second)
                used = max(used, megabytes if work == "ours" else 0.0)
        start = time.perf_counter()
        ours(corpus, Path(scratch, f"ours-{rounds - 1}.sqlite3"))
        again = time.perf_counter() - start
        slowest = answers(Path(scratch, f"ours-{rounds - 1}.sqlite3"))
        opened, yardstick = opening(folder, OPENINGS)
    mine, its = (statistics.median(each) / files for each in times.values())
    return {
        "indexing an article": (mine, RATE * its),
        "finding that none has changed, for each article": (again / files, its),
        "the slowest search": (slowest["search"], SEARCH),
        "the slowest beginning of a word": (slowest["beginning"], SEARCH),
        "sorting what was found": (slowest["found, sorted"], SEARCH),
        "sorting all articles": (slowest["sort"], SEARCH),
        f"storing the tallies of {min(WORKS, files):,} articles": (slowest["work"], 2 * SEARCH),
        "the slowest filter by tallies, sorted": (slowest["filter by work"], SEARCH),
        "preparing the lists, beside the screen": (slowest["all prepared"], READY),
        "opening the folder": (opened, OPENING * yardstick),
        "megabytes": (used, MEMORY),
    }


def compare(files: int = 1000, rounds: int = 3) -> dict[str, dict[str, float]]:
    """Measure: return name -> seconds of ours, its bound, and their ratio."""
    figures = measure(files, rounds)
    return {
        f"index of {files:,} files: {name}": {"seconds": ours, "bare": bound, "ratio": ours / bound}
        for name, (ours, bound) in figures.items()
        if name != "megabytes"
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.index", description=__doc__)
    parser.add_argument("--files", type=int, default=1000, help="how many articles (default: 1000)")
    parser.add_argument("--rounds", type=int, default=1, help="how often all are indexed (default: once)")
    options = parser.parse_args()
    print(f"{f'{options.files:,} files':46}{'ours':>10}{'bound':>10}")
    for name, (figure, bound) in measure(options.files, options.rounds).items():
        unit = 1 if name == "megabytes" else 1000
        held = "" if figure <= bound else "  over the bound"
        print(f"{name + (', ms' if unit > 1 else ''):46}{unit * figure:10.2f}{unit * bound:10.2f}{held}")


if __name__ == "__main__":
    main()
