from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tui.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("one two three", "utf-8")
    for annotator in ("hana", "omar"):
        with Workspace.open(tmp_path, annotator=annotator, machine="pc") as workspace:
            workspace.editor.annotate("a.txt", "actor", [Span(0, 3)])
    return tmp_path


def test_check_finds_mends_and_then_finds_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder)]) == 0
    assert capsys.readouterr().out == "all is sound\n"
    file = folder / "annotations" / "omar" / "articles" / "a.txt.json"
    file.write_bytes(b"")
    assert main(["check", str(folder), "--annotator", "hana"]) == 0
    capsys.readouterr()
    assert main(["check", str(folder)]) == 1
    found, counted = capsys.readouterr().out.splitlines()
    assert found == f"unusable file: {file}: is not what newsreader wrote"
    assert counted == "2 annotators, 1 finding, 0 fixed"
    assert main(["check", str(folder), "--repair"]) == 1
    assert "moved to a.txt.json.broken, and written from the journals" in capsys.readouterr().out
    assert main(["check", str(folder)]) == 0


def test_check_says_what_of_the_folder_could_not_be_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.json").write_text("{", "utf-8")
    assert main(["check", str(folder)]) == 1
    left_out, told = capsys.readouterr().out.splitlines()
    assert left_out.startswith("not read: ")
    assert "bad.json" in left_out
    assert told == "the annotations are sound; not all files are read, see above"


def test_check_tells_of_stores_in_sub_folders(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "sub").mkdir()
    (folder / "annotations").rename(folder / "sub" / "annotations")
    (folder / "annotations").mkdir()
    assert main(["check", str(folder)]) == 1
    assert capsys.readouterr().out.count("store in a sub-folder: ") == 2


def test_what_cannot_be_checked_is_an_error(
    folder: Path, capsys: pytest.CaptureFixture[str], sealed: Callable[[bytes], bytes]
) -> None:
    assert main(["check", str(folder / "missing")]) == 2
    journal = folder / "annotations" / "hana" / "journal" / "pc.jsonl"
    journal.write_bytes(sealed(journal.read_bytes().replace(b'"schema":2', b'"schema":99')))
    assert main(["check", str(folder)]) == 2
    assert "newer newsreader" in capsys.readouterr().err


def test_files_that_are_not_read_are_listed_and_not_all_is_sound(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "a.pages", "b.pages"):
        (tmp_path / name).write_text("a")
    assert main(["check", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert "not read: " in out
    assert "2 .pages files: not read; save them as text, HTML or .docx" in out
    assert "all is sound" not in out
