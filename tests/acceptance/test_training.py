"""docs/training.md: its code is run in order, as a reader would paste it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.samples import sample_corpus

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "training.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(sh|python)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Make a folder in which the page's paths work as in a checkout."""
    (tmp_path / "annotations").mkdir()
    shutil.copytree(sample_corpus().parent, tmp_path / "annotations" / "samples")
    return tmp_path


def run(kind: str, code: str, folder: Path) -> str:
    here = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environ = {**os.environ, "PATH": here, "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(ROOT)}
    shell = [sys.executable, "-c", code] if kind == "python" else ["bash", "-e", "-c", code]
    done = subprocess.run(shell, cwd=folder, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.slow
def test_what_the_page_shows_leads_from_the_gold_to_a_model_with_a_score(checkout: Path) -> None:
    for name in ("spacy", "datasets", "tokenizers"):
        pytest.importorskip(name, reason="needs pip install -e '.[acceptance]'")
    said = [run(kind, code, checkout) for kind, code in BLOCKS]
    assert re.search(r"checked: spacy [\d.]+ reads the same \d+ spans", said[1])
    assert "lost" not in said[1]
    score = json.loads((checkout / "score.json").read_bytes())
    assert score["spans_sc_p"] > 0.4
    assert score["spans_sc_r"] > 0.05
    kept, total = map(int, re.findall(r"(\d+) of (\d+) spans come back", said[-1])[0])
    shown, of = map(int, re.findall(r"It prints (\d+) of (\d+)", PAGE)[0])
    assert total == of
    assert abs(kept - shown) < 5  # how a tokenizer is trained is not the same on every machine


def test_the_page_s_blocks_are_all_run() -> None:
    assert [kind for kind, _ in BLOCKS] == ["sh", "sh", "sh", "sh", "python"]
    assert PAGE.count("```") == 2 * len(BLOCKS)
