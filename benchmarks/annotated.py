"""An article of 10,000 words with 1,000 annotations, to measure keys in it."""

import re
from pathlib import Path

from annotations.samples import sample_corpus
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace

WORDS, ANNOTATIONS = 10_000, 1_000
ANNOTATOR = "benchmark"


def annotate(folder: Path) -> Path:
    """Make a new folder with the article, in which every tenth word is tagged, by the labels in turn; return it."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(sample_corpus().rglob("*.txt")))
    text *= WORDS // len(re.findall(r"\w+", text)) + 1
    words = [Span(*word.span()) for word in re.finditer(r"\w+", text)][:WORDS]
    folder.mkdir()
    (folder / "article.txt").write_text(text[: words[-1].end], encoding="utf-8")
    with Workspace.open(folder, annotator=ANNOTATOR) as workspace:
        labels = [label.name for label in workspace.labels]
        tagged = words[:: WORDS // ANNOTATIONS]
        for number, label in enumerate(labels):
            workspace.editor.annotate_all(workspace.ids[0], label, tagged[number :: len(labels)])
    return folder
