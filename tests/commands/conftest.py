"""Fixtures for tests of the commands."""

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of two articles."""
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("\U0001f4c9 one two", encoding="utf-8")
    (tmp_path / "corpus" / "b.txt").write_text("three\n", encoding="utf-8")
    return tmp_path / "corpus"
