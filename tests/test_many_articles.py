"""The real program over many articles: it reads them in processes of its own while Textual captures standard error."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotations.index.index import FILE
from annotations.project.layout import CACHE
from annotations.text.span import Span
from annotations.workspace.export import PARALLEL_FROM
from annotations.workspace.workspace import Workspace
from benchmarks.terminal import Terminal

ROOT = str(Path(__file__).parents[1])
PATIENCE = 300
"""Seconds after which the program counts as stuck."""

MakeCorpus = Callable[[int], Path]


@pytest.fixture
def make_corpus(tmp_path: Path) -> MakeCorpus:
    """Write a corpus of some articles: each has a word of its own, and the first of them an annotation."""

    def make(articles: int) -> Path:
        folder = tmp_path / "corpus"
        folder.mkdir()
        for number in range(articles):
            text = f"Report {number}\n\nThe ministry said on Monday that w{number}x was ready.\n"
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        with Workspace.open(folder, annotator="hana") as workspace:
            workspace.editor.annotate("0.txt", "actor", [Span(0, 6)])
        return folder

    return make


def start(folder: Path) -> Terminal:
    environ = {"PYTHONPATH": ROOT, "NEWSREADER_ANNOTATOR": "hana", "XDG_DATA_HOME": str(folder.parent / "data")}
    return Terminal([sys.executable, "-m", "tui.cli", "open", str(folder)], environ=environ)


def wait_until(is_so: Callable[[], bool], terminal: Terminal | None = None) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, terminal and terminal.output[-2000:]
        if terminal is None:
            time.sleep(0.05)
        else:
            terminal.answer(b"")  # a full terminal holds the program up


def indexed(folder: Path) -> int:
    file = folder / CACHE / FILE
    if not file.exists():
        return 0
    with closing(sqlite3.connect(file)) as connection:
        try:
            (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        except sqlite3.OperationalError:  # the program has not made the tables yet
            return 0
    return int(articles)


@pytest.mark.parametrize("articles", [400, pytest.param(5000, marks=pytest.mark.slow)])
def test_the_index_is_built_inside_the_application_and_filters(make_corpus: MakeCorpus, articles: int) -> None:
    folder = make_corpus(articles)
    with start(folder) as terminal:
        terminal.first_paint(b"help")
        wait_until(lambda: indexed(folder) == articles, terminal)
        seen = len(terminal.output)
        terminal.answer(b"/")
        terminal.send(b"w217x\r")
        wait_until(lambda: b"1 article" in terminal.output[seen:], terminal)
        terminal.send(b"q")
        assert terminal.end() == 0


def test_the_index_is_built_behind_an_open_page(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    folder = make_corpus(400)
    environ = {**os.environ, "PYTHONPATH": ROOT, "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"}
    command = [sys.executable, "-m", "tui.web.session", str(folder), "hana"]
    with (
        (tmp_path / "page").open("wb") as page,
        subprocess.Popen(command, env=environ, stdin=subprocess.PIPE, stdout=page, stderr=page) as process,
    ):
        try:
            wait_until(lambda: indexed(folder) == 400)
        finally:
            process.kill()


@pytest.mark.slow
def test_a_large_export_inside_the_application_writes_its_file(make_corpus: MakeCorpus) -> None:
    folder = make_corpus(PARALLEL_FROM)
    target = folder.with_name("corpus-jsonl.jsonl")
    with start(folder) as terminal:
        terminal.first_paint(b"help")
        terminal.answer(b"w")
        terminal.answer(b"\r")
        terminal.answer(b"\r")
        wait_until(target.exists, terminal)
        terminal.answer(b"\x1b")
        terminal.send(b"q")
        assert terminal.end() == 0
    assert target.read_text(encoding="utf-8").count("\n") == 1
