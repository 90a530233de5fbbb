"""A file is imported into annotators' work, or tried out."""

import json
from pathlib import Path

import pytest

from annotations.exchange.format import Problem
from annotations.exchange.importing.placing import Rules
from annotations.exchange.registry import FORMATS
from annotations.workspace.importing import Importer
from annotations.workspace.workspace import Workspace


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of two articles."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / "corpus").mkdir(exist_ok=True)
        (tmp_path / "corpus" / name).write_text("one two three", encoding="utf-8")
    return tmp_path / "corpus"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Three records: of hana's work, of omar's, and of an article that is not in the corpus."""
    records = [("a.txt", "hana"), ("b.txt", "omar"), ("c.txt", "omar")]
    spans = [{"id": "1", "label": "actor", "start": 0, "end": 3}]
    rows = [json.dumps({"id": each, "annotator": name, "spans": spans}) for each, name in records]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), encoding="utf-8")
    return tmp_path / "in.jsonl"


def importer(workspace: Workspace, file: Path, problems: list[Problem]) -> Importer:
    owner = workspace.annotator
    rules = Rules(labels=workspace.labels, created="2026-01-02T03:04:05Z", source=file.name, owner=owner)
    return Importer(workspace, file, FORMATS["jsonl"], rules, report=problems.append)


def quotes(folder: Path, annotator: str) -> list[tuple[str, str]]:
    with Workspace.open(folder, annotator=annotator, writable=False) as workspace:
        return [(each, made.quote) for each in workspace.ids for made in workspace.work(each).annotations]


def test_each_record_is_merged_into_its_annotator_s_work(folder: Path, file: Path) -> None:
    problems: list[Problem] = []
    with Workspace.open(folder, annotator="lina", writable=False) as workspace:
        importing = importer(workspace, file, problems)
        report = importing.run()
        assert importing.changed_articles == 2
    assert (report.records, report.added, report.problems) == (3, 2, 1)
    assert [each.where for each in problems] == ["line 3"]
    assert quotes(folder, "hana") == [("a.txt", "one")]
    assert quotes(folder, "omar") == [("b.txt", "one")]


@pytest.mark.parametrize("is_dry_run", [False, True])
def test_what_is_tried_out_is_counted_and_reported_and_changes_nothing(
    folder: Path, file: Path, *, is_dry_run: bool
) -> None:
    problems: list[Problem] = []
    with Workspace.open(folder, annotator="lina", writable=False) as workspace:
        importing = importer(workspace, file, problems)
        report = importing.run(is_dry=True) if is_dry_run else importing.try_out()
        assert importing.changed_articles == 0
        assert workspace.annotators() == ()
    assert (report.added, len(problems)) == (2, 1)
    assert not (folder / "annotations").exists()
