"""What several tests need."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from annotations.samples import sample_corpus

# No test times anything: a busy machine must not fail one.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A copy of the sample corpus that a test may annotate."""
    return Path(shutil.copytree(sample_corpus(), tmp_path / "corpus"))
