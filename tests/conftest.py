"""What several tests need."""

import os
import shutil
from itertools import count
from pathlib import Path

import pytest
import textual._wait
from hypothesis import HealthCheck, settings

from annotations.samples import sample_corpus

# No test times anything: a busy machine must not fail one.
# Before a change lands the examples are the same each time, as in Hypothesis's own profile for that; else they are new.
settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.load_profile("untimed")

# After each key a test waits until the process rests for so long: Textual's own 20 ms are a third of the suite's time.
textual._wait.SLEEP_GRANULARITY, textual._wait.SLEEP_IDLE = 0.01, 0.0005

COUNT = count()


@pytest.fixture(autouse=True)
def _own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings of whoever runs it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.getbasetemp() / f"settings-{os.getpid()}-{next(COUNT)}"))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A copy of the sample corpus that a test may annotate."""
    return Path(shutil.copytree(sample_corpus(), tmp_path / "corpus"))
