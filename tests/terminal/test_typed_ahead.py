"""What is typed before the application can be seen."""

import sys
import time
from pathlib import Path

import pytest

from annotations.workspace.workspace import Workspace
from benchmarks.terminal import Terminal

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("options", [[], ["--terminal", "plain"]], ids=["terminal asked", "terminal given"])
@pytest.mark.parametrize("delay", [0.0, 0.25])
def test_keys_typed_before_the_first_paint_are_done_when_it_comes(
    corpus: Path, tmp_path: Path, options: list[str], delay: float
) -> None:
    environ = {"PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(tmp_path / "data"), "NEWSREADER_ANNOTATOR": "hana"}
    with Terminal([sys.executable, "-m", "tui.cli", "open", str(corpus), *options], environ=environ) as terminal:
        time.sleep(delay)
        terminal.send(b"\x1b[B\r")  # the second article, opened
        terminal.first_paint(b"help")
        terminal.answer(b"")
        for key in (b"2", b"a"):  # only in the text does 2 select two words
            terminal.answer(key)
        terminal.send(b"q")
        assert terminal.end() == 0
    with Workspace.open(corpus, annotator="hana") as workspace:
        tagged = [workspace.work(each).annotations for each in workspace.ids[:2]]
    assert [len(each) for each in tagged] == [0, 1]
    assert len(tagged[1][0].quote.split()) == 2
