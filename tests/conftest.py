"""What several tests need."""

import shutil
from pathlib import Path

import pytest

from annotations.samples import sample_corpus


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A copy of the sample corpus that a test may annotate."""
    return Path(shutil.copytree(sample_corpus(), tmp_path / "corpus"))
