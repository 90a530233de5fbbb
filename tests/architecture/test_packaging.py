"""The package as it is installed."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(target), str(ROOT)], check=True, capture_output=True
    )  # the wheel is built from the source distribution
    return next(target.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_both_packages_with_their_data_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"tui", "annotations"}
    for name in ("tui/app.tcss", "tui/py.typed", "annotations/py.typed", "annotations/samples/sections.json"):
        assert name in names
    articles = [name for name in names if name.startswith("annotations/samples/corpus/")]
    assert len(articles) == len(list((ROOT / "annotations" / "samples" / "corpus").rglob("*.txt"))) >= 12


@pytest.mark.slow
def test_the_wheel_installed_runs_from_anywhere(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", str(wheel)], check=True, capture_output=True)
    newsreader = tmp_path / "venv" / "bin" / "newsreader"
    done = subprocess.run([newsreader, "--version"], cwd="/", check=True, capture_output=True, text=True)
    assert done.stdout.startswith("newsreader ")
    subprocess.run([newsreader, "keys"], cwd="/", check=True, capture_output=True)
