"""The index against a bare loop that reads, decodes, folds and inserts; `python -m benchmarks.index --files 175000`.

The articles are made of the sentences of the sample corpus and of words that are in no dictionary, as rare as names
are; one in ten is a copy of another, edited.
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
"""Code points of an article, about."""
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
QUERIES = ("في", "وزارة", "وزارة مليون", '"في المئة"', "شششش")
"""In every article, in many, in a row, in none."""
BEGINNINGS = ("ا*", "ب*", "ظ*", "ال*", "وا*", "مل*", "الم*", "الا*", "وال*", "سعر*", "المس*", "وزارة ال*")
"""Of most words, of many, of some; with another word."""
WORKS = 60_000
"""Articles that are worked on, or all if there are fewer."""
RATE, SEARCH, MEMORY, OPENING = 1 / 0.6, 0.05, 300.0, 1.5
"""Bounds: the time of the bare loop, seconds, megabytes, the time of a bare application and a bare walk."""
READY = 1.0
"""Bound of what is done beside the screen when the index is complete, seconds."""
ROUNDS = 3
"""How often each list is asked for, of an index that was opened for it; the quickest counts."""
OPENINGS = 5
"""How often the program is started; the quickest counts."""


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
    """The yardstick: words only, in one process, committed by the thousand."""
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
    """All that the index holds: words, headline, outlet, date, sections, signatures, copies; and lists made ready."""
    with Index(file) as index:
        for _ in index.refresh(corpus):
            pass
        index.prepare()


def _taken(work: str, corpus: Corpus, file: Path, answers: "multiprocessing.SimpleQueue[tuple[float, float]]") -> None:
    """In a process of its own: seconds, and megabytes of it and of each process that it has started."""
    start = time.perf_counter()
    {"ours": ours, "bare": bare}[work](corpus, file)
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    answers.put((seconds, used / (2**20 if sys.platform == "darwin" else 2**10)))


def taken(work: str, corpus: Corpus, file: Path) -> tuple[float, float]:
    """Seconds that `ours` or `bare` takes, and the megabytes of its process and of the largest that it starts."""
    spawn = multiprocessing.get_context("spawn")
    answers = spawn.SimpleQueue()
    process = spawn.Process(target=_taken, args=(work, corpus, file, answers))
    process.start()
    process.join()
    seconds, megabytes = answers.get()
    return seconds, megabytes


def answers(file: Path) -> dict[str, float]:
    """Seconds of the slowest answer of each kind: all ids of a list, as the screen asks for them, none asked before."""
    seconds: dict[tuple[str, Filter, Sort], list[float]] = {}
    chance = random.Random(3)
    for _ in range(ROUNDS):
        with Index(file) as index:
            ready = _seconds(index.prepare)
            seconds.setdefault(("all made ready", Filter(), Sort.PATH), []).append(ready)
            ids = index.ids()
            works = [_work(chance, each) for each in chance.sample(ids, min(WORKS, len(ids)))]
            told = _seconds(lambda: index.set_work(works))  # noqa: B023
            seconds.setdefault(("work", Filter(), Sort.PATH), []).append(told)
            for kind, chosen, sort in _lists():
                taken = _seconds(lambda: index.ids(chosen, sort))  # noqa: B023
                seconds.setdefault((kind, chosen, sort), []).append(taken)
    slowest: dict[str, float] = {}
    for (kind, _, _), each in seconds.items():
        slowest[kind] = max(slowest.get(kind, 0.0), min(each))
    return slowest


def _lists() -> Iterator[tuple[str, Filter, Sort]]:
    """The lists that are asked for, by their kinds."""
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
    return article_id, annotator, Tally.of(status, labels, (), {})


def _seconds(answer: Callable[[], object]) -> float:
    start = time.perf_counter()
    answer()
    return time.perf_counter() - start


def walk(folder: str) -> int:
    """The yardstick of opening: look at every name once."""
    with os.scandir(folder) as entries:
        return sum(walk(entry.path) if entry.is_dir() else 1 for entry in entries)


def opening(folder: Path, rounds: int) -> tuple[float, float]:
    """Seconds until the program has painted the list of a folder, and those of a bare application and a bare walk."""
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
    """Name -> the figure and its bound; times in seconds, memory in megabytes."""
    with tempfile.TemporaryDirectory(prefix="newsreader-") as scratch:
        folder = Path(scratch, "corpus")
        generate(folder, files)
        corpus = Corpus.find(folder)
        times: dict[str, list[float]] = {"ours": [], "bare": []}
        used = 0.0
        for number in range(rounds):  # in turn, so that a slow spell of the machine falls on both
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
        "taking an article in": (mine, RATE * its),
        "finding that none has changed, an article": (again / files, its),
        "the slowest search": (slowest["search"], SEARCH),
        "the slowest beginning of a word": (slowest["beginning"], SEARCH),
        "sorting what was found": (slowest["found, sorted"], SEARCH),
        "sorting all articles": (slowest["sort"], SEARCH),
        f"telling the work on {min(WORKS, files):,} articles": (slowest["work"], 2 * SEARCH),
        "the slowest filter by that work, sorted": (slowest["filter by work"], SEARCH),
        "making lists ready, beside the screen": (slowest["all made ready"], READY),
        "opening the folder": (opened, OPENING * yardstick),
        "megabytes": (used, MEMORY),
    }


def compare(files: int = 1000, rounds: int = 3) -> dict[str, dict[str, float]]:
    """Name -> seconds of ours and its bound, and their ratio."""
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
    parser.add_argument("--rounds", type=int, default=1, help="how often all are taken in (default: once)")
    options = parser.parse_args()
    print(f"{f'{options.files:,} files':46}{'ours':>10}{'bound':>10}")
    for name, (figure, bound) in measure(options.files, options.rounds).items():
        unit = 1 if name == "megabytes" else 1000
        held = "" if figure <= bound else "  over the bound"
        print(f"{name + (', ms' if unit > 1 else ''):46}{unit * figure:10.2f}{unit * bound:10.2f}{held}")


if __name__ == "__main__":
    main()
