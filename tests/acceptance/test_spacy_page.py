"""The page beside an export for spaCy, which counts the spans that spaCy's tokens cannot hold."""

from pathlib import Path

import pytest

from annotations.exchange.format import Options
from annotations.exchange.registry import FORMATS
from annotations.project.defaults import DEFAULT_LABELS
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace

pytestmark = pytest.mark.slow
pytest.importorskip("spacy", reason="needs pip install -e '.[acceptance]'")


def test_what_spacy_cannot_learn_stands_on_the_page_beside_its_files(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in (("a", "one\n two wxyz"), ("b", "three qrst"), ("c", "four abwxyz")):
        (corpus / f"{name}.txt").write_text(text, encoding="utf-8")
    spans = {"a": [[0, 3], [4, 8], [10, 13]], "b": [[7, 10]], "c": [[7, 11]]}
    with Workspace.open(corpus, annotator="hana") as workspace:
        for name, places in spans.items():
            workspace.editor.annotate_all(f"{name}.txt", "actor", [Span(*place) for place in places])
        records = {record.article.id[0]: record for record in workspace.records()}
    page = {}
    for split in ("train", "dev"):
        options = Options(DEFAULT_LABELS, splits=("train", "dev"))
        with FORMATS["spacy"].writer(tmp_path / split, options) as writer:
            writer.add(records["a"], "train")
            writer.add(records["c"], "dev")
            writer.add(records["b"], split)
        page[split] = (tmp_path / split / "README.md").read_text(encoding="utf-8")
    assert "Of the 4 spans that it is trained on, 1 begin or end inside white space" in page["train"]
    assert "Of the 1 spans that are held out, 1 begin or end inside a word that no span" in page["train"]
    assert "Of the 3 spans that it is trained on, 1 begin" in page["dev"]
    assert "Of the 2 spans that are held out, 2 begin or end inside a word" in page["dev"]
