"""`newsreader init --from`: a newsreader.toml for the labels of another tool's file."""

import json
from pathlib import Path

import pytest

from annotations.errors import ImportFileError
from annotations.project.configuration import read_project
from tui.commands.import_ import main as import_
from tui.commands.init import main
from tui.keys.actions import reserved_keys

LABELS = ["PER", "PER", "per", "رقم الهاتف", "7up", "اسم"]


def test_the_labels_of_a_file_become_a_project_into_which_it_can_be_imported(
    tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "in.jsonl"
    listed = [[0, 5, label] for label in LABELS]
    file.write_text(json.dumps({"text": "three\n", "label": listed}) + "\n", encoding="utf-8")
    assert main([str(folder), "--from", str(file)]) == 0
    assert "2 PER" in capsys.readouterr().err
    project = read_project(folder, reserved=reserved_keys())
    assert [label.name for label in project.labels] == ["PER", "up", "per_2", "اسم", "رقم_الهاتف"]
    written = (folder / "newsreader.toml").read_text(encoding="utf-8")
    assert '# 2\n[[labels]]\nname = "PER"' in written
    renamed = [part.split('"')[0] for part in written.split('--label "')[1:]]
    options = [option for each in renamed for option in ("--label", each)]
    assert import_([str(file), "--into", str(folder), *options]) == 0
    assert "5 spans imported; 1 already there" in capsys.readouterr().err


def test_more_labels_than_letters_are_named(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "in.jsonl"
    listed = [[0, 5, f"L{number}"] for number in range(60)]
    file.write_text(json.dumps({"text": "three\n", "label": listed}) + "\n", encoding="utf-8")
    assert main([str(folder), "--from", str(file)]) == 0
    project = read_project(folder, reserved=reserved_keys())
    left = (folder / "newsreader.toml").read_text(encoding="utf-8").count("# No letter is left for")
    assert len(project.labels.labels) + left == 60
    assert left


def test_attributions_become_a_relation(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "a.ann").write_text(
        "T1\tSource 0 3\tone\nT2\tContent 4 7\ttwo\nT3\tCue 4 7\ttwo\nE1\tCue:T3 Source:T1 Content:T2\n",
        encoding="utf-8",
    )
    (tmp_path / "a.txt").write_text("one two", encoding="utf-8")
    assert main([str(folder), "--from", str(tmp_path / "a.ann")]) == 0
    (relation,) = read_project(folder, reserved=reserved_keys()).labels.relations
    assert (relation.name, relation.source, relation.target) == ("said_by", ("Content",), ("Source",))


def test_a_file_without_spans_is_refused_and_nothing_is_written(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text('{"text": "x", "label": []}\n', encoding="utf-8")
    with pytest.raises(ImportFileError, match="no span of it can be read"):
        main([str(folder), "--from", str(file), "--format", "doccano"])
    assert not (folder / "newsreader.toml").exists()
