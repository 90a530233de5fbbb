"""`newsreader export` of a large corpus: its memory does not grow, and copies land in one split."""

from pathlib import Path

import pytest

from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from benchmarks.annotatedcorpus import make_corpus
from benchmarks.exporting import exported
from tui.cli import main

# "qala alwaziru inna alqamha": the minister said that wheat.
WORDS = "\u0642\u0627\u0644 \u0627\u0644\u0648\u0632\u064a\u0631 \u0625\u0646 \u0627\u0644\u0642\u0645\u062d"


@pytest.mark.slow
def test_an_export_takes_no_more_memory_for_twice_the_articles(tmp_path: Path) -> None:
    def memory(articles: int) -> float:
        folder = tmp_path / f"{articles}"
        make_corpus(folder, articles)
        return exported(folder, tmp_path / "out.jsonl").memory

    assert memory(4000) < memory(2000) + 4, "megabytes; one article with its spans, kept, is 40 kB"


def test_near_copies_come_to_one_split_whatever_the_seed(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    body = "".join(f"{WORDS} {number} {number * 7}.\n\n" for number in range(60))
    (folder / "a.txt").write_text(body, encoding="utf-8")
    (folder / "b.txt").write_text(body.replace(" 30 ", " 31 "), encoding="utf-8")
    (folder / "c.txt").write_text("".join(f"{number * 13} x{number} y. \n" for number in range(60)), encoding="utf-8")
    with Workspace.open(folder, annotator="hana") as workspace:
        for article_id in workspace.ids:
            workspace.editor.annotate(article_id, "actor", [Span(0, 3)])
    together = set()
    for seed in range(20):
        target = tmp_path / f"{seed}.jsonl"
        assert main(["export", str(folder), "--out", str(target), "--split", "50/50", "--seed", str(seed)]) == 0
        ids = {split: target.with_suffix(f".{split}.jsonl").read_text("utf-8") for split in ("train", "test")}
        held = [tuple(name for name in ("a", "b", "c") if f'"id":"{name}.txt"' in ids[split]) for split in ids]
        assert ("a" in held[0]) == ("b" in held[0])
        together.add("c" in held[0] and "a" in held[0])
    assert together == {True, False}, "what is no copy is drawn on its own"
