"""`newsreader import` of large files: its memory does not grow with the file."""

from pathlib import Path

import pytest

from benchmarks.importing import imported

APART = 6
"""Megabytes between 4,000 articles and 2,000: ids and digests are half a kilobyte each, one with its spans 40 kB."""


@pytest.mark.slow
@pytest.mark.parametrize(("name", "options"), [("jsonl", ["--strict"]), ("labelstudio", [])])
def test_an_import_takes_no_more_memory_for_twice_the_articles(tmp_path: Path, name: str, options: list[str]) -> None:
    def memory(articles: int, attempt: int) -> float:
        scratch = tmp_path / f"{articles}-{attempt}"
        scratch.mkdir()
        return imported(scratch, articles, name, *options).memory

    bound = memory(2000, 1) + APART
    # A peak varies by some megabytes with the moment of a garbage collection; growth would be in every attempt.
    assert any(memory(4000, attempt) < bound for attempt in (1, 2, 3))
