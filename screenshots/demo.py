"""A corpus for the pictures: the sample corpus with some work done in it."""

import json
import shutil
from pathlib import Path
from typing import Any

from annotations.annotation import Status
from annotations.samples import sample_corpus
from annotations.span import Span
from annotations.workspace import Workspace

ANNOTATOR = "hana"
ARTICLE = "climate/floods-wadi-alsidr.txt"
"""The article that the pictures show open."""

FINISHED = {
    "agriculture/wheat prices.txt": Status.DONE,
    "culture/archaeology-dig.txt": Status.NOTHING_HERE,
}


def make(folder: Path) -> Path:
    """Copy the sample corpus to `folder`/news and give one article its gold annotations; returns its path."""
    corpus = Path(shutil.copytree(sample_corpus(), folder / "news"))
    with Workspace.open(corpus, annotator=ANNOTATOR) as workspace:
        for span in _gold()["spans"]:
            fragments = span.get("fragments", [[span["start"], span["end"]]])
            workspace.annotate(ARTICLE, span["label"], [Span(*fragment) for fragment in fragments])
        for article, status in FINISHED.items():
            workspace.set_status(article, status)
    return corpus


def _gold() -> dict[str, Any]:
    lines = (sample_corpus().parent / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return next(record for record in map(json.loads, lines) if record["id"] == ARTICLE)
