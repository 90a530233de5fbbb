"""A corpus for the pictures: the sample corpus with some annotations and statuses."""

import json
import shutil
from pathlib import Path

from annotations.model.annotation import Status
from annotations.samples import sample_corpus
from annotations.workspace.workspace import Workspace
from tui.commands.import_ import main as bring_in

ANNOTATOR = "hana"
ARTICLE = "climate/floods-wadi-alsidr.txt"
"""The article that the pictures show open."""

FINISHED = {
    "agriculture/wheat prices.txt": Status.DONE,
    "culture/archaeology-dig.txt": Status.NOTHING_HERE,
}


def make(folder: Path) -> Path:
    """Copy the sample corpus to `folder`/news and give one article its gold annotations; return the corpus's path."""
    corpus = Path(shutil.copytree(sample_corpus(), folder / "news"))
    gold = folder / "gold.jsonl"
    gold.write_text(_gold(), encoding="utf-8")
    if bring_in([str(gold), "--format", "jsonl", "--into", str(corpus), "--annotator", ANNOTATOR]):
        raise RuntimeError(f"{gold}: not all of it fits the sample corpus")
    with Workspace.open(corpus, annotator=ANNOTATOR) as workspace:
        workspace.editor.set_status(ARTICLE, Status.IN_PROGRESS)
        for article, status in FINISHED.items():
            workspace.editor.set_status(article, status)
    return corpus


def _gold() -> str:
    """Return the line of the article in the gold annotations."""
    lines = (sample_corpus().parent / "gold.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    return next(line for line in lines if json.loads(line)["id"] == ARTICLE)
