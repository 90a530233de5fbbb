"""`newsreader export`: its arguments, its messages, and the imports of its help."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from annotations.exchange.registry import FORMATS
from annotations.text.span import Span
from annotations.workspace.workspace import Workspace
from tui.cli import EXIT_ERROR, main

TEXT = "one two three four\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"A headline {number}\n\n{TEXT}", encoding="utf-8", newline="")
    with Workspace.open(tmp_path, annotator="hana") as workspace:
        for article_id in workspace.ids:
            start = workspace.article(article_id).text.index(TEXT)
            workspace.editor.annotate(article_id, "actor", (Span(start, start + 3),))
            workspace.editor.annotate(article_id, "claim", (Span(start + 4, start + 7), Span(start + 8, start + 13)))
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    status = main(["export", *map(str, arguments)])
    return status, capsys.readouterr().err


def test_it_says_what_was_written_what_was_lost_and_what_is_unfinished(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    status, said = run(capsys, folder, "--format", "doccano", "--out", folder / "out.jsonl", "--check")
    assert status == 0
    assert said.splitlines() == [
        f"3 articles, 6 spans -> {folder / 'out.jsonl'}",
        "lost: spans of several fragments (3); the format doccano cannot hold them",
        "unfinished: 3 records are \u201cin progress\u201d; --status done leaves them out",
        "checked: newsreader itself (no loader of its own that can be called from here) reads the same 9 spans",
    ]


def test_labels_and_splits_are_as_asked_for(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    arguments = ("--out", folder / "out.jsonl", "--labels", "actor", "--split", "50/50", "--seed", "4")
    status, said = run(capsys, folder, *arguments)
    assert status == 0
    assert "train: " in said
    lines = [json.loads(line) for split in ("train", "test") for line in (folder / f"out.{split}.jsonl").open("rb")]
    assert sorted(line["id"] for line in lines) == [f"{number}.txt" for number in range(3)]
    assert {span["label"] for line in lines for span in line["spans"]} == {"actor"}


def test_spans_in_other_sections_are_counted_by_their_section(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    with Workspace.open(folder, annotator="hana") as workspace:
        workspace.editor.annotate("0.txt", "actor", (Span(0, 1),))
    status, said = run(capsys, folder, "--out", folder / "out.jsonl", "--section", "body")
    assert status == 0
    assert "left out: 7 spans outside the selected sections (headline 6, furniture 1)" in said


def test_strict_refuses_and_writes_nothing(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    status, said = run(capsys, folder, "--format", "doccano", "--out", folder / "out.jsonl", "--strict")
    assert status == EXIT_ERROR
    assert "would lose spans of several fragments (3)" in said
    assert not (folder / "out.jsonl").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--labels", "actr"], "no label"),
        (["--split", "80"], "two or three shares"),
        (["--key", "k"], "add --anonymise"),
        (["--format", "conll", "--out", "-"], "cannot be written to standard output"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_line(
    capsys: pytest.CaptureFixture[str], folder: Path, arguments: list[str], message: str
) -> None:
    status, said = run(capsys, folder, "--out", folder / "out", *arguments)
    assert status == EXIT_ERROR
    assert message in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--status", "finished"], ["--section", "bdy"], ["--format", "xml"]])
def test_a_word_that_is_none_of_those_there_are_is_refused_with_them(
    capsys: pytest.CaptureFixture[str], folder: Path, arguments: list[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(capsys, folder, "--out", folder / "out", *arguments)
    said = capsys.readouterr().err
    assert {"--status": "nothing-here", "--section": "quote-embed", "--format": "prodigy"}[arguments[0]] in said


def test_its_help_loads_no_format_and_none_of_their_libraries() -> None:
    names = ("formats.jsonl", "formats.spacy.docbin", "formats.parquet", "formats.huggingface", "exporting.export")
    modules = [f"annotations.exchange.{name}" for name in names]
    assert all(map(find_spec, modules)), "they are where this test looks for them"
    code = (
        "import sys\nfrom tui.cli import main\n"
        "try:\n    main(['export', '--help'])\nexcept SystemExit:\n    pass\n"
        f"sys.exit(bool({{'spacy', 'pyarrow', 'datasets', 'textual', *{modules!r}}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert all(name in done.stdout for name in FORMATS)


def test_an_annotator_whom_nobody_knows_is_refused_with_those_that_there_are(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    status, said = run(capsys, folder, "--annotator", "hanna", "--out", folder / "out.jsonl")
    assert status == EXIT_ERROR
    assert said == "newsreader: no annotations by hanna; annotators here: hana\n"
    assert not (folder / "out.jsonl").exists()
